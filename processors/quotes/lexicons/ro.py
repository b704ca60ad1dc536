"""Romanian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "a": "ă at a au ând",
        "ez": "ează at a au ând",
        "iez": "iază iat ia iau iind",
        "esc": "ește esc it ea eau ind",
        "or": "or orul ori orii oare oarea oarele",
    },
    say="""
    spune spun spus spunea spuneau spunând
    declar+a
    afirm+a
    explic+a
    adaugă adăugat adăuga adăugau adăugând
    preciz+ez
    sublin+iez
    anunț+a
    scrie scriu scris scria
    răspunde răspund răspuns răspundea răspunzând
    întreabă întrebat întreba întrebau întrebând
    susține susțin susținut susținea susțineau susținând
    menționează menționat menționa menționând
    transmite transmit transmis transmitea
    coment+ez
    avertiz+ez
    recunoaște recunosc recunoscut recunoștea
    povest+esc
    mărturis+esc
    atrage_atenția atras_atenția atrăgea_atenția
    insist+a
    conchide conchis
    concluzion+ez
    amintește amintit amintea
    reamintește reamintit
    inform+ez
    relat+ez
    dezvăluie dezvăluit dezvăluia
    exclam+a
    strig+a
    complet+ez
    punct+ez
    argument+ez
    zice zic zis zicea
    reacțion+ez
    post+ez
    cit+ez
    rezum+a
    glum+esc
    repet+a
    evidenț+iez
    relev+a
    remarc+a
    observ+a
    replic+a
    clarific+a
    detal+iez
    opin+ez
    apreciază apreciat aprecia apreciau apreciind
    estim+ez
    admite admis admitea
    accentu+ez
    reiter+ez
    șopt+esc
    murmur+a
    ironiz+ez
    nuanț+ez
    raport+ez
    notific+a
    comunică comunica comunicând
    semnal+ez
    jur+a
    promite promit promis promitea
    se_plânge s-a_plâns
    se_arată
    se_întreabă s-a_întrebat
    ține_să_precizeze ținut_să_precizeze
    dă_asigurări dat_asigurări
    """,
    report="""
    consemn+ez
    asigur+a
    expune expus
    arată arătat arăta arătând
    continuă continuat
    critic+a
    acuz+a
    condamn+a
    cere cer cerut cerea cereau
    propune propun propus
    speră sperat spera
    crede cred crezut credea
    consideră considerat considera
    laudă lăudat
    apără apărat
    neagă negat nega
    confirm+a
    descrie descriu descris descria
    vrea vrut voia
    se_teme temut
    mulțum+esc
    amenință amenințat
    salut+a
    denunț+a
    reproș+ez
    respinge respins respingea
    solicit+a
    recomand+a
    sugerează sugerat sugera
    prezice prezis
    bănuiește bănuit
    preconiz+ez
    regretă regretat regreta
    deplâng deplânge deplâns
    îndeamnă îndemnat
    gândește gândit
    vorb+esc
    pune_la_îndoială pus_la_îndoială
    felicit+a
    invocă invocat
    """,
    call="""
    numește numit numea numesc numind
    calific+a
    cataloghează catalogat
    botez+a
    denumește denumit
    porecl+esc
    """,
    nouns="""
    comunicat comunicatul declarație declarații interviu interviul discurs discursul scrisoare mesaj mesajul cuvintele
    conferință postare intervenție
    răspunsul reacție reacția concluzie concluzia comentariu comentariul
    """,
    according="potrivit conform în_opinia în_viziunea",
    masculine="el acesta dânsul",
    feminine="ea aceasta dânsa",
    plural="ei ele noi aceștia acestea",
    other_pronouns="eu cine",
    determiners="""
    un o unui unei niște acest această aceste acești acestui acestei acestor său lor câțiva câteva mai_mulți
    mai_multe unii unele doi două trei alt altă alți alte toți toate fiecare niciun nicio
    """,
    connectors="de din al a ale ai pentru la în",
    prepositions="""
    de din la în pe cu fără pentru prin despre între sub peste după înainte până către contra împotriva dintre lângă
    printre spre asupra dinspre deasupra într-un într-o dintr-un dintr-o printr-un printr-o
    """,
    relatives="care căruia căreia cărora ce",
    conjunctions="""
    că care când unde dacă și sau dar pentru_că deși ce iar fiindcă deoarece însă ci ori încât precum cum să căci
    """,
    auxiliaries="""
    a au am era este sunt fost s-a nu se fi va ar și-a i-a le-a ne-a l-a mi-a s-au i-au vor aș poate pot trebuie nu-i
    n-a fiind avea aveau e erau
    """,
    adverbs="""
    și mai apoi ulterior însă ieri astăzi azi deja doar încă luni marți miercuri joi vineri sâmbătă duminică astfel
    totodată ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
    recent acum atunci aici acolo chiar numai tot din_nou de_asemenea la_rândul_său pe_de_altă_parte în_schimb
    """,
    roles="""
    purtător purtătorul purtătoarea purtător_de_cuvânt purtătorul_de_cuvânt purtătoarea_de_cuvânt președinte
    președintele președinta președinții vicepreședintele vicepreședinta ministru ministrul ministra
    miniștri miniștrii premierul premier prim-ministrul cancelarul direct+or poliția polițist polițistul polițiștii
    procuror procurorul procurorii procuroare procuratura parchetul surse sursa sursele expert expertul experta
    experți experții analistul analiștii specialist specialistul specialiștii cercetăt+or savantul
    oamenii_de_știință avocat avocatul avocata avocați avocații judecăt+or tribunalul instanța curtea magistratul
    primar primarul primarii primărița viceprimarul prefectul consilier consilierul consiliera consilierii deputat
    deputatul deputata deputați deputații senat+or parlamentar parlamentarul parlamentarii lider liderul liderii
    guvernul executivul ministerul ziarul cotidianul publicația agenția sindicatul sindicatele sindicaliști
    sindicaliștii secretar secretarul secretara martor martorul martorii locuitorii localnicii localnic vecinul
    vecinii antren+or selecționerul jucăt+or căpitanul fotbalistul profes+or universitarul rectorul autoritățile
    autoritatea aut+or scriit+or medic medicul medici medicii doct+or asistenta chirurgul candidat candidatul
    candidata șef șeful șefa șefii raportul studiul compania firma societatea organizația asociația fundația
    partidul opoziția coaliția comisarul comisia ambasad+or diplomat diplomatul diplomații critic criticii oponenții
    observatorii activiștii activista protestatarii manifestanții victima victimele familia mama tatăl părinții
    fratele sora fiul fiica văduva prietenul proprietarul patronul administratorul fermierul fermierii agricultorii
    studentul studenții elevul elevii economist economistul economiștii istoricul istoricii sociologul politologul
    politicianul politicienii jurnalist jurnalistul jurnalista jurnaliștii reporterul regiz+or cântărețul cântăreața
    act+or actrița episcopul arhiepiscopul patriarhul preotul papa regele regina prințul generalul colonelul
    comandantul managerul angajații muncitorii fondat+or coordonat+or prezentat+or reprezentantul reprezentanta
    reprezentanții oficial oficialul oficialii oficiali anchetatorii pompierii
    tatăl soția soțul văduva
    """,
    titles="domnul doamna dl dna dr prof domnule președintele ministrul generalul papa regele regina",
    naming="""
    intitulat intitulată intitulate numit numită așa-numitul așa-numita așa-numitele așa-numiții așa-zisul așa-zisa așa-zișii așa-zise film filmul
    carte cartea melodia cântecul albumul romanul serialul emisiunea revista ziarul cuvântul cuvintele termenul
    expresia conceptul sloganul proiectul operațiunea titlul piesa documentarul expoziția supranumit poreclit campania
    denumit denumită
    """,
    particles="de van von al el bin",
    complementizers="că",
    manner="cum",
    unspoken="promis amenință amenințat",
    negations="nu niciodată nimeni nimic fără nici",
    hypothetical="dacă ar putea poate trebuie să ca",
    passives="fost",
    first_person="eu noi voi tu",
    marked_only="conform vrea negat neagă",
    comparing="ca",
    about="de despre",
    speaking="vorb",
    coordinating="și",
    temporal="când",
    drops_subjects=True,
    agents="de",
    participles="at ata ati ate it ita ut uta",
    owner_prepositions="lui al a ale",
    cited="citat citată citați",
)
