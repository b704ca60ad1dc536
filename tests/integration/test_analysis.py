"""Words as Elasticsearch makes them of texts: in each language another form of a word is found, and nothing else."""

import json
import uuid

import pytest
from elasticsearch import Elasticsearch

from schemas.article import MAX_TEXT_CHARACTERS
from schemas.index_analysis import ANALYZERS, FOLDING, OTHER_LANGUAGES
from schemas.index_templates import articles_alias, component_templates, index_templates
from streams.elasticsearch_client import sync_client
from streams.search.relevance import highlight, words
from streams.search.sentences import LONGEST_SHOWN, shown
from streams.settings import Settings

INFLECTED = [
    ("ar", "وصل الصيادون إلى المدينة", "صياد"),
    ("ar", "أضاءت القرية", "اضاءت"),
    ("bg", "градовете на България", "град"),
    ("bn", "বইগুলো পড়া", "বই"),
    ("bs", "nove knjige", "knjiga"),
    ("ca", "l’ajuntament de les ciutats", "ajuntaments ciutat"),
    ("cs", "nové knihovny", "knihovna"),
    ("da", "færgerne sejler", "færge"),
    ("de", "die Hafenerweiterungen", "Erweiterung"),
    ("de", "der Verteidigungsminister", "Minister"),
    ("de", "Frau Müller und ihre Häuser", "Mueller Haus"),
    ("de", "die Straße", "strasse"),
    ("de", "des Ministers", "Minister"),
    ("de", "alle Mitarbeiter:innen und Lehrerinnen", "Mitarbeiter Lehrerin"),
    ("de", "die LehrerInnen", "Lehrer"),
    ("de", "jede Bürger*in, alle Fahrer_innen", "Bürger Fahrer"),
    ("el", "τα σχολεία της Κρήτης", "ΣΧΟΛΕΙΟ"),
    ("en", "the harbours’ closing", "harbour closed"),
    ("es", "los puertos", "puerto"),
    ("et", "uued raamatud", "raamat"),
    ("eu", "etxeak", "etxe"),
    ("fa", "کتاب‌های تازه", "کتاب"),
    ("fi", "junat pysähtyvät", "juna"),
    ("fr", "devant l’usine", "usines"),
    ("ga", "an t-uisce", "uisce"),
    ("gl", "os barcos novos", "barco"),
    ("he", "בחיפה הנוסעים", "חיפה נוסע"),
    ("hi", "लड़कियों की किताबें", "किताब"),
    ("hr", "nove knjige", "knjiga"),
    ("hu", "a házak", "ház"),
    ("hy", "քաղաքները", "քաղաք"),
    ("id", "ia membaca buku", "baca"),
    ("it", "l’isola e i porti dei ferrovieri", "isole porto ferroviere"),
    ("ja", "雨の図書館が開館した", "図書館"),
    ("ja", "８００本の傘", "800本"),
    ("ko", "우체국장이 우체국에서", "우체국"),
    ("ku", "پیاوەکان هاتن", "پیاو"),
    ("lt", "nauji miestai", "miestas"),
    ("lv", "jaunas pilsētas", "pilsēta"),
    ("ms", "dia membaca buku", "baca"),
    ("nl", "nieuwe boeken", "boek"),
    ("no", "båtene kommer", "båt"),
    ("pl", "wiatraki i mąkę w Gdańsku", "wiatrak mąka gdansk"),
    ("pt", "os portos", "porto"),
    ("ro", "pădurea verde", "pădure"),
    ("ru", "самое короткое письмо", "письма"),
    ("ru", "мост обошёлся дешевле", "обошелся"),
    ("sr", "нове књиге", "knjiga"),
    ("sv", "skolan och gruvan", "skola gruvor"),
    ("th", "นายกรัฐมนตรีเดินทางไปเชียงใหม่", "เดินทาง"),
    ("tr", "Ankara'nın sokakları", "ankara sokak"),
    ("tr", "IŞIK", "ışık"),
    ("uk", "школу дзвонарів", "школа дзвонар"),
    ("zh", "修钟铺近日公开招收学徒", "学徒"),
    (OTHER_LANGUAGES, "Đà Nẵng, Việt Nam", "da nang"),
]
"""Language, text, query."""

NOT_FOUND = [
    ("de", "die Erweiterung", "Hafenerweiterung"),
    ("de", "das ist eingerichtet", "Gericht"),
    ("de", "die Soldaten und die Journalisten", "Daten"),
    ("de", "der Bürger zahlt Steuern", "Feuer"),
    ("en", "the universe", "harbour"),
    ("ja", "京都は東だ", "東京"),
    ("zh", "徒学", "学徒"),
]


