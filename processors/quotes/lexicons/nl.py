"""Dutch."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    say="""
    zegt zeggen zei zeiden gezegd zegt_hij
    verklaart verklaren verklaarde verklaarden verklaard
    meldt melden meldde meldden gemeld
    vertelt vertellen vertelde vertelden verteld
    schrijft schrijven schreef schreven geschreven
    stelt stellen stelde stelden gesteld
    benadrukt benadrukken benadrukte benadrukten
    antwoordt antwoorden antwoordde antwoordden geantwoord
    vraagt vroeg vroegen gevraagd
    reageert reageren reageerde reageerden gereageerd
    waarschuwt waarschuwen waarschuwde waarschuwden gewaarschuwd
    voegt_*_toe voegde_*_toe voegden_*_toe voegt_*_aan_toe toevoegt toevoegde toegevoegd
    legt_*_uit leggen_*_uit legde_*_uit legden_*_uit uitlegt uitlegde uitgelegd uitleggen
    erkent erkennen erkende erkenden erkend
    laat_*_weten laten_*_weten liet_*_weten lieten_*_weten laten_weten
    berichtte berichtten
    concludeert concluderen concludeerde concludeerden geconcludeerd
    merkt_*_op merkte_*_op merkten_*_op opmerkt opmerkte opgemerkt
    betoogt betogen betoogde betoogden
    beweert beweren beweerde beweerden beweerd
    kondigt_*_aan kondigde_*_aan kondigden_*_aan aankondigde aangekondigd
    geeft_*_toe gaf_*_toe gaven_*_toe toegeeft toegaf toegegeven
    twittert twitterde twitterden getwitterd
    tweet tweette getweet
    licht_*_toe lichtte_*_toe lichtten_*_toe toelicht toelichtte toegelicht
    roept roepen riep riepen geroepen
    klinkt_het klonk_het
    oordeelt oordelen oordeelde oordeelden geoordeeld
    constateert constateren constateerde constateerden geconstateerd
    spreekt spreken sprak spraken gesproken
    herhaalt herhaalde herhaalden herhaald
    vervolgt vervolgde vervolgden
    grapt grapte grapten
    verzekert verzekeren verzekerde verzekerden
    verzucht verzuchtte verzuchtten
    bekent bekende bekenden bekend_gemaakt
    citeert citeerde citeerden geciteerd
    noemt_het
    formuleert formuleerde verwoordt verwoordde
    stipt_*_aan stipte_*_aan aangestipt
    haalt_*_aan haalde_*_aan
    werpt_*_tegen wierp_*_tegen tegengeworpen
    brengt_*_in bracht_*_in
    bevestigt bevestigen bevestigde bevestigden bevestigd
    argumenteert argumenteerde argumenteerden
    onderstreept onderstrepen onderstreepte onderstreepten onderstreept
    informeert informeerde
    jubelt jubelde jubelden
    moppert mopperde mopperden
    sneert sneerde sneerden
    schampert schamperde
    fluistert fluisterde
    schreeuwt schreeuwde schreeuwden
    mijmert mijmerde
    redeneert redeneerde redeneerden
    relativeert relativeerde
    resumeert resumeerde
    nuanceert nuanceerde
    tekent_*_op tekende_*_op
    vat_*_samen vatte_*_samen vatten_*_samen
    geeft_*_aan gaf_*_aan gaven_*_aan aangegeven
    deelt_*_mee deelde_*_mee deelden_*_mee meedeelt meedeelde meegedeeld
    maakt_*_bekend maakte_*_bekend maakten_*_bekend bekendmaakte bekendgemaakt
    biecht_*_op biechtte_*_op opgebiecht
    briest brieste
    """,
    report="""
    luidt luidde luidden luidt_het luidde_het
    schetst schetste schetsten
    vindt vinden vond vonden
    hoopt hopen hoopte hoopten gehoopt
    denkt denken dacht dachten gedacht
    gelooft geloven geloofde geloofden
    vreest vrezen vreesde vreesden gevreesd
    eist eisen eiste eisten geëist
    bekritiseert bekritiseerde bekritiseerden
    veroordeelt veroordeelde veroordeelden
    beschuldigt beschuldigde beschuldigden
    belooft beloven beloofde beloofden beloofd
    pleit pleiten pleitte pleitten gepleit
    ontkent ontkennen ontkende ontkenden ontkend
    prijst prees prezen geprezen
    verdedigt verdedigde verdedigden
    verwacht verwachten verwachtte verwachtten
    beschrijft beschreef beschreven
    adviseert adviseerde adviseerden geadviseerd
    klaagt klagen klaagde klaagden geklaagd
    dreigt dreigde dreigden gedreigd
    wijst wijzen wezen gewezen
    vermoedt vermoedde vermoeden
    betreurt betreurde betreurden
    hekelt hekelde hekelden gehekeld
    verwijt verweet verweten
    stelt_*_voor stelde_*_voor voorgesteld
    roept_*_op riep_*_op opgeroepen
    raadt_*_aan raadde_*_aan aangeraden
    benoemt benoemde
    voorspelt voorspelde voorspelden voorspeld
    dankt dankte bedankt bedankte
    spreekt_*_tegen sprak_*_tegen tegengesproken
    meent meende meenden
    lacht lachte
    besluit besloot
    """,
    call="""
    noemt noemen noemde noemden genoemd
    bestempelt bestempelde bestempelden bestempeld
    omschrijft omschreef omschreven
    typeert typeerde getypeerd
    doopt doopte gedoopt
    kwalificeert kwalificeerde
    """,
    nouns="""
    verklaring reactie persbericht toespraak interview brief woorden statement mededeling betoog citaat uitspraak
    antwoord conclusie commentaar oordeel boodschap
    """,
    according="volgens aldus zo naar_eigen_zeggen_van in_de_woorden_van naar_het_oordeel_van",
    masculine="hij",
    feminine="zij ze",
    plural="wij we",
    other_pronouns="deze ik men",
    determiners="""
    de het een deze dit die dat zijn haar hun ons onze 's enkele verschillende veel meerdere twee drie vier sommige
    andere alle beide geen elke ieder iedere vele
    """,
    connectors="van voor uit in bij de het der den",
    prepositions="""
    van voor uit in op aan met bij door over onder naar tegen tussen zonder tijdens na sinds tot om volgens wegens
    vanwege binnen buiten te achter naast rond sinds per vanaf namens ondanks dankzij jegens
    """,
    relatives="die dat wiens waarvan wie",
    conjunctions="""
    dat die of als omdat terwijl toen waar wie wat en maar want hoewel zodat nadat voordat waarbij waarin waarmee
    aangezien indien tenzij totdat zodra
    """,
    auxiliaries="""
    is zijn was waren heeft hebben had hadden wordt worden werd werden zich niet kan moet zal zou zouden kunnen kon
    moeten moest mag mogen
    """,
    adverbs="""
    ook nog al dan later eerder echter gisteren vandaag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    maandagochtend dinsdagochtend woensdagochtend donderdagochtend vrijdagochtend maandagavond dinsdagavond
    woensdagavond donderdagavond vrijdagavond verder daarna dus er daar hier nu tegenover wel ja nee daarom
    bovendien tevens opnieuw onlangs inmiddels intussen vervolgens daarbij daarover hierover desgevraagd eerst
    toch juist zelfs alleen gewoon weer zelf
    """,
    roles="""
    woordvoerder woordvoerster woordvoerders politiewoordvoerder president presidente vicepresident minister
    ministers premier staatssecretaris directeur directrice politie bron bronnen deskundige deskundigen expert
    experts analist analisten onderzoeker onderzoekers wetenschapper wetenschappers advocaat advocate advocaten
    officier rechter rechters rechtbank burgemeester wethouder gedeputeerde kamerlid kamerleden parlementariër
    voorzitter voorzitster regering kabinet ministerie krant vakbond secretaris secretaris-generaal getuige getuigen
    ooggetuige ooggetuigen bewoner bewoners buurtbewoner buurtbewoners omwonenden buurman buurvrouw trainer coach
    bondscoach speler speelster aanvoerder hoogleraar professor docent autoriteiten auteur schrijver schrijfster
    arts artsen huisarts verpleegkundige leider leidster partijleider kandidaat hoofd rapport onderzoek studie
    bedrijf organisatie stichting justitie fractievoorzitter fractieleider lijsttrekker politicus politici
    oppositie partij commissaris generaal commandant ambassadeur diplomaat diplomaten criticus critici waarnemers
    activist activiste activisten demonstranten actievoerders slachtoffer slachtoffers nabestaanden familie moeder
    vader ouders ondernemer ondernemers boer boeren eigenaar eigenaresse student studenten leraar lerares leerling
    econoom economen historicus journalist journaliste verslaggever regisseur zanger zangeres acteur actrice bisschop
    paus pastoor dominee imam koning koningin brandweer om ministerraad bestuurder bestuursvoorzitter topman
    topvrouw ceo baas medewerker medewerkers ambtenaar ambtenaren beheerder
    zoon dochter broer zus echtgenote echtgenoot weduwe vriend vriendin collega
    """,
    titles="meneer mevrouw dhr mevr dr prof mr drs ir president minister professor generaal koning koningin",
    naming="""
    genaamd genaamde getiteld getitelde zogenaamde zogenoemde zogeheten film boek lied nummer album roman serie
    programma tijdschrift krant woord woorden term begrip leus slogan titel project operatie bijgenaamd bijnaam
    motto documentaire voorstelling toneelstuk rubriek campagne hashtag heet heette
    """,
    particles="de van den der ten ter het 't von al el bin",
    complementizers="dat",
    manner="zoals",
    bare_with_verb="zegt zei zeggen zeiden denkt dacht vindt vond meldt meldde",
    subordinators="toen terwijl nadat voordat omdat hoewel",
    purposes="om zonder door",
    adversative="maar doch",
    finite="is was zijn waren heeft hebben had hadden wordt worden werd werden",
    unspoken="dreigt dreigde dreigden gedreigd belooft beloven beloofde beloofden beloofd",
    infinitives="""
    roept roepen riep riepen eist eisen eiste eisten geëist belooft beloven beloofde beloofden beloofd adviseert
    adviseerde adviseerden dreigt dreigde dreigden gedreigd
    """,
    questions="vraagt vroeg vroegen gevraagd",
    question_words="waarom hoe of wat wie wanneer waar welke welk",
    negations="niet nooit niemand geen zonder nauwelijks",
    hypothetical="als indien zou zouden kan kunnen moet mag te om wil wilde wellicht",
    passives="wordt worden werd werden geworden",
    first_person="ik wij we jij je jullie u",
    inserted="aldus zo",
    marked_only="zo ontkent ontkende ontkend",
    comparing="als",
    about="van over",
    speaking="spr gespro praat",
    coordinating="en",
    infinitive_marks="te",
    temporal="toen wanneer",
    agents="door",
    owner_prepositions="van",
    cited="geciteerd",
    his="zijn",
    hers="haar",
    citing="citeert citeerde",
    supposing="had hadden zou zouden mocht",
)
