"""Czech."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "l": "l la lo li ly",
        "í": "í il ila ilo ili ily",
        "uje": "uje ují oval ovala ovalo ovali ovaly",
        "m": "- a ovi em i y ů ové",
        "k": "k ka kovi kem ci ků",
        "ec": "ec ce ci cem ců",
        "ka": "ka ky ku kou",
        "ce": "ce ci cem cové ců",
        "stvo": "stvo stva stvu stvem",
    },
    say="""
    řekl řekla řeklo řekli řekly říká říkají říka+l řekne řeknou říkaje
    uvedl uvedla uvedlo uvedli uvedly uvádí uvádějí uvádě+l uvede
    doda+l dodává dodávají dodáva+l
    prohlási+l prohlaš+uje
    sděli+l sděl+uje
    vysvětli+l vysvětl+uje
    popsa+l popis+uje
    napsa+l psa+l píše píší píšou
    odpověděl odpověděla odpovědělo odpověděli odpoví odpovídá odpovídají
    zepta+l ptá ptají pta+l otáza+l
    poznamena+l poznamenává poznamenávají
    podotkl podotkla podotklo podotkli podotknul podotknula
    připomně+l připomíná připomínají připomína+l připomenul připomenula
    zdůrazni+l zdůrazň+uje
    tvrd+í
    ujisti+l ujišť+uje
    varova+l var+uje
    přizna+l přiznává přiznávají
    připusti+l připouští připouštějí
    konstat+uje
    oznámi+l oznam+uje
    inform+uje
    koment+uje okomentova+l
    upozorni+l upozorň+uje
    shrnul shrnula shrnuli shrn+uje
    myslí myslel myslela mysleli
    míní mínil mínila
    soudí soudil soudila
    domnívá domnívají domníva+l
    vzkáza+l vzkaz+uje
    doplni+l doplň+uje
    prozradi+l prozraz+uje
    vypověděl vypověděla vypověděli
    vypráví vyprávěl vyprávěla vyprávěli
    vyjádři+l vyjadř+uje
    cit+uje ocitova+l
    zvola+l
    křičí křičel křičela křičeli vykřikl vykřikla vykřikli
    argument+uje
    reag+uje zareagova+l
    zopakova+l opak+uje
    zní znějí zněl zněla znělo zněly
    objasni+l objasň+uje
    upřesni+l upřesň+uje
    vyhlási+l vyhlaš+uje
    potvrdi+l potvrz+uje
    zmíni+l zmiň+uje
    namít+l namítá namítají namítal namítala
    opon+uje
    odvětil odvětila odvětili
    zavzpomína+l vzpomíná vzpomínají vzpomína+l
    avíz+uje
    deklar+uje
    ohlási+l hlásí hlásil hlásila
    odůvodni+l odůvodň+uje zdůvodni+l zdůvodň+uje
    nastínil nastínila nastínili
    zavtipkova+l vtipk+uje
    svěři+l svěř+uje
    odkáza+l odkaz+uje
    tlumoč+í tlumočil tlumočila
    stojí_v_prohlášení
    """,
    report="""
    pokrač+uje
    uzavře+l uzavírá uzavřely
    přiblíži+l přibliž+uje
    odhali+l odhal+uje
    přednesl přednesla přednesli
    kritiz+uje zkritizova+l
    odsoudi+l odsuz+uje
    obvini+l obviň+uje
    požad+uje požádal požádala požádali žádá žádají žáda+l
    navrhl navrhla navrhli navrh+uje
    věří věřil věřila věřili
    doufá doufají doufa+l
    obává obávají obáva+l
    pochváli+l chválí chválil chválila
    hájí hájil hájila obhaj+uje
    popře+l popírá popírají
    chce chtějí chtěl chtěla chtěli
    vyzva+l vyzývá vyzývají
    odmít+l odmítá odmítají
    považ+uje
    hroz+í pohrozi+l
    stěž+uje postěžova+l
    děk+uje poděkova+l
    slíbi+l slib+uje
    apel+uje
    odhad+l odhad+uje
    předpověděl předpověděla předpovídá předpovídají
    očekává očekávají očekáva+l
    zhodnoti+l hodnot+í
    omluvi+l omlouvá omlouvají
    vyvrátil vyvrátila vyvrac+í
    vytkl vytkla vyčítá vyčítají
    litoval litovala lit+uje
    oceni+l oceň+uje
    doporuči+l doporuč+uje
    divil divila diví
    """,
    call="""
    označi+l označ+uje
    nazva+l nazývá nazývají
    pojmenova+l
    přirovna+l přirovnává
    charakteriz+uje
    """,
    nouns="""
    prohlášení slovy slova slov slovech projevu dopise dopisu rozhovoru zprávě vyjádření výrok výroku komentáři komentář
    příspěvku statusu stanovisku tweetu vzkaz
    odpověď odpovědi reakce
    """,
    according="""
    podle_jeho_slov podle_jejích_slov podle_jejich_slov podle_jeho_názoru podle_jejího_názoru
    podle dle podle_slov podle_vyjádření slovy jak_uvádí jak_píše jak_informuje jak_uvedl jak_uvedla jak_řekl jak_řekla
    jak_dodal jak_dodala
    """,
    masculine="on něj něho jeho",
    feminine="ona ní jejích jejího",
    plural="oni ony my nich jejich",
    other_pronouns="ten ta já někdo",
    determiners="""
    ten ta to ti ty toho té těch tento tato toto tito tyto tohoto této těchto jeho její jejich můj moje náš naše naši svůj
    svoje několik mnoho mnozí někteří některé jeden jedna jedno jednoho jedné dva dvě dvou tři tří jiní jiný jiná další každý
    všichni většina řada oba
    """,
    connectors="pro z ze v ve na do od při",
    prepositions="""
    v ve na z ze do od pro o po při přes za pod nad před mezi bez u vůči během podle dle k ke ku s se kromě místo díky navzdory
    kvůli oproti proti kolem
    """,
    relatives="který která které kteří kterého kterému kterým kterou jenž jež jehož jejíž což",
    conjunctions="""
    že který která které kteří když jestli jestliže zda protože neboť a i ale nebo kde jak co aby což ačkoli ačkoliv zatímco
    pokud však takže ovšem než
    """,
    auxiliaries="""
    tak takto je jsou byl byla bylo byli byly se si ne není nebyl nebyla má mají by může jsem jsme bude budou mu jí jim nám ho ji
    """,
    adverbs="""
    také též rovněž potom později však včera dnes zítra už již jen ještě pondělí úterý středu čtvrtek pátek sobotu neděli
    pak nato dále následně zároveň přitom mezitím tehdy teď nyní tady tam zde dodatečně sám sama
    """,
    roles="""
    mluvčí představitel představitele představitelé představitelů představitelka předák předáci prezident+m prezident+ka premiér+m premiér+ka ministr+m ministryně ministryni ředitel ředitele ředitelé ředitelů
    ředitelka ředitelky policie policista policisté policistka zdroje zdroj zdrojů expert+m experti expertka
    odborní+k odborníci odbornice analyti+k analytici analytička věd+ec vědkyně výzkumníci výzkumní+k výzkumnice
    advokát+m advokát+ka právní+k právníci právnička státní_zástupce státní_zástupkyně žalobce žalobkyně soud+ce soudkyně
    soud soudu starosta starosty starostové starost+ka primátor+m primátor+ka poslan+ec poslankyně senátor+m
    senátor+ka předseda předsedy předsedkyně místopředseda místopředsedy místopředsedkyně vláda vlády minister+stvo
    úřad úřady úřadů deník list odbory odborář odboráři tajemní+k tajemnice svědek svědka svědci svědků svědkyně obyvatelé
    obyvatel obyvatelka trenér+m trenér+ka kouč kouče profesor+m profesor+ka autor+m autoři autor+ka lékař lékaře lékaři lékařů
    lékař+ka lídr lídra lídryně kandidát+m kandidát+ka šéf+m šéf+ka zpráva studie firma společnost organizace asistent
    asistentka hejtman+m hejtmanka náměstek náměstka náměstkyně kritici kritiků kritik opozice koalice strana hnutí
    velvyslan+ec velvyslankyně generál+m hasiči hasič záchranáři záchranář aktivista aktivisty aktivisté aktivistka novinář
    novináře novináři novinářka diplomat diplomaté ekonom+m ekonomové ekonom+ka učitel učitelé učitelka rodiče studenti student
    studentka poradce poradci poradkyně zmocněnec zmocněnkyně europoslan+ec europoslankyně politik politika politici politička
    politolog politoložka biskup arcibiskup papež papeže agentura institut asociace svaz historik historici režisér režisérka
    herec herečka zpěvák zpěvačka spisovatel spisovatelka hráč hráčka kapitán kancléř kancléřka psycholog psycholožka
    zástupce zástupci zástupkyně jednatel jednatelka manažer manažerka exprezident expremiér komisař komisařka
    matka matky otec otce syn syna dcera dcery bratr bratra sestra sestry manželka manželky manžel manžela vdova
    přítel přítelkyně soused sousedka kolega obhájce
    """,
    titles="""
    pan pán pana paní dr prof doc ing mgr bc mudr judr phdr rndr prezident premiér ministr exministr generál kardinál
    """,
    naming="""
    nazvaný nazvaná nazvané názvem s_názvem pod_názvem takzvaný takzvaná takzvané takzvaně tzv film filmu filmem kniha knihu
    knize knihy píseň písně písni album alba román románu seriál seriálu pořad pořadu časopis časopisu deník deníku slovo slova
    termín pojem heslo heslem hesla slogan projekt projektu operace přezdívkou přezdívaný titulem kampaň výstava festival
    """,
    possessives="jeho jejích jejího jejich",
    particles="de von van z al el bin da",
    complementizers="že zda či",
    manner="jak",
    unspoken="hroz+í",
    negations="ne nikdy nikdo žádný žádná bez ani",
    hypothetical="pokud kdyby jestli by může mohou musí aby",
    first_person="já my ty vy",
    marked_only="chce chtěl chtěla zní zněl zněla děkuje popřel popřela popírá",
    comparing="jako za",
    about="o",
    speaking="mluv hovoř",
    coordinating="a",
    temporal="když",
    drops_subjects=True,
    agents="-em -ým -ou",
    passive_verbs="""
    označen označena označeno označeni označeny nazván nazvána nazváno popsán popsána popsáno obviněn obviněna
    kritizován kritizována
    """,
    his="jeho",
    hers="její",
    citing="cituje citoval citovala",
)
