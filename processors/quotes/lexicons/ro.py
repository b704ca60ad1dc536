"""Romanian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    spune spun spus spunea
    declarat declară declara
    afirmat afirmă afirma
    explicat explică
    adăugat adaugă
    precizat precizează
    subliniat subliniază
    anunțat anunță
    scris scrie scriu
    răspuns răspunde
    întrebat întreabă
    susținut susține susțin
    menționat menționează
    transmis transmite
    arătat arată
    comentat comentează
    avertizat avertizează
    recunoscut recunoaște
    povestit povestește
    mărturisit mărturisește
    atras
    insistat insistă
    conchis
    concluzionat
    amintit amintește
    reamintit
    informat informează
    relatat relatează
    dezvăluit dezvăluie
    exclamat
    strigat
    completat completează
    continuat continuă
    punctat
    asigurat asigură
    argumentat
    zis zice zicea
    reacționat reacționează
    postat
    citat
    rezumat
    glumit
    repetat
    """,
    report="""
    criticat critică
    acuzat acuză
    condamnat condamnă
    cerut cere
    propus propune
    speră
    crede cred
    consideră considerat
    lăudat
    apărat
    negat neagă
    confirmat confirmă
    promis promite
    descris descrie
    vrea
    teme
    mulțumit
    amenințat
    salutat
    """,
    call="""
    numit numește
    calificat
    catalogat
    """,
    nouns="comunicat declarație cuvintele cuvinte discurs scrisoare mesaj interviu",
    according="potrivit conform după",
    masculine="el acesta",
    feminine="ea aceasta",
    plural="ei ele noi aceștia",
    other_pronouns="eu",
    determiners="""
    un o unui unei niște acest această aceste acești său sa lor câțiva mai mulți unii doi trei alt alți
    """,
    connectors="de din al a ale ai pentru la",
    prepositions="""
    de din la în pe cu fără pentru prin despre între sub peste după înainte până către contra împotriva
    """,
    conjunctions="că care când unde dacă și sau dar pentru_că deși ce iar",
    auxiliaries="a au am era este sunt fost s-a nu se fi va ar și-a i-a",
    adverbs="""
    și mai apoi ulterior însă ieri astăzi azi deja doar încă luni marți miercuri joi vineri sâmbătă duminică astfel
    totodată
    """,
    roles="""
    purtătorul purtătoarea președintele președinta ministrul premierul directorul poliția surse sursa sursele
    expertul experții analiștii cercetătorii avocatul procurorul procurorii judecătorul primarul deputatul senatorul
    liderul guvernul ministerul ziarul sindicatul secretarul martorii locuitorii antrenorul profesorul autoritățile
    autorul medicul candidatul șeful raportul compania
    """,
    titles="domnul doamna dl dna dr prof",
    naming="""
    intitulat intitulată numit numită așa-numitul filmul cartea melodia albumul romanul serialul revista ziarul
    cuvântul termenul sloganul proiectul operațiunea
    """,
    particles="de van von al el bin",
)
