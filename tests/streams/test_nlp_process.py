"""Inside an NLP process: one outcome for each message, and none because of its neighbours."""

import json
import multiprocessing
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from processors.chain import Annotated, Chain, Observer, unobserved
from processors.entity_models.store import ModelStore
from processors.errors import ModelError
from schemas import EnrichedArticle, RawArticle
from streams import nlp_process
from streams.messages import Enriched, Message, Rejected
from streams.nlp_process import StageClock, enrich_messages
from tests.streams.articles import SENT, message

GOOD = [
    "„Wir bauen weiter“, sagte Wiebke Jessenius am Dienstag.",
    "“We keep on building,” said Ines Talbot.",
    "港は広がる。",
]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return Chain(ModelStore(tmp_path_factory.mktemp("models")))


def raw(text: str, **fields: object) -> bytes:
    return json.dumps({"text": text, "source": "hafenpost", "id": text[:10]} | fields).encode()


def messages(*values: bytes) -> list[Message]:
    return [message(value, offset) for offset, value in enumerate(values)]


class Failing(Chain):
    """A chain that fails for articles with a certain word; counts its calls."""

    def __init__(self, chain: Chain, error: Exception) -> None:
        super().__init__(chain.models)
        self.error = error
        self.batches: list[int] = []

    def annotate(self, articles: Sequence[RawArticle], observe: Observer = unobserved) -> list[Annotated]:
        self.batches.append(len(articles))
        if any("poison" in article.text for article in articles):
            raise self.error
        return super().annotate(articles, observe)


def test_each_message_becomes_an_enriched_article_with_its_place(chain: Chain) -> None:
    outcomes = enrich_messages(chain, messages(*(raw(text) for text in GOOD)))
    for offset, (text, outcome) in enumerate(zip(GOOD, outcomes, strict=True)):
        assert isinstance(outcome, Enriched)
        article = EnrichedArticle.model_validate_json(outcome.value)
        assert (article.text, article.article_id) == (text, outcome.article_id)
        assert outcome.article_id == f"hafenpost:{text[:10].strip()}"
        assert article.raw is not None
        assert (article.raw.offset, article.version) == (offset, SENT)
        assert outcome.language == article.language.code
        assert set(article.processing.seconds) == {"sections", "language", "entities", "quotations", "fingerprints"}
    assert [outcome.language for outcome in outcomes if isinstance(outcome, Enriched)] == ["de", "en", "ja"]


def test_bad_messages_are_rejected_and_their_neighbours_are_not(chain: Chain) -> None:
    values = [raw(GOOD[0]), b"\xff", raw(GOOD[1]), b"{", b'{"text": ""}', b"", raw(GOOD[2])]
    outcomes = enrich_messages(chain, messages(*values))
    shown = [outcome.error if isinstance(outcome, Rejected) else "enriched" for outcome in outcomes]
    assert shown == ["enriched", "not-utf8", "enriched", "not-json", "invalid-field", "not-json", "enriched"]
    assert {outcome.stage for outcome in outcomes if isinstance(outcome, Rejected)} == {"decode"}


def test_nothing_but_bad_messages(chain: Chain) -> None:
    outcomes = enrich_messages(chain, messages(b"[]", b"{"))
    assert [outcome.error for outcome in outcomes if isinstance(outcome, Rejected)] == ["not-an-object", "not-json"]
    assert enrich_messages(chain, []) == []


@pytest.mark.parametrize("place", [0, 4, 8])
def test_an_article_that_a_processor_fails_for_is_rejected_alone(chain: Chain, place: int) -> None:
    texts = [f"Satz Nummer {number}." for number in range(9)]
    texts[place] = "poison"
    failing = Failing(chain, ZeroDivisionError("division by zero"))
    outcomes = enrich_messages(failing, messages(*(raw(text) for text in texts)))
    for text, outcome in zip(texts, outcomes, strict=True):
        if text != "poison":
            assert isinstance(outcome, Enriched)
            assert EnrichedArticle.model_validate_json(outcome.value).text == text
            continue
        assert isinstance(outcome, Rejected)
        assert (outcome.stage, outcome.error, outcome.article_id) == ("enrich", "processor-error", "hafenpost:poison")
        assert outcome.message.startswith("ZeroDivisionError in annotate (test_nlp_process.py, line ")
    assert len(failing.batches) <= 1 + 2 * 4


def test_bad_bytes_and_failing_articles_together_keep_their_places(chain: Chain) -> None:
    values = [b"{", raw("poison"), raw(GOOD[0]), b"\xff", raw("poison"), raw(GOOD[1])]
    outcomes = enrich_messages(Failing(chain, KeyError("x")), messages(*values))
    shown = [outcome.error if isinstance(outcome, Rejected) else outcome.language for outcome in outcomes]
    assert shown == ["not-json", "processor-error", "de", "not-utf8", "processor-error", "en"]


