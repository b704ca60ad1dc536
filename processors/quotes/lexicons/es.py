"""Spanish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "ar": "a an ó aron aba aban ado ar ando ará",
        "zar": "za zan zó zaron zaba zaban zado zar zando",
        "car": "ca can có caron caba caban cado car cando",
        "er": "e en ió ieron ía ían ido er iendo",
        "ir": "e en ió ieron ía ían ido ir iendo",
    },
    say="""
    dice dicen dicho diciendo dijo dijeron decir decían decía
    declar+ar
    afirm+ar
    explic+car
    señal+ar
    indic+car
    asegur+ar
    manifest+ar
    coment+ar
    añad+ir
    agreg+ar agregó
    apunt+ar
    anunci+ar
    sostiene sostienen sostuvo sostenía sostenido
    expres+ar
    respond+er
    resum+ir
    contest+ar
    continu+ar
    conclu+ir concluyó concluye
    confes+ar confiesa
    pregunt+ar
    escrib+ir escrito escribía
    destac+car
    subray+ar
    recalc+car
    insist+ir
    admit+ir
    reconoce reconoció reconocido reconocieron
    record+ar recuerda recuerdan
    advirtió advirtieron advierte advertido
    cuent+ar contó contaba
    relat+ar
    narr+ar
    matiz+zar
    puntualiz+zar
    precis+ar
    detall+ar
    inform+ar
    aclar+ar
    argument+ar
    aleg+ar
    coleg+ar
    opin+ar
    apostill+ar
    zanj+ar
    expuso expuesto expone
    plante+ar
    remarc+car
    enfatiz+zar
    reiter+ar
    repit+ir repite
    replic+car
    grit+ar
    exclam+ar
    lament+ar
    tuite+ar
    reza rezaba
    prosigue prosiguió
    ironiz+zar
    bromea bromeó
    desvel+ar
    revel+ar
    espetó espeta
    murmur+ar
    """,
    report="""
    critic+car
    denunci+ar
    acus+ar
    conden+ar
    exig+ir
    pid+ir pide pidió piden pedido
    reclam+ar
    consider+ar
    cree creen creía creyó
    piensa pensaba
    espera esperaba
    defiende defendió defendido
    neg+ar negó niega
    confirm+ar
    desmintió desmiente
    propon+er propuso propone
    celebr+ar
    valor+ar
    calific+car
    describ+ir descrito
    alert+ar
    prometió promete
    elogi+ar
    rechaz+zar
    teme temía
    sugiere sugirió
    vaticin+ar
    invit+ar
    llam+ar
    habl+ar
    quiere quería
    public+car
    """,
    call="""
    calific+car
    llam+ar
    denomin+ar
    tild+ar
    tach+ar
    bautiz+zar
    """,
    nouns="comunicado declaración declaraciones palabras discurso carta mensaje frase términos",
    according="según de_acuerdo_con para en_palabras_de en_opinión_de a_juicio_de",
    masculine="él",
    feminine="ella",
    plural="ellos ellas",
    other_pronouns="éste ésta este usted yo",
    determiners="""
    el la los las un una unos unas este esta estos estas ese esa su sus nuestro nuestra varios varias algunos
    algunas dos tres cuatro otro otra otros muchos
    """,
    connectors="de del en para la el los las",
    prepositions="""
    de del a al en con por para sobre sin contra entre hasta hacia desde durante tras ante bajo según mediante
    """,
    conjunctions="""
    que quien quienes cuando donde como si y e o u pero porque mientras aunque cuyo cuya pues
    """,
    auxiliaries="""
    ha han había habían es son era eran fue fueron se no lo le les ser sido está están puede debe me nos
    """,
    adverbs="""
    también además todavía aún ya luego después entonces ayer hoy lunes martes miércoles jueves viernes sábado
    domingo así asimismo incluso recientemente finalmente por_su_parte aquí sí muy
    """,
    roles="""
    portavoz presidente presidenta ministro ministra director directora policía fuentes fuente funcionario
    funcionarios experto expertos analistas investigador investigadores abogado abogada fiscal juez alcalde
    alcaldesa diputado diputada senador gobierno ministerio diario sindicato secretario secretaria testigo testigos
    vecinos entrenador profesor autoridades autor autora médico líder candidato candidata responsable jefe informe
    estudio empresa comunicado organización vicepresidente asesor
    """,
    titles="sr sra srta dr dra don doña señor señora general presidente ministro",
    naming="""
    titulado titulada llamado llamada denominado denominada bautizado película libro canción álbum disco novela
    serie programa revista diario palabra término lema título operación proyecto apodado conocido
    """,
    particles="de del la las los y van von al el bin",
)
