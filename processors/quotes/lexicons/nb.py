"""Norwegian (Bokmål and Nynorsk)."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "er": "er te t",
        "et": "er et a",
        "en": "- en",
        "n": "- n",
        "ere": "er eren ere erne",
        "ist": "ist isten ister istene",
    },
    say="""
    sier sa sagt si seier sies
    forteller fortalte fortalt fortel fortalde
    skriver skrev skrevet skreiv skrive
    forklarer forklarte forklart
    svarer svarte svart svara
    spør spurte spurt
    meddel+er
    legger_*_til la_*_til lagt_til legg_*_til
    tilføyer tilføyde tilføyd
    konstater+er
    påpeker påpekte påpekt påpeika
    understrek+et
    hevd+et
    påstår påsto påstod påstått
    opplyser opplyste opplyst
    mener mente ment meiner meinte
    uttaler uttalte uttalt
    advar+er åtvarar
    erkjenner erkjente erkjent
    innrømmer innrømmet innrømte innrømt
    kommenter+er
    slår_*_fast slo_*_fast slått_fast fastslår fastslo fastslått
    bemerk+et
    avslør+er
    melder meldte meldt
    rapporter+er
    forsikr+et
    gjentar gjentok gjentatt
    oppsummer+er
    tvitr+et
    siter+er
    rop+er
    beton+er
    vurder+er
    argumenter+er
    utdyp+et
    presiser+er
    poengter+er
    spøk+er
    beretter berettet
    utbryter utbrøt
    informer+er
    medgir medga medgitt
    framhever framhevet fremhever fremhevet framheva
    fremholder fremholdt framheld
    erklærer erklærte erklært
    kunngjør kunngjorde kunngjort
    hvisker hvisket
    skriker skrek
    sukker sukket
    jubler jublet
    konkluder+er
    innvender innvendte innvendt
    anfører anførte anført
    bekjenner bekjente
    tilstår tilsto tilstått
    gjengir gjenga
    vitner vitnet
    minnes mintes
    redegjør redegjorde
    klargjør klargjorde
    tordner tordnet
    repliserer repliserte
    resonnerer resonnerte
    formulerer formulerte
    filosoferer filosoferte
    gir_*_uttrykk ga_*_uttrykk
    gjør_*_oppmerksom gjorde_*_oppmerksom
    """,
    report="""
    lyder lød lydt lyder_det lød_det heter_det het_det
    varsl+et
    lov+et
    beskriver beskrev beskrevet
    fortsetter fortsatte
    håp+et
    tror trodde trodd trur trudde
    synes syntes
    kritiser+er
    fordømmer fordømte fordømt
    krever krevde krevd krev
    anklag+et
    foreslår foreslo foreslått
    bekreft+et
    avvis+er
    benekt+et
    dementer+er
    ros+er
    frykt+et
    forsvar+er
    tenker tenkte
    oppfordr+et
    takk+et
    tru+et
    klag+et
    beklag+et
    anbefal+er
    anslår anslo
    antyd+et
    beskyld+er
    betviler betvilte
    forventer forventet
    gleder_seg gledet_seg
    hyll+et
    mistenker mistenkte
    peker_på pekte_på
    spår spådde
    tolk+et
    uttrykker uttrykte uttrykt
    ønsk+et
    tilbakeviser tilbakeviste
    ler lo
    """,
    call="""
    kaller kalte kalt kalles
    betegn+et
    omtaler omtalte omtalt
    stempl+et
    døper døpte døpt
    karakteriser+er
    """,
    nouns="""
    uttalelse uttalelsen uttalelser pressemelding pressemeldingen kommentar kommentaren intervju intervjuet brev
    brevet tale talen innlegg epost e-post ord ordene sitat svar melding
    svaret budskap budskapet reaksjon reaksjonen konklusjon konklusjonen
    """,
    according="ifølge i_følge",
    masculine="han",
    feminine="hun ho",
    plural="de vi man dei",
    other_pronouns="denne jeg eg hen",
    neuter="det den",
    determiners="""
    en ei et den det de denne dette disse sin sitt sine hans hennes deres dens dets vår våre flere mange noen to tre
    fire andre ein eit dei alle begge hver ingen fleire nokre
    """,
    connectors="for fra på i ved av hos frå",
    prepositions="""
    i på av for fra til med om ved hos under over etter før mellom mot uten gjennom ifølge siden blant rundt bak
    foran tross via per angående innen frå utan
    """,
    relatives="som hvis der",
    conjunctions="""
    at som om når der mens fordi og eller men da hvis hva selv_om før_at for_at samt hvor
    """,
    auxiliaries="""
    er var har hadde blir ble være vært ikke seg kan skal skulle kunne må måtte bør får fikk vart ikkje vere vore
    """,
    adverbs="""
    også dessuten senere dog allerede bare i_går i_dag nå her mandag tirsdag onsdag torsdag fredag lørdag søndag
    videre ennå jo ja nei så til samtidig derfor deretter imidlertid blant_annet nemlig tidligere nylig derimod
    først igjen altså likevel seinare no
    """,
    roles="""
    talsmann talsmannen talskvinne talskvinnen talsperson talspersonen talsmenn pressetalsmann president+en
    visepresident+en minister+en ministre statsminister+en utenriksminister+en finansminister+en justisminister+en
    forsvarsminister+en helseminister+en statsråd+en statssekretær+en sjef+en politisjef politisjefen pressesjef
    direktør+en generaldirektør politiet politi operasjonsleder operasjonslederen politiadvokat politimester
    politimesteren betjent kilder kildene kilde kilden ekspert+en eksperter ekspertene analytik+ere forsk+ere
    vitenskapsmann advokat+en advokater forsvarer forsvareren bistandsadvokat aktor aktoren dommer+en dommere retten
    tingretten ordfører+en varaordfører byråd+en medlem medlemmer stortingsrepresentant+en formann leder+en ledere
    lederen nestleder nestlederen partileder partilederen fraksjonsleder regjeringen regjeringa departementet
    direktoratet avisen avisa fagforeningen fagforening fagforbundet sekretær+en generalsekretær+en vitne vitnet
    vitner vitnene øyenvitne øyenvitner beboer beboere beboerne naboer naboene nabo naboen trener+en landslagssjef
    landslagssjefen spiller+en kaptein kapteinen professor+en førsteamanuensis myndigheter myndighetene myndigheten
    forfatter+en lege+n leger legene overlege overlegen sykepleier sykepleieren kandidat+en rapporten undersøkelsen
    studien selskapet firmaet bedriften organisasjonen foreningen partiet opposisjonen kommissær ambassadør+en
    diplomat+en diplomater kritik+ere aktiv+ist demonstrant demonstranter offeret ofrene familien mor far moren faren
    foreldre foreldrene eier+en bonde bonden bønder bøndene lærer+en lærere elev eleven elevene student+en studenter
    rektor rektoren økonom+en økonomer historik+ere journal+ist redaktør+en sjefredaktør regissør+en sanger+en
    skuespiller+en biskop biskopen prest+en pave paven konge kongen dronning dronningen brannvesenet redningstjenesten
    politik+ere rådgiver+en ansatte medarbeider+en representant+en representanter pressevakt pressevakten
    talsperson kommunikasjonssjef kommunikasjonssjefen informasjonssjef
    sønn sønnen datter datteren bror broren søster søsteren kone kona ektemann venn vennen venninne kollega
    kollegaen enke
    """,
    titles="hr fru dr prof president minister professor general kong dronning biskop",
    naming="""
    kalt kalte tittelen film filmen bok boken boka sang sangen låten album albumet roman romanen serien programmet
    magasinet avisen ordet ordene begrepet uttrykket slagordet prosjektet operasjon operasjonen såkalte såkalt heter
    het stykket utstillingen overskriften kampanjen navnet tilnavnet mottoet dokumentaren betegnelsen
    """,
    particles="av von de van al el bin",
    complementizers="at",
    manner="som",
    bare_with_verb="sier sa mener mente tror trodde hevder hevdet",
    negations="ikke aldri ingen uten neppe",
    hypothetical="hvis om skulle kan kunne skal må bør å ville",
    passives="blir ble blitt",
    first_person="jeg eg vi du dere",
    marked_only="takker takket avviser avviste benekter benektet",
    comparing="som",
    about="om",
    speaking="snakk",
    coordinating="og",
    infinitive_marks="å",
    temporal="da når",
    agents="av",
    passive_verbs="beskrives kalles kritiseres anklages",
    owner_prepositions="fra av",
    cited="sitert siteres",
    his="hans",
    hers="hennes",
    citing="siterer siterte",
    supposing="hadde skulle",
)
