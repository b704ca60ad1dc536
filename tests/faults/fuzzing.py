"""Every message through all that happens to it between two topics and an index, in one process.

    bytes -> decode -> chain -> enriched message -> bytes -> decode -> decision -> documents
                  \\-> dead letter -> its document

It ends in exactly one outcome, and each step's result is held against what it promises; what breaks a promise is a
finding, named by its message.
"""

import hashlib
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import SimpleNamespace

import orjson

from processors.chain import Chain
from schemas import DeadLetter, EnrichedArticle
from schemas.identity import MAX_ID_BYTES
from streams.delivery import message_of as delivered
from streams.enrich_agent import deletion_of
from streams.indexing.changes import Deletion, change_of
from streams.indexing.dead_letters import dead_letter_document
from streams.indexing.generations import Indices
from streams.indexing.state import decide
from streams.indexing.writer import operations_for
from streams.messages import Enriched, Message, Rejected, dead_letter
from streams.nlp_pool import SLOWEST_BYTES_PER_SECOND
from streams.nlp_process import enrich_messages
from streams.producing import Outgoing
from tests.faults.mutations import SENT_MS, TOPIC, Hostile, make_message

BATCH = 24
"""Messages that go through the chain together, as in a worker."""

ALONE_BYTES = 50_000
"""A longer message goes alone, so that its time is its own."""

SECONDS_PER_DOCUMENT = 60.0
"""The worker's limit by default for one document, before its size is allowed for."""

DECODING_ERRORS = {
    "not-utf8", "not-json", "not-an-object", "too-deep", "too-large", "invalid-field", "invalid-key"
}  # fmt: skip
LONGEST_REASON = 2_000
"""Characters of what a dead letter says; it is read in a table."""

