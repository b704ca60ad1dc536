"""Reported speech without marks: what is found, what is left out, and what must hold for any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from processors.quotes import find_quotations
from schemas.annotations import Entity, Quote, Section
from tests.timing import slowdown


def named(text: str, *names: str) -> list[Entity]:
    """The first place of each name, as a person."""
    places = [(text.index(name), name) for name in names]
    return [Entity(text=n, label="PER", start=s, end=s + len(n), canonical=n) for s, n in sorted(places)]


def indirect(text: str, language: str, *names: str) -> list[Quote]:
    return [q for q in find_quotations(text, language, named(text, *names)) if q.kind == "indirect"]


def said(text: str, language: str, *names: str) -> list[str]:
    return [q.text for q in indirect(text, language, *names)]


# (language, text, what is reported, speaker, cue, names)
REPORTED = [
    ("en", "Ann Bell said that the bridge was closed.", "that the bridge was closed", "Ann Bell", "said"),
    ("en", "Ann Bell told reporters on Monday that it was closed.", "that it was closed", "Ann Bell", "told"),
    ("en", "Ann Bell said the bridge would stay closed.", "the bridge would stay closed", "Ann Bell", "said"),
    ("en", "Ann Bell said Friday there was no danger.", "there was no danger", "Ann Bell", "said"),
    ("en", "The bridge will stay closed, Ann Bell said.", "The bridge will stay closed", "Ann Bell", "said"),
    ("en", "The bridge will stay closed, said Ann Bell.", "The bridge will stay closed", "Ann Bell", "said"),
    ("en", "The old bridge is closed, police said on Monday.", "The old bridge is closed", "police", "said"),
    ("en", "According to Ann Bell, the bridge is closed.", "the bridge is closed", "Ann Bell", "According to"),
    ("en", "The bridge is closed, according to police.", "The bridge is closed", "police", "according to"),
    ("en", "Ann Bell promised to close the bridge.", "to close the bridge", "Ann Bell", "promised"),
    ("en", "Ann Bell urged drivers to wait at home.", "drivers to wait at home", "Ann Bell", "urged"),
    ("en", "Ann Bell accused the town of wasting money.", "the town of wasting money", "Ann Bell", "accused"),
    ("en", "Ann Bell, who is the mayor, said it was late.", "it was late", "Ann Bell", "said"),
    ("en", "A study found that the bridge was unsafe.", "that the bridge was unsafe", "A study", "found"),
    ("de", "Anna Bell sagte, dass die Brücke zu ist.", "dass die Brücke zu ist", "Anna Bell", "sagte"),
    ("de", "Gestern sagte Anna Bell, dass die Brücke zu ist.", "dass die Brücke zu ist", "Anna Bell", "sagte"),
    ("de", "Anna Bell sagte, die Brücke sei zu.", "die Brücke sei zu", "Anna Bell", "sagte"),
    ("de", "Die Brücke sei zu, so die Polizei.", "Die Brücke sei zu", "die Polizei", "so"),
    ("de", "Laut Polizei bleibt die Brücke zu.", "bleibt die Brücke zu", "Polizei", "Laut"),
    ("de", "Nach Angaben der Polizei bleibt sie zu.", "bleibt sie zu", "der Polizei", "Nach Angaben"),
    ("de", "Einem Sprecher zufolge bleibt die Brücke zu.", "bleibt die Brücke zu", "Einem Sprecher", "zufolge"),
    ("de", "Die Brücke ist zu, wie die Polizei mitteilte.", "Die Brücke ist zu", "die Polizei", "mitteilte"),
    ("de", "Wie die Polizei mitteilte, ist die Brücke zu.", "ist die Brücke zu", "die Polizei", "mitteilte"),
    ("fr", "Anne Bell a déclaré que le pont serait fermé.", "que le pont serait fermé", "Anne Bell", "déclaré"),
    ("fr", "Anne Bell a affirmé mardi qu'elle partirait demain.", "qu'elle partirait demain", "Anne Bell", "affirmé"),
    ("fr", "Selon la police, le pont est fermé.", "le pont est fermé", "la police", "Selon"),
    ("fr", "Le pont sera fermé, a annoncé la mairie.", "Le pont sera fermé", "la mairie", "annoncé"),
    ("es", "Ana Bell dijo que el puente está cerrado.", "que el puente está cerrado", "Ana Bell", "dijo"),
    ("es", "El puente está cerrado, según la policía.", "El puente está cerrado", "la policía", "según"),
    ("it", "Anna Bell ha detto che il ponte è chiuso.", "che il ponte è chiuso", "Anna Bell", "detto"),
    ("it", "Secondo la polizia, il ponte è chiuso.", "il ponte è chiuso", "la polizia", "Secondo"),
    ("pt", "Ana Bell disse que a ponte está fechada.", "que a ponte está fechada", "Ana Bell", "disse"),
    ("gl", "Ana Bell dixo que a ponte está pechada.", "que a ponte está pechada", "Ana Bell", "dixo"),
    ("ro", "Ana Bell a declarat că podul este închis.", "că podul este închis", "Ana Bell", "declarat"),
    ("nl", "Anna Bell zei dat de brug dicht blijft.", "dat de brug dicht blijft", "Anna Bell", "zei"),
    ("nl", "Volgens de politie blijft de brug dicht.", "blijft de brug dicht", "de politie", "Volgens"),
    ("sv", "Anna Bell sade att bron är stängd.", "att bron är stängd", "Anna Bell", "sade"),
    ("sv", "Bron är stängd till maj, säger polisen.", "Bron är stängd till maj", "polisen", "säger"),
    ("nb", "Anna Bell sier at broen er stengt.", "at broen er stengt", "Anna Bell", "sier"),
    ("nb", "Ifølge politiet er broen stengt.", "er broen stengt", "politiet", "Ifølge"),
    ("da", "Anna Bell siger, at broen er lukket.", "at broen er lukket", "Anna Bell", "siger"),
    ("pl", "Anna Bell powiedziała, że most jest zamknięty.", "że most jest zamknięty", "Anna Bell", "powiedziała"),
    ("pl", "Most jest zamknięty, powiedziała Anna Bell.", "Most jest zamknięty", "Anna Bell", "powiedziała"),
    ("cs", "Anna Bell řekla, že most je zavřený.", "že most je zavřený", "Anna Bell", "řekla"),
    ("ru", "Анна Белл сказала, что мост закрыт.", "что мост закрыт", "Анна Белл", "сказала"),
    ("ru", "По словам Анны Белл, мост закрыт сегодня.", "мост закрыт сегодня", "Анны Белл", "По словам"),
    ("ru", "По словам главы города, мост закрыт сегодня.", "мост закрыт сегодня", "главы города", "По словам"),
    ("uk", "Анна Белл сказала, що міст закрито.", "що міст закрито", "Анна Белл", "сказала"),
    ("fi", "Anna Bell sanoi, että silta on kiinni.", "että silta on kiinni", "Anna Bell", "sanoi"),
    ("fi", "Poliisin mukaan silta on kiinni.", "silta on kiinni", "Poliisin", "mukaan"),
    ("hu", "Anna Bell azt mondta, hogy a híd zárva van.", "hogy a híd zárva van", "Anna Bell", "mondta"),
    ("hu", "A rendőrség szerint a híd zárva van.", "a híd zárva van", "A rendőrség", "szerint"),
    ("tr", "Ayşe Bell köprünün kapalı kalacağını söyledi.", "köprünün kapalı kalacağını", "Ayşe Bell", "söyledi"),
    ("bg", "Министърът заяви, че мостът е затворен.", "че мостът е затворен", "Министърът", "заяви"),
    ("bg", "Според полицията мостът е затворен.", "мостът е затворен", "полицията", "Според"),
    ("sk", "Minister povedal, že most je zatvorený.", "že most je zatvorený", "Minister", "povedal"),
    ("sr", "Министар је рекао да је мост затворен.", "да је мост затворен", "Министар", "рекао"),
    ("el", "Ο υπουργός είπε ότι η γέφυρα έκλεισε.", "ότι η γέφυρα έκλεισε", "Ο υπουργός", "είπε"),
    ("el", "Σύμφωνα με την αστυνομία, η γέφυρα έκλεισε.", "η γέφυρα έκλεισε", "την αστυνομία", "Σύμφωνα με"),
    ("fa", "وزیر گفت که پل بسته شده است.", "که پل بسته شده است", "وزیر", "گفت"),
    ("vi", "Bộ trưởng nói rằng cây cầu sẽ đóng cửa.", "cây cầu sẽ đóng cửa", "Bộ trưởng", "nói rằng"),
    ("ca", "Segons la policia, el pont continua tancat.", "el pont continua tancat", "la policia", "Segons"),
    ("id", "Ana Bell mengatakan bahwa jembatan ditutup.", "bahwa jembatan ditutup", "Ana Bell", "mengatakan"),
    ("id", "Menurut polisi, jembatan itu ditutup.", "jembatan itu ditutup", "polisi", "Menurut"),
    ("ar", "قال الوزير إن الجسر مغلق اليوم.", "إن الجسر مغلق اليوم", "الوزير", "قال"),
    ("ar", "وأضاف الوزير أن العمل مستمر اليوم.", "أن العمل مستمر اليوم", "الوزير", "وأضاف"),
    ("he", "דובר המשטרה אמר כי הגשר סגור.", "כי הגשר סגור", "דובר המשטרה", "אמר"),
    ("hi", "मंत्री ने कहा कि पुल बंद है।", "कि पुल बंद है", "मंत्री", "कहा"),
    ("hi", "पुलिस के अनुसार पुल बंद है।", "पुल बंद है", "पुलिस", "के अनुसार"),
    ("ko", "김벨 장관은 다리가 계속 닫힐 것이라고 말했다.", "다리가 계속 닫힐 것이라고", "김벨", "말했다"),
    ("ja", "警察は橋が五月まで閉鎖されると述べた。", "橋が五月まで閉鎖される", "警察", "述べた"),
    ("ja", "警察によると、橋は五月まで閉鎖される。", "橋は五月まで閉鎖される", "警察", "によると"),
    ("zh", "警方表示，大桥将关闭到五月。", "大桥将关闭到五月", "警方", "表示"),
    ("zh", "据警方介绍，大桥将关闭到五月。", "大桥将关闭到五月", "警方", "据"),
    ("th", "ตำรวจกล่าวว่าสะพานจะปิดจนถึงเดือนพฤษภาคม", "สะพานจะปิดจนถึงเดือนพฤษภาคม", "ตำรวจ", "กล่าวว่า"),
]
NAMES = ("Ann Bell", "Anna Bell", "Anne Bell", "Ana Bell", "Ayşe Bell", "Анна Белл", "Анны Белл", "김벨")


@pytest.mark.parametrize(("language", "text", "expected", "speaker", "cue"), REPORTED)
def test_reported_speech(language: str, text: str, expected: str, speaker: str, cue: str) -> None:
    (found,) = indirect(text, language, *(name for name in NAMES if name in text))
    assert found.speaker is not None
    assert found.cue is not None
    assert (found.text, found.speaker.text, found.cue.text) == (expected, speaker, cue)
    assert 0.5 < found.confidence < 1.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ann Bell did not say that the bridge was closed."),
        ("en", "Ann Bell never said the bridge was closed."),
        ("en", "If Ann Bell says that the bridge is closed, nobody comes."),
        ("en", "Ann Bell would say the bridge was closed."),
        ("en", "Ann Bell declined to say that the bridge was closed."),
        ("en", "Ann Bell denied that the bridge was closed."),
        ("en", "Did Ann Bell say that the bridge was closed?"),
        ("en", "Nobody said that the bridge was closed."),
        ("en", "I said that the bridge was closed."),
        ("en", "Ann Bell was told that the bridge was closed."),
        ("en", "The bridge that Ann Bell said was closed is open."),
        ("en", "In a letter, Ann Bell spoke."),
        ("en", "The United States led talks among eight countries about the bridge."),
        ("en", "She sent a strong signal that the bridge was closed."),
        ("en", "A ship called the Northern Star sank last week."),
        ("en", "Town says ‘we will wait’ for its bridge"),
        ("en", "- The bridge will stay closed, said Ann Bell."),
        ("en", "&quot;The bridge will stay closed&quot;, said Ann Bell."),
        ("en", "“The bridge will stay closed, said Ann Bell."),
        ("de", "Anna Bell sagte nicht, dass die Brücke zu ist."),
        ("de", "Wenn Anna Bell sagt, dass die Brücke zu ist, kommt keiner."),
        ("de", "Hat Anna Bell gesagt, dass die Brücke zu ist?"),
        ("de", "Als sie ankam, sagte Anna Bell nichts."),
        ("de", "Die Brücke ist zu, so dass alle warten."),
        ("de", "Die Kritik an der Brücke wird laut, die Stadt wartet ab."),
        ("fr", "Anne Bell n'a pas dit que le pont était fermé."),
        ("fr", "Anne Bell critique un projet que la ville a refusé."),
        ("fr", "On lui demande si le pont sera fermé demain."),
        ("es", "Ana Bell anunció un plan que costará dos millones."),
        ("es", "Ana Bell no dijo que el puente estaba cerrado."),
        ("pt", "No segundo dia o motor parou numa ladeira, disse-se."),
        ("zh", "對他們來說，大橋的功績令人難以想像。"),
        ("und", "Ann Bell said that the bridge was closed."),
    ],
)
def test_no_quotation(language: str, text: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan, Ann Bell said, would fail by spring.", ["would fail by spring"]),
        (
            "The plan for a new bridge over the river, Ann Bell said, would fail by spring.",
            ["The plan for a new bridge over the river", "would fail by spring"],
        ),
        ("Ann Bell said the bridge was closed, adding that it was old.", ["the bridge was closed", "that it was old"]),
        (
            "Ann Bell said the bridge was closed, but Tom Reed said it was open.",
            ["the bridge was closed", "it was open"],
        ),
        ("Ann Bell said that Tom Reed believed that it was late.", ["that Tom Reed believed that it was late"]),
        ("While Ann Bell said that it was late, the town slept.", ["that it was late"]),
        ("HARBOUR (AP) — The old bridge is closed, police said.", ["The old bridge is closed"]),
        ("Ann Bell said it was late; the town slept.", ["it was late"]),
    ],
)
def test_where_a_statement_ends(text: str, expected: list[str]) -> None:
    assert said(text, "en", *(name for name in ("Ann Bell", "Tom Reed") if name in text)) == expected


def test_pieces_around_an_attribution_share_a_group() -> None:
    text = "The plan for a new bridge over the river, Ann Bell said, would fail by spring. Tom Reed said it was late."
    assert [q.group for q in indirect(text, "en", "Ann Bell", "Tom Reed")] == [0, 0, 1]


def test_subjects_of_joined_verbs_are_those_of_the_first() -> None:
    text = "Ann Bell opened the bridge on Monday and said it was safe, adding that it was old."
    assert [q.speaker.text for q in indirect(text, "en", "Ann Bell") if q.speaker] == ["Ann Bell", "Ann Bell"]


def test_a_row_in_the_subjunctive_goes_on_the_statement() -> None:
    text = (
        "Anna Bell sagte, sie sei zufrieden. Die Stadt habe viel erreicht. Die Zahlen stiegen. Der Hafen sei voll.\n\n"
        "Die Brücke sei zu."
    )
    found = indirect(text, "de", "Anna Bell")
    assert [q.text for q in found] == ["sie sei zufrieden", "Die Stadt habe viel erreicht"]
    assert [q.speaker.entity for q in found if q.speaker] == ["Anna Bell", "Anna Bell"]
    assert found[1].cue is None
    assert found[0].group != found[1].group
    assert found[1].confidence < found[0].confidence


def test_a_side_clause_in_the_subjunctive_is_no_row() -> None:
    text = "Anna Bell sagte, sie sei zufrieden. Tom Reed schwieg, obwohl er müde sei."
    assert said(text, "de", "Anna Bell", "Tom Reed") == ["sie sei zufrieden"]


def test_a_statement_is_cut_at_the_marked_part() -> None:
    text = "Ann Bell said the old bridge over the river was closed and called it “a danger to us all”."
    found = find_quotations(text, "en", named(text, "Ann Bell"))
    assert [(q.kind, q.text) for q in found] == [
        ("indirect", "the old bridge over the river was closed"),
        ("mixed", "“a danger to us all”"),
    ]
    text = "Ann Bell said that the old bridge over the river had been “a danger”."
    found = find_quotations(text, "en", named(text, "Ann Bell"))
    assert [(q.kind, q.group) for q in found] == [("indirect", 0), ("mixed", 0)]


def test_a_statement_that_is_mostly_marked_is_left_to_the_marks() -> None:
    text = "Ann Bell said it was “a danger to all who want to cross the river in winter”."
    assert [q.kind for q in find_quotations(text, "en", named(text, "Ann Bell"))] == ["mixed"]
    text = "Die Brücke ist laut Anna Bell „ein Geschenk für das ganze Tal“."
    assert [q.kind for q in find_quotations(text, "de", named(text, "Anna Bell"))] == ["mixed"]


def test_a_direct_quotation_is_not_reported_twice() -> None:
    text = "“We will wait,” Ann Bell said after the meeting at the harbour."
    assert [q.kind for q in find_quotations(text, "en", named(text, "Ann Bell"))] == ["direct"]


def test_marked_quotations_are_the_same_with_more_paragraphs_around() -> None:
    marked = "“We will wait,” said Ann Bell.\n\nThe “snow tax” was dropped.\n\nShe called it “far too high”."
    reported = "Tom Reed said that it was late.\n\n"
    alone = [q for q in find_quotations(marked, "en", named(marked, "Ann Bell")) if q.kind != "indirect"]
    text = reported + marked
    among = [q for q in find_quotations(text, "en", named(text, "Ann Bell")) if q.kind != "indirect"]
    assert [(q.text, q.kind, q.confidence, q.speaker and q.speaker.entity) for q in among] == [
        (q.text, q.kind, q.confidence, q.speaker and q.speaker.entity) for q in alone
    ]


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    text = "Ann Bell said the bridge was closed. She said it would stay closed."
    assert [q.speaker.entity for q in indirect(text, "en", "Ann Bell") if q.speaker] == ["Ann Bell", "Ann Bell"]


def test_titles_and_boilerplate_are_passed_over() -> None:
    title, body, more = (
        "Ann Bell says the bridge is closed",
        "Ann Bell said the bridge was closed.",
        "Read more: Ann Bell said the river was frozen.",
    )
    text = f"{title}\n\n{body}\n\n{more}"
    sections = [
        Section(kind="title", start=0, end=len(title)),
        Section(kind="body", start=len(title) + 2, end=len(title) + 2 + len(body)),
        Section(kind="boilerplate", start=text.index(more), end=len(text)),
    ]
    found = find_quotations(text, "en", named(text, "Ann Bell"), sections)
    assert [q.start for q in found] == [text.index("the bridge was")]


PIECES = [
    *'“”"„«».,:;!?—()&',
    " ",
    " ",
    " ",
    "\n",
    "said",
    "that",
    "told",
    "called",
    "according to",
    "promised to",
    "as",
    "Ann Bell",
    "the mayor",
    "she",
    "it was late",
    "not",
    "and",
    "sagte",
    "dass",
    "sei",
    "laut",
    "zufolge",
    "so",
    "wie",
    "her claim",
    "expressed",
    "threatened to",
    "asked why",
    "fragte, warum",
    "versprach, zu",
    "pide cerrar",
    "a promis de",
    "a dit",
    "qu'il",
    "selon",
    "と述べた",
    "警察",
    "によると",
    "据",
    "表示",
    "다고 말했다",
    "söyledi",
    "kalacağını",
    "قال",
    "إن",
    "कहा",
    "कि",
    "ว่า",
    "\ud800",
    "\u0301",
    "1.",
]
LANGUAGES = ["en", "de", "fr", "es", "ru", "nl", "fi", "tr", "ja", "ko", "zh", "th", "ar", "hi", "und"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Entity], list[Section]]:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=50)))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    ordered = [(min(s), max(s)) for s in spans if s[0] != s[1]]
    label = draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
    entities = [Entity(text=text[a:b], label=label, start=a, end=b, canonical=text[a:b]) for a, b in ordered]
    kind = draw(st.sampled_from(["title", "body", "boilerplate", "tag"]))
    return text, entities, [Section(kind=kind, start=a, end=b) for a, b in ordered[:2]]


@settings(max_examples=600, deadline=None)
@given(articles(), st.sampled_from(LANGUAGES))
@example((" her claim“said“", [Entity(text=" ", label="PER", start=0, end=1, canonical=" ")], []), "en")
def test_offsets_hold_for_any_text(article: tuple[str, list[Entity], list[Section]], language: str) -> None:
    text, entities, sections = article
    end = 0
    for quote in find_quotations(text, language, entities, sections):
        assert end <= quote.start < quote.end
        end = quote.end
        for span in (quote, quote.speaker, quote.cue):
            assert span is None or text[span.start : span.end] == span.text
        if quote.kind == "indirect":
            assert quote.speaker is not None
            assert quote.text.strip() == quote.text


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "Ann Bell said that the bridge was closed. "),
        ("en", "said that "),
        ("en", "said, "),
        ("en", "the mayor, she said, "),
        ("en", "according to "),
        ("en", "the mayor said it was “late” and "),
        ("de", "Anna Bell sagte, er sei da. Er habe Zeit. "),
        ("de", "laut Polizei sei "),
        ("en", "her claim that "),
        ("en", "she asked why it promised to "),
        ("es", "la alcaldesa pide pedir "),
        ("de", "die Stadt kündigte an, zu "),
        ("ja", "警察は橋が閉鎖されると述べた"),
        ("zh", "警方表示，"),
    ],
)
def test_work_grows_with_length_only(language: str, unit: str) -> None:
    assert slowdown(lambda n: find_quotations(unit * n, language, []), small=300) < 24


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Suppose Ann Bell said the bridge was safe for everybody."),
        ("de", "Anna Bell sagte keineswegs, dass die Brücke sicher sei."),
        ("de", "Hätte Anna Bell gesagt, dass die Brücke sicher ist, wäre niemand gekommen."),
        ("de", "Angeblich sagte Anna Bell, dass die Brücke sicher sei."),
        ("it", "Nessun esperto afferma che il ponte sia sicuro oggi."),
    ],
)
def test_what_is_only_supposed_or_denied_is_no_statement(language: str, text: str) -> None:
    assert find_quotations(text, language, []) == []


def test_a_word_that_is_an_abbreviation_too_ends_a_sentence() -> None:
    (quote,) = find_quotations("Mayor Ann Bell said the answer was no. The fire brigade then left.", "en", [])
    assert quote.text == "the answer was no"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "According to Ann Bell, the mayor of Dorn, the bridge is closed.", "the bridge is closed"),
        ("en", "According to the mayor, Ann Bell, the bridge is closed.", "the bridge is closed"),
        ("en", "According to Ann Bell, who met reporters on Monday, it is closed.", "it is closed"),
        ("en", "According to the report, which police released Monday, it is unsafe.", "it is unsafe"),
        ("de", "Laut Anna Bell, die seit Mai die Stadt leitet, ist die Brücke zu.", "ist die Brücke zu"),
        ("fr", "Selon Anne Bell, maire de la ville, le pont est fermé.", "le pont est fermé"),
        ("es", "Según Ana Bell, que dirige la ciudad, el puente está cerrado.", "el puente está cerrado"),
        ("it", "Secondo Anna Bell, che guida la città, il ponte è chiuso.", "il ponte è chiuso"),
        ("pt", "Segundo Ana Bell, que dirige a cidade, a ponte está fechada.", "a ponte está fechada"),
        ("nl", "Volgens Anna Bell, die de stad leidt, is de brug dicht.", "is de brug dicht"),
        ("sv", "Enligt Anna Bell, som leder staden, är bron stängd.", "är bron stängd"),
        ("pl", "Według Anny Bell, która kieruje miastem, most jest dziś zamknięty.", "most jest dziś zamknięty"),
        ("ru", "По словам Анны Белл, которая руководит городом, мост сегодня закрыт.", "мост сегодня закрыт"),
        # What follows the name is the statement's own subject.
        ("en", "According to Ann Bell, the mayor left, and it was late.", "the mayor left, and it was late"),
        ("en", "According to Ann Bell, the mayor was there.", "the mayor was there"),
    ],
)
def test_what_is_said_of_a_source_is_not_what_it_says(language: str, text: str, expected: str) -> None:
    assert said(text, language, *(name for name in (*NAMES, "Anny Bell") if name in text)) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "According to Ann Bell, the mayor told reporters in the town hall on Monday: “No.”", ["direct"]),
        ("en", "According to Ann Bell, the mayor told the reporters that it was “far too late”.", ["mixed"]),
        ("de", "Laut Anna Bell sagte der Bürgermeister am Montag im Rathaus allen Leuten: „Nein.“", ["direct"]),
        # There is something told beside what stands in marks.
        (
            "en",
            "According to Ann Bell, the mayor said that the old bridge was closed and that it was “a danger”.",
            ["indirect", "mixed"],
        ),
    ],
)
def test_the_attribution_of_a_marked_quotation_is_no_statement(language: str, text: str, kinds: list[str]) -> None:
    found = find_quotations(text, language, named(text, *(name for name in NAMES if name in text)))
    assert [q.kind for q in found] == kinds


def test_a_sentence_ends_after_a_year_and_not_after_a_day() -> None:
    text = "Anna Bell sagte, die Brücke stamme von 1950. Sie werde nun erneuert."
    assert said(text, "de", "Anna Bell") == ["die Brücke stamme von 1950", "Sie werde nun erneuert"]
    text = "Anna Bell sagte, die Brücke werde am 19. Juni erneuert."
    assert said(text, "de", "Anna Bell") == ["die Brücke werde am 19. Juni erneuert"]


@pytest.mark.parametrize(
    ("text", "expected", "speaker", "cue"),
    [
        ("Ann Bell told viewers of the show that it was closed.", "that it was closed", "Ann Bell", "told"),
        ("Ann Bell told them that the bridge was closed.", "that the bridge was closed", "Ann Bell", "told"),
        ("Ann Bell said at a meeting in Dorn, Ohio, that it was closed.", "that it was closed", "Ann Bell", "said"),
        ("Ann Bell said this week that it was closed.", "that it was closed", "Ann Bell", "said"),
        ("Ann Bell insisted, as late as in May, that it was closed.", "that it was closed", "Ann Bell", "insisted"),
        ("Rep. Ann Bell (R-S.C.) said that it was closed.", "that it was closed", "Ann Bell", "said"),
        ("Advisers to Ann Bell say the bridge is closed.", "the bridge is closed", "Advisers to Ann Bell", "say"),
        ("Ann Bell said about 20 people had crossed it.", "about 20 people had crossed it", "Ann Bell", "said"),
        ("The keepers worry that the bridge is old.", "that the bridge is old", "The keepers", "worry"),
        ("Ann Bell vowed not to close the bridge.", "not to close the bridge", "Ann Bell", "vowed"),
        ("Ann Bell admitted taking money from the town.", "taking money from the town", "Ann Bell", "admitted"),
        ("Ann Bell asked why the bridge was closed.", "why the bridge was closed", "Ann Bell", "asked"),
        ("Ann Bell explained how the bridge was built.", "how the bridge was built", "Ann Bell", "explained"),
        ("Tom Reed heard of Ann Bell's claim that it was old.", "that it was old", "Ann Bell", "claim"),
        ("Ann Bell repeated her old claim that it was late.", "that it was late", "her", "claim"),
        ("Ann Bell expressed concern that it was old.", "that it was old", "Ann Bell", "expressed concern"),
        ("Ann Bell made the sharp observation that it was old.", "that it was old", "Ann Bell",
         "made the sharp observation"),
    ],
)  # fmt: skip
def test_forms_of_reported_speech_in_english(text: str, expected: str, speaker: str, cue: str) -> None:
    (found,) = indirect(text, "en", *(name for name in ("Ann Bell", "Tom Reed") if name in text))
    assert found.speaker is not None
    assert found.cue is not None
    assert (found.text, found.speaker.text, found.cue.text) == (expected, speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell dismissed the claim that the bridge was closed.",
        "Ann Bell read the statement that was found in the harbour.",
        "Ann Bell made a pledge to close the bridge.",
        "The plans to close the bridge were old.",
        "Ann Bell suggested nothing new to the town.",
        "Ann Bell admitted Tom Reed to the club.",
        "Ann Bell made remarks she had prepared at home.",
        "Her aides haven't said the bridge is closed.",
        "Ann Bell called the meeting.",
    ],
)
def test_what_only_looks_like_these_forms(text: str) -> None:
    assert said(text, "en", *(name for name in ("Ann Bell", "Tom Reed") if name in text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Bell said it was late and Tom Reed said it was dark.", ["it was late", "it was dark"]),
        ("Ann Bell said the bridge was closed but has promised to open it.", ["the bridge was closed", "to open it"]),
        (
            "Ann Bell said it was late, because the town had spoken of asking her to wait.",
            ["it was late, because the town had spoken of asking her to wait"],
        ),
        ("Ann Bell said she smiled and waved to the keepers.", ["she smiled and waved to the keepers"]),
    ],
)
def test_where_another_verb_of_saying_ends_a_statement(text: str, expected: list[str]) -> None:
    assert said(text, "en", *(name for name in ("Ann Bell", "Tom Reed") if name in text)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected", "speaker"),
    [
        ("fr", "Anne Bell a promis de ne pas fermer le pont.", "de ne pas fermer le pont", "Anne Bell"),
        ("fr", "Anne Bell affirme avoir vu la voiture.", "avoir vu la voiture", "Anne Bell"),
        ("fr", "Anne Bell a appelé la ville à fermer le pont.", "la ville à fermer le pont", "Anne Bell"),
        ("fr", "Anne Bell a proposé de se retirer du conseil.", "de se retirer du conseil", "Anne Bell"),
        ("es", "Ana Bell prometió cerrar el puente.", "cerrar el puente", "Ana Bell"),
        ("it", "Anna Bell ha ammesso di aver chiuso il ponte.", "di aver chiuso il ponte", "Anna Bell"),
        ("pt", "Ana Bell admitiu ter fechado a ponte.", "ter fechado a ponte", "Ana Bell"),
        ("de", "Anna Bell versprach, die Brücke zu öffnen.", "die Brücke zu öffnen", "Anna Bell"),
        ("de", "Am Montag kündigte Anna Bell an, den Bau abzuschließen.", "den Bau abzuschließen", "Anna Bell"),
        ("de", "Die Stadt forderte Anna Bell auf, die Brücke zu öffnen.", "die Brücke zu öffnen", "Die Stadt"),
        ("nl", "Anna Bell beloofde de brug te sluiten.", "de brug te sluiten", "Anna Bell"),
        ("ru", "Анна Белл пообещала закрыть старый мост.", "закрыть старый мост", "Анна Белл"),
        ("pl", "Anna Bell obiecała zamknąć stary most.", "zamknąć stary most", "Anna Bell"),
        ("sv", "Anna Bell lovade att stänga bron.", "att stänga bron", "Anna Bell"),
    ],
)
def test_infinitives(language: str, text: str, expected: str, speaker: str) -> None:
    (found,) = indirect(text, language, *(name for name in NAMES if name in text))
    assert found.speaker is not None
    assert (found.text, found.speaker.text) == (expected, speaker)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Anne Bell a demandé une lettre de la ministre à la ville."),
        ("fr", "Anne Bell n'a pas promis de fermer le pont."),
        ("es", "Ana Bell pidió ayuda a la ciudad en mayo."),
        ("it", "Anna Bell ha chiesto un incontro con il ministro."),
        ("pt", "Ana Bell pediu ajuda à cidade em maio."),
        ("de", "Anna Bell bat um Geld, um die Brücke zu öffnen."),
        ("de", "Anna Bell drohte der Stadt, die schon lange wartet."),
        ("nl", "Anna Bell beloofde de stad een nieuwe brug."),
        ("ru", "Анна Белл потребовала часть денег у города."),
        ("pl", "Anna Bell obiecała miastu nowy most w maju."),
    ],
)
def test_nouns_and_purposes_are_no_infinitives_of_speech(language: str, text: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected", "speaker"),
    [
        ("de", "Am Montag fragte Anna Bell, warum die Brücke zu ist.", "warum die Brücke zu ist", "Anna Bell"),
        ("fr", "Anne Bell a demandé pourquoi il était fermé.", "pourquoi il était fermé", "Anne Bell"),
        ("es", "Ana Bell preguntó por qué estaba cerrado.", "por qué estaba cerrado", "Ana Bell"),
        ("it", "Anna Bell ha spiegato come si chiude il ponte.", "come si chiude il ponte", "Anna Bell"),
        ("pt", "Ana Bell explicou como a ponte foi fechada.", "como a ponte foi fechada", "Ana Bell"),
        ("nl", "Anna Bell vroeg waarom de brug dicht was.", "waarom de brug dicht was", "Anna Bell"),
        ("sv", "Anna Bell frågade varför bron var stängd.", "varför bron var stängd", "Anna Bell"),
        ("ru", "Анна Белл спросила, почему мост закрыт.", "почему мост закрыт", "Анна Белл"),
        ("pl", "Anna Bell zapytała, dlaczego most jest zamknięty.", "dlaczego most jest zamknięty", "Anna Bell"),
        ("fr", "Anne Bell a exprimé l'espoir que le pont ouvre.", "que le pont ouvre", "Anne Bell"),
        ("es", "Ana Bell expresó su temor de que esté cerrado.", "que esté cerrado", "Ana Bell"),
        ("it", "Anna Bell ha espresso il timore che sia chiuso.", "che sia chiuso", "Anna Bell"),
        ("de", "Anna Bell äußerte die Hoffnung, dass sie öffnet.", "dass sie öffnet", "Anna Bell"),
        ("ru", "Анна Белл выразила надежду, что мост откроют.", "что мост откроют", "Анна Белл"),
        ("pl", "Anna Bell wyraziła nadzieję, że most jest otwarty.", "że most jest otwarty", "Anna Bell"),
    ],
)
def test_questions_and_nouns_in_other_languages(language: str, text: str, expected: str, speaker: str) -> None:
    (found,) = indirect(text, language, *(name for name in NAMES if name in text))
    assert found.speaker is not None
    assert (found.text, found.speaker.text) == (expected, speaker)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Anna Bell fragte den Mann, der vor dem Hafen wartete."),
        ("fr", "Anne Bell veut une lettre de la mairie en mai."),
        ("es", "Ana Bell quiere un puente nuevo para la ciudad."),
        ("ru", "Анна Белл хочет новый мост для города."),
        ("en", "Ann Bell asked the man who waited at the harbour."),
    ],
)
def test_things_wanted_and_people_asked_are_no_statements(language: str, text: str) -> None:
    assert said(text, language, *(name for name in (*NAMES, "Ann Bell") if name in text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ann Bell planned to rob the bank."),
        ("en", "Ann Bell intends to marry in the spring."),
        ("en", "The ferry plans to leave the harbour at noon."),
        ("en", "Ann Bell wants to know why the bridge is closed."),
        ("en", "Ann Bell hoped to leave the town in May."),
        ("de", "Anna Bell hoffte, die Stadt im Mai zu verlassen."),
        ("fr", "Anne Bell veut fermer le pont en mai."),
        ("fr", "Anne Bell espère quitter la ville en mai."),
        ("es", "Ana Bell quiere cerrar el puente."),
        ("es", "Ana Bell espera cerrar el puente."),
        ("it", "Anna Bell vuole chiudere il ponte."),
        ("it", "Anna Bell spera di chiudere il ponte."),
        ("pt", "Ana Bell quer fechar a ponte."),
        ("nl", "Anna Bell hoopte de stad te verlaten."),
        ("ru", "Анна Белл хочет закрыть старый мост."),
        ("pl", "Anna Bell chce zamknąć stary most."),
    ],
)
def test_plans_and_wishes_that_nobody_uttered(language: str, text: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == []


@pytest.mark.parametrize("verb", ["understood", "discovered", "guessed", "realised", "learned", "decided"])
def test_what_is_only_thought(verb: str) -> None:
    assert said(f"Ann Bell {verb} that she was alone in the house.", "en", "Ann Bell") == []
    assert said(f"Ann Bell {verb} she was alone in the house.", "en", "Ann Bell") == []


@pytest.mark.parametrize(
    ("language", "thing", "person", "expected"),
    [
        ("en", "The storm threatened to flood the town.", "Ann Bell threatened to leave the town.",
         "to leave the town"),
        ("en", "The new plan promises to bring jobs.", "The council promises to bring jobs.", "to bring jobs"),
        ("en", "It threatened to rain on the town.", "She threatened to leave the town.", "to leave the town"),
        ("de", "Der Sturm drohte, die Stadt zu fluten.", "Anna Bell drohte, die Stadt zu verlassen.",
         "die Stadt zu verlassen"),
        ("nl", "De storm dreigde het huis te vernielen.", "Anna Bell dreigde het huis te verkopen.",
         "het huis te verkopen"),
        ("sv", "Stormen hotade att dränka staden.", "Anna Bell hotade att lämna staden.", "att lämna staden"),
        ("es", "La tormenta amenaza con destruir el puente.", "Ana Bell amenaza con cerrar el puente.",
         "con cerrar el puente"),
        ("it", "La tempesta minaccia di distruggere il ponte.", "Anna Bell minaccia di chiudere il ponte.",
         "di chiudere il ponte"),
    ],
)  # fmt: skip
def test_things_threaten_and_promise_nothing(language: str, thing: str, person: str, expected: str) -> None:
    assert said(thing, language) == []
    assert said(person, language, *(name for name in NAMES if name in person)) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Asked about the fire, Ann Bell said it began in the kitchen.", "it began in the kitchen"),
        ("en", "Told of the vote, Ann Bell said it came too late.", "it came too late"),
        ("en", "Questioned on Monday, Ann Bell said that it began there.", "that it began there"),
        ("de", "Gefragt nach dem Brand, sagte Anna Bell, er sei alt.", "er sei alt"),
        ("fr", "Interrogée sur l'incendie, Anne Bell a dit avoir vu la voiture.", "avoir vu la voiture"),
        ("es", "Preguntada por el incendio, Ana Bell dijo que empezó en la cocina.", "que empezó en la cocina"),
        # What comes before an attribution is said where it is a clause of its own.
        ("en", "Announced in May, the plan is old, Ann Bell said.", "Announced in May, the plan is old"),
    ],
)
def test_participles_before_an_attribution_are_not_said(language: str, text: str, expected: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # The verb of a sentence whose subject has the clause.
        ("en", "Ann Bell's claim that it was old was rejected by the town.", "that it was old"),
        ("en", "Her fears that the river would rise were confirmed in May.", "that the river would rise"),
        ("en", "The claim by Ann Bell that the bridge was old has angered many.", "that the bridge was old"),
        ("fr", "Anne Bell a exprimé la crainte que le pont ferme, est partie.", "que le pont ferme"),
        ("de", "Anna Bell äußerte die Hoffnung, dass es hält, war aber müde.", "dass es hält"),
        # A clause of the article's own.
        ("en", "Ann Bell promised to close the bridge, but the town waited.", "to close the bridge"),
        ("en", "Ann Bell offered to wash the windows, the court heard on Monday.", "to wash the windows"),
        ("en", "Ann Bell offered to wash the windows, the jury was told.", "to wash the windows"),
        ("de", "Anna Bell bat darum, leise zu sein, doch Rehm lief weg.", "leise zu sein"),
        ("de", "Anna Bell sagte, die Brücke sei zu, doch Rehm lief hinüber.", "die Brücke sei zu"),
        ("de", "Anna Bell sagte, dass die Brücke zu ist, aber Rehm lief los.", "dass die Brücke zu ist"),
        ("nl", "Anna Bell zei dat de brug dicht was, maar de stad wachtte.", "dat de brug dicht was"),
        ("nl", "Anna Bell beloofde de brug te sluiten, maar de stad wachtte.", "de brug te sluiten"),
        ("es", "Ana Bell prometió cerrar el puente, pero la ciudad esperó.", "cerrar el puente"),
        ("it", "Anna Bell ha promesso di chiudere il ponte, ma la città aspetta.", "di chiudere il ponte"),
        # What goes on the statement.
        ("en", "Ann Bell promised to close it soon, but not to sell it.", "to close it soon, but not to sell it"),
        ("en", "Ann Bell said the bridge, the oldest one, was closed.", "the bridge, the oldest one, was closed"),
        ("de", "Anna Bell sagte, sie sei zu, aber sie werde geöffnet.", "sie sei zu, aber sie werde geöffnet"),
        ("de", "Anna Bell versprach, das Tor zu öffnen, aber das Haus zu schließen.",
         "das Tor zu öffnen, aber das Haus zu schließen"),
    ],
)  # fmt: skip
def test_a_statement_ends_where_the_article_goes_on(language: str, text: str, expected: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == [expected]


def test_a_clause_whose_end_nothing_tells_is_left_out() -> None:
    assert said("Ann Bell's claim that it was old angered the whole town.", "en", "Ann Bell") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell said goodbye to the team.",
        "Ann Bell says hello to the keepers every morning.",
        "Ann Bell said thank you to the whole town.",
        "Ann Bell told Tom Reed the truth.",
        "Ann Bell told the court the whole truth about the fire.",
        "Ann Bell told Tom Reed a story about the old bridge.",
    ],
)
def test_words_that_are_only_uttered_report_nothing(text: str) -> None:
    assert said(text, "en", *(name for name in ("Ann Bell", "Tom Reed") if name in text)) == []


def test_words_for_what_is_uttered_may_begin_a_clause() -> None:
    assert said("Ann Bell told Tom Reed the story was old.", "en", "Ann Bell", "Tom Reed") == ["the story was old"]
    assert said("Ann Bell told Tom Reed the bridge was old.", "en", "Ann Bell", "Tom Reed") == ["the bridge was old"]


@pytest.mark.parametrize(
    ("text", "names", "speaker"),
    [
        ("森花子さんは橋が閉鎖されると述べた。", ["森花子"], "森花子"),
        ("森花子市長は橋が閉鎖されると述べた。", ["森花子"], "森花子"),
        ("森花子さんの母林雪さんは橋が閉鎖されると述べた。", ["森花子", "林雪"], "林雪"),
        ("森花子の母は橋が閉鎖されると述べた。", [], "母"),
        ("五日、森花子市長は橋が閉鎖されると述べた。", [], "森花子市長"),
    ],
)
def test_a_subject_ends_with_its_particle(text: str, names: list[str], speaker: str) -> None:
    (found,) = indirect(text, "ja", *names)
    assert (found.text, found.speaker and found.speaker.text) == ("橋が閉鎖される", speaker)


@pytest.mark.parametrize(
    ("language", "text", "expected", "speaker"),
    [
        ("nl", "Volgens de woordvoerder Els Bakker is de brug dicht.", "is de brug dicht", "Els Bakker"),
        ("sv", "Enligt talesmannen Jan Lund är bron stängd.", "är bron stängd", "Jan Lund"),
        ("de", "Nach Ansicht des Sprechers von Karla Thom ist die Brücke zu.", "ist die Brücke zu", "des Sprechers"),
        ("en", "According to Ann Bell, cited by the Globe, the pier is unsafe.", "the pier is unsafe", "Ann Bell"),
    ],
)
def test_names_after_a_verbless_attribution_are_no_statement(
    language: str, text: str, expected: str, speaker: str
) -> None:
    (found,) = indirect(text, language, *(name for name in (*NAMES, "Karla Thom") if name in text))
    assert (found.text, found.speaker and found.speaker.text) == (expected, speaker)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ann Bell said she was tired, had no money and was ill.", "she was tired, had no money and was ill"),
        ("fr", "Anne Bell a dit que le pont est fermé, a été vendu.", "que le pont est fermé, a été vendu"),
        ("de", "Anna Bell sagte, dass er früh kommt, aber müde ist.", "dass er früh kommt, aber müde ist"),
        ("nl", "Anna Bell zei dat hij kwam, maar erg moe was.", "dat hij kwam, maar erg moe was"),
        ("en", "Ann Bell said rain fell at noon, the town heard it.", "rain fell at noon, the town heard it"),
    ],
)
def test_further_predicates_go_on_the_statement(language: str, text: str, expected: str) -> None:
    assert said(text, language, *(name for name in NAMES if name in text)) == [expected]
