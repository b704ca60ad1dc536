"""A fuzz of the entrance: whatever is published ends in exactly one outcome, and the worker never falls over it.

`make test` runs a short form, `make fuzz` 100,000 messages (MESSAGES, PUBLISHED, SEED). What is found is named by seed
and number; `make_message(seed, number)` makes that message again.
"""

import multiprocessing
import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

import pytest
from elasticsearch.helpers import scan
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from kafka.serializer import Serializer

from processors.chain import Annotated, Chain, Observer, unobserved
from schemas import InvalidArticle, RawArticle, decode_raw
from schemas.article import ArticleFields
from schemas.identity import article_id
from streams.elasticsearch_client import sync_client
from streams.enrich_agent import deletion_of
from streams.messages import Message, Rejected
from tests.faults.fuzzing import Report, examine, message_of, outcomes_of
from tests.faults.mutations import Hostile, encoded, make_message
from tests.faults.texts import BIDIRECTIONAL, SCRIPTS, TEXTS
from tests.faults.values import DATES, IDENTIFIERS, NUMBERS, TREES, URLS, VALUES
from tests.integration.conftest import Pipeline, working_pipeline
from tests.timing import cpu_seconds

SEED = int(os.environ.get("QUOTEWIRE_FUZZ_SEED", "1"))
MESSAGES = int(os.environ.get("QUOTEWIRE_FUZZ_MESSAGES", "1000"))
"""That go through everything in process."""
PUBLISHED = int(os.environ.get("QUOTEWIRE_FUZZ_PUBLISHED", "600"))
"""Of these, so many go through a real Kafka, a real worker and a real Elasticsearch too."""
LONG = MESSAGES > 10_000

CHUNK = 500
"""Messages given to a process at once, and published between two looks at the lag."""
CHUNKS_PER_PROCESS = 20


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


def progress(line: str) -> None:
    """Shown at once by `make fuzz`, and by pytest where a test fails."""
    print(f"seed {SEED}: {line}", flush=True)


# --- in process


_chains: list[Chain] = []


def _examine_chunk(numbers: range) -> Report:
    """In a process of its own; the models are loaded once in each."""
    if not _chains:
        _chains.append(Chain())
    return examine(_chains[0], SEED, numbers)


def in_processes() -> Report:
    """All messages, in one process a core."""
    chunks = [range(start, min(start + CHUNK, MESSAGES)) for start in range(0, MESSAGES, CHUNK)]
    report = Report()
    cores = len(os.sched_getaffinity(0))
    # New processes now and then: texts in every script fill spaCy's memory of words. Not by the executor's own
    # `max_tasks_per_child`, with which Python 3.11 waits for ever once all processes have ended at the same time.
    for first in range(0, len(chunks), CHUNKS_PER_PROCESS * cores):
        with ProcessPoolExecutor(cores, multiprocessing.get_context("forkserver")) as pool:
            some = chunks[first : first + CHUNKS_PER_PROCESS * cores]
            under_way: dict[Future[Report], range] = {pool.submit(_examine_chunk, chunk): chunk for chunk in some}
            for done in as_completed(list(under_way)):
                chunk = under_way.pop(done)
                try:
                    report.add(done.result())
                except BrokenProcessPool:
                    report.findings.append(f"{SEED}:{chunk.start}-{chunk.stop}: a process died")
                progress(f"{sum(report.outcomes.values()):,} of {MESSAGES:,} messages, {len(report.findings)} findings")
    return report


def test_every_message_ends_in_one_outcome_that_keeps_its_promises(chain: Chain) -> None:
    progress(f"{MESSAGES:,} messages in process")
    report = in_processes() if LONG else examine(chain, SEED, range(MESSAGES))
    progress(f"{MESSAGES:,} messages in process:\n{report}")
    assert report.findings == []
    assert sum(report.outcomes.values()) == MESSAGES
    # And the mutations are what they are meant to be: not all refused at the door, not all let through.
    seen = {mutation for mutation, _ in report.mutations}
    assert seen >= {*VALUES, *TEXTS, *TREES, "key", "headers", "deletion"}
    enriched, decoded = report.outcomes["enriched"], MESSAGES - report.outcomes["deleted"]
    assert 0.4 * decoded < enriched < 0.9 * decoded
    refused = {outcome for outcome in report.outcomes if "/" in outcome}
    assert refused >= {
        f"decode/{kind}" for kind in ("not-json", "not-utf8", "not-an-object", "too-deep", "invalid-field")
    }
    assert sum(count for (name, outcome), count in report.mutations.items() if name in TEXTS and outcome == "enriched")


def test_a_message_is_the_same_whenever_it_is_made() -> None:
    made = [make_message(SEED, number) for number in range(300)]
    assert made == [make_message(SEED, number) for number in reversed(range(300))][::-1]
    assert made != [make_message(SEED + 1, number) for number in range(300)]


