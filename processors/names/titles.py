"""Titles, offices and relations of single people, by language and gender.

They stand before a name (Mr, Bürgermeisterin), after it (the mayor of …) or for it (the mayor said). In languages that
write compounds as one word, a word that ends in one of these is one too: Verteidigungsminister.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

Gender = Literal["m", "f"]


def word_set(words: str) -> frozenset[str]:
    """Returns the words of a string that are separated by blanks."""
    return frozenset(words.split())


COMPOUNDING: Final = frozenset({"de", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu", "lb"})
"""Languages that write compounds as one word, so that the last part tells what it is."""
MIN_HEAD_LETTERS: Final = 4
"""Shortest last part of a compound."""
MAX_COMPOUND_LETTERS: Final = 60
"""Longer words are no compounds of a language, and are not looked through."""
NO_HEADS: Final = word_set("""
    mann frau vater mutter bruder sohn tochter bauer wirt könig prinz papst arzt oberst maler sänger schüler onkel tante
    zoon broer vader moeder boer rechter bror moder make maka bonde kung drottning lege sønn søster herre poika vaimo
    mies veli äiti kapten konge prins apa anya férj vezető
    """)
"""Words that surnames end in too (Bergmann, Neubauer), or that say little as the last part of a compound."""
SAME: Final = {
    "no": "nb",
    "nn": "nb",
    "be": "ru",
    "hr": "sr",
    "bs": "sr",
    "sh": "sr",
    "lb": "de",
    "gsw": "de",
    "ca": "es",
    "ast": "es",
    "gl": "pt",
}
GENERAL: Final = ("en", "de", "fr", "es", "it", "ru")
"""Joined for a text whose language has no table or is unknown."""
DEFINITE: Final = {"sv": ("en", "n"), "da": ("en", "n"), "nb": ("en", "n"), "bg": ("ът", "ят", "та", "а")}
SUFFIXED: Final = frozenset({"zh", "ja", "ko", "yue"})
"""Languages that write a title after the name."""


KEPT_TITLES: Final = word_set("""
    king queen prince princess pope duke duchess father mother brother sister saint major judge
    könig königin prinz prinzessin papst roi reine prince princesse pape rey reina príncipe princesa papa
    re regina principe principessa rei rainha koning koningin prins prinses paus kung drottning konge dronning
    kuningas król królowa papież král královna король королева папа принц принцесса
