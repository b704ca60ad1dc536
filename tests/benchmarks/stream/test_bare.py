"""What the stream is compared with: spaCy alone, with all that the stream finds, or as it comes."""

import multiprocessing
from pathlib import Path

import pytest
from spacy.tokens import Doc

from benchmarks.stream.bare import Bare, bare, our_reader, with_components
from benchmarks.stream.context import Context
from benchmarks.stream.stock import _trained
from processors.entity_models.store import ModelStore

TEXT = "Title\n\n“We build in spring,” said Maud Fennimore of the United Nations in Germany on Tuesday."


def context(tmp_path: Path, count: int) -> Context:
    return Context({}, tmp_path, lambda _: None, count=count, rounds=2)


def test_all_components_have_their_say() -> None:
    model = ModelStore().for_language("en")
    assert model is not None
    nlp = with_components(model.nlp)
    (doc,) = nlp.pipe([TEXT])
    assert isinstance(doc, Doc)
    assert doc._.quotewire_language.code == "en"
    assert "Maud Fennimore" in {entity.text for entity in doc._.quotewire_entities}
    assert [quote.speaker.entity for quote in doc._.quotewire_quotes] == ["Maud Fennimore"]
    assert doc._.quotewire_sections and doc._.quotewire_near_duplicate_keys
    assert nlp.pipe_names[:2] == ["quotewire_sections", "quotewire_language"]


def test_each_process_reads_its_share(tmp_path: Path) -> None:
    with bare(context(tmp_path, 12), our_reader, processes=2) as made:
        assert made.measure() > 0
        assert made.measure(1) > 0, "the second round has texts of its own"
        running = [process for process, _ in made._running]
        assert all(process.is_alive() for process in running) and len(running) == 2
    assert not any(process.is_alive() for process in running)


def test_a_process_that_cannot_read_is_not_waited_for(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="a process of bare spaCy has ended"):
        Bare([[("de", "Nichts")]], [], 1, broken)
    assert "this reader is broken" in capfd.readouterr().err
    assert not multiprocessing.active_children()


def test_a_language_without_a_model_is_read_without_names() -> None:
    our_reader()([("ja", "「市場は来月開く」と市長は述べた。"), ("en", TEXT)])


def broken() -> None:
    raise ValueError("this reader is broken")


def test_the_stock_network_has_learned_to_find_names() -> None:
    sentence = "{} met the mayor in {} on Tuesday."
    texts = {
        sentence.format(person, place): [(0, len(person), "PER"), (len(person) + 18, len(person + place) + 18, "LOC")]
        for person in ("Maud Fennimore", "Silas Thorne", "Ines Talbot")
        for place in ("Brackwater", "Marlhaven", "Lindenried")
    }  # fmt: skip
    assert all(text[start:end] in text for text, names in texts.items() for start, end, _ in names)
    nlp = _trained("en", texts)  # type: ignore[arg-type]  # labels as plain strings
    found = [len(doc.ents) for doc in nlp.pipe(texts)]
    assert sum(found) / (2 * len(texts)) == pytest.approx(1.0, abs=0.5)
