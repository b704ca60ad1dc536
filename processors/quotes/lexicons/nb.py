"""Norwegian (Bokmål and Nynorsk)."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "er": "er te t",
    },
    say="""
    sier sa sagt si seier
    forteller fortel fortalte fortalt fortalde
    skriver skrev skrevet skreiv
    forklar+er forklarte
    svar+er
    spør spurte spurt
    spøker spøkte
    meddeler meddelte
    legger la lagt
    tilføyer tilføyde
    konstaterer konstaterte
    påpeker påpekte
    understreker understreket understreka
    hevder hevdet
    påstår påsto
    opplyser opplyste opplyst
    mener mente ment
    uttaler uttalte
    advarer advarte
    erkjenner erkjente
    innrømmer innrømmet
    kommenterer kommenterte
    fortsetter fortsatte
    lyder lød
    slår slo
    bemerker bemerket
    avslører avslørte
    melder meldte
    rapporterer rapporterte
    forsikrer forsikret
    gjentar gjentok
    oppsummerer oppsummerte
    tvitrer tvitret
    siterer siterte
    roper ropte
    beton+er
    vurderer vurderte
    argumenterer argumenterte
    beskriver beskrev
    utdyper utdypet
    lover lovet
    presiserer presiserte
    poengterer poengterte
    beretter berettet
    utbryter utbrøt
    informerer informerte
    medgir medga
    """,
    report="""
    håper håpet
    tror trodde
    synes syntes
    kritiserer kritiserte
    fordømmer fordømte
    krever krevde
    anklager anklaget
    foreslår foreslo
    bekrefter bekreftet
    avviser avviste
    benekter benektet
    roser roste
    frykter fryktet
    vil ville
    forsvarer forsvarte
    tenker tenkte
    oppfordrer oppfordret
    ser så
    takker takket
    truer truet
    klager klaget
    """,
    call="""
    kaller kalte kalt
    betegner betegnet
    omtaler omtalte
    """,
    nouns="uttalelse pressemelding ord tale brev kommentar intervju",
    according="ifølge",
    masculine="han",
    feminine="hun ho",
    plural="de vi man dei",
    other_pronouns="denne jeg eg",
    neuter="det den",
    determiners="""
    en ei et den det de denne dette disse sin sitt sine hans hennes deres vår flere mange noen to tre andre ein eit
    """,
    connectors="for fra på i ved av",
    prepositions="""
    i på av for fra til med om ved hos under over etter før mellom mot uten gjennom ifølge siden blant
    """,
    conjunctions="at som om når der mens fordi og eller men da hvis hva",
    auxiliaries="er var har hadde blir ble være vært ikke seg kan skal skulle kunne må",
    adverbs="""
    også dessuten senere dog allerede bare i_går i_dag nå her mandag tirsdag onsdag torsdag fredag lørdag søndag
    videre ennå jo ja nei så til
    """,
    roles="""
    talsmann talskvinne talsperson president minister statsminister sjef direktør politiet kilder kilde eksperter
    ekspert analytikere forsker forskere advokat aktor dommer ordfører medlem leder regjeringen departementet avisen
    fagforening sekretær vitner beboere trener professor myndigheter forfatter lege kandidat rapporten selskapet
    organisasjonen statsråd generalsekretær pressevakt
    """,
    titles="hr fru dr prof president minister",
    naming="""
    kalt tittelen filmen boken sangen albumet romanen serien programmet magasinet avisen ordet begrepet slagordet
    prosjektet operasjon såkalte
    """,
    particles="av von de van al el bin",
)
