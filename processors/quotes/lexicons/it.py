"""Italian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "are": "a ano ò arono ava avano ato ata ati are ando",
        "iare": "ia iano iò iarono iava iavano iato iata iati iare iando",
        "isce": "isce iscono ì irono iva ivano ito ire endo",
    },
    say="""
    dice dicono disse dissero diceva dicevano detto dire dicendo dirà
    afferm+are
    dichiar+are
    spieg+are
    aggiunge aggiungono aggiunse aggiunsero aggiunto aggiungeva aggiungendo
    annunc+iare
    assicur+are
    sottoline+are
    precis+are
    raccont+are
    scrive scrivono scrisse scrissero scritto scriveva scrivevano
    risponde rispondono rispose risposero risposto rispondeva
    ribad+isce
    sostiene sostengono sostenne sostenuto sosteneva sostenevano
    comment+are
    osserv+are
    notano notò notarono notava notato notare
    ricord+are
    rilev+are
    conclude concludono concluse concluso concludeva
    prosegue proseguono proseguì proseguito
    chiede chiedono chiese chiesero chiesto chiedeva
    domandano domandò domandato domandare si_domanda
    ammette ammettono ammise ammesso ammetteva
    confess+are
    avverte avvertono avvertì avvertito avvertiva
    ammonisce ammonì ammonito
    esclam+are
    replic+are
    ribatte ribattono ribatté ribattuto
    insiste insistono insistito insisteva
    riferisce riferiscono riferì riferito riferiva
    rivel+are
    svel+are
    evidenz+iare
    puntualizz+are
    chiar+isce
    tuon+are
    scherz+are
    ironizz+are
    sbott+are
    twitt+are
    postato postava postano
    si_legge si_leggeva si_leggono
    argoment+are
    specific+are
    garant+isce
    lament+are
    grid+are
    sussurr+are
    dettagl+iare
    inform+are
    comunica comunicano comunicò comunicava comunicare
    testimon+iare
    rincara rincarato
    fa_sapere fanno_sapere ha_fatto_sapere fatto_sapere
    fa_notare fanno_notare fatto_notare
    rimarc+are
    ripete ripetono ripeté ripetuto ripeteva
    reag+isce
    rassicur+are
    riassume riassunto
    sintetizz+are
    sentenz+iare
    teorizz+are
    esord+isce
    incalz+are
    chios+are
    confid+are
    mormor+are
    url+are
    punzecch+iare
    rievoc+are
    fa_eco
    illustr+are
    riconosce riconoscono riconobbe riconosciuto riconosceva
    si_difende si_è_difeso
    si_sfoga si_è_sfogato si_è_sfogata
    si_chiede si_è_chiesto si_è_chiesta
    """,
    report="""
    cita citava citano
    interviene intervenuto
    esult+are
    conferm+are
    attacc+are
    continu+are
    critic+are
    denunc+iare
    accus+are
    condanna condannano condannò condannarono condannava condannare
    esort+are
    invit+are
    propone propongono propose proposto
    crede credono credeva
    pensa pensano pensava pensavano
    ritiene ritengono ritenuto riteneva
    spera sperano sperava
    difende difendono difese difeso
    neg+are
    smentisce smentiscono smentì smentito
    descrive descrivono descrisse descritto
    promette promettono promise promesso
    loda lodano lodato
    elog+iare
    teme temono temeva
    vuole vogliono voleva
    suggerisce suggeriscono suggerito
    auspic+are
    parla parlano parlato parlava parlò
    giudic+are
    boccia bocciano bocciato
    apprezz+are
    pubblic+are
    consigl+iare
    raccomand+are
    ringraz+iare
    minacc+iare
    ipotizz+are
    prevede previsto
    stim+are
    sospett+are
    dubit+are
    implor+are
    rimprover+are
    contest+are
    respinge respingono respinse respinto
    celebr+are
    salut+are
    si_augura si_è_augurato
    si_dice si_è_detto si_è_detta
    segnal+are
    rilancia rilanciato rilanciava
    """,
    call="""
    definisce definiscono definì definito definita definiti definiva definendo
    chiam+are
    soprannomin+are
    battezz+are
    bolla bollato bollata
    etichett+are
    qualific+are
    """,
    nouns="""
    comunicato nota dichiarazione dichiarazioni intervista discorso lettera messaggio parole post intervento
    commento tweet
    risposta reazione conclusione verdetto monito
    """,
    according="""
    secondo a_detta_di a_detta_del a_detta_della a_detta_dei stando_a stando_al stando_alla stando_ai a_parere_di
    a_parere_del a_giudizio_di a_giudizio_del per_bocca_di nelle_parole_di nelle_parole_del a_dire_di
    """,
    masculine="egli lui",
    feminine="ella lei",
    plural="loro essi esse noi",
    other_pronouns="questi costui costei io quest'ultimo quest'ultima",
    determiners="""
    il lo la i gli le l' un uno una un' questo questa questi queste quest' quel quella quello quell' quei quegli quelle
    suo sua suoi sue loro nostro nostra alcuni alcune diversi diverse molti molte due tre quattro altri altro altra
    altre ogni ciascuno entrambi nessun nessuno nessuna qualche
    """,
    connectors="di del della dello dei degli delle dell' d' per in a al alla alle ai",
    prepositions="""
    di del della dello dei degli delle dell' d' a al allo alla ai agli alle all' da dal dallo dalla dai dagli dalle
    dall' in nel nello nella nei negli nelle nell' con su sul sullo sulla sui sugli sulle sull' per tra fra contro
    verso durante dopo prima presso senza sotto sopra oltre entro fino circa mediante
    """,
    relatives="che cui chi quale quali dove",
    conjunctions="""
    che chi cui quanto secondo_quanto quando dove se come e ed o ma perché mentre anche_se poiché quindi affinché benché sebbene oppure né
    ch' dov' com'
    """,
    auxiliaries="""
    ha hanno aveva avevano è sono era erano si non essere stato stata stati state viene vengono ci gli lo può possono
    deve devono s' c' n' avrebbe avrebbero sarebbe sarebbero avere sia siano fu furono ne mi vi l'ha
    """,
    adverbs="""
    anche ancora poi inoltre già così ieri oggi lunedì martedì mercoledì giovedì venerdì sabato domenica invece però
    infatti recentemente infine quindi sempre sì no gennaio febbraio marzo aprile maggio giugno luglio agosto
    settembre ottobre novembre dicembre ora adesso intanto dunque tuttavia comunque perfino persino soltanto solo
    subito mai più una_volta a_sua_volta dal_canto_suo nel_frattempo poco_dopo stamattina stamani ieri_sera
    """,
    roles="""
    portavoce presidente presidentessa vicepresidente presidenti ministro ministra ministri viceministro
    sottosegretario sottosegretaria premier cancelliere cancelliera direttore direttrice direttori polizia poliziotto
    carabinieri agenti questore prefetto vigili fonti fonte funzionario funzionaria funzionari esperto esperta
    esperti analista analisti ricercatore ricercatrice ricercatori scienziato scienziata scienziati avvocato
    avvocata avvocati legale legali procuratore procuratrice procura pm giudice giudici magistrato magistrati
    tribunale corte sindaco sindaca sindaci assessore assessora consigliere consigliera consiglieri deputato deputata
    deputati parlamentare parlamentari senatore senatrice senatori onorevole governatore governatrice governo
    ministero giornale quotidiano sindacato sindacati sindacalista segretario segretaria testimone testimoni
    residente residenti abitanti vicini vicino vicina allenatore allenatrice tecnico ct giocatore giocatrice
    calciatore capitano capitana professore professoressa docente docenti insegnante insegnanti preside rettore
    rettrice autorità autore autrice autori scrittore scrittrice medico medici infermiere infermiera chirurgo leader
    candidato candidata candidati responsabile responsabili capo capogruppo rapporto studio azienda società impresa
    associazione organizzazione fondazione partito opposizione maggioranza coalizione commissario commissaria
    commissione contingente ambasciatore ambasciatrice diplomatico diplomatici critico critici oppositori osservatori
    attivista attivisti attiviste manifestanti vittima vittime famiglia familiari madre padre genitori fratello
    sorella figlio figlia moglie marito vedova amico amica amici proprietario proprietaria titolare gestore
    agricoltore agricoltori studente studentessa studenti economista economisti storico storica storici sociologo
    politologo politico politici giornalista giornalisti cronista regista cantante attore attrice conduttore
    conduttrice vescovo arcivescovo cardinale parroco sacerdote papa pontefice rabbino imam re regina generale
    colonnello comandante dirigente dirigenti amministratore imprenditore imprenditrice imprenditori fondatore
    fondatrice coordinatore coordinatrice lavoratori operaio operai dipendenti rappresentante rappresentanti
    numero_uno inquirenti investigatori
    collega colleghi difensore difensori zio zia nonno nonna cugino cugina
    """,
    titles="""
    sig signor signora signorina dott dottor dottoressa dr prof professor professoressa onorevole presidente ministro
    generale avv ing papa re regina monsignor don cardinale
    """,
    naming="""
    intitolato intitolata intitolati chiamato chiamata cosiddetto cosiddetta cosiddetti cosiddette film libro canzone
    brano album disco romanzo serie programma trasmissione rivista giornale parola parole termine termini espressione
    concetto slogan titolo operazione progetto soprannominato soprannominata detto denominato denominata documentario
    mostra opera hashtag campagna motto spettacolo si_chiama si_intitola
    """,
    particles="di de del della da dal van von al el bin lo la",
    complementizers="che",
    manner="come",
    subordinators="quando mentre poiché",
    adversative="ma però",
    finite="""
    ha hanno aveva avevano è sono era erano viene vengono può possono deve devono sarebbe sarebbero fu furono
    """,
    unspoken="minacc+iare promette promettono promise promesso",
    infinitives="""
    afferm+are dichiar+are assicur+are sostiene sostengono sostenne sostenuto chiede chiedono chiese chiesero
    chiesto ammette ammettono ammise ammesso ammetteva invit+are propone propongono propose proposto promette
    promettono promise promesso raccomand+are minacc+iare
    """,
    infinitive_marks="di a",
    infinitive_endings="""
    are ere ire rre arsi ersi irsi arlo arla arli arle erlo erla erli erle irlo irla irli irle aver esser poter voler dover
    """,
    questions="spieg+are chiede chiedono chiese chiesero chiesto",
    question_words="perché come se dove quando chi cosa quale quali quanto quanti",
    contents="timore timori speranza preoccupazione convinzione auspicio",
    expressing="espresso esprime esprimono espressa",
    possessors="suo sua loro",
    negations="non mai nessuno niente nulla senza né neppure nessun nessuna alcun alcuna",
    hypothetical="se potrebbe potrebbero dovrebbe avrebbe avrebbero sarebbe può possono deve per a da",
    passives="stato stata stati state viene vengono",
    first_person="io noi voi tu",
    marked_only="parla parlato vuole voleva pubblic+are neg+are smentisce smentito cita citava citano",
    comparing="come",
    about="di del della",
    speaking="parl",
    coordinating="e ed",
    temporal="quando",
    drops_subjects=True,
    agents="da dal dalla dall' dallo dai dagli dalle",
    participles="ato ata ati ate ito ita iti ite uto uta etto etta",
    owner_prepositions="di del dello della dell' dei degli delle da",
    passive_verbs="definite descritta descritti condannato condannata",
    cited="citato citata citati",
    his="suo sua suoi sue",
    hers="suo sua suoi sue",
    citing="cita citava citano",
)
