"""Galician."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "ar": "a an ou aron aba aban ado ar ando",
        "er": "e en eu eron ía ían ido er endo",
        "ir": "e en iu iron ía ían ido ir indo",
    },
    say="""
    di din dixo dixeron dicía dicían dicir dito díxolle díxolles
    afirm+ar
    declar+ar
    explic+ar
    sinal+ar
    salient+ar
    remarc+ar
    recalc+ar
    puntualiz+ar
    enfatiz+ar
    indic+ar
    asegur+ar
    manifest+ar
    coment+ar
    engad+ir engadiu
    apunt+ar
    anunci+ar
    sostén sostivo
    expres+ar
    respond+er
    resum+ir
    contest+ar
    continu+ar
    conclúe concluíu
    confes+ar
    cont+ar
    pregunt+ar
    escrib+ir escrito
    destac+ar
    subliñ+ar
    insist+ir
    admit+ir
    recoñece recoñeceu
    lembr+ar
    advirte advertiu
    relat+ar
    matiz+ar
    precis+ar
    detall+ar
    inform+ar
    aclar+ar
    argument+ar
    aleg+ar
    opin+ar
    reiter+ar
    exclam+ar
    lament+ar
    chío
    publicou publicado
    replic+ar
    desvel+ar
    revel+ar
    """,
    report="""
    critic+ar
    denunci+ar
    acus+ar
    conden+ar
    esix+ir
    ped+ir pediu pide
    consider+ar
    cre cría
    pensa
    espera
    defende defendeu
    neg+ar
    confirm+ar
    propuxo propón
    eloxi+ar
    tem+er
    promet+er
    suxire suxeriu
    rexeit+ar
    agradece agradeceu agradecido
    cualific+ar
    describ+ir descrito
    chama
    falou
    quere
    """,
    call="""
    cham+ar
    cualific+ar
    denomin+ar
    """,
    nouns="""
    comunicado declaración palabras discurso carta mensaxe frase resposta reacción conclusión comentario
    """,
    according="segundo de_acordo_con de_acordo_co de_acordo_coa de_acordo_cos de_acordo_coas conforme en_palabras_de en_opinión_de a_xuízo_de",
    masculine="el",
    enclitics="-lle -lles -me -te -se -nos -vos -o -a -os -as -lo -la",
    feminine="ela",
    plural="eles elas",
    determiners="o a os as un unha uns unhas este esta ese esa seu súa seus súas varios algúns dous tres",
    connectors="de do da dos das para en no na",
    prepositions="""
    de do da dos das a ao aos á ás en no na nos nas con por polo pola para sobre sen contra entre ata desde durante
    tras baixo
    """,
    conjunctions="que quen cando onde como se e ou pero porque mentres aínda pois",
    auxiliaries="ten teñen tiña había é son era eran foi foron se non o lle ser sido está pode",
    adverbs="tamén aínda despois entón xa onte hoxe así ademais recentemente finalmente aquí si moi nunha",
    roles="""
    portavoz portavoces presidente presidenta vicepresidente ministro ministra conselleiro conselleira director
    directora policía garda fontes fonte funcionario funcionaria funcionarios experto experta expertos expertas
    analista analistas investigador investigadora investigadores científico científica científicos avogado avogada
    fiscal xuíz xuíza tribunal alcalde alcaldesa concelleiro concelleira deputado deputada senador goberno xunta
    ministerio xornal diario sindicato sindicatos secretario secretaria testemuña testemuñas veciños veciña veciño
    habitantes adestrador adestradora técnico xogador xogadora capitán profesor profesora profesores docentes reitor
    autoridades autor autora escritor escritora médico médica médicos enfermeira líder candidato candidata
    responsable xefe xefa grupo continxente informe estudo empresa comunicado organización asociación partido
    oposición comisario embaixador críticos activista activistas manifestantes vítima vítimas familia familiares nai
    pai irmán irmá fillo filla viúva amigo amiga dono dona propietario propietaria labrego labregos gandeiros
    mariñeiro mariñeiros estudante estudantes alumno alumna economista economistas historiador político políticos
    xornalista xornalistas cineasta cantante actor actriz bispo arcebispo cura papa rei raíña xeneral coronel
    xerente traballadores empresario empresaria fundador coordinador dirixente dirixentes representante voceiro
    bombeiros axentes
    """,
    titles="sr sra dr dra don dona señor señora xeneral presidente presidenta ministro ministra papa rei raíña",
    naming="""
    titulado titulada chamado chamada chamados chamadas denominado denominada película filme libro canción tema álbum
    disco novela serie programa revista xornal palabra palabras termo termos expresión concepto lema título operación
    proxecto alcumado coñecido_como coñecida_como obra documental exposición campaña
    """,
    particles="de da do dos das e",
    complementizers="que",
    manner="como",
    unspoken="promet+er",
    negations="non nunca ninguén nada sen nin ningún",
    hypothetical="se podería debería tería sería pode debe para a",
    passives="sido foi foron",
    first_person="eu nós ti vós",
    marked_only="falou quere chama neg+ar",
    comparing="como",
    about="de do da",
    speaking="fal",
    coordinating="e",
    temporal="cando",
    drops_subjects=True,
    agents="por polo pola polos polas",
    participles="ado ada ados adas ido ida",
    owner_prepositions="de do da dos das",
    passive_verbs="acusada criticada cualificada definido definida",
    cited="citado citada",
)
