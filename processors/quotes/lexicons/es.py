"""Spanish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "ar": "a an ó aron aba aban ado ar ando ará",
        "zar": "za zan zó zaron zaba zaban zado zar zando zará",
        "car": "ca can có caron caba caban cado car cando cará",
        "er": "e en ió ieron ía ían ido er iendo erá",
        "ir": "e en ió ieron ía ían ido ir iendo irá",
        "uir": "uye uyen uyó uyeron uía uido uir uyendo",
        "o": "o a os as",
        "or": "or ora ores oras",
        "s": "- s",
    },
    say="""
    dice dicen dijo dijeron decía decían dicho decir diciendo dirá diría
    afirm+ar
    declar+ar
    expli+car
    señal+ar
    indi+car
    asegur+ar
    manifest+ar manifiesta manifiestan
    coment+ar
    añad+ir
    agreg+ar
    apunt+ar
    anunci+ar
    sostiene sostienen sostuvo sostuvieron sostenía sostenido
    expres+ar
    respond+er
    contest+ar
    pregunt+ar
    escrib+ir escrito
    desta+car
    subray+ar
    recal+car
    insist+ir
    admit+ir
    reconoce reconocen reconoció reconocieron reconocido reconocía
    record+ar recuerda recuerdan
    advirtió advirtieron advierte advierten advertía advertido
    relat+ar
    narr+ar
    confes+ar confiesa confiesan
    mati+zar
    puntuali+zar
    precis+ar
    detall+ar
    inform+ar
    aclar+ar
    argument+ar
    aleg+ar
    opin+ar
    apostill+ar
    zanj+ar
    concl+uir
    resume resumió resumieron resumía resumido resumir
    expuso expusieron expone exponen exponía expuesto
    remar+car
    enfati+zar
    reiter+ar
    repite repiten repitió repitieron repetía repetido repetir
    grit+ar
    exclam+ar
    lament+ar
    tuite+ar
    reza rezaba
    prosigue prosiguió proseguía
    repli+car
    ironi+zar
    brome+ar
    desvel+ar
    revel+ar
    espet+ar
    murmur+ar
    susurr+ar
    report+ar
    ratifi+car
    reafirm+ar
    acot+ar
    rememor+ar
    refiere refirió referido
    reflexion+ar
    sentenci+ar
    rebat+ir
    terció tercia
    aduce adujo adujeron
    arguye arguyó
    razon+ar
    jura juran juró juraron jurar
    testifi+car
    comuni+car
    notifi+car
    enumer+ar
    especifi+car
    bram+ar
    mascull+ar
    """,
    report="""
    citó citaba citan
    plante+ar
    protest+ar
    evoc+ar
    continu+ar continúa continúan
    criti+car
    cont+ar cuenta cuentan
    denunci+ar
    acus+ar
    condena condenan condenó condenaron condenaba condenar
    exig+ir
    pide piden pidió pidieron pedía pedían pedido pedir pidiendo
    reclam+ar
    consider+ar
    cree creen creía creyó creían
    piensa piensan pensaba pensó
    espera esperan esperaba esperó
    defiende defienden defendió defendido defendía
    neg+ar niega niegan
    confirm+ar
    desmintió desmintieron desmiente desmienten desmentido
    propuso propusieron propone proponen propuesto proponía
    celebr+ar
    valor+ar
    describ+ir descrito
    alert+ar
    prometió promete prometen prometieron prometido
    elogi+ar
    recha+zar
    teme temen temía
    sugiere sugieren sugirió sugerido
    vaticin+ar
    invit+ar
    habl+ar
    quiere quieren quería
    publi+car
    augur+ar
    pronosti+car
    cuestion+ar
    censur+ar
    exhort+ar
    inst+ar
    agradece agradecen agradeció
    aconsej+ar
    recomend+ar recomienda recomiendan
    deplor+ar
    confía confían confió
    avis+ar
    amena+zar
    reproch+ar
    recrimin+ar
    aplaudió aplaude
    suplica suplicó
    ruega rogó
    resalt+ar
    """,
    call="""
    califi+car
    llam+ar
    denomin+ar
    tild+ar
    tach+ar
    bauti+zar
    apod+ar
    defin+ir
    catalog+ar
    """,
    nouns="""
    comunicado declaraciones declaración entrevista discurso carta mensaje palabras intervención nota cita
    conferencia rueda_de_prensa tuit
    respuesta réplica reacción conclusión comentario advertencia veredicto
    """,
    according="""
    según de_acuerdo_con de_acuerdo_a de_acuerdo_al en_palabras_de en_opinión_de a_juicio_de en_palabras_del en_opinión_del a_juicio_del
    al_decir_de
    """,
    masculine="él",
    feminine="ella",
    plural="ellos ellas",
    other_pronouns="éste ésta este usted yo quien",
    determiners="""
    el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus nuestro nuestra
    nuestros nuestras varios varias algunos algunas algún alguna dos tres cuatro otro otra otros otras muchos muchas
    cada ningún ninguna ambos ambas
    """,
    connectors="de del en para la el los las",
    prepositions="""
    de del a al en con por para sobre sin contra entre hasta hacia desde durante tras ante bajo según mediante
    """,
    relatives="que quien quienes cuyo cuya cuyos cuyas donde cual cuales",
    conjunctions="""
    que quien quienes cuando donde como si y e o u pero porque mientras aunque cuyo cuya cuyos cuyas pues ni sino
    """,
    auxiliaries="""
    ha han había habían es son era eran fue fueron se no lo le les ser sido está están puede debe me nos haber
    habrá hubo hubiera estaba estaban pueden deben sería serían he hemos
    """,
    adverbs="""
    también además todavía aún ya luego después entonces ayer hoy lunes martes miércoles jueves viernes sábado
    domingo así asimismo incluso recientemente finalmente por_su_parte aquí sí muy enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre sin_embargo no_obstante por_otra_parte
    en_este_sentido al_respecto por_último anteriormente posteriormente nunca siempre tampoco solo sólo ahora
    antes este_lunes este_martes este_miércoles este_jueves este_viernes este_sábado este_domingo
    """,
    roles="""
    portavoz portavoces presidente presidenta presidentes vicepresidente vicepresidenta expresidente ministr+o
    viceministr+o exministr+o canciller direct+or subdirector subdirectora policía policías guardia fuentes fuente
    funcionari+o oficial oficiales expert+o especialista+s analista+s investigad+or científic+o abogad+o letrado
    letrada defensor defensora fiscal fiscales fiscalía juez jueza jueces magistrad+o tribunal alcalde alcaldesa
    alcaldes concejal concejala concejales diputad+o senad+or congresista legislad+or parlamentari+o
    edil gobernad+or gobierno ejecutivo ministerio diario periódico sindicato sindicatos secretari+o consejer+o
    delegad+o testigo+s vecin+o residente+s habitantes entrenad+or técnico seleccionador jugad+or futbolista capitán
    capitana profes+or catedrátic+o docente+s autoridades autoridad aut+or escrit+or novelista poeta médic+o doctores
    enfermer+o líder líderes lideresa candidat+o aspirante responsable+s jefe jefa jefes informe estudio
    empresa compañía comunicado organización asociación fundación ong partido oposición coalición comisión
    comisari+o asesor asesora asesores embajad+or diplomátic+o crític+o detractores activista+s manifestantes
    víctima víctimas familia familiares madre padre padres hermano hermana hijo hija viuda amig+o dueñ+o propietari+o
    agricult+or ganadero ganaderos campesinos estudiante+s alumn+o rect+or economista+s historiad+or
    sociólogo socióloga politólogo politóloga polític+o periodista+s reportero reportera cineasta cantante act+or
    actriz obispo arzobispo cardenal sacerdote párroco papa rabino imán rey reina príncipe general coronel comandante
    gerente trabajad+or empresari+o fundad+or coordinad+or presentad+or usuari+o dirigente+s mandatari+o
    representante+s vocer+o titular encargad+o observadores inspector inspectora agente agentes bomberos
    esposa esposo mujer marido viudo compañero compañera tío tía abuelo abuela primo prima
    """,
    titles="""
    sr sra srta dr dra don doña señor señora general presidente presidenta ministro ministra papa rey reina monseñor
    padre
    """,
    naming="""
    titulado titulada titulados llamado llamada llamados llamadas denominado denominada denominados bautizado
    bautizada película filme libro canción tema álbum disco novela serie programa revista diario palabra palabras
    término términos expresión concepto lema título operación proyecto apodado apodada conocido conocida obra
    documental exposición hashtag eslogan alias campaña se_llama se_conoce_como conocido_como conocida_como
    """,
    particles="de del la las los y van von al el bin",
    complementizers="que",
    manner="como según",
    subordinators="cuando mientras aunque",
    adversative="pero",
    finite="""
    ha han había habían es son era eran fue fueron está están puede
    debe habrá hubo estaba estaban sería serían
    """,
    unspoken="amenaz+ar prometió promete prometen prometieron prometido",
    infinitives="""
    afirm+ar asegur+ar admit+ir reconoce reconocen reconoció reconocieron reconocido exig+ir pide piden pidió
    pidieron pedía pedido propuso propusieron propone proponen propuesto prometió promete prometen prometieron
    prometido aconsej+ar recomend+ar recomienda recomiendan amenaz+ar
    """,
    infinitive_marks="a con",
    infinitive_endings="""
    ar er ir arse erse irse arlo arla arlos arlas arle arles erlo erla erlos erlas erle irlo irla irlos irlas irle
    """,
    questions="expli+car pregunt+ar",
    question_words="qué cómo cuándo dónde quién quiénes cuál cuáles cuánto cuántos si",
    contents="temor temores esperanza preocupación convicción deseo confianza opinión",
    expressing="expres+ar manifest+ar",
    possessors="su",
    negations="no nunca jamás nadie nada ningún ninguna tampoco sin ni",
    hypothetical="si podría podrían debería habría habrían sería puede pueden debe para a ojalá",
    passives="sido fue fueron",
    first_person="yo nosotros usted ustedes tú",
    marked_only="""
    habl+ar cuenta cuentan contó contaba reza rezaba quiere quería llam+ar grit+ar continu+ar neg+ar niega negó
    desmintió desmiente citó citaba citan
    """,
    comparing="como",
    about="de del",
    speaking="habl",
    coordinating="y e",
    temporal="cuando",
    drops_subjects=True,
    agents="por",
    participles="ado ada ados adas ido ida idos idas",
    owner_prepositions="de del",
    passive_verbs="""
    acusada acusados acusadas criticada criticados calificada calificados calificadas descrita descritos tachada
    tachados tildada definida denunciada preguntada condenado condenada
    """,
    cited="citado citada citados",
    his="su sus",
    hers="su sus",
    citing="cita citó citaba citan",
)
