"""The chain: order, offsets, models by language, and that no text at all stops it."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from processors.chain import QUOTATIONS_VERSION, Annotated, Chain
from processors.entity_models.store import ModelStore
from processors.language import LANGUAGE_VERSION
from schemas import RawArticle, validate_raw

ROOT = Path(__file__).parents[2]
SAMPLES = [
    validate_raw(json.loads(line))
    for line in (ROOT / "samples" / "articles.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]

GERMAN = "„Der Hafen wird im Frühjahr um eine neue Mole erweitert“, sagte Wiebke Jessenius am Dienstag in Grünhagen."
ENGLISH = "“The harbour will get a new pier in the spring,” said Ines Talbot on Tuesday in the town of Brackwater."
JAPANESE = "「港には春に新しい桟橋ができる」と港長は火曜日に述べた。"


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """A chain without models."""
    return Chain(ModelStore(tmp_path_factory.mktemp("models")))


def check_offsets(text: str, annotated: Annotated) -> int:
    """Asserts that every annotation is what stands in the text; returns how many there were."""
    found = annotated.annotations
    count = 0
    place = 0
    for section in found.sections:
        assert place <= section.start < section.end <= len(text)
        place = section.end
        count += 1
    spans = [*found.entities, *found.quotes]
    for quote in found.quotes:
        spans += [span for span in (quote.speaker, quote.cue) if span is not None]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        count += 1
    quotes = found.quotes
    assert all(before.end <= after.start for before, after in pairwise(quotes))
    assert all(0 <= quote.confidence <= 1 for quote in quotes)
    assert set(found.persons) == {entity.canonical for entity in found.entities if entity.label == "PER"}
    assert set(found.organisations) == {entity.canonical for entity in found.entities if entity.label == "ORG"}
    assert set(found.locations) == {entity.canonical for entity in found.entities if entity.label == "LOC"}
    return count


def test_offsets_hold_for_all_samples(chain: Chain) -> None:
    annotated = chain.annotate(SAMPLES)
    assert len(annotated) == len(SAMPLES) >= 36
    for raw, found in zip(SAMPLES, annotated, strict=True):
        assert check_offsets(raw.text, found) > 2
    assert sum(len(found.annotations.quotes) for found in annotated) > len(SAMPLES)
    assert len({found.annotations.language.code for found in annotated}) >= 12


def test_the_order_is_kept_over_mixed_languages(chain: Chain) -> None:
    texts = [
        text for number in range(5) for text in (f"{GERMAN} {number}", f"{JAPANESE} {number}", f"{ENGLISH} {number}")
    ]
    annotated = chain.annotate([RawArticle(text=text) for text in texts])
    assert [found.annotations.language.code for found in annotated] == ["de", "ja", "en"] * 5
    for text, found in zip(texts, annotated, strict=True):
        assert check_offsets(text, found)


def test_an_article_says_the_same_alone_as_among_others(chain: Chain) -> None:
    together = chain.annotate(SAMPLES[:8])
    assert [chain.annotate([raw])[0] for raw in SAMPLES[:8]] == together


def test_an_empty_batch_is_no_work(chain: Chain) -> None:
    assert chain.annotate([]) == []


def test_what_annotated_is_said(chain: Chain, bare: Chain) -> None:
    german, japanese = chain.annotate([RawArticle(text=GERMAN), RawArticle(text=JAPANESE)])
    assert german.models.entities == getattr(chain.models.for_language("de"), "name", None) is not None
    assert (german.models.language, german.models.quotations) == (LANGUAGE_VERSION, QUOTATIONS_VERSION)
    assert german.notes == []
    assert japanese.models.entities is None
    assert japanese.notes == ["no entity model for language `ja`"]
    (without,) = bare.annotate([RawArticle(text=GERMAN)])
    assert without.notes == ["no entity model for language `de`"]
    assert without.annotations.entities == []
    assert without.annotations.quotes


def test_the_hint_is_passed_on(bare: Chain) -> None:
    assert bare.annotate([RawArticle(text="123", language="pt-BR")])[0].annotations.language.code == "und"
    codes = [
        bare.annotate([RawArticle(text="Hotel Metropol", language=hint)])[0].annotations.language.code
        for hint in ("fi", "cs")
    ]
    assert codes == ["fi", "cs"]


@pytest.mark.parametrize("hint", ["../../etc", "xx", "de/../en", "\ufffd", "de" * 1000, "C:", "%00"])
def test_a_hostile_hint_names_no_model(chain: Chain, hint: str) -> None:
    (found,) = chain.annotate([RawArticle(text="Hotel Metropol", language=hint)])
    assert found.annotations.language.code.isalpha()


def test_the_language_is_read_without_boilerplate(bare: Chain) -> None:
    text = GERMAN + "\n\nRead more: " + ENGLISH
    assert bare.annotate([RawArticle(text=text)])[0].annotations.language.code == "de"
    only = "Read more: the harbour will get a new pier in the spring"
    assert bare.annotate([RawArticle(text=only)])[0].annotations.language.code == "en"


def test_each_stage_is_observed_once_or_for_each_article_and_never_inside_another(bare: Chain) -> None:
    seen: list[str] = []
    inside: list[str] = []

    @contextmanager
    def observe(stage: str) -> Iterator[None]:
        assert not inside
        inside.append(stage)
        yield
        seen.append(inside.pop())

    bare.annotate([RawArticle(text=GERMAN), RawArticle(text=ENGLISH)], observe)
    assert seen == ["sections", "language", "entities", *["quotations", "fingerprints"] * 2]


MARKS = "„“”\"'«»‹›「」—–-,.:;!?()[]"
HOSTILE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")) | st.lists(
    st.sampled_from(
        [*MARKS, " ", "\n", "\r\n", "\u2028", "\u200b", "\u00ad", "🚢", "👨‍👩‍👧", "é", "İ", "ß", "ﬁ", "said", "sagte",
         "laut", "Ole Brandt", "Wiebke Jessenius", "LESEN SIE MEHR: x", "Read more", "rrt-allgemeines", "&quot;",
         "http://a.example/b", "1", "港", "هذا", "Он сказал", "is", "the harbour", "der Hafen", "#tag"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(
    text=HOSTILE.filter(lambda text: bool(text.strip())),
    title=st.none() | HOSTILE,
    lead=st.none() | HOSTILE,
    hint=st.sampled_from([None, "de", "en"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text="„", title="„", lead="“", hint="de")
@example(text="\r\n a\r\n\r\n", title=None, lead=None, hint="de")
@example(text="İ" * 30 + "„İ“, sagte İ", title="i̇", lead=None, hint="de")
@example(text="🚢" * 400, title=None, lead=None, hint=None)
def test_no_text_stops_the_chain_and_offsets_hold(
    chain: Chain, text: str, title: str | None, lead: str | None, hint: str | None
) -> None:
    raw = validate_raw({"text": text, "title": title, "lead": lead, "language": hint})
    (found,) = chain.annotate([raw])
    check_offsets(text, found)


@pytest.mark.parametrize("piece", ["a", " \n", "„", "“Yes,” said Ines Talbot. ", "\u200b", "9", "("])
def test_long_monotonous_texts_are_no_special_case(bare: Chain, piece: str) -> None:
    text = "x" + piece * (60_000 // len(piece))
    (found,) = bare.annotate([RawArticle(text=text)])
    check_offsets(text, found)


def test_an_article_leaves_nothing_to_the_garbage_collector(chain: Chain) -> None:
    """Objects that hold each other would stay, with all they hold, until a collection comes."""
    chain.annotate(SAMPLES)  # caches are filled, models loaded
    gc.collect()
    gc.disable()
    try:
        quotes = sum(len(found.annotations.quotes) for found in chain.annotate(SAMPLES))
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = {type(found).__qualname__ for found in gc.garbage if type(found).__module__.startswith("processors")}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert quotes > 100
    assert left == set()
