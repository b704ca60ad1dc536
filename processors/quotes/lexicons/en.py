"""English."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "v": "- s ed ing",
        "e": "e es ed ing",
        "y": "y ies ied ying",
        "h": "- es ed ing",
    },
    say="""
    say says saying said
    tell tells telling told
    write writes written writing wrote
    speak speaks spoke
    add+v
    stat+e
    declar+e
    announc+e
    explain+v
    repl+y
    respond+v
    answer+v
    ask+v
    assert+v
    claim+v
    insist+v
    argu+e
    not+e
    comment+v
    remark+v
    tweet+v
    recall+v
    continu+e
    conclud+e
    testif+y
    quip+v quipped quipping
    joke jokes joked joking
    warn+v
    observ+e
    acknowledg+e
    admit+v admitted admitting
    reiterat+e
    stress+h
    emphasiz+e emphasis+e
    counter+v
    boast+v
    retort+v
    shout+v
    yell+v
    whisper+v
    mutter+v
    read reads
    interject+v
    opin+e
    post+v
    exclaim+v
    lament+v
    caution+v
    concede conceded concedes conceding
    proclaim+v
    recount+v
    scream+v
    cried
    vow+v
    snapped
    cited
    bemoan+v
    rave raved
    intone intones intoned
    affirm+v
    attest+v
    aver avers averred
    deadpan+v deadpanned
    gush+h
    mused muses
    reminisc+e
    scoff+v
    sighs sighed
    reaffirm+v
    """,
    report="""
    suggest+v
    accus+e
    alleg+e
    believ+e
    predict+v
    promis+e
    pledg+e
    plead+v
    propos+e
    report+v
    reveal+v
    advis+e
    urg+e
    den+y
    denounc+e
    confirm+v
    agre+e
    criticiz+e criticis+e
    complain+v
    condemn+v
    prais+e
    blast+v
    slam slams slammed slamming
    mention+v
    contend+v
    maintain+v
    indicat+e
    describ+e
    defend+v
    hope hopes hoped hoping
    fear+v
    think thinks thought
    feel feels felt
    demand+v
    order+v
    request+v
    question+v
    wonder+v
    disclos+e
    outlin+e
    point+v pointed_out points_out
    referr+e referred referring refers refer
    cit+e
    quot+e
    mock+v
    joke
    reckon+v
    chant+v
    sing sings sang sung
    write-up
    express+h
    voic+e
    repeat+v
    appeal+v
    call_for
    went_on_to_say
    made_clear
    put_it puts_it
    chim+e
    thank+v
    welcom+e
    echo+h
    implor+e
    reassur+e
    clarif+y
    elaborat+e
    estimat+e
    speculat+e
    signal+v
    decr+y
    knows know knew
    wants wanted
    argued
    tout+v
    hail+v
    derid+e
    ridicul+e
    dismiss+h
    attack+v
    confess+h
    reflect+v
    marvel+v
    laugh+v
    smil+e
    reason+v
    """,
    call="""
    call+v
    label+v labelled
    brand+v
    dub dubbed dubs
    deem+v
    term+v
    characteriz+e characteris+e
    """,
    nouns="""
    statement statements comment comments remark remarks claim claims words speech tweet letter assertion warning
    email memo interview quote testimony
    response reaction verdict advice message
    """,
    according="according_to per in_the_words_of",
    masculine="he",
    feminine="she",
    plural="they we",
    other_pronouns="i you",
    neuter="it",
    determiners="""
    the a an this these those his her their its our my your one two three four five some many several another other
    both most few all each every no any
    """,
    connectors="of for to at with from in on",
    prepositions="""
    of for to at with from in on by about into over under after before during against between through without within
    along across behind beyond near since until upon toward towards via amid among despite like as because
    """,
    conjunctions="""
    that who whom whose which where when while if whether because although though and but or nor so than as since
    until unless
    """,
    auxiliaries="""
    is are was were be been being has have had having do does did will would can could may might shall should must
    'd 's n't not
    """,
    adverbs="""
    also later then still just even only never ever again already often once recently now yesterday today earlier
    previously initially repeatedly famously simply quickly immediately reportedly publicly specifically flatly
    further however meanwhile instead perhaps soon always went on made it clear subsequently here there monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december too yes well what how why
    """,
    roles="""
    spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople official officials source sources police
    officer officers deputy sheriff detective detectives analyst analysts expert experts critic critics adviser
    advisers advisor advisors aide aides lawyer lawyers attorney attorneys solicitor barrister prosecutor prosecutors
    judge judges magistrate minister ministers president vice-president senator senators governor governors mayor
    mayors councillor councilman councilwoman director directors chairman chairwoman chairperson chair chief chiefs
    ceo founder co-founder professor professors lecturer researcher researchers scientist scientists physicist
    biologist epidemiologist psychologist author authors writer novelist poet doctor doctors nurse nurses surgeon
    witness witnesses resident residents neighbor neighbors neighbour neighbours family relatives mother father
    parents wife husband daughter son brother sister friend friends colleague colleagues widow victim victims
    survivor survivors activist activists campaigner campaigners protester protesters demonstrators supporter
    supporters opponents opponent rivals lawmakers lawmaker legislator legislators congressman congresswoman
    republicans republican democrats democrat conservatives candidate candidates nominee reporter reporters
    journalist journalists newspaper agency ministry government administration campaign company firm organisation
    organization charity union committee commission commissioner court council report study document statement
    observers historian historians economist economists strategist pollster consultant investor investors trader
    traders voter voters student students pupil teacher teachers headteacher principal owner owners manager managers
    boss executive executives coach player players captain teammate moderator host anchor pastor priest bishop
    archbishop rabbi imam pope veteran veterans farmer farmers worker workers driver pilot engineer engineers
    soldier soldiers commander general colonel man woman people someone authorities investigator investigators
    diplomats diplomat ambassador envoy secretary premier chancellor leader leaders lord king queen prince
    princess duke actor actress singer musician filmmaker curator architect designer chef publisher editor editors
    """,
    titles="""
    mr mrs ms miss dr prof sir lord lady sen rep gov gen col lt sgt capt rev hon justice president senator king
    queen pope
    """,
    naming="""
    titled entitled called named nicknamed dubbed so-called known headlined song songs album film films movie book
    books novel show series play poem magazine newspaper documentary episode program programme word term phrase
    slogan nickname abc's nbc's cbs's msnbc's cnn's fox's reads hashtag
    """,
    particles="de del la van von der den bin al el ben da dos du ibn st o mc the of",
    complementizers="that whether",
    bare="say says said saying tell tells told telling",
    bare_with_verb="""
    claim+v insist+v add+v states stated stating announc+e not+e argu+e assert+v acknowledg+e admit+v admitted admitting
    explain+v predict+v suggest+v believ+e think thinks thought hope hopes hoped fear+v indicat+e warn+v reports
    reported reporting contend+v maintain+v estimat+e concede conceded concedes conceding confirm+v vow+v agree agrees agreed
    """,
    findings="""
    expects expected show shows showed shown find finds found conclud+e ruled determin+e threaten+v offered
    offers encourag+e assur+e worry worries worried recogniz+e
    recognis+e suspects suspected swears swore sworn
    impl+y insinuat+e hint+v recommend+v guarantees guaranteed anticipat+e foresees foresaw
    establishes verified verifies calculat+e underlin+e underscor+e specif+y
    stipulat+e certif+y theoriz+e
    """,
    contents="""
    claim claims conclusion assertion assertions allegation allegations accusation accusations contention argument
    arguments belief view suspicion suspicions fear fears concern concerns hope hopes expectation expectations
    prediction predictions warning warnings promise promises pledge vow insistence admission acknowledgement
    acknowledgment complaint complaints statement statements comment comments remark remarks announcement assurance
    assurances suggestion suggestions observation confirmation message opinion confidence doubt doubts regret
    disappointment frustration conviction assessment estimate revelation disclosure
    """,
    times="week weekend month year summer fall winter spring morning afternoon evening night",
    possessors="his her their its",
    expressing="express+h voic+e rais+e reiterat+e convey+v made makes making issue issues issued issuing share shared shares",
    objects="""
    called calls calling called_for calls_for calling_for called_on calls_on calling_on accus+e criticiz+e
    criticis+e describ+e labeled labelled branded dubbed
    """,
    addressing="tell tells told telling warn+v advis+e",
    adversative="but yet",
    uttered="""
    goodbye goodbyes farewell hello hi thanks thank sorry prayer prayers grace mass truth lie lies story stories tale
    tales joke jokes secret secrets fortune fortunes
    """,
    no_gerunds="nothing something anything everything evening morning",
    hearing="heard hears",
    finite="is was are were has have had do does did will would can could may might shall should must",
    unspoken="threaten+v promis+e",
    infinitives="""
    promis+e pledg+e vow+v agre+e urg+e ask+v advis+e implor+e propos+e order+v request+v tell tells told telling
    warn+v threaten+v offered offers encourag+e
    """,
    gerunds="""
    admit+v admitted admitting acknowledg+e recall+v report+v suggest+v propos+e recommend+v advis+e mention+v describ+e
    """,
    questions="ask+v wonder+v question+v explain+v describ+e",
    question_words="how why what who whom where when which whether if",
    infinitive_marks="to",
    manner="as",
    subordinators="when while although though after before since because once as",
    negations="""
    not n't never nobody neither nor none cannot without hardly can't won't wouldn't couldn't shouldn't don't doesn't
    didn't haven't hasn't hadn't isn't aren't wasn't weren't
    """,
    hypothetical="""
    what which whom how would could might may should must if whether unless to can shall will let please suppose
    imagine wrongly falsely supposedly
    """,
    passives="is are was were be been being 's 're",
    active_endings="ing",
    first_person="i we you me us",
    marked_only="""
    state states point points comment comments request requests report per read reads speak speaks spoke
    continu+e know knows knew fear fears signal signals order orders
    question questions tweet tweets call_for den+y
    """,
    comparing="as",
    about="of",
    speaking="spoke speak talk",
    coordinating="and but",
    temporal="when",
    agents="by",
    participles="ed",
    owner_prepositions="of from by",
    cited="quoted cited",
    showing="""
    show shows showed shown showing see sees saw seen seeing hear hears heard hearing film films filmed filming
    feature features featured featuring record recorded recording catch catches caught captures captured
    """,
    his="his",
    hers="her",
    citing="quoted quotes quote quoting",
    supposing="had should",
)
