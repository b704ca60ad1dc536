"""Quotations in Slavic and Asian languages, by way of the whole package: before, after and around the speaker."""

import pytest

from processors.quotes import find_quotations
from processors.quotes.cues import CueClass, lexicon_for
from schemas.annotations import Entity, Quote


def quotes_of(text: str, language: str, *names: str) -> list[Quote]:
    """The quotations of `text`; each of `names` is a person in it."""
    entities = [
        Entity(text=name, label="PER", start=text.index(name), end=text.index(name) + len(name), canonical=name)
        for name in names
    ]
    return find_quotations(text, language, sorted(entities, key=lambda e: e.start))


NAMED = [
    ("pl", "„Most zamkniemy w maju” – poinformowała burmistrz Anna Górska.", "poinformowała", "Anna Górska"),
    ("pl", "Zdaniem Anny Górskiej most jest „darem dla całej doliny”.", "Zdaniem", "Anny Górskiej"),
    ("pl", "Anna Górska zwróciła wczoraj uwagę, że most jest „darem dla całej doliny”.", "zwróciła", "Anna Górska"),
    ("cs", "„Most zavřeme v květnu,“ upřesnila Anna Horská.", "upřesnila", "Anna Horská"),
    ("cs", "Podle Anny Horské je most „darem pro celé údolí“.", "Podle", "Anny Horské"),
    ("cs", "Anna Horská v úterý prohlásila: „Most zavřeme v květnu.“", "prohlásila", "Anna Horská"),
    ("sk", "„Most zatvoríme v máji,“ ozrejmila Anna Horská.", "ozrejmila", "Anna Horská"),
    ("sk", "Podľa Anny Horskej je most „darom pre celé údolie“.", "Podľa", "Anny Horskej"),
    ("sk", "Primátorka Anna Horská v utorok uviedla: „Most zatvoríme v máji.“", "uviedla", "Anna Horská"),
    ("ru", "«Мы закроем мост в мае», — уточнила Анна Горская.", "уточнила", "Анна Горская"),
    ("ru", "По словам Анны Горской, мост стал «подарком для всей долины».", "По словам", "Анны Горской"),
    ("ru", "Анна Горская обратила вчера внимание, что мост стал «подарком долине».", "обратила", "Анна Горская"),
    ("uk", "«Ми закриємо міст у травні», — наголосила Анна Гірська.", "наголосила", "Анна Гірська"),
    ("uk", "За словами Анни Гірської, міст став «подарунком для всієї долини».", "За словами", "Анни Гірської"),
    ("uk", "«Міст старий», — сказав в ефірі речник ДСНС Іван Гірський.", "сказав", "Іван Гірський"),
    ("uk", "Анна Гірська роз’яснила: «Ми закриємо міст у травні».", "роз’яснила", "Анна Гірська"),
    ("bg", "„Ще затворим моста през май“, заяви Анна Горска.", "заяви", "Анна Горска"),
    ("bg", "По думите на Анна Горска мостът е „подарък за цялата долина“.", "По думите на", "Анна Горска"),
    ("bg", "Анна Горска подчерта: „Ще затворим моста през май“.", "подчерта", "Анна Горска"),
    ("sr", "„Most zatvaramo u maju“, saopštila je Ana Gorska.", "saopštila", "Ana Gorska"),
    ("sr", "„Мост затварамо у мају“, рекла је Ана Горска.", "рекла", "Ана Горска"),
    ("sr", "Према речима Ане Горске, мост је „поклон целој долини“.", "Према речима", "Ане Горске"),
    ("hr", "„Most zatvaramo u svibnju”, priopćila je Ana Gorska.", "priopćila", "Ana Gorska"),
    ("hr", "Ana Gorska primijetila je da je most „dar cijeloj dolini”.", "primijetila", "Ana Gorska"),
    ("hr", "– Most zatvaramo u svibnju – kazala je načelnica Ana Gorska.", "kazala", "Ana Gorska"),
    ("bs", "Prema riječima Ane Gorske, most je „poklon cijeloj dolini“.", "Prema riječima", "Ane Gorske"),
    ("ar", "قالت هند السالم: «سنغلق الجسر في مايو».", "قالت", "هند السالم"),
    ("ar", "«سنغلق الجسر في مايو»، يقول كريم حداد الذي يعمل هناك منذ سنوات.", "يقول", "كريم حداد"),
    ("ar", "وبحسب كريم حداد، فإن الجسر «هدية للوادي كله».", "وبحسب", "كريم حداد"),
    ("ar", "وأضافت الوزيرة هند السالم أن الجسر «هدية للوادي كله».", "وأضافت", "هند السالم"),
    ("he", '"נסגור את הגשר בחודש מאי", הבהירה חנה גבע.', "הבהירה", "חנה גבע"),
    ("he", 'חנה גבע הוסיפה: "נסגור את הגשר בחודש מאי".', "הוסיפה", "חנה גבע"),
    ("he", 'לדברי חנה גבע, הגשר הוא "מתנה לעמק כולו".', "לדברי", "חנה גבע"),
    ("fa", "مریم رضایی گفت: «پل را در ماه مه می‌بندیم».", "گفت", "مریم رضایی"),
    ("fa", "به گفته مریم رضایی، پل «هدیه‌ای برای کل دره» است.", "به گفته", "مریم رضایی"),
    ("fa", "مریم رضایی در پاسخ به خبرنگاران تأکید کرد پل «هدیه‌ای برای دره» است.", "تأکید کرد", "مریم رضایی"),
    ("fa", "«پل را در ماه مه می‌بندیم»؛ این را مریم رضایی می گوید.", "می گوید", "مریم رضایی"),
    ("hi", "सीमा वर्मा ने दावा किया कि पुल “पूरी घाटी के लिए उपहार” है।", "दावा किया", "सीमा वर्मा"),
    ("hi", "“हम मई में पुल बंद करेंगे,” मंत्री सीमा वर्मा ने बताया।", "बताया", "सीमा वर्मा"),
    ("hi", "सीमा वर्मा के अनुसार पुल “पूरी घाटी के लिए उपहार” है।", "के अनुसार", "सीमा वर्मा"),
    ("th", "“เราจะปิดสะพานในเดือนพฤษภาคม” มาลี ภูเขียว กล่าว", "กล่าว", "มาลี ภูเขียว"),
    ("th", "มาลี ภูเขียว นายกเทศมนตรี เปิดเผยว่า “เราจะปิดสะพานในเดือนพฤษภาคม”", "เปิดเผยว่า", "มาลี ภูเขียว"),
    ("th", "มาลี ภูเขียว เปิดเผยเมื่อวันที่ 1 พ.ค. ว่า “เราจะปิดสะพาน”", "เปิดเผย", "มาลี ภูเขียว"),
    ("th", "ตามคำกล่าวของมาลี ภูเขียว สะพานนี้ “เป็นของขวัญแก่ทั้งหุบเขา”", "ตามคำกล่าวของ", "มาลี ภูเขียว"),
    ("ja", "山川花子市長は記者会見で、「五月に橋を閉鎖したい」と説明した。", "説明した", "山川花子"),
    ("ja", "「橋はとても古い」と話すのは、山川花子さん（４５）。", "話す", "山川花子"),
    ("ja", "山川花子さんによると、橋は「とても危険な状態」という。", "によると", "山川花子"),
    ("ja", "山川花子市長は「橋を閉鎖したい」としている。", "としている", "山川花子"),
    ("ko", "한가람 시장은 “다리를 오월에 닫겠다”고 밝혔다.", "밝혔다", "한가람"),
    ("ko", "“다리를 오월에 닫겠다”라고 한가람 국토교통부 장관은 강조했다.", "강조했다", "한가람"),
    ("ko", "한가람 시장에 따르면 다리는 “매우 위험한 상태”였다.", "따르면", "한가람"),
    ("ko", "한가람 시장은 “다리를 오월에 닫겠다”라고 했다.", "라고 했다", "한가람"),
    ("zh", "林小溪补充道：“我们将在五月关闭大桥。”", "补充道", "林小溪"),
    ("zh", "“我们将在五月关闭大桥，”林小溪在接受记者采访时说，“没有别的办法。”", "说", "林小溪"),
    ("zh", "在林小溪看来，大橋是「整個山谷的禮物」。", "看来", "林小溪"),
]


