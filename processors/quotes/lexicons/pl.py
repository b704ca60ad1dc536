"""Polish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "pf": "ł ła ło li ły",
    },
    say="""
    mówi mówią mówi+pf mówił mówiła
    powiedział powiedziała powiedziało powiedzieli powiedziały
    stwierdzi+pf stwierdza stwierdzają
    oświadczy+pf oświadcza
    doda+pf dodaje dodają dodał dodała
    zaznaczy+pf zaznacza
    podkreśli+pf podkreśla podkreślają
    wyjaśni+pf wyjaśnia
    poinformowa+pf informuje informują
    napisa+pf pisze piszą pisa+pf
    odpowiedział odpowiedziała odpowiedzieli odpowiada odpowiadają
    zapyta+pf pyta pytają pyta+pf
    zauważy+pf zauważa
    przyzna+pf przyznaje
    ocenia oceni+pf
    uważa uważa+pf
    tłumaczy tłumaczy+pf
    twierdzi twierdzą twierdzi+pf
    zapewni+pf zapewnia
    ostrzega ostrzegł ostrzegła ostrzegli
    przypomnia+pf przypomina
    argumentuje argumentowa+pf
    komentuje skomentowa+pf
    relacjonuje relacjonowa+pf
    opowiada opowiedział opowiedziała
    ogłosi+pf ogłasza
    zapowiedział zapowiedziała zapowiada
    deklaruje zadeklarowa+pf
    wskaza+pf wskazuje
    zwróci+pf
    zakomunikowa+pf
    przekaza+pf przekazuje
    wyzna+pf
    podsumowa+pf podsumowuje
    krzykną+pf krzyczy
    zakończy+pf
    kontynuuje kontynuowa+pf
    cytuje cytowa+pf
    brzmi brzmia+pf
    żartuje żartowa+pf
    ujawni+pf
    podaje poda+pf
    apeluje apelowa+pf zaapelowa+pf
    rzekł rzekła
    mawia
    powtarza powtórzy+pf
    """,
    report="""
    krytykuje skrytykowa+pf
    oskarża oskarży+pf
    potępi+pf potępia
    żąda zażąda+pf
    proponuje zaproponowa+pf
    wierzy wierzy+pf
    myśli myśla+pf
    sądzi sądzi+pf
    ma_nadzieję
    obawia
    chwali pochwali+pf
    broni broni+pf
    zaprzecza zaprzeczy+pf
    potwierdza potwierdzi+pf
    obieca+pf obiecuje
    opisuje opisa+pf
    chce chcia+pf
    wezwa+pf wzywa
    zawiera
    uzna+pf uznaje
    zarzuca zarzuci+pf
    dziękuje podziękowa+pf
    grozi grozi+pf
    narzeka
    """,
    call="""
    nazwa+pf nazywa nazywają
    określi+pf określa
    """,
    nouns="oświadczeniu oświadczenie komunikacie słowa słowami słów przemówieniu liście wywiadzie wpis",
    according="według zdaniem wedle jak_podaje",
    masculine="on",
    feminine="ona",
    plural="oni one my",
    other_pronouns="ten ta ja",
    determiners="""
    ten ta to ci te jego jej ich nasz nasza swój kilku wielu niektórzy jeden jedna dwaj dwóch trzech inny inni
    """,
    connectors="do ds. ds od z w spraw",
    prepositions="""
    w we na z ze do od dla o po przy przez za pod nad przed między bez u wobec podczas według ku oraz
    """,
    conjunctions="""
    że który która które którzy których gdy kiedy jeśli czy bo ponieważ i a ale oraz lub albo gdzie jak co aby żeby
    """,
    auxiliaries="jest są był była było byli były się nie został została zostali może ma mają by",
    adverbs="""
    też także również potem później jednak wczoraj dziś dzisiaj już tylko jeszcze poniedziałek wtorek środę czwartek
    piątek sobotę niedzielę natomiast tymczasem następnie tak
    """,
    roles="""
    rzecznik rzeczniczka prezydent premier minister dyrektor policja źródła źródło ekspert eksperci analitycy
    naukowcy naukowiec badacze prawnik adwokat prokurator prokuratura sędzia burmistrz poseł posłanka senator
    przewodniczący przewodnicząca prezes rząd ministerstwo gazeta związek sekretarz świadek świadkowie mieszkańcy
    trener profesor władze autor autorzy lekarz lider kandydat szef raport firma organizacja wiceminister marszałek
    wójt
    """,
    titles="pan pani dr prof gen ks prezydent premier minister inż mec",
    naming="""
    pod_tytułem zatytułowany zatytułowana tzw tak_zwany film książka książkę piosenka piosenki album powieść serial
    program magazyn gazeta słowo termin hasło hasłem projekt operacja pseudonim zwany
    """,
    particles="de von van al el bin da",
)
