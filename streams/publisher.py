"""Publishing articles to `news.raw` with kafka-python: every article acknowledged by all in-sync replicas."""

import gc
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from schemas.identity import article_id, bounded_id
from streams.errors import NotInitialised, UserError
from streams.kafka_admin import connection, kafka_errors, usable_topics
from streams.partitioning import KeyPartitioner
from streams.security.kafka_reasons import diagnosis, is_missing_right, rights_reason
from streams.security.privileges import kafka_acls
from streams.settings import Settings
from streams.sources import Article, Mistake, Record

FLUSH_SECONDS = 60
"""Longest wait for the last acknowledgements."""

UNANSWERED_BYTES: Final = 32 * 1024 * 1024
"""Most bytes that are with the producer and not yet answered for, as `buffer.memory` of Java's producer, which
kafka-python has not: where the brokers are slower than the input is read, memory stays bounded."""

KEPT_FOR_ARTICLE: Final = 2048
"""Bytes, by estimate, that are kept of an article beside its own, until it is answered for."""

ANSWER_SECONDS: Final = 150
"""Longest wait for the first answer of many; kafka-python itself gives up after two minutes."""


@dataclass(slots=True)
class Report:
    """What became of the records of one run.

    Attributes:
        sent: articles handed to the producer, those skipped not counted.
        acknowledged: articles that the brokers have.
        failed: articles that the brokers refused, with the reason.
        mistakes: records that are no article.
        skipped: records passed over because of `skip`.
        resume_at: the number of records from the first that are done with (`--skip` for the next run).
        interrupted: whether the run was stopped before the end of its input.
        stopped_by: why the run ended before the end of its input; None if it did not, or by Ctrl-C.
        unsent_positions: the numbers of the records that failed, from 0.
    """

    sent: int = 0
    acknowledged: int = 0
    failed: list[Mistake] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    skipped: int = 0
    resume_at: int = 0
    interrupted: bool = False
    stopped_by: str | None = None
    unsent_positions: list[int] = field(default_factory=list)


def collect_rarely() -> None:
    """For a process that only publishes: the collector need not look through all that waits for answers so often.

    7 % more articles a second. What kafka-python has done with is in no cycle: of 20,000 articles nothing was left.
    """
    gc.set_threshold(50_000, 20, 100)