@pytest.mark.parametrize(("language", "text", "cue", "speaker"), NAMED)
def test_people_are_found(language: str, text: str, cue: str, speaker: str) -> None:
    quote, *_ = quotes_of(text, language, speaker)
    assert quote.cue is not None
    assert quote.cue.text == cue
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


ROLES = [
    ("pl", "Jak poinformował rzecznik policji, most jest „w złym stanie”.", "rzecznik policji"),
    ("pl", "Krytycy twierdzili, że most to „zbędny wydatek”.", "Krytycy"),
    ("cs", "„Most je ve špatném stavu,“ sdělil mluvčí policie.", "mluvčí policie"),
    ("cs", "Bývalý ministr dopravy označil most za „zbytečný výdaj“.", "Bývalý ministr dopravy"),
    ("sk", "„Most je v zlom stave,“ uviedla hovorkyňa polície.", "hovorkyňa polície"),
    ("ru", "«Мост в плохом состоянии», — сообщили в пресс-службе ведомства.", "пресс-службе ведомства"),
    ("ru", "По словам представителя министерства, мост «давно устарел».", "представителя министерства"),
    ("ru", "«Мост в плохом состоянии», — сообщили в пятницу в полиции города.", "полиции города"),
    ("uk", "«Міст у поганому стані», — повідомила речниця поліції.", "речниця поліції"),
    ("bg", "„Мостът е в лошо състояние“, съобщиха от полицията.", "полицията"),
    ("sr", "„Most je u lošem stanju“, naveo je portparol policije.", "portparol policije"),
    ("sr", "„Мост је у лошем стању“, навео је портпарол полиције.", "портпарол полиције"),
    ("hr", "„Most je u lošem stanju”, rekla je glasnogovornica policije.", "glasnogovornica policije"),
    ("ar", "وقال المتحدث باسم الشرطة في بيان إن الجسر «في حالة سيئة جدا».", "المتحدث باسم الشرطة"),
    ("he", '"הגשר נמצא במצב גרוע", מסר דובר המשטרה.', "דובר המשטרה"),
    ("he", 'יו"ר הוועדה הודיע כי הגשר "נמצא במצב גרוע".', 'יו"ר הוועדה'),
    ("fa", "سخنگوی پلیس روز شنبه در تهران اعلام کرد که پل «در وضعیت بسیار بدی» است.", "سخنگوی پلیس"),
    ("hi", "“पुल की हालत बहुत खराब है,” एक पुलिस अधिकारी ने बताया।", "एक पुलिस अधिकारी"),
    ("hi", "पुलिस के मुताबिक पुल की हालत “बहुत ही खराब” है।", "पुलिस"),
    ("th", "โฆษกของตำรวจระบุว่า “สะพานอยู่ในสภาพแย่มาก”", "โฆษกของตำรวจ"),
    ("ja", "国土交通省の担当者は「橋はとても危険な状態だ」としている。", "国土交通省の担当者"),
    ("ja", "警察によると、橋は「とても危険な状態」だった。", "警察"),
    ("ja", "山川花子さんは会見で「五月に橋を閉鎖したい」と述べた。", "山川花子さん"),
    ("ko", "국토부 대변인은 15일 회견에서 “다리가 매우 위험하다”라고 말했다.", "국토부 대변인은"),
    ("ko", "“다리가 매우 위험하다”고 경찰 관계자는 설명했다.", "경찰 관계자는"),
    ("ko", "박서연은 “다리가 매우 위험하다”고 적었다.", "박서연은"),
    ("fa", "رضایی در پاسخ به خبرنگاران تأکید کرد پل «هدیه‌ای برای کل دره» است.", "رضایی"),
    ("he", 'לדברי חנה גבע, הגשר הוא "מתנה לעמק כולו".', "חנה גבע"),
    ("hi", "वर्मा का कहना है कि पुल “खतरनाक हालत में” है।", "वर्मा"),
    ("ko", "김민수 국토교통부 장관은 “다리를 오월에 닫겠다”고 밝혔다.", "김민수 국토교통부 장관은"),
    ("ar", "وقال كريم حداد للصحفيين: «الجسر في حالة سيئة».", "كريم حداد"),
    ("ja", "近くに住む佐藤さん（６７）は「仕方がない」と話した。", "住む佐藤さん"),
    ("ja", "専門家は「とても時間がかかる」とみる。", "専門家"),
    ("ko", "주민 김모(45)씨는 “불편하지만 어쩔 수 없다”고 말했다.", "주민 김모"),
    ("fa", "مریم رضایی، از ساکنان منطقه، می‌گوید که این تصمیم «دیرهنگام اما درست» است.", "مریم رضایی"),
    ("pl", "„To skandal dla całej doliny” – pisze na Facebooku pani Anna.", "pani Anna"),
    ("zh", "台北市長陳大文昨（3）日在記者會上說，「大橋一定要修」。", "台北市長陳大文"),
    ("zh", "交通部長週三向記者表示，大橋「狀況非常糟糕」。", "交通部長"),
    ("zh", "一名警方发言人对媒体说：“大桥的情况非常糟糕。”", "一名警方发言人"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), ROLES)