class Breaking(Chain):
    """A chain that raises at a word, and moves every quotation's start."""

    def annotate(self, articles: Sequence[RawArticle], observe: Observer = unobserved) -> list[Annotated]:
        if any("break" in article.text for article in articles):
            raise IndexError("out of reach")
        annotated = super().annotate(articles, observe)
        for found in annotated:
            quotes = found.annotations.quotes
            quotes[:] = [quote.model_copy(update={"start": quote.start + 1}) for quote in quotes]
        return annotated


def test_what_breaks_a_promise_is_found(chain: Chain) -> None:
    texts = ("Nothing is quoted.", SCRIPTS[1], "They break it.")
    values = [encoded({"text": text}) for text in texts]
    ended = outcomes_of(Breaking(chain.models), [message_of(Hostile("", None, value), 0) for value in values])
    assert [end.outcome for end in ended] == ["enriched", "enriched", "enrich/processor-error"]
    assert [len(end.problems) for end in ended] == [0, 1, 1]
    assert "a Quote from" in ended[1].problems[0] and "IndexError" in ended[2].problems[0]


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from((*DATES, *NUMBERS))
)
TREE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
MOMENT = st.datetimes().map(str) | st.sampled_from(DATES) | SCALARS
WRITTEN = st.text(min_size=1, max_size=200) | st.sampled_from(SCRIPTS)
TYPED: dict[str, st.SearchStrategy[Any]] = {
    "id": st.text() | st.integers() | st.sampled_from(IDENTIFIERS),
    "url": st.text() | st.sampled_from(URLS),
    "title": WRITTEN | st.none(),
    "authors": st.lists(st.text(max_size=20), max_size=5),
    "published_at": MOMENT,
    "updated_at": MOMENT,
    "language": st.text(max_size=8),
    "extra": st.dictionaries(st.text(max_size=6), TREE, max_size=4),
    "wire": TREE,
}
ARTICLE = st.fixed_dictionaries({"text": WRITTEN}, optional=TYPED)
"""Mostly articles; what is in a field fits there more often than not."""


