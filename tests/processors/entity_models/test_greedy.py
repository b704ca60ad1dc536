"""The recogniser that is read greedily finds what spaCy's own finds, whatever its weights, features, texts."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from processors.entity_models import greedy
from processors.entity_models.greedy import AHEAD, BLOCK, GreedyRecogniser, read_greedily

WORDS = ("Mira", "Tellmann", "sagt", "in", "Kassel", ".", "\n\n", " ", "die", "Halvorn", "AG", "–")
MANY = np.random.default_rng(0).choice(WORDS, size=BLOCK + 7).tolist()
LABELS = ("PER", "ORG", "LOC")
HIDDEN, WIDTH = 8, 8


def untrained(features: int, upper: bool, pieces: int, seed: int) -> Language:
    """A recogniser with large random weights: names are long, and begin inside others."""
    nlp = spacy.blank("de")
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": features == 6,
        "hidden_width": HIDDEN,
        "maxout_pieces": pieces,
        "use_upper": upper,
        "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": WIDTH, "depth": 1, "embed_size": 100,
                    "window_size": 1, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None},
    }  # fmt: skip
    recogniser: Any = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS:
        recogniser.add_label(label)
    nlp.initialize()
    rng = np.random.default_rng(seed)
    for node in recogniser.model.walk():
        for name in node.param_names:
            value = node.get_param(name)
            node.set_param(name, rng.normal(size=value.shape).astype("float32"))
    upper_layer = recogniser.model.get_ref("upper" if upper else "lower")
    favour_going_on(recogniser, upper_layer.get_param("b"))
    return nlp


def favour_going_on(recogniser: Any, bias: Any) -> None:
    """So that names of more than AHEAD words are among those found."""
    for number in range(recogniser.moves.n_moves):
        bias[number] += {"B": 4, "U": 3, "I": 6}.get(recogniser.moves.get_class_name(number)[0], 0)


def named(docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
    return [[(span.start, span.end, span.label_) for span in doc.ents] for doc in docs]


def marks(docs: Sequence[Doc]) -> list[list[tuple[int, str]]]:
    return [[(word.ent_iob, word.ent_type_) for word in doc] for doc in docs]


def lengths_of(found: list[list[tuple[int, int, str]]]) -> set[int]:
    return {end - start for names in found for start, end, _ in names}


KINDS = [(features, upper, pieces) for features in (3, 6) for upper, pieces in ((True, 2), (True, 3), (False, 2))]


@pytest.fixture(
    scope="module", params=KINDS, ids=lambda kind: f"{kind[0]} features, {'upper' if kind[1] else 'none'}, {kind[2]}"
)
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[Language, Language]]:
    """The same recogniser as spaCy reads it, and as it is read here."""
    for seed in range(100):
        made = [untrained(*request.param, seed) for _ in range(2)]
        lengths = lengths_of(named([made[0].get_pipe("ner")(Doc(made[0].vocab, MANY))]))
        if 1 in lengths and max(lengths) > AHEAD + 1:
            break
    else:
        pytest.fail("no weights make names of all lengths")
    read_greedily(made[1])
    assert isinstance(made[1].get_pipe("ner"), GreedyRecogniser)
    yield made[0], made[1]


@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=25), max_size=5))
@settings(max_examples=60, deadline=None, derandomize=True)  # sums in another order: two scores may be a tie to one
def test_it_finds_what_spacy_finds(pair, texts: list[list[str]]) -> None:
    one, other = pair
    theirs = list(one.pipe(Doc(one.vocab, words) for words in texts))
    ours = list(other.pipe((Doc(other.vocab, words) for words in texts), batch_size=3))
    assert named(ours) == named(theirs)
    assert marks(ours) == marks(theirs)


def test_names_of_all_lengths_are_among_them(pair) -> None:
    one, other = pair
    texts = [MANY, MANY[:300], MANY[:1], MANY[:2], MANY[-40:]]
    theirs = named([one.get_pipe("ner")(Doc(one.vocab, words)) for words in texts])
    assert named([other.get_pipe("ner")(Doc(other.vocab, words)) for words in texts]) == theirs
    lengths = lengths_of(theirs)
    assert 1 in lengths
    assert max(lengths) > AHEAD + 1
    assert {label for names in theirs for _, _, label in names} <= set(LABELS)


def test_what_is_set_before_decides_as_in_spacy(pair) -> None:
    one, other = pair
    found = []
    for nlp in (one, other):
        _, sentences, set_before = docs = [Doc(nlp.vocab, list(WORDS) * 3) for _ in range(3)]
        for word in sentences[1:]:
            word.is_sent_start = word.i % 3 == 0
        set_before.set_ents([Span(set_before, 4, 7, label="ORG")], default="missing")
        found.append(named(list(nlp.pipe(docs))))
    assert found[1] == found[0]
    assert (4, 7, "ORG") in found[0][2]
    assert len({tuple(names) for names in found[0]}) > 1, "what was set made a difference"


def test_only_what_must_be_is_left_to_spacy(pair, monkeypatch: pytest.MonkeyPatch) -> None:
    _, other = pair
    read = []
    component: Any = other.get_pipe("ner")

    class Asked:
        def __call__(self, doc: Doc) -> None:
            read.append(len(doc))

    monkeypatch.setattr(component, "_recogniser", Asked())
    with_sentences = Doc(other.vocab, list(WORDS), sent_starts=[index % 4 == 0 for index in range(len(WORDS))])
    docs = [Doc(other.vocab, list(WORDS) * 2), with_sentences, Doc(other.vocab), Doc(other.vocab, ["Mira"])]
    list(component.pipe(docs))
    assert read == [len(WORDS)]


def test_a_long_name_takes_time_in_proportion(pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word is looked at for a name that begins there, but only AHEAD of it."""
    _, other = pair
    decoder = other.get_pipe("ner")._decoder
    asked = []
    goes_on = decoder._goes_on

    def always(vectors: Any, names: Any, word: Any) -> Any:
        asked.append(len(word))
        return goes_on(vectors, names, word) | (word < names.last)

    monkeypatch.setattr(decoder, "_goes_on", always)
    [doc] = other.pipe([Doc(other.vocab, MANY)])
    assert max(lengths_of(named([doc]))) > len(doc) // 2
    assert sum(asked) <= (AHEAD + 1) * len(doc)


def test_beams_and_other_components_stay() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("beam_ner").add_label("PER")
    nlp.add_pipe("ner").add_label("PER")
    nlp.add_pipe("quotewire_fingerprints")
    nlp.initialize()
    read_greedily(nlp)
    assert nlp.pipe_names == ["sentencizer", "beam_ner", "ner", "quotewire_fingerprints"]
    assert [isinstance(component, GreedyRecogniser) for _, component in nlp.pipeline] == [False, False, True, False]
    before = nlp.get_pipe("ner")
    read_greedily(nlp)
    assert nlp.get_pipe("ner") is before
    assert greedy.FACTORY in {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    assert nlp.get_pipe("ner").labels == ("PER",)