def test_roles_are_found_without_entities(language: str, text: str, speaker: str) -> None:
    (quote,) = quotes_of(text, language)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Jego zdaniem most jest „w bardzo złym stanie”.", "Jego"),
        ("cs", "Podle ní je most „ve velmi špatném stavu“.", "ní"),
        ("ru", "По её словам, мост «находится в плохом состоянии».", "её"),
        ("uk", "За його словами, міст «перебуває у поганому стані».", "його"),
        ("bg", "По думите му мостът е „в много лошо състояние“.", "му"),
        ("sr", "Prema njenim rečima, most je „u veoma lošem stanju“.", "njenim"),
        ("he", 'לדבריו, הגשר "נמצא במצב גרוע מאוד".', "ו"),
        ("fa", "به گفته وی، پل «در وضعیت بسیار بدی» است.", "وی"),
        ("hi", "उन्होंने कहा, “पुल की हालत बहुत खराब है।”", "उन्होंने"),
    ],
)
def test_a_pronoun_in_a_verbless_attribution_speaks(language: str, text: str, speaker: str) -> None:
    (quote,) = quotes_of(text, language)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Anna Górska powiedziała: „Most jest w złym stanie”. Dodała: „Zamkniemy go w maju”.", "Anna Górska"),
        ("hr", "Ana Gorska kazala je: „Most je star“. Dodala je: „Zatvorit ćemo ga sutra“.", "Ana Gorska"),
        ("ar", "وقالت هند السالم: «الجسر في حالة سيئة». وأضافت: «سنغلقه في مايو».", "هند السالم"),
    ],
)
def test_a_verb_without_a_subject_has_the_one_of_the_sentence_before(language: str, text: str, speaker: str) -> None:
    found = [quote.speaker and quote.speaker.text for quote in quotes_of(text, language, speaker)]
    assert found == [speaker, speaker]


