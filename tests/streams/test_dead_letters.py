"""Dead letters without a server: what is written of a message, what a message sent again carries, what is chosen."""

import asyncio
import json
from typing import Any

import pytest
from aiokafka.errors import MessageSizeTooLargeError
from hypothesis import given
from hypothesis import strategies as st

from schemas import DeadLetter
from schemas.dead_letter import REPLAY_HEADER, Replay
from streams.dead_letters.reading import Failure, Filter, Stored, _named_apart, _together, checked_id
from streams.dead_letters.replaying import LeftAlone, Replayer, Skipped, edit_by, kafka_timestamp
from streams.dead_letters.statuses import Known, moment_after
from streams.dead_letters.writing import DeadLetterWriter
from streams.delivery import message_of
from streams.errors import BadInput
from streams.indexing.dead_letters import dead_letter_document, document_ids
from streams.messages import CLOCKS_APART_MS, Headers, Message, Rejected, dead_letter, replay_of
from streams.settings import Settings
from tests.streams.articles import SENT, message

REASON = Rejected("decode", "not-json", "not JSON")
DAY_MS = 24 * 3_600_000
BEFORE = Replay(
    topic="news.raw", partition=3, offset=17, timestamp=SENT, attempts=2, first_failure=SENT + 10, at=SENT + 5000
)


def again(replay: Replay | bytes = BEFORE, **fields: Any) -> Message:
    """A message that was sent again, with a header of its publisher."""
    stated = replay if isinstance(replay, bytes) else replay.model_dump_json().encode()
    headers: Headers = (("feed", b"1"), (REPLAY_HEADER, stated), ("nothing", None))
    return message(b"[]", 99, headers=headers, **fields)


def test_what_fails_again_goes_on_with_its_letter() -> None:
    letter = dead_letter(again(), REASON, SENT + 9000)
    assert letter.id == "news.raw-3-17"
    assert (letter.attempts, letter.first_failure, letter.last_failure) == (3, SENT + 10, SENT + 9000)
    assert letter.failed_at == ("news.raw", 0, 99)
    assert letter.original_headers() == [("feed", b"1"), ("nothing", None)]


def test_a_failure_is_after_its_replay_whatever_the_clock_says() -> None:
    assert dead_letter(again(), REASON, SENT).last_failure == BEFORE.at + 1


@pytest.mark.parametrize(
    "stated",
    [
        b"", b"\xff", b"null", b"{}", b"[]", b"x" * 10_000,
        BEFORE.model_copy(update={"topic": "news.enriched"}), BEFORE.model_copy(update={"attempts": 0}),
        BEFORE.model_copy(update={"at": SENT + 9000 + CLOCKS_APART_MS + 1}),
        BEFORE.model_copy(update={"offset": 2**63}),
    ],
)  # fmt: skip
def test_a_header_that_is_none_of_ours_counts_nothing(stated: bytes | Replay) -> None:
    letter = dead_letter(again(stated), REASON, SENT + 9000)
    assert (letter.id, letter.attempts, letter.replayed_as) == ("news.raw-0-99", 1, None)
    assert letter.first_failure == letter.last_failure == SENT + 9000


class Record:
    """What Faust gives an agent."""

    def __init__(self, headers: Any, timestamp: int) -> None:
        self.message = self
        self.topic, self.partition, self.offset = "news.raw", 0, 5
        self.key, self.value, self.headers, self.timestamp = b"k", b"v", headers, timestamp / 1000


def test_a_message_sent_again_has_its_first_timestamp() -> None:
    later = SENT + 10 * DAY_MS
    assert message_of(Record(again().headers, later)).place.timestamp == SENT
    unknown = again(BEFORE.model_copy(update={"timestamp": -1}))
    for headers in (unknown.headers, again(b"{}").headers, (), None):
        assert message_of(Record(headers, later)).place.timestamp == later


@given(st.lists(st.tuples(st.sampled_from(["feed", REPLAY_HEADER]), st.none() | st.binary(max_size=30))))
def test_no_header_is_too_strange(headers: list[tuple[str, bytes | None]]) -> None:
    assert replay_of("news.raw", tuple(headers)) is None


def test_a_timestamp_that_kafka_would_delete_is_not_kept() -> None:
    now = SENT
    assert kafka_timestamp(now - 3 * DAY_MS, 7 * DAY_MS, now) == now - 3 * DAY_MS
    assert kafka_timestamp(now - 4 * DAY_MS, 7 * DAY_MS, now) is None
    assert kafka_timestamp(now - 400 * DAY_MS, None, now) == now - 400 * DAY_MS
    assert kafka_timestamp(-1, None, now) is None


# Always written


