"""Serbian, Croatian and Bosnian, in Latin and Cyrillic script.

The words are written down in Latin script, both in Ekavian and in Ijekavian (`primetio`, `primijetio`); the Cyrillic
ones are made from them letter by letter, as Serbian spelling allows.
"""

from dataclasses import fields, replace
from typing import Any

from processors.quotes.cues import Words, expand

_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def to_cyrillic(text: str) -> str:
    """Returns `text`, small Latin letters, in Cyrillic; the rare n and j that are two sounds are not told apart."""
    for latin, cyrillic in _DIGRAPHS.items():
        text = text.replace(latin, cyrillic)
    return text.translate(_LETTERS)


def in_both_scripts(words: Words) -> Words:
    """Returns `words` with paradigms written out and each line followed by itself in Cyrillic."""

    def both(line: str) -> str:
        forms = [form.replace(" ", "_") for form in expand(line, words.paradigms)]
        return " ".join([*forms, *map(to_cyrillic, forms)])

    values = {f.name: getattr(words, f.name) for f in fields(words) if f.name != "order"}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    written: dict[str, Any] = {name: "\n".join(map(both, text.splitlines())) for name, text in texts.items()}
    return replace(words, paradigms={}, **written)


_LATIN = Words(
    order="svo",
    paradigms={
        "o": "o la lo li le",
        "io": "io ila ilo ili ile",
        "uo": "uo ula ulo uli ule",
        "a": "a aju ao ala alo ali ale ajući",
        "i": "i e io ila ilo ili ile eći",
        "uje": "uje uju ivao ivala ivali ivale ujući",
        "ova": "uje uju ovao ovala ovalo ovali ovale ujući",
        "ira": "ira iraju irao irala iralo irali irale irajući",
        "m": "- a u om i e ima",
        "ik": "ik ika iku ikom ici ike icima",
        "ac": "ac ca cu cem ci ce cima",
        "ka": "ka ke ki ku kom",
        "ica": "ica ice ici icu icom",
        "stvo": "stvo stva stvu stvom",
        "ija": "ija ije iji iju ijom",
    },
    say="""
    rekao rekla reklo rekli rekle reče rekoše reći rekavši
    kaže kažu kaza+o kazavši
    govor+i
    veli vele
    izjav+io izjavlj+uje
    doda+o dodaje dodaju dodavši dodajući
    istakao istaknuo istakla istaknula istaklo istakli istaknuli istakle ističe ističu ističući
    naglas+io naglašav+a
    objasn+io objašnjav+a
    pojasn+io pojašnjav+a
    naveo navela navelo naveli navele navod+i
    saopšt+io saopštav+a saopć+io saopćav+a priopć+io priopćav+a
    poruč+io poruč+uje
    napisa+o pisa+o piše pišu
    odgovor+io odgovara odgovaraju odgovarajući
    upita+o zapita+o pita pitaju pita+o
    napomen+uo napominje napominju
    primet+io primeć+uje primijet+io primjeć+uje
    tvrd+i ustvrd+io
    uver+io uverav+a uvjer+io uvjerav+a
    upozor+io upozorav+a
    prizna+o priznaje priznaju
    potvrd+io potvrđ+uje
    konstat+ova konstat+ira
    objav+io objavlj+uje
    najav+io najavlj+uje
    obavest+io obaveštav+a obavijest+io obavještav+a
    informiše informišu informisa+o inform+ira
    komentariše komentarišu komentarisa+o koment+ira prokomentarisa+o prokoment+ira
    zaključ+io zaključ+uje
    ispriča+o priča pričaju priča+o
    podset+io podseća podsećaju podsjet+io podsjeća podsjećaju
    izraz+io izražav+a
    cit+ira
    uzvikn+uo uzvikuje
    vikn+uo viče viču vika+o povika+o
    ponov+io ponavlja ponavljaju
    misli misle mislio mislila mislili
    smatra smatraju smatra+o
    ocen+io ocenj+uje ocijen+io ocjenj+uje
    preciz+ira
    predoč+io predočav+a
    ukaza+o ukazuje ukazuju
    prenosi prenose preneo prenela preneli prenio prenijela prenijeli
    javlja javljaju javio javila javili
    nadoveza+o nadovezuje
    uzvrat+io uzvraća uzvraćaju
    odvrat+io
    našal+io šali
    glasi glase glas+io
    stoji_u_saopštenju stoji_u_priopćenju
    apostrof+ira
    zapisa+o
    obrazlož+io obrazlaže obrazlažu
    rezim+ira
    požal+io
    """,
    report="""
    nastav+io nastavlja nastavljaju
    otkr+io otkriva otkrivaju
    kritik+ova kritiz+ira iskritik+ova
    osud+io osuđ+uje
    optuž+io optuž+uje
    zatraž+io traži traže traž+io
    predlož+io predlaže predlažu
    nada_se nadaju_se nadao_se nadala_se
    ver+uje verova+o vjer+uje vjerova+o
    plaš+i boji_se boje_se
    pohval+io hval+i
    bran+i odbran+io
    demant+ova demant+ira
    porekao porekla porekli poriče poriču opovrgao opovrgla opovrgn+uo
    obeća+o obećav+a
    zapret+io prijet+i pret+i zaprijet+io
    žali žale žal+io
    zahval+io zahvalj+uje
    pozva+o poziva pozivaju
    apel+ova apel+ira
    odbac+io odbac+uje odb+io odbija odbijaju
    opisa+o opis+uje
    procen+io procenj+uje procijen+io procjenj+uje
    insist+ira
    sugeriše sugerišu sugerisa+o suger+ira
    želi žele žele+o želio željela željeli
    očekuje očekuju očekiva+o
    predviđ+a predvid+io
    čestita+o čestita čestitaju
    zahteva zahtevaju zahteva+o zahtijeva zahtijevaju zahtijeva+o
    """,
    call="""
    nazva+o naziva nazivaju naziva+o
    okarakteriše okarakterisa+o okarakteriz+ira
    označ+io označav+a
    proglas+io proglašav+a
    krst+io
    """,
    nouns="""
    izjava izjavi izjavu saopštenje saopštenju saopštenja priopćenje priopćenju priopćenja saopćenje saopćenju reči
    rečima riječi riječima govoru govor pismo pismu intervju intervjuu poruka poruci poruku komentar objava objavi citat
    odgovor odgovoru reakcija
    """,
    according="""
    prema prema_njegovim_rečima prema_njenim_rečima prema_njihovim_rečima prema_njegovim_riječima
    prema_njezinim_riječima prema_njenim_riječima prema_njihovim_riječima po_njegovim_rečima po_njenim_rečima
    po_njegovim_riječima po_njezinim_riječima po_njegovom_mišljenju po_njenom_mišljenju prema_rečima prema_riječima po_rečima po_riječima prema_mišljenju po_mišljenju prema_navodima kako_prenosi
    kako_javlja kako_navodi kako_piše kako_kaže kako_je_rekao kako_je_rekla prema_podacima sudeći_prema
    """,
    masculine="on njemu njegovim njegovom",
    feminine="ona njoj njenim njezinim njenom",
    plural="oni one mi njima njihovim",
    other_pronouns="ja neko netko taj ta",
    determiners="""
    ovaj ova ovo ovi ove ovog ove taj ta to ti te tog onaj ona ono njegov njegova njegovi njen njena njezin njezina njihov
    njihova naš naša naši svoj svoja jedan jedna jedno jednog jedne nekoliko mnogi neki neke neka brojni dva dve dvije
    dvojica tri drugi druga ostali svi svaki više
    """,
    connectors="za iz u od na pri sa",
    prepositions="""
    u na iz sa s od do za o po pri kroz pod nad pred među između bez kod protiv tokom tijekom prema k ka uz zbog nakon posle
    poslije pre prije oko osim umesto umjesto preko radi
    """,
    sources="iz u",
    relatives="koji koja koje kojeg kojem kojoj čiji čija čije što",
    conjunctions="da koji koja koje kad kada ako li jer i a ali ili gde gdje kako što dok iako te pa nego no već",
    auxiliaries="""
    je su bio bila bilo bili bile biti nije nisu se si smo sam ste će bi ne može mogu treba ga joj mu im nam ih ju
    """,
    adverbs="""
    takođe također potom zatim kasnije međutim juče jučer danas sutra već samo još ponedeljak ponedjeljak utorak sredu
    srijedu četvrtak petak subotu nedelju nedjelju onda tada tako ranije prethodno pritom istovremeno dalje sad sada ovde
    ovdje tu večeras
    """,
    roles="""
    portparol+m portparol+ka glasnogovorn+ik glasnogovornica glasnogovornice predstavn+ik predstavnica
    predstavnice predsedn+ik predsednica predsednice predsjedn+ik predsjednica predsjednice premijer+m premijer+ka ministar ministra ministru ministri ministara ministrica ministrice ministarka ministarke direktor+m
    direktor+ica direktorka ravnatelj ravnatelja ravnateljica polic+ija policaj+ac izvor izvora izvori stručnjak stručnjaka
    stručnjaci ekspert+m analitičar analitičara analitičari analitičarka naučn+ik znanstven+ik istraživač
    istraživača istraživači advokat+m advokatica odvjetn+ik odvjetnica tužilac tužioca tužioci tužilaštvo tužiteljstvo
    tužitelj tužitelja tužiteljica sudija sudije sudac suca sutkinja sud suda gradonačeln+ik gradonačelnica
    poslan+ik poslanica zastupn+ik zastupnica senator+m načeln+ik načelnica vlada vlade ministar+stvo list dnevnik sindikat
    sindikata sindikati sekretar+m tajn+ik tajnica svedok svedoka svedoci svjedok svjedoka svjedoci očevici stanovnici
    meštani mještani građani trener+m selektor+m izbornik profesor+m profesor+ica profesorka vlasti autor+m autorka lekar+m
    lekarka liječn+ik liječnica lider+m kandidat+m kandidatkinja šef+m šefica izveštaj izvještaj studija
    kompan+ija firma tvrtka organizac+ija zvaničn+ik zvaničnici dužnosn+ik dužnosnici funkcioner+m general+m ambasador+m
    ambasadorka veleposlan+ik veleposlanica opozic+ija oporba stranka kritičari aktivista aktivisti aktivistkinja
    novinar+m novinarka ekonomista ekonomisti učitelj učitelji roditelji studenti savetn+ik savjetn+ik
    savjetnica savetnica potpredsedn+ik potpredsjedn+ik političar+m političarka biskup biskupa nadbiskup patrijarh papa
    agenc+ija institut komesar povjeren+ik poveren+ik vatrogasci župan župana županica načelnik igrač igrači kapiten kapetan
    pevač pevačica pjevač pjevačica glumac glumica reditelj redatelj
    majka majke otac oca sin sina kći kćerka kćerke brat brata sestra sestre supruga suprug udovica prijatelj
    prijateljica komšija komšinica susjed susjeda
    """,
    titles="""
    gospodin gospođa g gđa dr prof mr ing predsednik predsjednik premijer ministar general
    """,
    naming="""
    zvani zvana nazvan nazvana nazvani pod_nazivom pod_imenom takozvani takozvana takozvano takozvane tzv film filmu filma
    knjiga knjige knjigu knjizi pesma pesme pesmu pjesma pjesme pjesmu album roman romanu serija seriji serije emisija
    emisiji emisije časopis list dnevnik reč riječ izraz termin pojam slogan sloganom parola parolom projekt projekat
    operacija nadimak nadimkom kampanja izložba festival manifestacija pokret klub
    """,
    possessives="njegovim njegovom njenim njezinim njenom njihovim",
    particles="de fon von van al el bin da",
    complementizers="da",
    manner="kako",
    negations="ne nikad niko nitko nije nisu ništa bez",
    hypothetical="ako bi može mogu treba hoće će",
    first_person="ja mi ti vi",
    comparing="kao za",
    about="o",
    speaking="govor",
    coordinating="i",
    temporal="kada kad",
    drops_subjects=True,
)

WORDS = in_both_scripts(_LATIN)