def test_a_subject_is_looked_for_before_the_place_it_speaks_in() -> None:
    (quote,) = quotes_of("林小溪在社交媒体上写道：“大桥的情况非常糟糕。”", "zh")
    assert quote.speaker is not None
    assert quote.speaker.text == "林小溪"


@pytest.mark.parametrize(
    ("language", "text", "speaker", "other"),
    [
        ("hi", "सीमा वर्मा ने कल रवि मेहता को बताया कि पुल “बहुत ही खराब” है।", "सीमा वर्मा", "रवि मेहता"),
        ("ja", "山川花子市長は昨日、田中太郎社長に「橋はとても古い」と伝えた。", "山川花子", "田中太郎"),
        ("ko", "한가람 시장은 어제 김민수 장관에게 “다리가 매우 위험하다”고 전했다.", "한가람", "김민수"),
    ],
)
def test_the_person_with_the_particle_of_a_subject_speaks(language: str, text: str, speaker: str, other: str) -> None:
    (quote,) = quotes_of(text, language, speaker, other)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


def test_two_quotations_of_one_korean_sentence_have_one_speaker() -> None:
    text = "한가람 국토교통부 장관은 “다리가 매우 위험하다”며 “오월에 닫겠다”고 밝혔다."
    assert [quote.speaker and quote.speaker.text for quote in quotes_of(text, "ko", "한가람")] == ["한가람", "한가람"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Ministr označil most za „nesmysl“."),
        ("sr", "Ministar je opisao most kao „čudo“."),
        ("ar", "ووصفت الوزيرة الجسر بأنه «هدية للوادي»."),
        ("ru", "Министр заявил, что проект «остановлен на ремонт»."),
        ("pl", "Zdaniem krytyków to „zwykła propaganda”."),
    ],
)
def test_a_few_words_that_judge_are_a_quotation(language: str, text: str) -> None:
    assert [quote.kind for quote in quotes_of(text, language)] == ["mixed"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Film „Most na rzece” zdobył trzy nagrody, a tak zwany „most pokoju” zamknięto."),
        ("cs", "Film „Most přes řeku“ získal tři ceny."),
        ("sk", "Film „Most cez rieku“ získal tri ceny."),
        ("ru", "В компании «Долина» отказались от комментариев."),
        ("uk", "Фільм «Міст через річку» отримав три нагороди."),
        ("bg", "Филмът „Мост над реката“ спечели три награди."),
        ("sr", "Film „Most na reci“ dobio je tri nagrade."),
        ("ar", "فاز فيلم «الجسر القديم» بثلاث جوائز."),
        ("he", 'הסרט "הגשר הישן" זכה בשלושה פרסים.'),
        ("fa", "فیلم «پل قدیمی» سه جایزه گرفت."),
        ("hi", "फिल्म “पुराना पुल” को तीन पुरस्कार मिले।"),
        ("th", "ภาพยนตร์ “สะพานเก่า” ได้รับสามรางวัล"),
        ("zh", "电影“老桥”获得了三个奖项。"),
        ("ja", "映画「古い橋」は三つの賞を受けた。"),
        ("ru", "Новак заявил, что «Северный поток» остановлен на ремонт."),
        ("pl", "Rzecznik poinformował o akcji „Bezpieczny most”."),
        ("cs", "Ministr řekl, že „Nová dolina“ končí."),
        ("zh", "他介绍了“河谷”酒店的历史。"),
        ("ja", "市長は「未来」プロジェクトについて語った。"),
        ("ko", "영화 ‘오래된 다리’가 세 개의 상을 받았다."),
    ],
)
def test_titles_and_names_are_no_quotations(language: str, text: str) -> None:
    assert [quote.text for quote in quotes_of(text, language) if quote.kind != "indirect"] == []


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("zh", "李明称“问题很严重”，网友评论“实在太可怕了”。", ["李明", "网友"]),
        ("ko", "시장은 “매우 위험하다”라고 비판했고 여당은 “억지 주장”이라고 반박했다.", ["시장은", "여당은"]),
        ("ja", "首相は「丁寧に説明する」と強調した一方、野党は「説明不足だ」と批判した。", ["首相", "野党"]),
        (
            "pl",
            "Premier ocenił, że to „inwestycja dekady”, a opozycja nazwała ją „marnotrawstwem”.",
            ["Premier", "opozycja"],
        ),
    ],
)
def test_each_of_two_quotations_has_its_own_verb(language: str, text: str, speakers: list[str]) -> None:
    assert [quote.speaker and quote.speaker.text for quote in quotes_of(text, language)] == speakers