def test_the_error_does_not_repeat_the_article(chain: Chain) -> None:
    text = "poison: Wiebke Jessenius spricht"
    try:
        RawArticle.model_validate({"text": text, "tags": text.split(), "authors": {text: 1}})
    except ValueError as error:
        (outcome,) = enrich_messages(Failing(chain, error), messages(raw(text)))
    assert isinstance(outcome, Rejected)
    assert "Jessenius" not in outcome.message


@pytest.mark.parametrize("error", [ModelError("the entity model xx cannot be loaded"), MemoryError()])
def test_what_is_not_about_the_document_is_no_dead_letter(chain: Chain, error: Exception) -> None:
    with pytest.raises(type(error)):
        enrich_messages(Failing(chain, error), messages(raw("poison")))


def test_the_process_says_when_it_is_ready_answers_batches_and_ends_with_its_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # here it runs in a thread
    ours, theirs = multiprocessing.Pipe()
    serving = threading.Thread(target=nlp_process.main, args=(theirs, []))
    serving.start()
    try:
        assert ours.recv() == Chain().versions  # of no language: no entity model
        for values in ([raw(GOOD[2])], [b"{", b"["]):
            ours.send(messages(*values))
            assert len(ours.recv()) == len(values)
    finally:
        ours.close()
        serving.join(30)
    assert not serving.is_alive()
    theirs.close()


def test_a_model_that_cannot_be_loaded_is_said_instead_of_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe()
    nlp_process.main(theirs, ["de"], {"de": "/no/such/model"})
    error = ours.recv()
    assert isinstance(error, ModelError)
    assert "/no/such/model" in str(error)
    ours.close()
    theirs.close()


def test_stages_are_added_up() -> None:
    clock = StageClock()
    for _ in range(2):
        with clock.observe("language"):
            pass
    with pytest.raises(KeyError), clock.observe("entities"):
        raise KeyError
    assert set(clock.seconds) == {"language", "entities"}
    assert all(seconds >= 0 for seconds in clock.seconds.values())


def test_threads_are_limited_before_numpy_or_not_at_all() -> None:
    code = (
        "import os, sys\nfrom streams.nlp_process import one_thread_per_process\n{}\none_thread_per_process()\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    )
    early = subprocess.run([sys.executable, "-c", code.format("")], capture_output=True, text=True, check=True)
    assert early.stdout.split() == ["1", "False"]
    late = subprocess.run(
        [sys.executable, "-c", code.format("import numpy")], capture_output=True, text=True, check=False
    )
    assert late.returncode != 0
    assert "numpy was imported before" in late.stderr


def test_the_first_document_of_a_process_does_not_wait_for_the_language_model():
    code = (
        "import streams.nlp_preload\nfrom processors import language\nprint(language._identifier.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_all_processes_of_a_worker_know_the_same_packages():
    code = "import streams.nlp_preload\nfrom processors.entity_models import choice as m\n"
    code += "print(m.official_packages.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def preloaded(code: str, forced: dict[str, str], first: str = "") -> str:
    """What a fresh interpreter prints that is told to load the multilingual model beforehand."""
    begin = "from streams import nlp_process\nnlp_process.one_thread_per_process()\n"
    begin += f"nlp_process.preload(['xx'], {forced!r})\n{first}from streams.nlp_preload import models_for\n"
    done = subprocess.run([sys.executable, "-c", begin + code], capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def test_models_are_loaded_once_for_all_processes_that_are_forked():
    code = "a = models_for({})\nprint(len(a.names), a is models_for(None), models_for({'fr': 'none'}).names)"
    number, same, others = preloaded(code, {}).split()
    assert int(number) >= 3  # the multilingual one, and those of the samples
    assert (same, others) == ("True", "[]")  # with other models forced nothing is there yet


def test_a_model_that_cannot_be_loaded_beforehand_is_left_to_the_processes():
    said = preloaded("print(models_for({'xx': '/no/such/model'}).names)", {"xx": "/no/such/model"})
    assert said.startswith("[]\n")
    assert "cannot be loaded beforehand (ModelError)" in said


def test_nothing_that_fails_beforehand_ends_the_fork_server():
    first = "from processors import chain\ndel chain.Chain.annotate\n"
    said = preloaded("print(models_for({}).names)", {}, first)
    assert said.startswith("[]\n")
    assert "cannot be loaded beforehand (AttributeError)" in said


def test_models_that_start_threads_are_not_shared():
    first = "import threading, time\nthreading.Thread(target=time.sleep, args=(20,), daemon=True).start()\n"
    said = preloaded("print(models_for({}).names)", {}, first)
    assert said.startswith("[]\n")
    assert "have started 1 threads" in said


def test_without_word_from_a_worker_nothing_is_loaded():
    code = "from streams.nlp_preload import models_for\nprint(models_for({}).names)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
