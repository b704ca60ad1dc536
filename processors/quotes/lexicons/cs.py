"""Czech (and Slovak)."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "il": "í il ila ilo ili ily",
        "al": "á ají al ala alo ali aly",
        "uje": "uje ují oval ovala ovalo ovali ovaly",
    },
    say="""
    řekl řekla řeklo řekli řekly říká říkají říkal říkala
    uvedl uvedla uvedlo uvedli uvádí uvádějí uviedol uviedla
    dod+al dodává dodávají dodal
    prohlás+il prohlašuje
    vyhlásil vyhlásila
    sděl+il sdělil sdělila sděluje
    vysvětl+il vysvětluje vysvetlil vysvetlila
    popsal popsala popisuje
    napsal napsala napsali napísal napísala
    píše píší psal psala
    odpověděl odpověděla odpovídá
    zeptal zeptala ptá ptal
    poznamenal poznamenala poznamenává
    podotkl podotkla
    připomněl připomněla připomíná
    zdůraznil zdůraznila zdůrazňuje
    tvrdí tvrdil tvrdila tvrdili tvrdia
    ujist+il ujišťuje
    varoval varovala varuje
    přiznal přiznala přiznává
    připustil připustila
    konstat+uje
    oznámil oznámila oznámili oznamuje
    informoval informovala informuje
    komentoval komentovala komentuje
    okomentoval okomentovala
    upozornil upozornila upozorňuje
    shrnul shrnula
    myslí
    míní
    soudí
    domnívá
    vzkázal vzkázala
    doplnil doplnila doplňuje
    pokračoval pokračovala pokračuje
    prozradil prozradila prozrazuje
    vypověděl vypověděla
    vypráví vyprávěl
    vyjádřil vyjádřila
    citoval citovala
    zvolal zvolala
    křičel
    uzavřel uzavřela
    argument+uje
    reagoval reagovala reaguje
    zopakoval zopakovala
    slíbil slíbila
    zní zněl zněla
    povedal povedala
    hovorí
    """,
    report="""
    kritizoval kritizovala kritizuje
    odsoudil odsoudila
    obvinil obvinila
    požaduje požadoval
    navrhl navrhla navrhuje
    věří věřil
    doufá doufal
    obává
    pochválil
    hájil hájí
    popřel popřela popírá
    potvrdil potvrdila potvrzuje
    chce chtěl chtěla
    vyzval vyzvala vyzývá
    odmítl odmítla odmítá
    považuje
    označil
    hrozí hrozil
    stěžoval
    děkuje
    poděkoval
    """,
    call="""
    označil označila označuje
    nazval nazvala nazývá
    pojmenoval
    """,
    nouns="prohlášení slovy slova projevu dopise rozhovoru zprávě",
    according="podle dle",
    masculine="on",
    feminine="ona",
    plural="oni ony my",
    other_pronouns="ten ta já",
    determiners="""
    ten ta to ti ty tento tato toto jeho její jejich náš naše svůj několik mnoho někteří jeden jedna dva dvě tři
    jiní
    """,
    connectors="pro z ze v na do od",
    prepositions="""
    v ve na z ze do od pro o po při přes za pod nad před mezi bez u vůči během podle k ke s se
    """,
    conjunctions="že který která které kteří když jestli zda protože a i ale nebo kde jak co aby což",
    auxiliaries="je jsou byl byla bylo byli byly se si ne není má mají by může jsem",
    adverbs="""
    také též rovněž potom později však včera dnes už již jen ještě pondělí úterý středu čtvrtek pátek sobotu neděli
    pak tak nato
    """,
    roles="""
    mluvčí prezident prezidentka premiér ministr ministryně ředitel ředitelka policie zdroje zdroj expert experti
    analytik analytici vědci vědec výzkumníci advokát právník státní soudce starosta primátor poslanec poslankyně
    senátor předseda předsedkyně vláda ministerstvo deník odbory tajemník svědek svědci obyvatelé trenér profesor
    úřady autor autoři lékař lídr kandidát šéf zpráva studie firma organizace asistentka hejtman náměstek
    """,
    titles="pan paní dr prof ing mgr judr prezident premiér ministr",
    naming="""
    nazvaný nazvaná názvem takzvaný takzvané tzv film kniha knihu píseň album román seriál pořad časopis deník slovo
    termín heslo heslem projekt operace přezdívkou
    """,
    particles="de von van al el bin da",
)