""")
"""Titles that a single name is known by: King Charles, Mother Teresa."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of one language, each field a string of them separated by blanks.

    `forms` are of address and say nothing of what somebody does: Mr, Dr, señora. `men` and `women` are offices,
    professions and relations whose word tells the gender; `anyone` those whose word does not.
    """

    men_forms: str = ""
    women_forms: str = ""
    forms: str = ""
    men: str = ""
    women: str = ""
    anyone: str = ""


WORDS: Final[Mapping[str, TitleWords]] = {
    "en": TitleWords(
        men_forms="mr sir lord",
        women_forms="mrs ms miss lady dame madam",
        forms="dr prof hon rev sen rep gov gen col lt sgt capt maj adm cpl det insp",
        men="""
        spokesman chairman congressman councilman assemblyman alderman businessman policeman fireman fisherman king
        prince duke pope bishop father brother son husband widower uncle grandfather nephew boyfriend imam actor monk
        """,
        women="""
        spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman policewoman queen princess
        duchess mother sister daughter wife widow aunt grandmother niece girlfriend actress nun
        """,
        anyone="""
        president premier chancellor minister secretary senator governor mayor representative congressmember lawmaker
        councillor councilor ambassador envoy judge justice prosecutor attorney lawyer solicitor barrister sheriff
        commissioner inspector detective superintendent sergeant lieutenant captain major colonel general admiral
        commander director chair chairperson chief ceo boss manager head leader founder owner coach trainer captain
        striker goalkeeper professor lecturer teacher headteacher principal rector researcher scientist economist
        historian analyst engineer architect doctor surgeon nurse pharmacist farmer author writer novelist poet singer
        director producer artist painter curator journalist reporter editor spokesperson candidate nominee treasurer
        speaker whip deputy undersecretary adviser advisor aide pilot driver student pupil priest rabbi
        archbishop cardinal reverend activist organizer organiser strategist pollster publisher partner
        """,
    ),
    "de": TitleWords(
        men_forms="herr herrn",
        women_forms="frau",
        forms="dr prof",
        men="""
        präsident kanzler minister ministerpräsident senator bürgermeister landrat sprecher vorsitzender vorsitzende
        chef direktor leiter anwalt rechtsanwalt staatsanwalt richter sekretär botschafter kommissar abgeordneter
        politiker professor trainer kapitän torwart stürmer lehrer rektor forscher ökonom historiker analyst
        ingenieur architekt arzt landwirt autor schriftsteller sänger regisseur künstler maler journalist redakteur
        kandidat geschäftsführer unternehmer gründer inhaber pfarrer bischof erzbischof kardinal papst könig prinz
        general oberst major hauptmann kommandeur vater bruder sohn mann ehemann witwer onkel großvater neffe
        freund nachbar kollege berater schwager
        verteidiger schulleiter amtsleiter sachverständiger gouverneur premier beauftragter fahrer schüler student
        wirt bauer
        """,
        women="""
        präsidentin kanzlerin ministerin ministerpräsidentin senatorin bürgermeisterin landrätin sprecherin chefin
        direktorin leiterin anwältin rechtsanwältin staatsanwältin richterin sekretärin botschafterin kommissarin
        politikerin professorin trainerin kapitänin lehrerin rektorin forscherin ökonomin historikerin analystin
        ingenieurin architektin ärztin landwirtin autorin schriftstellerin sängerin regisseurin künstlerin malerin
        journalistin redakteurin kandidatin geschäftsführerin unternehmerin gründerin inhaberin pfarrerin bischöfin
        freundin nachbarin kollegin beraterin schwägerin
        königin prinzessin mutter schwester tochter ehefrau witwe tante großmutter nichte verteidigerin schulleiterin
        amtsleiterin gouverneurin premierministerin beauftragte fahrerin schülerin studentin wirtin bäuerin
        """,
    ),
    "fr": TitleWords(
        men_forms="m monsieur",
        women_forms="mme mlle madame mademoiselle",
        forms="dr me pr",
        men="""
        président directeur procureur avocat sénateur député conseiller entraîneur chercheur écrivain chanteur acteur
        ambassadeur roi prince pape évêque père frère fils mari oncle fondateur candidat gérant agriculteur infirmier
        """,
        women="""
        présidente directrice procureure avocate sénatrice députée conseillère entraîneuse chercheuse écrivaine
        chanteuse actrice ambassadrice reine princesse mère sœur fille femme épouse tante fondatrice candidate gérante
        agricultrice infirmière mairesse
        """,
        anyone="""
        ministre maire porte-parole secrétaire chef juge capitaine général commissaire professeur médecin économiste
        historien analyste architecte journaliste artiste peintre responsable propriétaire préfet préfète patron
        patronne premier première
        """,
    ),
    "es": TitleWords(
        men_forms="sr señor don",
        women_forms="sra srta señora señorita doña",
        forms="dr dra",
        men="""
        alcalde director senador diputado abogado secretario consejero entrenador investigador profesor maestro doctor
        escritor actor embajador comisario ingeniero arquitecto médico candidato vocero rey príncipe papa obispo padre
        hermano hijo marido esposo tío gobernador fundador dueño vicepresidente
        """,
        women="""
        presidenta alcaldesa directora senadora diputada abogada secretaria consejera entrenadora investigadora
        profesora maestra doctora escritora actriz embajadora comisaria ministra ingeniera arquitecta médica candidata
        vocera reina princesa madre hermana hija mujer esposa tía gobernadora fundadora dueña vicepresidenta jefa
        """,
        anyone="""
            presidente ministro portavoz juez jueza fiscal jefe capitán general economista periodista artista líder
            canciller
            """,
    ),
    "it": TitleWords(
        men_forms="sig signor don",
        women_forms="signora signorina",
        forms="dott dott.ssa dr avv ing on",
        men="""
        direttore senatore allenatore ricercatore professore dottore scrittore attore ambasciatore re principe papa
        vescovo padre fratello figlio marito zio fondatore candidato procuratore governatore imprenditore
        """,
        women="""
        direttrice senatrice allenatrice ricercatrice professoressa dottoressa scrittrice attrice ambasciatrice
        ministra sindaca avvocata regina principessa madre sorella figlia moglie zia fondatrice candidata
        procuratrice governatrice imprenditrice deputata
        """,
        anyone="""
        presidente ministro sindaco portavoce segretario segretaria avvocato giudice capo capitano generale assessore
        assessora economista giornalista artista responsabile premier deputato leader
        """,
    ),
    "pt": TitleWords(
        men_forms="sr senhor dom",
        women_forms="sra senhora dona",
        forms="dr dra",
        men="""
        prefeito diretor senador deputado advogado secretário conselheiro treinador pesquisador investigador professor
        doutor escritor ator embaixador rei príncipe papa bispo pai irmão filho marido tio governador fundador dono
        engenheiro arquiteto médico candidato delegado procurador vereador vice-presidente
        """,
        women="""
        presidenta prefeita diretora senadora deputada advogada secretária conselheira treinadora pesquisadora
        investigadora professora doutora escritora atriz embaixadora ministra rainha princesa mãe irmã filha mulher
        esposa tia governadora fundadora dona engenheira arquiteta médica candidata delegada procuradora vereadora
        """,
        anyone="""
            presidente ministro porta-voz juiz juíza chefe capitão general economista jornalista artista líder autarca
            """,
    ),
    "nl": TitleWords(
        men_forms="meneer dhr heer",
        women_forms="mevrouw mevr",
        forms="dr prof drs ir mr",
        men="woordvoerder koning prins vader broer zoon man echtgenoot oom directeur paus bisschop zanger acteur",
        women="""
        woordvoerster koningin prinses moeder zus dochter vrouw echtgenote tante directrice lerares zangeres actrice
        voorzitster schrijfster wethoudster
        """,
        anyone="""
        president premier minister staatssecretaris burgemeester wethouder voorzitter leider advocaat officier rechter
        secretaris ambassadeur commissaris kamerlid hoogleraar trainer coach aanvoerder leraar onderzoeker econoom
        historicus analist ingenieur architect arts huisarts boer schrijver regisseur kunstenaar journalist redacteur
        kandidaat ondernemer oprichter eigenaar generaal
        """,
    ),
    "sv": TitleWords(
        men_forms="herr", women_forms="fru fröken", forms="dr prof",
        men="talesman kung prins far pappa bror son man make påve biskop",
        women="taleskvinna drottning prinsessa mor mamma syster dotter fru hustru maka skådespelerska",
        anyone="""
        president statsminister minister borgmästare kommunalråd ordförande partiledare ledare chef direktör vd
        advokat åklagare domare sekreterare ambassadör talesperson pressekreterare riksdagsledamot professor tränare
        förbundskapten kapten lärare rektor forskare ekonom historiker analytiker ingenjör arkitekt läkare bonde
        författare artist konstnär journalist redaktör kandidat utredare general
        """,
    ),
    "da": TitleWords(
        men_forms="herr hr", women_forms="fru frøken", forms="dr prof",
        men="talsmand formand kong prins far bror søn mand ægtemand pave biskop",
        women="talskvinde forkvinde dronning prinsesse mor søster datter kone hustru skuespillerinde",
        anyone="""
        præsident statsminister minister borgmester leder chef direktør advokat anklager dommer sekretær ambassadør
        talsperson ordfører professor træner anfører lærer rektor forsker økonom historiker analytiker ingeniør
        arkitekt læge landmand forfatter kunstner journalist redaktør kandidat general
        """,
    ),
    "nb": TitleWords(
        men_forms="herr hr", women_forms="fru frøken", forms="dr prof",
        men="talsmann formann kong prins far bror sønn mann ektemann pave biskop",
        women="talskvinne forkvinne dronning prinsesse mor søster datter kone hustru skuespillerinne",
        anyone="""
        president statsminister minister ordfører byrådsleder leder sjef direktør advokat aktor dommer sekretær
        ambassadør talsperson professor trener kaptein lærer rektor forsker økonom historiker analytiker ingeniør
        arkitekt lege bonde forfatter kunstner journalist redaktør kandidat general
        """,
    ),
    "fi": TitleWords(
        men_forms="herra", women_forms="rouva neiti", forms="tri prof",
        men="kuningas prinssi isä veli poika aviomies mies paavi",
        women="kuningatar prinsessa äiti sisar tytär vaimo",
        anyone="""
        presidentti pääministeri ministeri kaupunginjohtaja puheenjohtaja johtaja päällikkö tiedottaja asianajaja
        syyttäjä tuomari sihteeri suurlähettiläs kansanedustaja professori valmentaja kapteeni opettaja rehtori
        tutkija ekonomisti lääkäri kirjailija taiteilija toimittaja kenraali piispa
        """,
    ),
    "hu": TitleWords(
        women_forms="asszony", forms="dr", men="király herceg apa férj", women="királynő anya feleség",
        anyone="""
        elnök miniszter miniszterelnök polgármester igazgató vezető szóvivő ügyvéd ügyész bíró titkár nagykövet
        képviselő professzor edző kapitány tanár kutató közgazdász orvos író művész újságíró tábornok püspök
        """,
    ),
    "tr": TitleWords(
        men_forms="bay bey", women_forms="bayan hanım", forms="dr prof doç sayın", men="kral prens baba kocası",
        women="kraliçe prenses anne karısı",
        anyone="""
        cumhurbaşkanı başbakan bakan bakanı başkan başkanı müdür müdürü sözcü sözcüsü avukat savcı yargıç sekreter
        büyükelçi milletvekili profesör antrenör kaptan öğretmen araştırmacı doktor yazar sanatçı gazeteci general
        vali valisi
        """,
    ),
    "pl": TitleWords(
        men_forms="pan", women_forms="pani", forms="dr prof gen ks inż mec",
        men="""
        rzecznik przewodniczący dyrektor poseł senator kierownik nauczyciel profesor badacz lekarz pisarz aktor
        dziennikarz trener król książę papież biskup ojciec brat syn mąż wójt
        """,
        women="""
        rzeczniczka przewodnicząca dyrektorka posłanka senatorka kierowniczka nauczycielka profesorka badaczka lekarka
        pisarka aktorka dziennikarka trenerka królowa księżna matka siostra córka żona ministra burmistrzyni
        """,
        anyone="""
        prezydent premier minister burmistrz wojewoda marszałek starosta prezes sekretarz ambasador adwokat prokurator
        sędzia szef ekspert ekonomista
        """,
    ),
    "cs": TitleWords(
        men_forms="pan", women_forms="paní", forms="dr prof ing mgr judr mudr phdr",
        men="""
        prezident premiér ministr starosta primátor hejtman předseda ředitel poslanec senátor učitel
        profesor výzkumník lékař spisovatel herec novinář trenér král princ papež biskup otec bratr syn manžel soudce
        """,
        women="""
        prezidentka premiérka ministryně starostka primátorka hejtmanka předsedkyně ředitelka poslankyně senátorka
        učitelka profesorka výzkumnice lékařka spisovatelka herečka novinářka trenérka královna princezna matka
        sestra dcera manželka soudkyně
        """,
        anyone="mluvčí vedoucí",
    ),
    "ro": TitleWords(
        men_forms="domnul dl", women_forms="doamna dna", forms="dr prof",
        men="""
            președintele ministrul premierul primarul directorul senatorul deputatul avocatul regele tatăl fratele
            soțul
            """,
        women="președinta ministra primărița directoarea senatoarea deputata avocata regina mama sora soția",
        anyone="președinte ministru premier primar director purtătorul purtătoarea",
    ),
    "ru": TitleWords(
        men_forms="господин г-н", women_forms="госпожа г-жа", forms="др проф",
        men="король принц папа епископ отец брат сын муж патриарх актёр актер учитель писатель",
        women="""
        королева принцесса мать сестра дочь жена супруга представительница учительница писательница актриса певица
        чиновница
        """,
        anyone="""
        президент премьер премьер-министр министр канцлер мэр губернатор депутат сенатор председатель спикер глава
        директор гендиректор руководитель начальник секретарь пресс-секретарь представитель посол адвокат прокурор
        судья профессор тренер капитан учёный ученый эксперт аналитик экономист историк инженер врач фермер автор
        режиссёр режиссер художник журналист редактор кандидат лидер генерал полковник
        """,
    ),
    "uk": TitleWords(
        men_forms="пан", women_forms="пані", forms="др проф",
        men="король батько брат син чоловік речник актор письменник учитель",
        women="""
            королева мати сестра дочка дружина речниця акторка письменниця учителька міністерка директорка депутатка
            """,
        anyone="""
        президент прем'єр прем’єр міністр канцлер мер губернатор депутат сенатор голова директор керівник начальник
        секретар посол адвокат прокурор суддя професор тренер капітан експерт аналітик економіст лікар журналіст
        редактор генерал
        """,
    ),
    "id": TitleWords(
        men_forms="bapak pak tuan", women_forms="ibu nyonya", forms="dr prof", men="raja suami ayah",
        women="ratu istri",
        anyone="presiden menteri gubernur walikota bupati direktur ketua juru jaksa hakim pengacara jenderal profesor",
    ),
    "ar": TitleWords(
        men_forms="السيد", women_forms="السيدة", forms="الدكتور د الشيخ",
        men="""
        الرئيس رئيس الوزير وزير المتحدث المدير مدير الملك الأمير السفير النائب المحامي القاضي العمدة الصحفي الصحافي
        الإعلامي الباحث الخبير المحلل الكاتب الطبيب الناشط المدرب اللاعب المخرج الفنان الشاعر المهندس المستشار المحافظ
        """,
        women="""
        الرئيسة رئيسة الوزيرة وزيرة المتحدثة المديرة مديرة الملكة الأميرة السفيرة النائبة المحامية القاضية الصحفية
        الصحافية الإعلامية الباحثة الخبيرة المحللة الكاتبة الطبيبة الناشطة المدربة اللاعبة المخرجة الفنانة الشاعرة
        المهندسة المستشارة
        """,
    ),
    "sk": TitleWords(
        men_forms="pán", women_forms="pani", forms="dr prof ing mgr judr mudr phdr",
        men="""
        prezident premiér minister starosta primátor župan predseda riaditeľ poslanec senátor učiteľ profesor výskumník
        lekár spisovateľ herec novinár tréner hovorca sudca advokát právnik kráľ princ pápež biskup otec brat syn manžel
        """,
        women="""
        prezidentka premiérka ministerka starostka primátorka predsedníčka riaditeľka poslankyňa senátorka učiteľka
        profesorka výskumníčka lekárka spisovateľka herečka novinárka trénerka hovorkyňa sudkyňa advokátka právnička
        kráľovná princezná matka sestra dcéra manželka
        """,
        anyone="vedúci",
    ),
    "sr": TitleWords(
        men_forms="gospodin g господин г", women_forms="gospođa gđa госпођа гђа", forms="dr prof др проф",
        men="""
        predsednik predsjednik premijer ministar gradonačelnik guverner direktor poslanik zastupnik portparol
        glasnogovornik advokat odvjetnik profesor trener novinar načelnik kralj princ otac brat sin suprug
        председник премијер министар градоначелник директор посланик портпарол адвокат професор тренер новинар
        """,
        women="""
        predsednica predsjednica premijerka ministarka ministrica gradonačelnica direktorka direktorica poslanica
        zastupnica portparolka glasnogovornica advokatica odvjetnica profesorka profesorica novinarka trenerica kraljica
        princeza majka sestra kći kćerka supruga председница министарка директорка посланица новинарка
        """,
        anyone="tužilac sudija sudac ambasador veleposlanik general ekonomista",
    ),
    "bg": TitleWords(
        men_forms="господин г-н", women_forms="госпожа г-жа", forms="др д-р проф доц инж акад",
        men="говорител учител актьор писател крал принц папа баща брат син съпруг",
        women="""
        говорителка директорка журналистка учителка актриса писателка кралица принцеса майка сестра дъщеря съпруга
        """,
        anyone="""
        президент премиер министър кмет депутат директор председател адвокат прокурор съдия професор треньор журналист
        лидер посланик експерт икономист лекар генерал губернатор
        """,
    ),
    "el": TitleWords(
        men_forms="κύριος κ", women_forms="κυρία κα", forms="δρ",
        men="πρωθυπουργός αντιδήμαρχος καθηγητής διευθυντής προπονητής ηθοποιός βασιλιάς πάπας πατέρας αδελφός γιος",
        women="δημάρχισσα καθηγήτρια διευθύντρια προπονήτρια βασίλισσα μητέρα αδελφή κόρη",
        anyone="""
        υπουργός πρόεδρος δήμαρχος περιφερειάρχης βουλευτής εκπρόσωπος δικηγόρος γιατρός δημοσιογράφος εισαγγελέας
        δικαστής συγγραφέας γραμματέας αρχηγός πρέσβης οικονομολόγος στρατηγός
        """,
    ),
    "zh": TitleWords(
        men_forms="先生", women_forms="女士 小姐 太太",
        anyone="""
        国家主席 主席 总统 總統 总理 總理 首相 部长 部長 市长 市長 省长 省長 州长 州長 书记 書記 局长 局長 院长 院長
        校长 校長 主任 教授 博士 医生 醫生 律师 律師 法官 检察官 發言人 发言人 大使 议员 議員 董事长 董事長 总裁 總裁
        总经理 經理 经理 教练 教練 将军 外长 外長 防长 老师 老師 记者 記者
        """,
    ),
    "ja": TitleWords(
        forms="氏 さん 様 君 ちゃん",
        anyone="""
        首相 総理 大統領 大臣 外相 防衛相 財務相 長官 知事 市長 町長 村長 区長 議員 会長 社長 部長 課長 局長 所長
        理事長 教授 博士 医師 弁護士 監督 選手 容疑者 被告 報道官 大使 主席 書記 代表 委員長 幹事長 先生 校長 院長
        記者 隊長
        """,
    ),
    "ko": TitleWords(
        forms="씨 님",
        women="여사",
        anyone="""
        대통령 총리 장관 차관 시장 도지사 지사 대표 의원 위원장 회장 사장 총장 교수 박사 의사 변호사 검사 판사 감독
        선수 대변인 대사 주석 국장 원장 교장 실장 팀장 이사장
        """,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """`TitleWords` made ready for lookup, all lower case. Compared by identity: there is one for each language."""

    genders: Mapping[str, Gender | None]
    """Each title or office and the gender its word tells, if it does."""
    forms: frozenset[str]
    """Those of them that are forms of address."""
    compounding: bool
    definite: tuple[str, ...]
    """Endings of the definite form: ministern, borgmesteren."""
    suffixes: tuple[str, ...]
    """Titles written on to the end of a name, longest first; empty where titles stand before it."""

    def head(self, word: str) -> str | None:
        """Returns the title that `word` (lower case) is or, where compounds are one word, ends in; else None."""
        return _head(self, word)


@lru_cache(maxsize=1 << 14)
def _head(titles: Titles, word: str) -> str | None:
    if word in titles.genders:
        return word
    for ending in titles.definite:
        if word.endswith(ending) and word[: -len(ending)] in titles.genders:
            return word[: -len(ending)]
    if titles.compounding and len(word) <= MAX_COMPOUND_LETTERS:
        for start in range(1, len(word) - MIN_HEAD_LETTERS + 1):
            part = word[start:]
            if part in titles.genders and part not in titles.forms and part not in NO_HEADS:
                return part
    return None


@cache
def titles_for(language: str) -> Titles:
    """Returns the titles of `language` (ISO 639-1); those of several languages where there is no table for it."""
    code = SAME.get(language, language)
    code = "zh" if code == "yue" else code
    codes = (code,) if code in WORDS else GENERAL
    genders: dict[str, Gender | None] = {}
    forms: set[str] = set()
    for words in (WORDS[c] for c in codes):
        for field, gender in _FIELDS:
            for word in getattr(words, field).split():
                if genders.setdefault(word, gender) != gender:
                    genders[word] = None
                if field.endswith("forms"):
                    forms.add(word)
    suffixes = tuple(sorted(genders, key=lambda w: (-len(w), w))) if code in SUFFIXED else ()
    return Titles(genders, frozenset(forms), code in COMPOUNDING, DEFINITE.get(code, ()), suffixes)


_FIELDS: Final[tuple[tuple[str, Gender | None], ...]] = (
    ("men_forms", "m"), ("women_forms", "f"), ("forms", None), ("men", "m"), ("women", "f"), ("anyone", None),
)  # fmt: skip
