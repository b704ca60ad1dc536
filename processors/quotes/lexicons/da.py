"""Danish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "er": "er ede et e",
        "te": "er te t",
        "en": "- en",
        "n": "- n",
        "ere": "er eren ere erne",
        "ist": "ist isten ister isterne",
    },
    say="""
    siger sagde sagt sige siges
    fortæller fortalte fortalt
    skriver skrev skrevet
    forklar+er
    svar+er
    spørger spurgte spurgt
    meddel+te meddeles
    tilføjer tilføjede tilføjet
    konstater+er
    påpeg+er
    understreg+er
    hævd+er
    påstår påstod påstået
    oplyser oplyste oplyst
    mener mente ment
    udtal+er udtalte udtalt
    advar+er
    erkender erkendte erkendt
    udbryder udbrød
    kommenter+er
    slår_*_fast slog_*_fast slået_fast fastslår fastslog fastslået
    indrømmer indrømmede indrømmet
    bemærker bemærkede bemærket
    afslører afslørede afsløret
    melder meldte meldt
    rapporter+er
    forsikr+er
    gentager gentog gentaget
    opsummer+er
    tweet+er
    citer+er
    råber råbte råbt
    beton+er
    vurder+er
    argumenter+er
    uddyb+er
    beretter berettede berettet
    anfører anførte anført
    indvender indvendte indvendt
    pointer+er
    jok+er
    fremhæver fremhævede fremhævet
    fastholder fastholdt
    præciser+er
    tilstår tilstod tilstået
    bekender bekendte
    medgiver medgav medgivet
    informer+er
    underretter underrettede
    bekendtgør bekendtgjorde bekendtgjort
    erklærer erklærede erklæret
    hvisker hviskede
    skriger skreg
    sukker sukkede
    mumler mumlede
    jubler jublede
    konkluder+er
    bebuder bebudede
    kvitterer kvitterede
    replicerer replicerede
    ræsonnerer ræsonnerede
    formulerer formulerede
    gengiver gengav
    vidner vidnede
    mindes mindedes
    redegør redegjorde
    filosoferer filosoferede
    tordner tordnede
    giver_*_udtryk gav_*_udtryk
    gør_*_opmærksom gjorde_*_opmærksom
    """,
    report="""
    lyder lød lydt lyder_det lød_det hedder_det hed_det
    griner grinede
    lover lovede lovet
    beskriver beskrev beskrevet
    fortsætter fortsatte
    håber håbede håbet
    tror troede
    synes syntes
    kritiser+er
    fordøm+te
    kræver krævede krævet
    anklag+er
    foreslår foreslog foreslået
    bekræft+er
    afviser afviste afvist
    benægt+er
    dementer+er
    roser roste rost
    frygter frygtede frygtet
    forsvar+er
    tænker tænkte
    opfordr+er
    forudser forudså
    takker takkede takket
    truer truede truet
    klag+er
    beklag+er
    advis+er
    anbefal+er
    anslår anslog
    antyd+er
    bebrejd+er
    betvivl+er
    forventer forventede
    glæder_sig glædede_sig
    hylder hyldede
    mistænker
    peger_på pegede_på
    spår spåede
    tolker tolkede
    udtrykker udtrykte
    ønsker ønskede
    tilbageviser tilbageviste
    """,
    call="""
    kalder kaldte kaldt kaldes
    betegn+er
    omtaler omtalte omtalt
    stempl+er
    døber døbte døbt
    karakteriser+er
    """,
    nouns="""
    udtalelse udtalelsen pressemeddelelse pressemeddelelsen kommentar interview interviewet brev brevet tale talen
    indlæg mail ord ordene citat svar opslag
    budskab budskabet reaktion reaktionen konklusion konklusionen kommentaren
    """,
    according="ifølge i_følge",
    masculine="han",
    feminine="hun",
    plural="de vi man",
    other_pronouns="denne jeg",
    neuter="det den",
    determiners="""
    en et den det de denne dette disse sin sit sine hans hendes deres dens dets vores flere mange nogle to tre fire
    andre alle begge hver ingen nogen
    """,
    connectors="for fra på i ved af hos",
    prepositions="""
    i på af for fra til med om ved hos under over efter før mellem mod uden gennem ifølge siden blandt omkring ad
    bag foran trods via per pr angående vedrørende inden uden
    """,
    relatives="som der hvis hvilket",
    conjunctions="""
    at som der om når hvor mens fordi og eller men da hvis hvilket selvom skønt inden så_at for_at samt
    """,
    auxiliaries="""
    er var har havde bliver blev være været ikke sig kan skal skulle kunne må måtte bør får fik
    """,
    adverbs="""
    også desuden senere dog allerede kun i_går i_dag nu her mandag tirsdag onsdag torsdag fredag lørdag søndag
    videre endnu jo ja nej så samtidig derfor derefter imidlertid blandt_andet nemlig bare tidligere nyligt senest
    derimod først igen altså
    """,
    roles="""
    talsmand talsmanden talskvinde talskvinden talsperson talspersonen talsmænd pressetalsmand præsident+en
    vicepræsident+en minister+en ministre statsminister+en udenrigsminister+en finansminister+en justitsminister+en
    forsvarsminister+en sundhedsminister+en statssekretær chef+en politichef politichefen pressechef direktør+en
    generaldirektør politiet politi politikommissær politiinspektør betjent+en betjente kilder kilderne kilde kilden
    ekspert+en eksperter eksperterne analytik+ere forsk+ere videnskabsmand advokat+en advokater forsvarer forsvareren
    anklag+ere dommer+en dommere retten borgmester+en borgmestre rådmand byråd medlem medlemmer folketingsmedlem
    formand formanden forkvinde forkvinden næstformand partiformand partileder ordfører+en gruppeformand regeringen
    ministeriet styrelsen avisen fagforeningen fagforening fagforbundet sekretær+en generalsekretær+en vidne vidnet
    vidner vidnerne øjenvidne øjenvidner beboer beboere beboerne naboer naboerne nabo naboen træner+en landstræner+en
    spiller+en anfører+en kaptajn kaptajnen professor+en lektor lektoren myndigheder myndighederne myndigheden
    forfatter+en læge+n læger lægerne overlæge overlægen sygeplejerske sygeplejersken leder+en ledere kandidat+en
    rapporten undersøgelsen studiet virksomheden selskabet firmaet organisationen foreningen partiet oppositionen
    kommissær ambassadør+en diplomat+en diplomater kritik+ere aktiv+ist demonstrant demonstranter offeret ofret
    familien mor far moren faren forældre forældrene ejer+en landmand landmanden landmænd lærer+en lærere elev eleven
    studerende rektor rektoren økonom+en økonomer historik+ere journal+ist redaktør+en chefredaktør instruktør+en
    sanger+en sangerinde skuespiller+en biskop biskoppen præst+en pave paven konge kongen dronning dronningen
    brandvæsenet redningstjenesten politik+ere rådgiver+en ansatte medarbejder+en repræsentant+en repræsentanter
    søn sønnen datter datteren bror broderen søster søsteren kone konen hustru ven vennen veninde kollega enke
    """,
    titles="hr fru dr prof præsident minister professor general kong dronning biskop",
    naming="""
    kaldet kaldte titlen film filmen bog bogen sang sangen album albummet roman romanen serien programmet magasinet
    avisen ordet ordene begrebet udtrykket sloganet projektet operation såkaldte såkaldt hedder hed stykket
    udstillingen overskriften kampagnen navnet øgenavnet mottoet dokumentaren betegnelsen
    """,
    particles="af von de van al el bin",
    complementizers="at",
    manner="som",
    bare_with_verb="siger sagde mener mente tror troede hævder hævdede",
    unspoken="truer truede truet lover lovede lovet",
    negations="ikke aldrig ingen uden næppe",
    hypothetical="hvis om skulle kan kunne skal må bør ville",
    passives="bliver blev blevet",
    first_person="jeg vi du i",
    marked_only="takker takkede afviser afviste benægt+er dementer+er",
    comparing="som",
    about="om",
    speaking="tale talt",
    coordinating="og",
    infinitive_marks="at",
    temporal="da når",
    agents="af",
    passive_verbs="beskrives kaldes kritiseres anklages kaldtes",
    owner_prepositions="fra af",
    cited="citeret citeres",
    his="hans",
    hers="hendes",
    citing="citerer citerede",
    supposing="havde skulle",
)
