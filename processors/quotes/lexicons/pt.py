"""Portuguese."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "ar": "a am ou aram ava avam ado ar ando",
        "er": "e em eu eram ia iam ido er endo",
        "ir": "e em iu iram ia iam ido ir indo",
    },
    say="""
    diz dizem dizia diziam dizer dizendo disse disseram dito
    afirm+ar
    declar+ar
    explic+ar explicou
    cont+ar
    confidenci+ar
    confess+ar
    continu+ar
    conclu+ir conclui
    acrescent+ar
    anunci+ar
    assegur+ar
    garant+ir
    salient+ar
    sublinh+ar
    frisou frisa frisado
    destac+ar
    ressalt+ar
    resum+ir
    refer+ir refere
    indic+ar
    apont+ar
    coment+ar
    respond+er
    pergunt+ar
    escrev+er escrito
    observ+ar
    lembr+ar
    record+ar
    reconhece reconheceu reconhecem
    admit+ir
    insist+ir
    argument+ar
    defend+er
    alert+ar
    aleg+ar
    advert+ir
    avis+ar
    relat+ar
    narr+ar
    revel+ar
    inform+ar
    esclarec+er
    precis+ar
    detalh+ar
    enfatiz+ar
    reiter+ar
    complet+ar
    prossegue prosseguiu
    brinc+ar
    ironiz+ar
    exclam+ar
    grit+ar
    lament+ar
    tuit+ar
    post+ar
    public+ar
    sustent+ar
    desabafou desabafa
    opin+ar
    avali+ar
    rebat+er
    retruc+ar
    question+ar
    manifest+ar
    expressou
    pontu+ar
    realç+ar
    """,
    report="""
    critic+ar
    denunci+ar
    acus+ar
    conden+ar
    exig+ir
    ped+ir pede pediu pedem
    consider+ar
    acredit+ar
    acha achava
    pensa
    espera esperava
    neg+ar
    confirm+ar
    desment+ir
    propõe propôs
    elogi+ar
    classific+ar
    descrev+er descrito
    promet+er
    sugere sugeriu
    teme temia
    quer queria
    fal+ar
    apel+ar
    cham+ar
    previu prevê
    """,
    call="""
    cham+ar
    classific+ar
    denomin+ar
    apelid+ar
    batiz+ar
    """,
    nouns="comunicado declaração declarações palavras discurso carta mensagem frase nota entrevista",
    according="segundo de_acordo_com para conforme na_opinião_de nas_palavras_de",
    masculine="ele",
    feminine="ela",
    plural="eles elas",
    other_pronouns="este esta eu",
    determiners="""
    o a os as um uma uns umas este esta esse essa estes estas seu sua seus suas nosso nossa vários várias alguns
    algumas dois duas três outro outra outros muitos
    """,
    connectors="de do da dos das para em no na",
    prepositions="""
    de do da dos das a ao aos à às em no na nos nas num numa com por pelo pela pelos pelas para sobre sem contra
    entre até desde durante após perante sob
    """,
    conjunctions="que quem quando onde como se e ou mas porque enquanto embora cujo cuja pois",
    auxiliaries="""
    tem têm tinha tinham havia é são era eram foi foram se não ser sido está pode deve lhe já há
    """,
    adverbs="""
    também ainda depois então já ontem hoje segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado
    domingo assim além recentemente finalmente entretanto porém aqui sim muito
    """,
    roles="""
    porta-voz presidente presidenta ministro ministra diretor diretora polícia fontes fonte funcionário especialista
    especialistas analistas pesquisador pesquisadores investigador investigadores advogado advogada procurador juiz
    prefeito deputado deputada senador governo ministério jornal sindicato secretário secretária testemunha
    testemunhas moradores treinador técnico professor autoridades autor autores médico líder candidato candidata
    responsável chefe relatório estudo empresa comunicado governador delegado
    """,
    titles="sr sra dr dra dom dona senhor senhora general presidente ministro",
    naming="""
    intitulado intitulada chamado chamada denominado denominada filme livro música canção álbum romance série
    programa revista jornal palavra termo lema título operação projeto apelidado dito
    """,
    enclitics="-lhe -lhes -me -te -se -nos -vos -o -a -os -as -lo -la",
    particles="de da do das dos e van von al el bin",
)
