"""Slovak."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "l": "l la lo li",
        "ol": "ol la lo li",
        "ul": "ul ula ulo uli",
        "a": "a ajú al ala alo ali",
        "i": "í ia il ila ilo ili",
        "uj": "uje ujú oval ovala ovalo ovali ujúc",
        "muž": "- a ovi om i ov",
        "ec": "ec ca covi com ci cov",
        "ník": "ník níka níkovi níkom níci níkov",
        "žena": "a y e ou",
        "ia": "ia ie ii iou ií",
        "stvo": "stvo stva stvu stvom",
        "adj": "ý ého ému ým í ých",
        "ca": "ca cu covi com covia cov",
    },
    say="""
    poveda+l povie povedia povedz
    hovor+i hovoriac
    uvied+ol uvedie uvedú uvádza uvádzajú uvádzal uvádzala
    doda+l dodá dodajú dodáv+a dodajúc
    vyhlási+l vyhlas+uj
    prehlási+l prehlas+uj
    oznámi+l oznam+uj
    vysvetli+l vysvetľ+uj
    píše píšu písa+l napísa+l
    odpoveda+l odpovedá odpovedajú odpovie
    odvet+i odveti+l
    pýta pýtajú pýta+l spýta+l opýta+l
    poznamena+l poznamenáv+a
    podotk+ol podotýka podotýkajú
    pripomen+ul pripomína pripomínajú pripomínal pripomínala
    zdôrazni+l zdôrazň+uj
    podčiark+ol podčiark+uj
    tvrd+i
    uisti+l uisť+uj ubezpeči+l ubezpeč+uj
    varova+l var+uj
    prizna+l priznáv+a
    pripusti+l pripúšťa pripúšťajú
    konštat+uj skonštatova+l
    inform+uj
    koment+uj okomentova+l skomentova+l
    upozorni+l upozorň+uj
    zhrn+ul zhŕňa zhŕňajú
    odkáza+l odkaz+uj
    doplni+l dopĺňa dopĺňajú
    prezradi+l prezrádz+a
    vypoveda+l
    rozpráv+a porozpráva+l
    vyjadri+l vyjadr+uj
    cit+uj
    zvola+l
    kričí kričia kriča+l zakriča+l vykrík+ol
    argument+uj
    reag+uj zareagova+l
    zopakova+l opak+uj
    objasni+l objasň+uj
    spresni+l spresň+uj
    ozrejmi+l ozrejm+uj
    potvrdi+l potvrdz+uj
    prízvuk+uj
    namieta namietajú namieta+l namietol namietla namietli
    opon+uj
    žart+uj zažartova+l
    spomen+ul spomín+a zaspomína+l
    aviz+uj avizova+l
    deklar+uj
    ohlási+l
    odôvodni+l odôvodň+uj
    znie znejú znel znela znelo
    domnieva domnievajú domnieva+l
    myslí myslia myslel myslela mysleli
    """,
    report="""
    pokrač+uj
    uzavre+l uzavrie uzatvár+a
    priblíži+l približ+uj
    odhali+l odhaľ+uj
    načrt+ol
    kritiz+uj skritizova+l
    odmieta odmietajú odmiet+ol
    odsúdi+l odsudz+uj
    obvini+l obviň+uj
    žiada žiadajú žiada+l požiada+l
    navrh+ol navrh+uj
    ver+i uveri+l
    dúfa dúfajú dúfa+l
    obáva obávajú obáva+l
    chváli chvália chváli+l pochváli+l
    háji hája obhajuje obhajujú
    popre+l popiera popierajú
    vyzva+l vyzýv+a
    apel+uj
    hroz+i pohrozi+l
    sťažuje sťažujú sťažova+l posťažova+l
    ďak+uj poďakova+l
    sľúbi+l sľub+uj
    odhad+ol odhad+uj
    predpovedá predpovedajú
    očakáva očakávajú očakáva+l
    opísa+l opis+uj
    zhodnoti+l hodnot+i
    chce chcú chcel chcela chceli
    ospravedlni+l ospravedlň+uj
    vyvráti+l vyvracia vyvracajú
    vyčíta vyčítajú vyčíta+l vytkol vytkla
    """,
    call="""
    nazva+l nazýv+a
    označi+l označ+uj
    považ+uj
    pomenova+l
    charakteriz+uj
    """,
    nouns="""
    vyhlásenie vyhlásení vyhlásenia slová slovami slov slovách prejave liste rozhovore správe stanovisku stanovisko
    statuse príspevku komentári výrok výroku odkaz
    odpoveď reakcia komentár
    """,
    according="""
    podľa podľa_slov podľa_vyjadrenia slovami podľa_jeho_slov podľa_jej_slov podľa_ich_slov podľa_jeho_názoru podľa_jej_názoru
     ako_uvádza ako_píše ako_informuje ako_uviedol ako_uviedla
    ako_povedal ako_povedala ako_dodal ako_dodala
    """,
    masculine="on neho jeho",
    feminine="ona nej jej",
    plural="oni ony my nich ich",
    other_pronouns="ten tá ja ktosi niekto",
    determiners="""
    ten tá to tí tie toho tej tých tento táto toto títo tieto tohto tejto týchto jeho jej ich môj moja náš naša naše
    svoj svoja niekoľko mnoho mnohí niektorí niektoré viacerí viaceré jeden jedna jedného jednej dvaja dva dve traja
    tri iní iný iná ďalší ďalšia každý všetci
    """,
    connectors="pre z zo v vo na do od pri",
    prepositions="""
    v vo na z zo do od pre o po pri cez za pod nad pred medzi bez u voči počas k ku s so okrem namiesto vďaka napriek
    kvôli oproti proti okolo
    """,
    relatives="ktorý ktorá ktoré ktorí ktorého ktorej ktorým ktorou čo",
    conjunctions="""
    že ktorý ktorá ktoré ktorí keď ak či lebo pretože a i aj ale alebo kde ako čo aby hoci keďže kým no však takže
    """,
    auxiliaries="je sú bol bola bolo boli byť sa si nie nebol nebola má majú by môže som sme bude budú",
    adverbs="""
    tiež takisto rovnako potom neskôr však včera dnes zajtra už len ešte pondelok utorok stredu štvrtok piatok sobotu
    nedeľu tak následne zároveň vzápätí medzitým okrem_toho ďalej teraz vtedy tu tam dodatočne
    """,
    roles="""
    predstaviteľ predstavitelia predstaviteľka hovor+ca hovorkyňa hovorkyne prezident+muž prezidentk+žena premiér+muž premiérk+žena minister
    ministra ministri ministrov ministerk+žena riaditeľ riaditeľa riaditelia riaditeľk+žena polícia polície policajt+muž
    zdroj zdroja zdroje zdrojov expert+muž expertk+žena odbor+ník analytik analytika analytici analytikov analytičk+žena
    ved+ec vedkyňa vedkyne výskumník výskumníci právnik právnika právnici právničk+žena advokát+muž advokátk+žena
    prokurátor prokurátora prokurátori prokurátork+žena prokuratúra sudca sudcu sudcovia sudkyňa sudkyne súd súdu
    starosta starostu starostk+žena primátor primátora primátork+žena poslan+ec poslankyňa poslankyne senátor senátora
    predseda predsedu predsedovia predsedníčk+žena podpredseda podpredsedu vláda vlády minister+stvo rezort rezortu
    denník denníka odbory tajomník tajomníka tajomníčka svedok svedka svedkovia svedkov obyvatelia obyvateľov obyvateľ
    tréner trénera profesor profesora profesorka úrady úrad autor autora autori autork+žena lekár lekára lekári lekárk+žena
    líder lídra lídri líderk+žena kandidát+muž kandidátk+žena šéf šéfa šéfovia šéfk+žena správa štúdia firma spoločnosť
    organizácia župan župana kritici kritikov kritik opozícia koalícia strana hnutie štátny_tajomník veľvyslanec generál
    riaditeľstvo záchranári hasiči aktivista aktivistka aktivisti novinár novinárka novinári diplomat+muž ekonóm ekonómovia
    učiteľ učiteľka učitelia rodičia študenti poradca poradkyňa splnomocnenec europoslan+ec europoslankyňa politik politici
    politička biskup pápež agentúra inštitút asociácia
    matka matky otec otca syn syna dcéra dcéry brat brata sestra sestry manželka manželky manžel manžela vdova
    priateľ priateľka sused suseda obhajca
    """,
    titles="pán pána pani dr prof doc ing mgr judr mudr phdr prezident premiér minister exminister generál",
    naming="""
    nazvaný nazvaná nazvané názvom s_názvom pod_názvom takzvaný takzvaná takzvané tzv film filme filmu kniha knihu knihe
    pieseň piesne album román seriál relácia relácii časopis denník slovo termín pojem heslo heslom slogan projekt projekte
    operácia prezývkou prezývaný kampaň titulom výstava festival
    """,
    possessives="jeho jej ich",
    particles="de von van al el bin da",
    complementizers="že či",
    manner="ako",
    unspoken="hroz+i",
    negations="nie nikdy nikto žiadny žiadna bez ani",
    hypothetical="ak keby by môže môžu musí aby",
    first_person="ja my ty vy",
    comparing="ako za",
    about="o",
    speaking="hovor",
    coordinating="a",
    temporal="keď",
    drops_subjects=True,
    agents="-om -ým -ou",
)