INDICES = Indices("fuzz", 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a message ended.

    Attributes:
        outcome: `enriched`, `deleted`, or `stage/error` of its dead letter.
        article_id: of the article, where it is one or deletes one.
        problems: which promises were broken.
    """

    outcome: str
    article_id: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What became of a number of messages.

    Attributes:
        outcomes: messages by outcome.
        mutations: messages by mutation and outcome.
        findings: lines, each with the message's name and a broken promise.
        slowest: share of the worker's time limit, and name, of the slowest messages.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    mutations: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Takes in another report."""
        self.outcomes += other.outcomes
        self.mutations += other.mutations
        self.findings += other.findings
        self.slowest = sorted([*self.slowest, *other.slowest], reverse=True)[:5]

    def __str__(self) -> str:
        lines = [f"{count:>9,}  {outcome}" for outcome, count in self.outcomes.most_common()]
        lines += [f"slowest: {share:.1%} of its time limit: {name}" for share, name in self.slowest[:3]]
        return "\n".join([*lines, f"{len(self.findings)} findings", *self.findings[:50]])


def message_of(hostile: Hostile, offset: int) -> Message:
    """The message as the worker takes it from the topic."""
    sent = SENT_MS if hostile.timestamp_ms is None else hostile.timestamp_ms
    record = SimpleNamespace(
        topic=TOPIC,
        partition=offset % 4,
        offset=offset,
        timestamp=None if sent < 0 else sent / 1000,
        key=hostile.key,
        value=hostile.value,
        headers=list(hostile.headers),
    )
    return delivered(SimpleNamespace(message=record))


def examine(chain: Chain, seed: int, numbers: Iterable[int]) -> Report:
    """Sends messages of a seed through everything."""
    report = Report()
    for batch in _batches(seed, numbers):
        begin = time.process_time()
        messages = [message_of(hostile, number) for number, hostile in batch]
        ended = outcomes_of(chain, messages)
        limit = SECONDS_PER_DOCUMENT + sum(message.size for message in messages) / SLOWEST_BYTES_PER_SECOND
        share = (time.process_time() - begin) / limit
        report.add(Report(slowest=[(share, batch[0][1].name)]))
        if share > 1:
            report.findings.append(f"{batch[0][1].name}: a batch of {len(batch)} took {share:.1f} of its time limit")
        for (_, hostile), end in zip(batch, ended, strict=True):
            report.outcomes[end.outcome] += 1
            for mutation in hostile.name.partition(" ")[2].split("+"):
                report.mutations[mutation, end.outcome] += 1
            report.findings += [f"{hostile.name}: {problem}" for problem in end.problems]
    return report


def _batches(seed: int, numbers: Iterable[int]) -> Iterator[list[tuple[int, Hostile]]]:
    batch: list[tuple[int, Hostile]] = []
    for number in numbers:
        hostile = make_message(seed, number)
        if len(hostile.value or b"") > ALONE_BYTES:
            yield [(number, hostile)]
            continue
        batch.append((number, hostile))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def outcomes_of(chain: Chain, messages: Sequence[Message]) -> list[Ended]:
    """How each message of a batch ends, in order; an exception on the way is a problem of all of them."""
    articles = [message for message in messages if message.value is not None]
    try:
        enriched = iter(enrich_messages(chain, articles))
        results = [deletion_of(message) if message.value is None else next(enriched) for message in messages]
        if list(enriched):
            raise AssertionError("more outcomes than messages")
    except Exception as error:
        if len(messages) > 1:  # whose it is
            return [ended for message in messages for ended in outcomes_of(chain, [message])]
        return [Ended("exception", None, (_described(error),))]
    return [_ended(message, result) for message, result in zip(messages, results, strict=True)]


def _ended(message: Message, result: Enriched | Outgoing | Rejected) -> Ended:
    problems: list[str] = []
    outcome, identifier = "exception", None
    try:
        if isinstance(result, Rejected):
            outcome, identifier = f"{result.stage}/{result.error}", result.article_id
            problems += _problems_of_rejection(message, result)
        elif isinstance(result, Enriched):
            outcome, identifier = "enriched", result.article_id
            passed_on = Message(result.article_id.encode(), result.value, message.place)
            problems += _problems_of_article(message, passed_on)
            problems += _problems_of_change(passed_on, result.article_id)
        else:
            outcome, identifier = "deleted", (result.key or b"").decode()
            passed_on = Message(result.key, result.value, message.place, result.headers)
            problems += _problems_of_change(passed_on, identifier)
    except Exception as error:
        problems.append(_described(error))
    return Ended(outcome, identifier, tuple(problems))


def _problems_of_rejection(message: Message, rejected: Rejected) -> Iterator[str]:
    if rejected.stage != "decode" or rejected.error not in DECODING_ERRORS:
        yield f"rejected by {rejected.stage}: {rejected.error}: {rejected.message}"
    if not 0 < len(rejected.message) <= LONGEST_REASON:
        yield f"a reason of {len(rejected.message)} characters"
    for kept in (None, 65_536, 0):
        letter = dead_letter(message, rejected, SENT_MS, kept)
        read = DeadLetter.model_validate_json(letter.model_dump_json().encode())
        if read != letter:
            yield "the dead letter does not read as it was written"
        if kept is None and (read.original_value(), read.original_key()) != (message.value, message.key):
            yield "the dead letter does not hold the original bytes"
        if read.value_sha256 not in (None, hashlib.sha256(message.value or b"").hexdigest()):
            yield "the dead letter has another hash"
        orjson.dumps(dead_letter_document(read))


def _problems_of_article(message: Message, passed_on: Message) -> Iterator[str]:
    article = change_of(passed_on)
    if not isinstance(article, EnrichedArticle):
        yield f"the enriched article does not decode: {article}"
        return
    if article.model_dump_json().encode() != passed_on.value:
        yield "the enriched article does not read as it was written"
    if article.article_id.encode() != passed_on.key or article.raw != message.place:
        yield "the enriched article has another identity or place"
    yield from problems_of_offsets(article)


def problems_of_offsets(article: EnrichedArticle) -> Iterator[str]:
    """Annotations that are not what stands in the text where they say, or overlap."""
    text = article.text
    spans = [*article.entities, *article.quotes]
    for quote in article.quotes:
        spans += [span for span in (quote.speaker, quote.cue) if span is not None]
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            yield f"a {type(span).__name__} from {span.start} to {span.end} is not what stands there"
    for several in (article.sections, article.quotes):
        if any(before.end > after.start for before, after in pairwise(several)):
            yield "sections or quotations overlap"
    if any(not 0 <= section.start < section.end <= len(text) for section in article.sections):
        yield "a section outside of the text"


def _problems_of_change(passed_on: Message, identifier: str) -> Iterator[str]:
    """What the index agent makes of a message on `news.enriched`."""
    change = change_of(passed_on)
    if isinstance(change, Rejected):
        yield f"rejected by index: {change.error}: {change.message}"
        return
    if change.article_id != identifier:
        yield f"the change is about {change.article_id!r}"
    decision = decide(change, None)
    if decision.outcome != ("deleted" if isinstance(change, Deletion) else "indexed"):
        yield f"a new article is {decision.outcome}"
    assert decision.state is not None
    orjson.dumps(decision.state.document())
    operations = list(operations_for(INDICES, change, decision))
    expected = 0 if isinstance(change, Deletion) else 1 + len(change.quotes)
    if len(operations) != expected:
        yield f"{len(operations)} documents instead of {expected}"
    for operation in operations:
        if not 0 < len(operation.id.encode()) <= MAX_ID_BYTES or not 0 <= operation.version < 2**63:
            yield f"Elasticsearch does not take the id {operation.id[:80]!r} or the version {operation.version}"
        if any(b"\n" in line for line in operation.lines()):
            yield "a document of several lines"
    again = decide(change, decision.state)
    if again.outcome not in ("unchanged", "deleted") or again.state is not None:
        yield f"the same message again is {again.outcome}"


def _described(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.filename}:{last.lineno} ({str(error)[:200]!r})"
