"""What is done once for an article is done once: a figure of speed that no busy machine can spoil."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import pydantic
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import processors.chain
from processors.chain import Chain
from processors.pieces import LONGEST_PIECE
from streams.delivery import Turn
from streams.enrich_agent import EnrichAgent
from streams.indexing.bulk import BulkWriter
from streams.indexing.generations import Indices
from streams.indexing.writer import IndexAgent
from streams.messages import Enriched, Message, Rejected
from streams.nlp_process import enrich_messages
from streams.outcomes import Outcomes
from tests.streams.articles import message

GERMAN = "Der Hafen von Hohenwarthe wächst weiter. „Wir bauen im Frühjahr“, sagte Wiebke Jessenius am Dienstag. "
ENGLISH = "The harbour of Brackwater keeps growing. “We build in spring,” said Maud Fennimore on Tuesday. "


@pytest.fixture(scope="module")
def chain() -> Chain:
    """With the shipped models of German and English."""
    chain = Chain()
    chain.models.load(["de", "en"])
    return chain


def raw(number: int, text: str) -> Message:
    value = json.dumps({"id": f"article-{number}", "title": "Hafen", "text": f"{text * 3}Nr. {number}."}).encode()
    return message(value, number, key=f"article-{number}".encode())


def batch() -> list[Message]:
    return [raw(number, text) for number, text in enumerate([GERMAN, ENGLISH] * 4)]


@pytest.fixture
def docs_read(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many Docs are made (`made`), and how many each model's recogniser is given (`read`)."""
    counts: Counter[str] = Counter()
    make_doc = Language.make_doc

    def counted(self: Language, text: str) -> Doc:
        counts["made"] += 1
        return make_doc(self, text)

    def passing(doc: Doc) -> Doc:
        counts["read"] += 1
        return doc

    monkeypatch.setattr(Language, "make_doc", counted)
    for language in ("de", "en"):
        model = chain.models.for_language(language)
        assert model is not None
        monkeypatch.setattr(model.nlp, "_components", [*model.nlp._components, ("counting", passing)])
    return counts


def test_one_doc_is_made_of_an_article(chain: Chain, docs_read: Counter[str]) -> None:
    outcomes = enrich_messages(chain, batch())
    assert all(isinstance(outcome, Enriched) for outcome in outcomes)
    assert docs_read == {"made": len(outcomes), "read": len(outcomes)}


def test_a_long_article_is_one_doc_for_each_of_its_pieces(chain: Chain, docs_read: Counter[str]) -> None:
    text = GERMAN * (2 * LONGEST_PIECE // len(GERMAN))
    (outcome,) = enrich_messages(chain, [message(json.dumps({"text": text}).encode())])
    assert isinstance(outcome, Enriched)
    assert docs_read == {"made": 2, "read": 2}


def test_each_processor_is_called_once_for_an_article_and_spacy_once_for_a_model(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    names = (
        "find_sections", "detect_language", "mentions_in", "entities_of", "find_quotations", "near_duplicate_keys",
    )  # fmt: skip
    for name in names:
        monkeypatch.setattr(processors.chain, name, counting(getattr(processors.chain, name), calls, name))
    pipe = Language.pipe
    monkeypatch.setattr(Language, "pipe", counting(pipe, calls, "nlp.pipe"))
    messages = batch()
    enrich_messages(chain, messages)
    once = dict.fromkeys(set(names) - {"mentions_in"}, len(messages))
    assert calls == once | {"mentions_in": 2, "nlp.pipe": 2}


def counting(function: Callable[..., Any], calls: Counter[str], name: str) -> Callable[..., Any]:
    def counted(*args: Any, **kwargs: Any) -> Any:
        calls[name] += 1
        return function(*args, **kwargs)

    return counted


# JSON


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """How often each JSON text was decoded, by whichever of the readers that the code has."""
    counts: Counter[bytes] = Counter()

    def watched(function: Callable[..., Any], place: int) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            text = args[place]
            counts[text.encode() if isinstance(text, str) else bytes(text)] += 1
            return function(*args, **kwargs)

        return counted

    monkeypatch.setattr(orjson, "loads", watched(orjson.loads, 0))
    monkeypatch.setattr(json, "loads", watched(json.loads, 0))
    validate = watched(pydantic.BaseModel.model_validate_json.__func__, 1)  # type: ignore[attr-defined]  # a class method
    monkeypatch.setattr(pydantic.BaseModel, "model_validate_json", classmethod(validate))
    return counts


class Topic:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.values: list[bytes] = []

    async def send(self, *, key: bytes, value: bytes, headers: Any) -> "asyncio.Future[None]":
        self.values.append(value)
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answer.set_result(None)
        return answer


class Here:
    """Does what an NLP process does, in this one, so that it is counted too."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain

    async def enrich(self, messages: Sequence[Message]) -> list[Enriched | Rejected]:
        return enrich_messages(self.chain, messages)


class Nobody:
    """Dead letters, and a monitor, that nothing is expected of."""

    async def write(self, rejections: Sequence[Any]) -> None:
        assert not rejections

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args: None


class Elasticsearch:
    """Knows no article and takes every document; keeps what it was sent."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    async def mget(self, docs: Sequence[dict[str, str]], source_includes: None = None) -> dict[str, Any]:
        return {"docs": [{"_id": doc["_id"], "found": False} for doc in docs]}

    async def bulk(self, operations: list[bytes], filter_path: str) -> dict[str, Any]:
        self.lines += operations
        return {"items": [{"index": {"status": 201}} for line in operations if line.startswith(b'{"index":{"_index"')]}


class News:
    """Always the same indices."""

    async def current(self) -> Indices:
        return Indices("news", 1)

    async def look_again(self, _indices: Indices) -> None:
        raise AssertionError("nothing is tried again")


def test_a_message_is_decoded_once_in_each_agent(chain: Chain, decoded: Counter[bytes]) -> None:
    messages = batch()
    topic, store = Topic(), Elasticsearch()
    nobody: Any = Nobody()
    here: Any = Here(chain)
    enrich = EnrichAgent(here, topic, nobody, Outcomes(), nobody)
    asyncio.run(enrich(messages, Turn(None)))
    assert len(topic.values) == len(messages)
    assert [decoded[message.value or b""] for message in messages] == [1] * len(messages)
    assert not any(decoded[value] for value in topic.values)  # what was just made is not read again

    client: Any = store
    generations: Any = News()
    index = IndexAgent(client, BulkWriter(client, 5_000_000), generations, nobody, Outcomes(), nobody)
    enriched = [message(value, number, key=b"a%d" % number) for number, value in enumerate(topic.values)]
    asyncio.run(index(enriched, Turn(None)))
    assert len(store.lines) >= 2 * 2 * len(messages)  # an article and a state, each with its action
    assert [decoded[value] for value in topic.values] == [1] * len(messages)
    assert decoded.total() == 2 * len(messages)  # nothing else was decoded either
