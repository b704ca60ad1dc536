"""Portuguese."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "ar": "a am ou aram ava avam ado ar ando ará ara",
        "er": "e em eu eram ia iam ido er endo erá",
        "ir": "e em iu iram ia iam ido ir indo irá",
        "uir": "ui uem uiu uíram uía uído uir uindo",
        "o": "o a os as",
        "or": "or ora ores oras",
        "s": "- s",
    },
    say="""
    diz dizem disse disseram dizia diziam dito dizer dizendo dirá
    afirm+ar
    declar+ar
    explic+ar
    acrescent+ar
    anunci+ar
    assegur+ar
    garant+ir
    salient+ar
    sublinh+ar
    fris+ar
    destac+ar
    ressalt+ar
    refere referem referiu referiram referia referido referir
    indic+ar
    apont+ar
    coment+ar
    respond+er
    pergunt+ar
    escrev+er escrito
    observ+ar
    lembr+ar
    record+ar
    reconhece reconhecem reconheceu reconheceram reconhecia
    admit+ir
    insist+ir
    concl+uir
    argument+ar
    advert+ir
    avis+ar
    relat+ar
    narr+ar
    revel+ar
    inform+ar
    esclarece esclarecem esclareceu esclareceram esclarecido
    precis+ar
    detalh+ar
    enfatiz+ar
    reiter+ar
    complet+ar
    prossegue prosseguiu
    resum+ir
    brinc+ar
    ironiz+ar
    exclam+ar
    grit+ar
    lament+ar
    tuit+ar
    post+ar
    sustent+ar
    aleg+ar
    confess+ar
    confidenci+ar
    desabaf+ar
    opin+ar
    rebat+er
    retruc+ar
    manifest+ar
    express+ar
    pontu+ar
    realç+ar
    reafirm+ar
    ratific+ar
    comunica comunicou comunicaram comunicar
    testemunhou testemunharam testemunhado testemunhar
    depôs
    report+ar
    replic+ar
    contrapõe contrapôs
    adiant+ar
    atest+ar
    jura juram jurou juraram jurar
    sussurr+ar
    murmur+ar
    emend+ar
    repete repetem repetiu repetiram repetido
    sintetiz+ar
    vincou vinca
    pormenoriz+ar
    evidenci+ar
    assinal+ar
    expõe expôs
    """,
    report="""
    citou citava
    public+ar
    reforç+ar
    alert+ar
    justific+ar
    dispar+ar
    comemor+ar
    celebr+ar
    cont+ar
    continu+ar
    critic+ar
    denunci+ar
    acus+ar
    condena condenam condenou condenaram condenar
    exig+ir
    pede pedem pediu pediram pedia pedido pedir
    consider+ar
    acredit+ar
    acha acham achava
    pensa pensam pensava
    espera esperam esperava
    neg+ar
    confirm+ar
    desment+ir
    propõe propõem propôs propuseram proposto
    elogi+ar
    descrev+er descrito
    promet+er
    sugere sugerem sugeriu sugeriram
    teme temem temia
    quer querem queria
    fal+ar
    apel+ar
    previu prevê preveem
    defend+er
    avali+ar
    question+ar
    recomend+ar
    aconselh+ar
    agradece agradecem agradeceu agradeceram
    ameaç+ar
    censur+ar
    repudi+ar
    rejeit+ar
    refut+ar
    contest+ar
    duvid+ar
    estim+ar
    especul+ar
    cobr+ar
    exort+ar
    julga julgam julgou
    entende entendem entendia entendeu
    convoc+ar
    ponder+ar
    """,
    call="""
    cham+ar
    classific+ar
    denomin+ar
    apelid+ar
    batiz+ar
    rotul+ar
    tach+ar
    define definiu definiram
    """,
    nouns="""
    comunicado declaração declarações entrevista discurso carta mensagem nota palavras depoimento texto publicação
    conferência coletiva
    resposta réplica reação conclusão comentário aviso
    """,
    according="""
    segundo de_acordo_com conforme na_opinião_de na_opinião_do na_opinião_da nas_palavras_de nas_palavras_do
    nas_palavras_da no_entender_de no_entender_do
    """,
    masculine="ele",
    feminine="ela",
    plural="eles elas nós",
    other_pronouns="este esta eu quem",
    determiners="""
    o a os as um uma uns umas este esta esse essa estes estas esses essas aquele aquela seu sua seus suas nosso nossa
    nossos nossas vários várias alguns algumas algum alguma dois duas três quatro outro outra outros outras muitos
    muitas cada ambos nenhum nenhuma
    """,
    connectors="de do da dos das para em no na pela pelo",
    prepositions="""
    de do da dos das a ao aos à às em no na nos nas num numa com por pelo pela pelos pelas para sobre sem contra
    entre até desde durante após perante sob segundo mediante
    """,
    relatives="que quem cujo cuja cujos cujas onde qual quais",
    conjunctions="""
    que quem quando onde como se e ou mas porque enquanto embora cujo cuja cujos cujas pois nem caso
    """,
    auxiliaries="""
    tem têm tinha tinham havia é são era eram foi foram se não ser sido está estão estava pode podem deve devem lhe
    lhes me nos já há ter seria seriam teria teriam
    """,
    adverbs="""
    também ainda depois então já ontem hoje segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado
    domingo assim além recentemente finalmente entretanto porém aqui sim muito janeiro fevereiro março abril maio
    junho julho agosto setembro outubro novembro dezembro nesta nesse neste agora antes sempre nunca apenas só
    contudo todavia por_sua_vez no_entanto na_altura uma_vez mesmo mais
    """,
    roles="""
    porta-voz porta-vozes presidente presidenta presidentes vice-presidente ex-presidente ministr+o vice-ministro
    primeiro-ministro primeira-ministra chanceler diret+or polícia policial policiais agente agentes guarda fontes
    fonte funcionári+o oficial oficiais especialista+s perito peritos analista+s pesquisad+or investigad+or cientista+s
    advogad+o defens+or procurad+or promot+or juiz juíza juízes magistrad+o tribunal desembargador desembargadora
    prefeit+o autarca autarcas vereador vereadora vereadores deputad+o parlamentar parlamentares senad+or governad+or
    governo ministério jornal sindicato sindicatos sindicalista secretári+o testemunha+s moradores morador moradora
    residentes vizinh+o treinad+or técnico selecionador jogad+or capitão atacante professor professora professores
    docente+s reit+or autoridades autoridade aut+or escrit+or médic+o enfermeir+o líder líderes candidat+o responsável
    responsáveis chefe+s relatório estudo empresa companhia comunicado associação organização fundação ong partido
    oposição coligação coalizão comissári+o comissão embaixad+or diplomata+s crític+o detratores observadores
    ativista+s manifestantes vítima+s família familiares mãe pai pais irmão irmã filho filha viúva amig+o don+o
    proprietári+o agricult+or produtor produtores estudante+s alun+o economista+s historiad+or sociólogo socióloga
    politólogo polític+o jornalista+s repórter apresentador apresentadora cineasta cantor cantora at+or atriz bispo
    arcebispo cardeal padre papa rabino rei rainha príncipe general coronel comandante gerente trabalhad+or
    empresári+o fundad+or coordenad+or dirigente+s representante+s delegad+o assess+or conselheir+o relat+or
    vice titular bombeiros
    esposa esposo mulher marido colega tio tia avô avó
    """,
    titles="""
    sr sra dr dra dom dona senhor senhora general presidente presidenta ministro ministra papa rei rainha padre prof
    """,
    naming="""
    intitulado intitulada intitulados chamado chamada chamados chamadas denominado denominada filme livro música
    canção álbum disco romance série novela programa revista jornal palavra palavras termo termos expressão conceito
    lema título operação projeto projecto apelidado apelidada dito obra documentário exposição hashtag slogan
    campanha conhecido conhecida batizado batizada se_chama conhecido_como
    """,
    particles="de da do das dos e van von al el bin",
    enclitics="-lhe -lhes -me -te -se -nos -vos -o -a -os -as -lo -la",
    complementizers="que",
    manner="como conforme",
    subordinators="quando enquanto embora",
    adversative="mas",
    unspoken="ameaç+ar promet+er",
    infinitives="""
    afirm+ar reconhece reconhecem reconheceu reconheceram admit+ir exig+ir pede pedem pediu pediram pedia pedido
    propõe propõem propôs propuseram proposto promet+er recomend+ar ameaç+ar
    """,
    infinitive_marks="para a",
    infinitive_endings="ar er ir ar-se er-se ir-se",
    questions="explic+ar pergunt+ar",
    question_words="como quando onde quem qual quais quanto quantos se que",
    negations="não nunca jamais ninguém nada nenhum nenhuma sem nem",
    hypothetical="se poderia poderiam deveria teria teriam seria pode podem deve para a",
    passives="sido foi foram",
    first_person="eu nós você vocês tu",
    marked_only="""
    conforme fala falam falou falaram falava falavam falado falar falando quer queria chama chamam chamou
    chamaram chamava chamavam chamado chamar chamando acha achava nega negam negou negaram negava negavam negado
    negar negando desmentiu desmente citou citava
    """,
    comparing="como",
    about="de do da",
    speaking="fal",
    coordinating="e",
    temporal="quando",
    drops_subjects=True,
    agents="por pelo pela pelos pelas",
    participles="ado ada ados adas ido ida ito ita",
    owner_prepositions="de do da dos das",
    passive_verbs="""
    acusada acusados criticada classificada classificados descrita considerada definida condenado questionada
    """,
    cited="citado citada citados",
    his="seu sua seus suas",
    hers="seu sua seus suas",
    citing="cita citou citava",
)
