"""Catalan."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "ar": "a en à aren ava aven at ar ant arà",
        "car": "ca quen cà caren cava caven cat car cant",
        "ir": "eix eixen í iren ia ien it ir int",
        "or": "or ora ors ores",
    },
    say="""
    diu diuen va_dir van_dir digué digueren deia deien dit dir dient
    afirm+ar
    declar+ar
    expli+car
    assegur+ar
    afeg+ir
    assenyal+ar
    indi+car
    manifest+ar
    coment+ar
    apunt+ar
    anunci+ar
    sosté sostenen sostenia sostingut sostenir
    expressa expressava expressat expressar
    respon responen respost respondre
    contest+ar
    pregunt+ar
    escriu escriuen escrit escrivia escriure
    desta+car
    subratll+ar
    recal+car
    insist+ir
    admet admeten admès admetre
    reconeix reconeixen reconegut reconèixer
    record+ar
    advert+ir
    relat+ar
    narr+ar
    confess+ar
    matis+ar
    puntualitz+ar
    precis+ar
    detall+ar
    inform+ar
    aclar+ir
    argument+ar
    al·leg+ar
    opin+ar
    conclou conclouen conclòs concloure
    resum+ir
    exposa exposat exposar
    planteja plantejat plantejar
    remar+car
    emfatitz+ar
    reiter+ar
    repeteix repetit repetir
    crid+ar
    exclam+ar
    lament+ar
    piul+ar
    prossegueix prosseguit
    repli+car
    ironitz+ar
    broma bromejat
    revel+ar
    etzib+ar
    xiuxiuej+ar
    reflexion+ar
    sentencia sentenciat
    ratifi+car
    raon+ar
    jur+ar
    testifi+car
    """,
    report="""
    criti+car
    denunci+ar
    acus+ar
    conden+ar
    exig+ir
    demana demanen demanat demanar
    reclam+ar
    consider+ar
    creu creuen creia cregut
    pensa pensen pensava
    espera esperen esperava
    defensa defensen defensat defensar
    nega neguen negat
    confirm+ar
    desmenteix desmentit
    proposa proposen proposat
    celebra celebren celebrat
    valora valoren valorat
    alert+ar
    promet prometen promès
    elogi+ar
    rebutja rebutgen rebutjat
    tem temen temia
    suggereix suggerit
    parla parlen parlat parlava
    vol volen volia
    agraeix agraït
    continua continuen continuat
    """,
    call="""
    qualifi+car
    anomena anomenen anomenat
    titll+ar
    bateja batejat
    defineix definit
    """,
    nouns="""
    comunicat declaracions declaració entrevista discurs carta missatge paraules intervenció nota piulada resposta
    reacció conclusió comentari
    """,
    according="segons d'acord_amb a_parer_de en_paraules_de en_opinió_de",
    masculine="ell",
    feminine="ella",
    plural="ells elles",
    other_pronouns="aquest aquesta jo qui",
    determiners="""
    el la els les l' en na un una uns unes aquest aquesta aquests aquestes aquell aquella el_seu la_seva els_seus
    les_seves diversos diverses alguns algunes dos dues tres quatre altres molts moltes cada cap
    """,
    connectors="de d' del dels en per a la el les els",
    prepositions="""
    de d' del dels a al als en amb per pel pels sobre sense contra entre fins cap des durant després davant sota segons
    mitjançant
    """,
    relatives="que qui on qual quals",
    conjunctions="que qui quan on com si i o però perquè mentre encara_que doncs ni sinó",
    auxiliaries="""
    ha han havia havien és són era eren va van s' es se no ho hi li els ser estat està estan pot poden deu em ens n' vaig
    """,
    adverbs="""
    també a_més encara ja després llavors ahir avui dilluns dimarts dimecres dijous divendres dissabte diumenge així
    fins_i_tot recentment finalment aquí sí molt per_la_seva_banda ara abans tot_i_això tanmateix
    """,
    roles="""
    portaveu portaveus president presidenta vicepresident vicepresidenta expresident ministre ministra ministres
    conseller consellera consellers direct+or policia policies mossos fonts font funcionari funcionària funcionaris
    expert experta experts analista analistes investigad+or científic científica científics advocat advocada advocats
    fiscal fiscalia jutge jutgessa jutges tribunal alcalde alcaldessa alcaldes regidor regidora regidors diputat diputada
    diputats senad+or govern generalitat ministeri departament diari sindicat sindicats secretari secretària testimoni
    testimonis veí veïna veïns habitants entrenad+or tècnic jugad+or capità capitana professor professora professors
    catedràtic docents rect+or autoritats aut+or escript+or metge metgessa metges infermer infermera líder líders
    candidat candidata candidats responsable responsables cap informe estudi empresa companyia comunicat organització
    associació entitat entitats partit oposició comissari comissària ambaixad+or crítics activista activistes
    manifestants víctima víctimes família familiars mare pare pares germà germana fill filla amic amiga propietari
    propietària pagès pagesos ramaders estudiant estudiants alumne alumna alumnes economista economistes historiad+or
    polític política polítics periodista periodistes cineasta cantant actor actriu bisbe arquebisbe mossèn papa rei
    reina general coronel gerent treballad+or empresari empresària fundad+or coordinad+or dirigent dirigents
    representant representants bombers agents
    marit vídua
    """,
    titles="sr sra dr dra senyor senyora general president presidenta ministre ministra papa rei reina mossèn",
    naming="""
    titulat titulada anomenat anomenada anomenats denominat denominada pel·lícula film llibre cançó àlbum disc novel·la
    sèrie programa revista diari paraula paraules terme termes expressió concepte lema títol operació projecte
    conegut_com coneguda_com obra documental exposició campanya
    """,
    particles="de del la les i van von al el bin en na",
    complementizers="que",
    manner="com",
    subordinators="quan mentre encara",
    negations="no mai ningú res cap sense ni",
    hypothetical="si podria podrien hauria seria pot poden per a",
    passives="estat fou",
    first_person="jo nosaltres tu vosaltres",
    comparing="com",
    about="de del",
    speaking="parl",
    coordinating="i",
    temporal="quan",
    drops_subjects=True,
    agents="per pel pels",
    participles="at ada ats ades it ida",
    owner_prepositions="de del d' dels",
    passive_verbs="acusada criticada qualificada descrit descrita definida",
    cited="citat citada",
)