@pytest.fixture(scope="module")
def index(endpoints):
    """An index as the articles have, with one document for each text, and a client."""
    settings = Settings(_env_file=None, **endpoints)
    name = f"t{uuid.uuid4().hex[:8]}-analysis"
    (component,) = component_templates("news").values()
    with sync_client(settings) as client:
        client.indices.create(
            index=name,
            settings=component["template"]["settings"] | {"number_of_replicas": 0},
            mappings=index_templates("news")[articles_alias("news")]["template"]["mappings"],
        )
        try:
            texts = [(language, text) for language, text, _ in INFLECTED + NOT_FOUND]
            lines = []
            for language, text in texts:
                lines += [{"index": {}}, {"body": {language: text}, "heading": {language: text}}]
            lines += [{"index": {}}, {"persons": ["Daniel Krïtenbrink", "Jürgen Müller", "李健"], "body": {"en": "x"}}]
            assert not client.bulk(index=name, operations=lines, refresh=True)["errors"]
            yield client, name
        finally:
            client.indices.delete(index=name)


def found(index: tuple[Elasticsearch, str], query: dict) -> list[str]:
    """What is found, as JSON of `body` (or of the persons)."""
    client, name = index
    hits = client.search(index=name, query=query, size=100)["hits"]["hits"]
    return [json.dumps(hit["_source"].get("persons") or hit["_source"]["body"], ensure_ascii=False) for hit in hits]


def as_found(language: str, text: str) -> str:
    return json.dumps({language: text}, ensure_ascii=False)


def test_every_language_has_a_case():
    assert {language for language, _, _ in INFLECTED} == {*ANALYZERS, OTHER_LANGUAGES}


@pytest.mark.parametrize(("language", "text", "query"), INFLECTED)
def test_another_form_of_a_word_is_found(index, language, text, query):
    assert as_found(language, text) in found(index, words(query, "word", language, "articles"))


@pytest.mark.parametrize(("language", "text", "query"), NOT_FOUND)
def test_another_word_is_not_found(index, language, text, query):
    assert as_found(language, text) not in found(index, words(query, "word", language, "articles"))


@pytest.mark.parametrize("language", sorted({*ANALYZERS, OTHER_LANGUAGES}))
def test_a_phrase_is_found_as_it_is_written(index, language):
    text = next(text for code, text, _ in INFLECTED if code == language)
    assert as_found(language, text) in found(index, words(text, "phrase", language, "articles"))


@pytest.mark.parametrize("query", ["kritenbrink", "KRITENBRINK", "Daniel Kritenbrink", "Mueller", "muller", "李健"])
def test_names_are_found_without_their_accents(index, query):
    assert len(found(index, words(query, "word", "en", "articles"))) == 1


@pytest.mark.parametrize("query", ["kritenb", "krït", "MUEL", "mull", "李"])
def test_names_are_found_by_their_beginning(index, query):
    assert len(found(index, words(query, "prefix", "en", "articles"))) == 1


@pytest.mark.parametrize("query", ["harb", "HARBOUR", "clos"])
def test_words_are_found_by_their_beginning(index, query):
    assert found(index, words(query, "prefix", "en", "articles")) == [as_found("en", "the harbours’ closing")]


def test_marks_are_dropped_and_nothing_beside_them(index):
    client, name = index
    ranges = [(0x300, 0x36F), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x64B, 0x65F)]
    marks = [code for first, last in ranges for code in range(first, last + 1)] + [0x670, 0x640, 0xAD, 0x200B, 0x2060]
    text = " ".join([f"a{chr(code)}b" for code in marks] + ["שלום", "سلام"])
    tokens = [one["token"] for one in client.indices.analyze(index=name, analyzer=FOLDING, text=text)["tokens"]]
    assert tokens == ["ab"] * len(marks) + ["שלום", "سلام"]


def test_words_that_a_language_drops_ask_for_nothing(index):
    english = found(index, words("the", "word", "en", "articles"))
    assert len(english) == len([text for language, text, _ in INFLECTED + NOT_FOUND if language == "en"]) + 1
    for nothing in ("…", "", "-"):
        assert found(index, words(nothing, "word", "en", "articles")) == []


def test_words_as_they_are_written_come_first(index):
    client, name = index
    texts = ["Der Minister tagt", "Der Vizeminister tagt", "Des Ministers Tag"]
    for text in texts:
        client.index(index=name, document={"body": {"de": text}, "heading": {"de": text}}, refresh=True)
    minister = found(index, words("Minister", "word", "de", "articles"))
    assert set(minister) >= {as_found("de", text) for text in texts}
    assert minister[0] == as_found("de", texts[0])
    assert found(index, words("Ministers", "word", "de", "articles"))[0] in {
        as_found("de", texts[2]), as_found("de", "des Ministers")
    }  # fmt: skip
    assert found(index, words("Vizeminister", "word", "de", "articles")) == [as_found("de", texts[1])]


def test_the_longest_texts_are_highlighted(index):
    client, name = index
    text = "word " * 150_000 + "lighthouse. " + "🌊 sea " * 40_000
    assert 980_000 < len(text) < MAX_TEXT_CHARACTERS
    client.index(index=name, document={"body": {"en": text}}, refresh=True)
    query = words("lighthouse", "word", "en", "articles")
    (hit,) = client.search(index=name, query=query, highlight=highlight("articles", ["en"]), source=False)["hits"][
        "hits"
    ]
    (sentence,) = shown(hit["highlight"])
    assert "\ue000lighthouse\ue001" in sentence
    assert len(sentence) <= LONGEST_SHOWN + 2