class Topic:
    """Takes values up to a size."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken: list[DeadLetter] = []
        self.refused = 0

    async def send(self, *, key: bytes | None, value: bytes, headers: object) -> "asyncio.Future[None]":
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if len(value) + len(key or b"") > self.most:
            self.refused += 1
            answer.set_exception(MessageSizeTooLargeError())
        else:
            self.taken.append(DeadLetter.model_validate_json(value))
            answer.set_result(None)
        return answer


def written(whole: Message, most: int, stated: int | None = None, reason: Rejected = REASON) -> tuple[DeadLetter, int]:
    """The letter that a topic of this size has, and how often it refused one; the settings say another size."""
    topic = Topic(most)
    asyncio.run(DeadLetterWriter(topic, stated or most).write([(whole, reason)]))
    (letter,) = topic.taken
    return letter, topic.refused


LARGE: dict[str, Message] = {
    "value": message(b"\xff" * 1_000_000),
    "key": message(b"[]", key=b"\xff" * 1_000_000),
    "value and key of a deletion": message(None, key=b"\xff" * 1_000_000),
    "header": message(b"[]", headers=(("h", b"\xff" * 1_000_000),)),
    "header's name": message(b"[]", headers=(("\x01" * 1_000_000, b""),)),
    "headers of nothing": message(b"[]", headers=(("", None),) * 1_000_000),
    "all": message(b"\xff" * 300_000, key=b"\xff" * 300_000, headers=(("\x01" * 300_000, b"\xff" * 300_000),)),
}


@pytest.mark.parametrize("most", [4096, 100_000, 1_000_000])
@pytest.mark.parametrize("name", LARGE)
def test_there_is_always_a_letter_that_fits(name: str, most: int) -> None:
    letter, refused = written(LARGE[name], most)
    assert refused == 0
    assert letter.truncated and not letter.is_whole
    assert letter.failed_at == ("news.raw", 0, 0)
    value = LARGE[name].value
    assert letter.value_bytes == (None if value is None else len(value))
    assert (value or b"").startswith(letter.original_value() or b"")


def test_a_topic_that_takes_less_than_the_settings_say_gets_less() -> None:
    letter, refused = written(LARGE["value"], 50_000, 8 * 1024 * 1024)
    assert refused == 2 and letter.truncated and letter.original_value() == b""


def test_what_fits_is_whole() -> None:
    for size, whole in ((700_000, True), (760_000, False)):
        letter, refused = written(message(b"\xff" * size), 1_000_000)
        assert (letter.is_whole, refused) == (whole, 0)
        assert (letter.original_value() == b"\xff" * size) == whole


def test_a_reason_without_end_is_shortened() -> None:
    endless = Rejected("index", "e" * 100_000, "m\ud800" * 100_000, "i" * 100_000)
    letter, _ = written(message(b"[]"), 1_000_000, reason=endless)
    assert (len(letter.error), len(letter.message)) == (300, 2_000)
    assert letter.is_whole
    bare, _ = written(LARGE["all"], 4096, reason=endless)
    assert len(bare.message) == 300


# Choosing


def letter_at(last_failure: int, attempts: int = 1, **fields: Any) -> DeadLetter:
    letter = dead_letter(message(b"[]", 7), REASON, last_failure)
    return letter.model_copy(update={"attempts": attempts} | fields)


def stored(letter: DeadLetter, offset: int) -> Stored:
    failure = Failure(letter.last_failure, letter.stage, letter.error, letter.message)
    return Stored(letter.id, letter, (0, offset), (failure,))


def test_the_last_edition_counts_and_what_was_written_twice_is_one_failure() -> None:
    first, second = stored(letter_at(SENT), 1), stored(letter_at(SENT + 5, 2), 2)
    copy = stored(letter_at(SENT), 3)
    for order in ([first, second, copy], [copy, first, second], [second, copy, first]):
        together = _together(_together(order[0], order[1]), order[2])
        assert together.place == (0, 2) and together.letter.attempts == 2
        assert [failure.at for failure in together.failures] == [SENT, SENT + 5]


def test_filters() -> None:
    letter = stored(letter_at(SENT), 1)
    for chosen in (
        Filter(), Filter(stage="decode"), Filter(error="not-json"), Filter(since=SENT), Filter(until=SENT + 1),
        Filter(ids=frozenset({"news.raw-0-7"})), Filter(ids=frozenset({f"news.raw-0-7@{SENT}"})),
    ):  # fmt: skip
        assert chosen.takes(letter)
    for chosen in (
        Filter(stage="index"), Filter(error="not-jso"), Filter(since=SENT + 1), Filter(until=SENT),
        Filter(ids=frozenset({"news.raw-0-8"})), Filter(ids=frozenset({f"news.raw-0-7@{SENT + 1}"})),
        Filter(stage="decode", until=SENT),
    ):  # fmt: skip
        assert not chosen.takes(letter)


def test_ids() -> None:
    assert checked_id(" my-topic.raw-03-017 ") == "my-topic.raw-3-17"
    assert checked_id("news.raw-03-017@1758464000000") == "news.raw-3-17@1758464000000"
    assert checked_id("news.raw-3-17@-1") == "news.raw-3-17@-1"
    for written_id in (
        "",
        "news.raw",
        "news.raw-1",
        "news.raw-1-",
        "news.raw-1-x",
        "news raw-1-2",
        "-1-2",
        "a-1-²",
        "a-1-2@",
        "a-1@2",
        "a-1-2@3@4",
    ):
        with pytest.raises(BadInput, match="is not the id of a dead letter"):
            checked_id(written_id)


def test_messages_that_had_one_place_one_after_the_other_have_an_id_each() -> None:
    again = {"timestamp": SENT + DAY_MS, "first_failure": SENT + DAY_MS}
    letters = [
        stored(letter_at(SENT + DAY_MS, **again), 4),
        stored(letter_at(SENT + 5, 2), 2),
        stored(letter_at(SENT, offset=6), 1),
        stored(letter_at(SENT, timestamp=-1), 3),
    ]
    ids = [(one.id, one.place[1]) for one in _named_apart(letters)]
    assert ids == [
        ("news.raw-0-6", 1), ("news.raw-0-7", 3), (f"news.raw-0-7@{SENT}", 2), (f"news.raw-0-7@{SENT + DAY_MS}", 4)
    ]  # fmt: skip


def test_a_document_is_called_after_its_place_unless_another_message_had_it() -> None:
    first, edition = letter_at(SENT), letter_at(SENT + 5, 2)
    other = letter_at(SENT + DAY_MS, timestamp=SENT + DAY_MS)
    usual, apart = "news.raw-0-7", f"news.raw-0-7@{SENT + DAY_MS}"
    assert document_ids([first, other, edition, other], {}) == [usual, apart, usual, apart]
    there = {usual: dead_letter_document(first)}
    assert document_ids([other, first], there) == [apart, usual]
    # The one that the index has already keeps the id, whichever it is.
    assert document_ids([first, other], {usual: dead_letter_document(other)}) == [f"news.raw-0-7@{SENT}", usual]
    without = letter_at(SENT, timestamp=-1)
    assert document_ids([without, first], {usual: dead_letter_document(without)}) == [usual, f"news.raw-0-7@{SENT}"]


def test_each_moment_is_after_the_one_before() -> None:
    ahead = SENT + 1000 * DAY_MS  # another machine's clock
    assert moment_after(letter_at(ahead), Known("open", None, ahead, "any")) == ahead + 1
    assert moment_after(letter_at(SENT), Known("replayed", ahead, ahead, "any")) == ahead + 1


# Sending


def replayer(force: bool = False, **settings: Any) -> Replayer:
    return Replayer(Settings(_env_file=None, **settings), force=force)


def test_what_has_failed_too_often_is_refused() -> None:
    known = Known("open", None, SENT, "any")
    assert replayer().ready(stored(letter_at(SENT, 4), 1), known).message.value == b"[]"
    with pytest.raises(LeftAlone, match="has failed 5 times"):
        replayer().ready(stored(letter_at(SENT, 5), 1), known)
    assert replayer(force=True).ready(stored(letter_at(SENT, 5), 1), known).message.key == b"a"
    with pytest.raises(LeftAlone, match="has failed once"):
        replayer(dead_letter_attempts=1).ready(stored(letter_at(SENT), 1), known)


def test_nothing_is_sent_to_another_topic() -> None:
    with pytest.raises(LeftAlone, match=r"its topic __consumer_offsets is none of this pipeline's"):
        replayer(force=True).ready(
            stored(letter_at(SENT, topic="__consumer_offsets"), 1), Known("open", None, SENT, "any")
        )


def test_what_has_neither_key_nor_value_cannot_be_sent() -> None:
    with pytest.raises(LeftAlone, match="drop it"):
        replayer().ready(stored(letter_at(SENT, key=None, value=None), 1), Known("open", None, SENT, "any"))


def python(program: str) -> Any:
    import sys

    return edit_by([sys.executable, "-S", "-c", program])


def test_a_value_goes_through_a_command() -> None:
    upper = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().upper())")
    assert upper(b"\xffabc\n" + b"x" * 1_000_000) == b"\xffABC\n" + b"X" * 1_000_000
    assert json.loads(python("print('{}')")(b"is not read")) == {}


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (python("import sys; sys.exit('no such field')"), "ended with exit code 1: no such field"),
        (python("raise SystemExit(3)"), "ended with exit code 3"),
        (python(""), "wrote nothing"),
        (edit_by(["/nowhere/at/all"]), "cannot be run"),
        (python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"), "ended with exit code -9"),
    ],
)
def test_a_command_that_fails_says_why(edit: Any, says: str) -> None:
    with pytest.raises(Skipped, match=says):
        edit(b"value")


def test_a_deletion_cannot_be_edited() -> None:
    edited = Replayer(Settings(_env_file=None), edit=lambda value: value)
    with pytest.raises(Skipped, match="is a deletion"):
        edited.ready(stored(letter_at(SENT, value=None), 1), Known("open", None, SENT, "any"))
