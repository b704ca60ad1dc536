"""Danish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "er": "er ede et e",
        "te": "er te t",
    },
    say="""
    siger sige sagde sagt
    fortæller fortalte fortalt
    skriver skrev skrevet
    forklar+er
    svar+er
    spørger spurgte spurgt
    meddel+te
    tilføjer tilføjede tilføjet
    konstater+er
    påpeg+er
    understreg+er
    hævd+er
    påstår påstod
    oplyser oplyste oplyst
    mener mente ment
    udtal+er udtalte
    advar+er
    erkender erkendte erkendt
    udbryder udbrød
    kommenter+er
    fortsætter fortsatte
    lyder lydt lød
    fastslår fastslog
    slår slog
    indrømmer indrømmede
    bemærker bemærkede
    afslører afslørede
    melder meldte
    rapporter+er
    forsikr+er
    gentager gentog
    opsummer+er
    tweet+er
    citer+er
    råber råbte
    beton+er
    vurder+er vurderer
    argumenter+er
    beskriver beskrev
    uddyb+er
    lover lovede
    beretter berettede
    anfører anførte
    indvender indvendte
    pointer+er
    jok+er
    """,
    report="""
    håber håbede
    tror troede
    synes syntes
    kritiser+er
    fordøm+te
    kræver krævede
    anklag+er
    foreslår foreslog
    bekræft+er
    afviser afviste
    benægt+er
    dementer+er
    roser roste
    frygter frygtede
    vil ville
    forsvar+er
    tænker tænkte
    opfordr+er
    ser så
    forudser
    takker takkede
    truer truede
    klag+er
    """,
    call="""
    kalder kaldte kaldt
    betegner betegnede
    """,
    nouns="udtalelse pressemeddelelse ord tale brev kommentar interview",
    according="ifølge",
    masculine="han",
    feminine="hun",
    plural="de vi man",
    other_pronouns="denne jeg",
    neuter="det den",
    determiners="""
    en et den det de denne dette disse sin sit sine hans hendes deres vores flere mange nogle to tre andre
    """,
    connectors="for fra på i ved af",
    prepositions="""
    i på af for fra til med om ved hos under over efter før mellem mod uden gennem ifølge siden blandt
    """,
    conjunctions="at som der om når hvor mens fordi og eller men da hvis hvilket",
    auxiliaries="er var har havde bliver blev være været ikke sig kan skal skulle kunne må",
    adverbs="""
    også desuden senere dog allerede kun i_går i_dag nu her mandag tirsdag onsdag torsdag fredag lørdag søndag
    videre endnu jo ja nej så
    """,
    roles="""
    talsmand talskvinde talsperson præsident minister statsminister chef direktør politiet kilder kilde eksperter
    ekspert analytikere forsker forskere advokat anklager dommer borgmester medlem formand regeringen ministeriet
    avisen fagforening sekretær vidner beboere træner professor myndigheder forfatter læge leder kandidat rapporten
    virksomheden organisationen ordfører
    """,
    titles="hr fru dr prof præsident minister",
    naming="""
    kaldet titlen filmen bogen sangen albummet romanen serien programmet magasinet avisen ordet begrebet sloganet
    projektet operation såkaldte
    """,
    particles="af von de van al el bin",
)
