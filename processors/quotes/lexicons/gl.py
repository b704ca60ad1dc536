"""Galician."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "ar": "a an ou aron aba aban ado ar ando",
        "er": "e en eu eron ía ían ido er endo",
        "ir": "e en iu iron ía ían ido ir indo",
    },
    say="""
    di din dixo dixeron dicía dicían dicir dito
    afirm+ar
    declar+ar
    explic+ar
    sinal+ar
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
    cualific+ar
    describ+ir descrito
    prometeu
    chama
    falou
    quere
    atopar
    """,
    call="""
    cham+ar
    cualific+ar
    denomin+ar
    """,
    nouns="comunicado declaración palabras discurso carta mensaxe frase",
    according="segundo de_acordo_con para",
    masculine="el",
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
    portavoz presidente presidenta ministro ministra director directora policía fontes fonte experto expertos
    analistas investigador avogado xuíz alcalde goberno ministerio xornal secretario testemuñas autoridades autor
    líder candidato grupo continxente
    """,
    titles="sr sra dr don dona",
    naming="""
    titulado titulada chamado chamada denominado película libro canción álbum revista palabra termo lema
    """,
    particles="de da do dos das e",
)
