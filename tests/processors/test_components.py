"""The spaCy components say what the functions say, in anybody's pipeline."""

import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from processors.components import SPANS_KEY
from processors.entities import find_entities
from processors.fingerprints import near_duplicate_keys
from processors.language import detect_language
from processors.quotes import find_quotations
from processors.sections import find_sections

FACTORIES = ["sections", "language", "entities", "quotes", "fingerprints"]

TEXT = (
    "Der Hafen wächst\n\n„Der Hafen wird im Frühjahr um eine neue Mole erweitert“, sagte Wiebke Jessenius am Dienstag "
    "in Grünhagen. Kritiker nennen den Plan „kühn“. „Wir bauen weiter“, so Jessenius.\n\nLESEN SIE MEHR: Ole Brandt"
)


@pytest.fixture
def nlp() -> SpacyLanguage:
    pipeline = spacy.blank("de")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PER", "pattern": name} for name in ("Wiebke Jessenius", "Jessenius", "Ole Brandt")]
        + [{"label": "LOC", "pattern": "Grünhagen"}]
    )
    for name in FACTORIES:
        pipeline.add_pipe(f"quotewire_{name}")
    return pipeline


def test_components_say_what_the_functions_say(nlp: SpacyLanguage) -> None:
    doc = nlp(TEXT)
    sections = find_sections(TEXT)
    entities = find_entities(doc, sections)
    quotes = find_quotations(TEXT, "de", entities, sections)
    assert doc._.quotewire_sections == sections
    assert doc._.quotewire_language == detect_language(TEXT)
    assert doc._.quotewire_entities == entities
    assert doc._.quotewire_quotes == quotes
    assert doc._.quotewire_near_duplicate_keys == near_duplicate_keys(TEXT, sections)
    assert [entity.canonical for entity in entities] == ["Wiebke Jessenius", "Grünhagen", "Wiebke Jessenius"]
    assert len(quotes) >= 2


def test_quotations_are_spans_labelled_with_their_kinds(nlp: SpacyLanguage) -> None:
    doc = nlp(TEXT)
    spans = doc.spans[SPANS_KEY]
    assert [span.label_ for span in spans] == [quote.kind for quote in doc._.quotewire_quotes]
    for span, quote in zip(spans, doc._.quotewire_quotes, strict=True):
        assert span.start_char <= quote.start < quote.end <= span.end_char


@pytest.mark.parametrize("name", FACTORIES)
def test_each_component_works_alone_and_in_a_saved_pipeline(name: str, tmp_path) -> None:
    pipeline = spacy.blank("de")
    pipeline.add_pipe(f"quotewire_{name}")
    pipeline.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    attribute = "quotewire_near_duplicate_keys" if name == "fingerprints" else f"quotewire_{name}"
    assert loaded(TEXT)._.get(attribute) == pipeline(TEXT)._.get(attribute) is not None


def test_quotations_without_the_other_components_use_the_pipelines_language() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quotewire_quotes")
    text = "“We keep on building,” said Ines Talbot."
    assert pipeline(text)._.quotewire_quotes == find_quotations(text, "en", [])


def test_factories_are_registered_for_pipelines_that_import_nothing() -> None:
    from importlib.metadata import entry_points

    registered = {point.name: point.load() for point in entry_points(group="spacy_factories")}
    for name in FACTORIES:
        assert callable(registered[f"quotewire_{name}"])
        assert spacy.blank("de").get_factory_meta(f"quotewire_{name}").assigns


def test_an_empty_text_is_no_error(nlp: SpacyLanguage) -> None:
    for text in ("", " ", "\n\n"):
        doc = nlp(text)
        assert doc._.quotewire_quotes == []
        assert list(doc.spans[SPANS_KEY]) == []


@pytest.mark.xfail(
    reason="TypeError: pydantic objects in doc.user_data; also with nlp.pipe(n_process=2) and DocBin(store_user_data)"
)
def test_an_annotated_doc_can_be_saved(nlp: SpacyLanguage) -> None:
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes()).text == TEXT