@seed(SEED)
@settings(
    max_examples=max(60, MESSAGES // 50),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(value=ARTICLE | st.dictionaries(st.sampled_from(list(ArticleFields.model_fields)), TREE) | TREE)
def test_any_json_value_ends_in_one_outcome(chain: Chain, value: Any) -> None:
    (ended,) = outcomes_of(chain, [message_of(Hostile("", None, encoded(value)), 0)])
    assert ended.problems == ()


OPENING = {"German": "„", "straight": '"', "Japanese": "「", "in any order": "„“«\"‚‘'「"}
if LONG:
    OPENING |= {"English": "“", "French": "« ", "apostrophes": "'", "dashes": "—\n", "with words": "„sagte "}


def growth(work: Callable[[int], object], large: int, factor: int = 10) -> float:
    """How many times longer the work takes for so much more: `factor` if it is linear, else its square."""

    def seconds(size: int) -> float:
        return cpu_seconds(lambda: work(size))

    return seconds(large) / max(min(seconds(large // factor) for _ in range(2)), 0.005)


@pytest.mark.parametrize("unit", OPENING.values(), ids=OPENING)
def test_a_hundred_thousand_opening_marks_take_time_in_proportion(chain: Chain, unit: str) -> None:
    def annotate(characters: int) -> None:
        text = SCRIPTS[0] + unit * (characters // len(unit))
        (found,) = chain.annotate([RawArticle(text=text)])
        assert found.annotations.language.code == "de"

    assert any(growth(annotate, 100_000) < 3 * 10 for _ in range(2))  # once more, for when the machine was busy


# --- on the real Kafka and Elasticsearch


NOTHING = object()
"""A null value, which the producer does not send without a key unless it is disguised until the last moment."""


class NothingIsNull(Serializer):
    """Leaves bytes as they are, and takes the disguise off."""

    def serialize(self, topic: str, headers: object, data: object) -> object:
        return None if data is NOTHING else data


def fate(message: Message) -> str | Rejected:
    """The article_id that a message is about, or why it is about none."""
    if message.value is None:
        deletion = deletion_of(message)
        return deletion if isinstance(deletion, Rejected) else (deletion.key or b"").decode()
    try:
        return article_id(decode_raw(message.value))
    except InvalidArticle as error:
        return Rejected("decode", error.kind, str(error))


@dataclass
class Fuzzed:
    """A pipeline that has had hostile messages, and what must have become of them.

    Attributes:
        pipeline: with a worker.
        articles: article_ids that were published.
        deleted: article_ids that were deleted after that.
        letters: stage and error of each dead letter by partition and offset.
        published: how many messages.
    """

    pipeline: Pipeline
    articles: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    letters: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    published: int = 0

    @property
    def live(self) -> set[str]:
        """Article_ids that are to be found."""
        return self.articles - self.deleted

    def publish(self, several: Sequence[Hostile]) -> None:
        """Publishes messages, waits until each has its outcome, and notes which that must be."""
        pipeline = self.pipeline
        # Compressed, or the largest would be over the topic's limit by the bytes around them.
        with pipeline.producer(value_serializer=NothingIsNull(), compression_type="zstd") as producer:
            sent = [
                producer.send(
                    pipeline.settings.raw_topic,
                    key=hostile.key,
                    value=NOTHING if hostile.value is None else hostile.value,
                    headers=[(name, value or b"") for name, value in hostile.headers],  # it knows no null
                    timestamp_ms=hostile.timestamp_ms,
                )
                for hostile in several
            ]
            producer.flush()
        for hostile, future in zip(several, sent, strict=True):
            place = future.get(timeout=0)
            end = fate(message_of(hostile, place.offset))
            if isinstance(end, Rejected):
                self.letters[place.partition, place.offset] = (end.stage, end.error)
            else:
                (self.deleted if hostile.value is None else self.articles).add(end)
        self.published += len(several)
        pipeline.await_no_lag()
        progress(f"{self.published:,} of {PUBLISHED:,} messages published and done")


@pytest.fixture(scope="module")
def fuzzed(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    """A pipeline whose worker has had them all: deletions last, so that none depends on what a partition does first."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with working_pipeline(endpoints, folder, nlp_processes=2 if LONG else 1) as pipeline:
        made = Fuzzed(pipeline)
        hostile = [make_message(SEED, number) for number in range(PUBLISHED)]
        for deletions in (False, True):
            chosen = [one for one in hostile if (one.value is None) == deletions]
            for start in range(0, len(chosen), CHUNK):
                made.publish(chosen[start : start + CHUNK])
        yield made


@pytest.mark.integration
def test_every_message_is_searchable_or_deleted_or_a_dead_letter(fuzzed: Fuzzed) -> None:
    settings = fuzzed.pipeline.settings
    prefix = settings.index_prefix
    with sync_client(settings) as client:
        found = [hit["_id"] for hit in scan(client, index=f"{prefix}-articles", _source=False)]
        states = {hit["_id"]: hit["_source"]["deleted"] for hit in scan(client, index=f"{prefix}-state")}
        indexed_letters = client.count(index=f"{prefix}-dead-letters")["count"]
    letters = fuzzed.pipeline.dead_letters()
    assert Counter(found) == Counter(fuzzed.live)
    assert {name for name, deleted in states.items() if deleted} == fuzzed.deleted
    assert {name for name, deleted in states.items() if not deleted} == fuzzed.live
    assert {(letter.partition, letter.offset): (letter.stage, letter.error) for letter in letters} == fuzzed.letters
    assert len(letters) == indexed_letters == len(fuzzed.letters)
    assert len(found) + len(fuzzed.deleted) + len(letters) == len(fuzzed.articles | fuzzed.deleted) + len(
        fuzzed.letters
    )
    assert min(len(found), len(fuzzed.deleted), len(letters)) > 0
    assert fuzzed.pipeline.lag() == 0


@pytest.mark.integration
def test_every_delivery_is_counted_once(fuzzed: Fuzzed) -> None:
    pipeline = fuzzed.pipeline
    counted = {
        (labels["agent"], labels["outcome"]): int(value)
        for labels, value in pipeline.series("quotewire_outcomes_total")
    }
    assert counted["enrich", "dead-lettered"] == len(fuzzed.letters)
    assert sum(count for (agent, _), count in counted.items() if agent == "enrich") == fuzzed.published
    passed_on = fuzzed.published - len(fuzzed.letters)
    assert sum(count for (agent, _), count in counted.items() if agent == "index") == passed_on
    assert pipeline.metric("quotewire_messages_total", agent="enrich") == fuzzed.published
    status = pipeline.json("status")
    assert (status["articles"], status["dead_letters"]) == (len(fuzzed.live), len(fuzzed.letters))


@pytest.mark.integration
def test_the_worker_never_restarts(fuzzed: Fuzzed) -> None:
    pipeline = fuzzed.pipeline
    for agent in ("enrich", "index"):
        assert pipeline.metric("quotewire_agent_starts_total", agent=agent) == 1
    log = pipeline.log()
    assert "Traceback" not in log and "starting it again" not in log
    assert "splitting it" not in log and "with one message" not in log  # nor did an NLP process die or hang
    assert [log.count(f"the {agent} agent is ready") for agent in ("enrich", "index")] == [1, 1]
    assert [worker.poll() for worker in pipeline.workers] == [None]


@pytest.mark.integration
@pytest.mark.parametrize("command", ["search", "quotes", "dead-letters list"])
def test_what_is_printed_of_it_has_no_control_characters(fuzzed: Fuzzed, command: str) -> None:
    printed = fuzzed.pipeline.run(*command.split(), "-n", "1000")
    assert printed.returncode == 0, printed.stderr
    assert len(printed.stdout.splitlines()) > 10
    raw = {sign for sign in printed.stdout if unicodedata.category(sign) in ("Cc", "Cs") or sign in BIDIRECTIONAL}
    assert raw <= {"\n"}
