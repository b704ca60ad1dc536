"""Logs: one JSON object a line for programs, readable lines for people, nothing of an article's text."""

import asyncio
import io
import json
import logging
import sys

import pytest
from aiokafka.errors import TopicAuthorizationFailedError
from kafka.admin import KafkaAdminClient
from kafka.protocol.admin import DescribeGroupsResponse

from schemas import InvalidArticle, decode_raw
from streams.dead_letters.writing import DeadLetterWriter
from streams.logs import QUIET, set_up_logging
from streams.messages import Rejected
from streams.security.secrets import hide
from tests.streams.articles import message


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def loggers_as_before():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    names = [*QUIET, "faust.topics", "kafka.admin._groups"]
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in names:
        logging.getLogger(name).setLevel(levels[name])


def test_what_other_workers_say_of_themselves_is_not_printed_when_one_starts(capsys: pytest.CaptureFixture[str]):
    group = DescribeGroupsResponse.DescribedGroup
    # Faust's, shortened: it says version 4, and ends where version 0 does.
    written = b'\x00\x04\x00\x00\x00\x01\x00\x03raw\x00\x00\x00\x11{"assignment":{}}'
    for level, printed in (("INFO", 0), ("DEBUG", 1)):
        member = group.DescribedGroupMember(member_id="faust-1", member_metadata=written)
        set_up_logging(level)
        KafkaAdminClient._describe_groups_process_response(
            KafkaAdminClient.__new__(KafkaAdminClient),
            DescribeGroupsResponse(groups=[group(group_id="quotewire-enrich", members=[member])]),
        )
        assert capsys.readouterr().err.count("Unable to decode") == printed


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "enrich")
    log = logging.getLogger("streams.test")
    log.info("zwei\nZeilen „ä“ %s", 1, extra={"article_id": "a:1", "topic": "news.raw", "partition": 0, "offset": 7})
    log.warning("x", extra={"stage": "decode", "article_id": None, "unknown": 1})
    first, second = lines(capsys)
    assert first.pop("time")
    assert first == {
        "level": "INFO", "logger": "streams.test", "message": "zwei\nZeilen „ä“ 1", "agent": "enrich",
        "article_id": "a:1", "topic": "news.raw", "partition": 0, "offset": 7,
    }  # fmt: skip
    assert set(second) == {"time", "level", "logger", "message", "agent", "stage"}


def test_an_exception_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    try:
        raise KeyError("x")
    except KeyError:
        logging.getLogger("streams.test").exception("failed")
    (line,) = lines(capsys)
    assert "KeyError: 'x'" in str(line["exception"])
    assert "agent" not in line


def test_what_is_no_text_is_logged_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    logging.getLogger("streams.test").info("%s \x00\x1b[31m", object, extra={"offset": {1, 2}, "article_id": b"x"})
    (line,) = lines(capsys)
    assert line["article_id"] == "b'x'"


def test_people_get_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    set_up_logging("INFO", "index")
    logging.getLogger("streams.test").warning("a line")
    assert terminal.getvalue().endswith("WARNING index a line\n")


def test_levels(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("WARNING")
    logging.getLogger("streams.test").info("no")
    set_up_logging("INFO")
    for name in QUIET:
        logging.getLogger(name).info("no")
        logging.getLogger(name).warning("yes")
    assert [line["message"] for line in lines(capsys)] == ["yes"] * len(QUIET)


def test_setting_up_twice_logs_once(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    set_up_logging("INFO")
    logging.getLogger("streams.test").info("once")
    assert len(lines(capsys)) == 1


class Topic:
    """Takes everything at once."""

    def __init__(self) -> None:
        self.values: list[bytes] = []

    async def send(self, *, key: bytes | None, value: bytes, headers: object) -> "asyncio.Future[None]":
        self.values.append(value)
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answer.set_result(None)
        return answer


@pytest.mark.parametrize(
    "value",
    [
        '{"text": "Wiebke Jessenius sprach", "title": 5}',
        '{"text": ["Wiebke Jessenius sprach"]}',
        '{"text": "Wiebke Jessenius sprach"',
        '{"text": "Wiebke Jessenius sprach", "n": NaN}',
        '"Wiebke Jessenius sprach"',
        '{"text": "%s"}' % ("Wiebke Jessenius sprach" * 50_000),
    ],
)
def test_a_dead_letter_is_logged_with_its_place_and_without_its_text(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("INFO")
    with pytest.raises(InvalidArticle) as caught:
        decode_raw(value.encode())
    rejected = Rejected("decode", caught.value.kind, str(caught.value))
    topic = Topic()
    asyncio.run(DeadLetterWriter(topic, 8 * 1024 * 1024).write([(message(value.encode(), 7), rejected)]))
    (line,) = lines(capsys)
    assert (line["topic"], line["partition"], line["offset"], line["stage"]) == ("news.raw", 0, 7, "decode")
    assert "Jessenius" not in str(line)
    assert len(topic.values) == 1


def test_secrets_are_hidden_in_every_line_at_debug_too(capsys: pytest.CaptureFixture[str]) -> None:
    secret = "gehéim-4711"
    hide(secret)
    set_up_logging("DEBUG")
    logging.getLogger("aiokafka.conn").debug("Request: %s", {"auth": secret.encode(), "text": secret})
    logging.getLogger("aiokafka.conn").debug("Request: SaslAuthenticateRequest(payload=b'c=biws,p=abc')")
    try:
        raise RuntimeError(f"refused with {secret}")
    except RuntimeError:
        logging.getLogger("streams.test").exception("failed for %s", secret)
    first, second, third = lines(capsys)
    assert "4711" not in f"{first}{second}{third}"
    assert first["message"] == "Request: {'auth': b'********', 'text': '********'}"
    assert second["message"] == "(a login, not shown)"
    assert third["message"] == "failed for ********"
    assert "RuntimeError: refused with ********" in str(third["exception"])


def test_a_missing_right_is_told_without_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    for error in (TopicAuthorizationFailedError("news.raw"), KeyError("x")):
        try:
            raise error
        except Exception as raised:
            logging.getLogger("faust.transport").error(f"crashed: {raised!r}", exc_info=raised)
    refused, other = lines(capsys)
    assert "exception" not in refused
    assert "exception" in other