def test_a_participle_with_a_clause_of_its_own_has_another_object() -> None:
    quote, reported = quotes_of("وقالت الوزيرة إن الحادث «مؤسف جدا»، مضيفة أن التحقيق مستمر.", "ar")
    assert quote.speaker is not None
    assert quote.speaker.text == "الوزيرة"
    assert reported.kind == "indirect"
    assert reported.speaker is not None
    assert reported.speaker.start == quote.speaker.start


def test_an_agency_reports_what_another_says() -> None:
    (quote,) = quotes_of("ونقلت الوكالة عن كريم حداد قوله إن «الجسر سيغلق قريبا».", "ar", "كريم حداد")
    assert quote.speaker is not None
    assert quote.speaker.text == "كريم حداد"


def test_a_verb_in_the_passive_names_no_speaker() -> None:
    assert [quote.speaker for quote in quotes_of("该片被誉为“年度最佳影片”。", "zh") if quote.speaker] == []


@pytest.mark.parametrize(
    "language", ["pl", "cs", "sk", "ru", "uk", "bg", "sr", "ar", "he", "fa", "hi", "th", "zh", "ja", "ko"]
)
def test_every_lexicon_has_what_a_speaker_is_found_by(language: str) -> None:
    lexicon = lexicon_for(language)
    phrases = {kind for found in lexicon.phrases.values() for _, kind in found}
    assert {CueClass.ACCORDING, CueClass.TRAILING} & (phrases | set(lexicon.cues.values()))
    assert len(lexicon.roles) >= 40
    for words in (lexicon.pronouns, lexicon.prepositions, lexicon.conjunctions, lexicon.adverbs, lexicon.titles):
        assert len(words) >= 4


def test_a_second_sentence_is_no_attribution_of_the_first() -> None:
    text = "सीमा वर्मा ने कहा, “पुल मई में बंद होगा।” उन्होंने आगे कहा कि “सुरक्षा सबसे पहले है।”"
    found = [quote.speaker and quote.speaker.text for quote in quotes_of(text, "hi", "सीमा वर्मा")]
    assert found == ["सीमा वर्मा", "उन्होंने"]


def test_the_subject_of_an_arabic_participle_comes_first() -> None:
    text = "أعلن محافظ المدينة كريم حداد، الأحد، إغلاق الجسر، قائلا إن «السلامة أولا»."
    (quote,) = quotes_of(text, "ar", "كريم حداد")
    assert quote.cue is not None
    assert quote.speaker is not None
    assert (quote.cue.text, quote.speaker.text) == ("قائلا", "كريم حداد")
