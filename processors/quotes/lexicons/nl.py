"""Dutch."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "d": "t de den",
        "x": "- en",
    },
    say="""
    zegt zeggen zegt_hij zei zeiden gezegd
    verklaar+d verklaard
    meldt meld+x meldde meldden gemeld
    vertelt vertellen vertelde vertelden verteld
    schrijft schrijven schreef schreven geschreven
    vindt vinden vond
    stelt stelde stellen gesteld
    benadrukt benadrukte benadrukken
    antwoordt antwoordde geantwoord
    vraagt vroeg vragen gevraagd
    reageer+d reageert reageerde gereageerd
    waarschuwt waarschuwde waarschuwen gewaarschuwd
    voegt voegde toe toegevoegd
    legt legde uitgelegd uitleggen uit
    erkent erkende erkennen erkend
    laat liet weten
    bericht berichtte
    concludeert concludeerde geconcludeerd
    merkt merkte opgemerkt
    betoogt betoogde
    beweert beweerde beweerd beweren
    kondigt kondigde aangekondigd
    geeft gaf gegeven
    twittert twitterde getwitterd
    licht lichtte toegelicht
    roept riep geroepen
    klinkt klonk
    luidt luidde
    oordeelt oordeelde
    constateert constateerde
    spreekt sprak gesproken
    herhaalt herhaalde
    vervolgt vervolgde
    grapt grapte
    verzekert verzekerde
    verzucht verzuchtte
    bekent bekende
    citeert citeerde
    noemt_het
    schetst schetste
    """,
    report="""
    hoopt hoopte gehoopt
    denkt dacht gedacht
    gelooft geloofde
    vreest vreesde
    eist eiste geëist
    bekritiseert bekritiseerde
    veroordeelt veroordeelde
    beschuldigt beschuldigde
    belooft beloofde beloofd
    pleit pleitte
    bevestigt bevestigde bevestigd
    ontkent ontkende ontkend
    prijst prees
    verdedigt verdedigde
    verwacht verwachtte
    wil wilde
    beschrijft beschreef
    adviseert adviseerde
    ziet zag
    klaagt klaagde geklaagd
    dreigt dreigde
    wijst wees
    """,
    call="""
    noemt noemde noemden genoemd
    bestempelt bestempelde
    omschrijft omschreef
    """,
    nouns="verklaring woorden brief toespraak bericht interview statement",
    according="volgens aldus zo",
    masculine="hij",
    feminine="zij ze",
    plural="wij we",
    other_pronouns="deze die ik",
    determiners="""
    de het een deze dit die dat zijn haar hun ons onze 's enkele verschillende veel meerdere twee drie sommige
    andere
    """,
    connectors="van voor uit in bij de het der den",
    prepositions="""
    van voor uit in op aan met bij door over onder naar tegen tussen zonder tijdens na sinds tot om volgens wegens
    vanwege binnen buiten te
    """,
    relatives="die dat wiens waarvan",
    conjunctions="dat die of als omdat terwijl toen waar wie wat en maar want hoewel zodat nadat voordat",
    auxiliaries="""
    is zijn was waren heeft hebben had hadden wordt worden werd werden zich niet kan moet zal zou zouden
    """,
    adverbs="""
    ook nog al dan later eerder echter gisteren vandaag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    verder daarna dus er daar hier nu tegenover wel ja nee
    """,
    roles="""
    woordvoerder woordvoerster president minister premier directeur politie bron bronnen deskundige deskundigen
    experts analisten onderzoeker onderzoekers advocaat officier rechter burgemeester kamerlid voorzitter regering
    ministerie krant vakbond secretaris getuige getuigen bewoners trainer hoogleraar autoriteiten auteur arts leider
    kandidaat hoofd rapport onderzoek bedrijf organisatie justitie fractievoorzitter
    """,
    titles="meneer mevrouw dhr mevr dr prof mr drs ir president minister",
    naming="""
    genaamd getiteld zogenaamde zogeheten film boek lied album roman serie programma tijdschrift krant woord term
    leus titel project operatie bijgenaamd
    """,
    particles="de van den der ten ter het 't von al el bin",
)