class Publisher:
    """Sends articles and counts what the brokers acknowledge.

    Args:
        settings: where Kafka is, the topic.
        rate: most articles a second; None for as fast as the brokers take them.

    Raises:
        KafkaUnavailable: no broker answers.
        NotInitialised: the topic is missing.
    """

    def __init__(self, settings: Settings, rate: float | None = None) -> None:
        self._settings = settings
        self._rate = rate
        with kafka_errors(settings):
            self._producer = KafkaProducer(
                acks="all",
                compression_type="zstd",
                linger_ms=20,
                batch_size=256 * 1024,
                max_request_size=4 * settings.max_message_bytes,  # before compression
                allow_auto_create_topics=False,
                partitioner=KeyPartitioner(),
                **connection(settings),
            )
        try:
            if not usable_topics(settings, kafka_acls(settings)["publisher"]):
                raise NotInitialised(f"topic {settings.raw_topic}")
        except UserError:
            self._producer.close(timeout=5)
            raise

    def publish(
        self, records: Iterable[Record], skip: int = 0, progress: Callable[[Report], None] = lambda _: None
    ) -> Report:
        """Sends the articles among the records; stops in order on KeyboardInterrupt.

        Reads on only while less than UNANSWERED_BYTES wait for an answer, and stops where the brokers answer nothing
        for two minutes.

        Args:
            records: articles and mistakes, in order.
            skip: how many records from the first to pass over: what an interrupted run said.
            progress: called after every record.

        Returns:
            What became of them; articles not acknowledged after a minute are among the failed.
        """
        report = Report()
        pending: deque[_Pending] = deque()
        unanswered = 0
        done = 0
        start = time.monotonic()
        try:
            for position, record in enumerate(records):
                done = position
                if position < skip:
                    report.skipped += 1
                elif isinstance(record, Mistake):
                    report.mistakes.append(record)
                else:
                    self._wait_for_turn(start, report.sent)
                    try:
                        kept = len(record.value) + KEPT_FOR_ARTICLE
                        pending.append(_Pending(position, record.where, kept, self._send(record, report)))
                        report.sent += 1
                        unanswered += kept
                    except MessageSizeTooLargeError as error:
                        report.mistakes.append(Mistake(record.where, f"larger than Kafka takes ({error})"))
                done = position + 1
                while pending and (pending[0].answer.is_done or unanswered > UNANSWERED_BYTES):
                    refusal = _settle(pending[0], report, ANSWER_SECONDS)  # Ctrl-C may end it: so it is not yet removed
                    unanswered -= pending.popleft().kept
                    if refusal is not None and (is_missing_right(refusal) or isinstance(refusal, KafkaTimeoutError)):
                        raise refusal
                progress(report)
        except KeyboardInterrupt:
            report.interrupted = True
        except KafkaError as error:
            report.stopped_by = f"Kafka does not take more articles ({self._why(error) or type(error).__name__})"
        except UserError as error:  # an input that cannot be read on
            report.stopped_by = str(error)
        deadline = time.monotonic() + FLUSH_SECONDS
        while pending:
            _settle(pending.popleft(), report, max(0.0, deadline - time.monotonic()))
        if report.failed and report.stopped_by is None:
            report.stopped_by = diagnosis(self._settings)
        report.resume_at = min([done, *report.unsent_positions])
        progress(report)
        return report

    def delete(self, *identifiers: str) -> None:
        """Publishes the deletion of articles: no value under the id of each.

        Raises:
            KafkaUnavailable: the brokers did not acknowledge all of them.
        """
        with kafka_errors(self._settings):
            keys = [bounded_id(one).encode() for one in identifiers]
            sent = [self._producer.send(self._settings.raw_topic, key=key, value=None) for key in keys]
            for answer in sent:
                answer.get(timeout=FLUSH_SECONDS)

    def close(self) -> None:
        """Closes the connections; what has no answer in five seconds, of which the report has told, is given up."""
        try:
            self._producer.close(timeout=5)
        except KafkaTimeoutError:
            # It stays open then, and its thread goes on; that nothing is waited for any more has no public name.
            self._producer._sender.force_close()
            self._producer.close(timeout=5)

    def _send(self, article: Article, report: Report) -> Any:
        def acknowledged(_: object) -> None:
            report.acknowledged += 1

        future = self._producer.send(
            self._settings.raw_topic, key=article_id(article.raw).encode(), value=article.value
        )
        return future.add_callback(acknowledged)

    def _why(self, error: KafkaError) -> str | None:
        """What to change so that Kafka takes articles again; None where that is not known."""
        return rights_reason(error, self._settings) or diagnosis(self._settings)

    def _wait_for_turn(self, start: float, sent: int) -> None:
        if self._rate:
            time.sleep(max(0.0, start + sent / self._rate - time.monotonic()))


@dataclass(frozen=True, slots=True)
class _Pending:
    """An article that the brokers have not yet answered for, and the bytes that are kept of it until then."""

    position: int
    where: str
    kept: int
    answer: Any


def _settle(pending: _Pending, report: Report, seconds: float) -> KafkaError | None:
    """Waits for the answer for one article, and notes it if there is none or it is a refusal.

    Returns:
        Why the article is not acknowledged.
    """
    try:
        pending.answer.get(timeout=seconds)
    except MessageSizeTooLargeError as error:
        report.mistakes.append(Mistake(pending.where, f"larger than the topic takes ({error})"))
    except KafkaError as error:
        report.failed.append(Mistake(pending.where, f"not acknowledged ({type(error).__name__})"))
        report.unsent_positions.append(pending.position)
        return error
    return None
