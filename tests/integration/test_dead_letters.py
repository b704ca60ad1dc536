"""`quotewire dead-letters`: what could not be processed is shown, sent again, dropped; and can always be written."""

import asyncio
import base64
import json
import random
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient

from schemas import DeadLetter
from schemas.dead_letter import REPLAY_HEADER
from schemas.index_templates import dead_letters_index
from streams.dead_letters import statuses
from streams.dead_letters.reading import read_letters, read_whole
from streams.dead_letters.replaying import Replayer
from streams.elasticsearch_client import async_client, sync_client
from streams.kafka_admin import connection, message_count, read_all
from streams.web.figures import Figures
from tests.integration.conftest import ROOT, Pipeline, working_pipeline
from tests.streams.articles import enriched

MAX_BYTES = 8 * 1024 * 1024
HOUR_MS = 3_600_000
HEADERS = [("feed", b"\x00\xff raw"), ("twice", b"1"), ("twice", b"2"), ("empty", b"")]
LATIN = "„Wir bauen weiter“, sagte Andrée Wollnagel.".replace("„", '\\"').replace("“", '\\"')


def latin(identifier: str) -> bytes:
    """An article in the wrong encoding; its version is its message's time, as it has no date."""
    return f'{{"id": "{identifier}", "text": "{LATIN}"}}'.encode("latin-1")


MEND = f"{shlex.quote(sys.executable)} -c " + shlex.quote(
    "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('latin-1').encode())"
)


def send(pipeline: Pipeline, value: bytes | None, **other: Any) -> str:
    """Sends a message to the raw topic; the id that its dead letter will have."""
    topic = other.pop("topic", pipeline.settings.raw_topic)
    with pipeline.producer() as producer:
        done = producer.send(topic, value=value, **({"key": b"k"} | other)).get(timeout=60)
    return f"{done.topic}-{done.partition}-{done.offset}"


def editions(pipeline: Pipeline, identifier: str) -> list[DeadLetter]:
    """A letter as often as it was written."""
    return [letter for letter in pipeline.dead_letters() if letter.id == identifier]


def document(pipeline: Pipeline, identifier: str) -> dict[str, Any] | None:
    with sync_client(pipeline.settings) as client:
        client.indices.refresh(index=dead_letters_index(pipeline.settings.index_prefix))
        found = client.search(
            index=dead_letters_index(pipeline.settings.index_prefix), query={"ids": {"values": [identifier]}}
        )
    hits = found["hits"]["hits"]
    return hits[0]["_source"] if hits else None


def await_letter(pipeline: Pipeline, identifier: str, attempts: int = 1, status: str = "open") -> None:
    """Waits until the index says so of a letter."""

    def there() -> bool:
        found = document(pipeline, identifier)
        return found is not None and (found["attempts"], found["status"]) == (attempts, status)

    pipeline.wait(there, f"{identifier} to be {status} after {attempts} attempts")


def raw_messages(pipeline: Pipeline, identifier: str) -> list[Any]:
    """Messages in the raw topic that were sent again because of this letter."""
    found = []
    for record in read_all(pipeline.settings, pipeline.settings.raw_topic):
        stated = dict(record.headers).get(REPLAY_HEADER)
        if stated is not None:
            replay = json.loads(stated)
            if f"{replay['topic']}-{replay.get('partition')}-{replay.get('offset')}" == identifier:
                found.append(record)
    return found


def original_of(pipeline: Pipeline, identifier: str) -> Any:
    _, partition, offset = identifier.rsplit("-", 2)
    records = read_all(pipeline.settings, pipeline.settings.raw_topic)
    return next(one for one in records if (one.partition, one.offset) == (int(partition), int(offset)))


def article(pipeline: Pipeline, identifier: str) -> dict[str, Any]:
    pipeline.await_searchable([identifier])
    return next(doc for doc in pipeline.documents("articles") if doc["_id"] == identifier)


def with_settings(pipeline: Pipeline, **settings: Any) -> Pipeline:
    """The same pipeline, for commands with other settings."""
    return replace(pipeline, settings=pipeline.settings.model_copy(update=settings), workers=[])


# Replaying


def test_a_mended_message_becomes_an_article_with_its_original_version(running: Pipeline):
    sent = int(time.time() * 1000) - 3 * HOUR_MS
    identifier = send(
        running, latin("mended"), key=b"\xffkey", headers=HEADERS, timestamp_ms=sent, partition=2
    )  # fmt: skip
    await_letter(running, identifier)

    done = running.run("dead-letters", "replay", "--id", identifier, "--edit", MEND)
    assert (done.returncode, done.stdout) == (0, "1 sent, 0 refused, 0 skipped\n"), done.stderr
    found = article(running, "mended")
    assert "Andrée" in found["text"]
    assert found["version"] == found["raw"]["timestamp"] == sent

    (again,) = raw_messages(running, identifier)
    assert again.key == b"\xffkey"
    assert (again.partition, again.timestamp) == (2, sent)
    assert [header for header in again.headers if header[0] != REPLAY_HEADER] == HEADERS
    assert again.value.decode() == latin("mended").decode("latin-1")
    await_letter(running, identifier, status="replayed")
    assert running.json("dead-letters", "list", "--status", "replayed")["dead_letters"][0]["id"] == identifier
    assert identifier not in running.run("dead-letters", "list").stdout

    # Named once more, it is left out, and it is said how to have it.
    again_run = running.run("dead-letters", "replay", "--id", identifier)
    assert again_run.returncode == 1
    assert "is replayed already" in again_run.stderr and "--status replayed" in again_run.stderr
    assert again_run.stdout == "0 sent, 1 refused, 0 skipped\n"
    assert len(raw_messages(running, identifier)) == 1


def test_an_old_message_keeps_its_version_though_kafka_would_delete_it(running: Pipeline):
    # Retention is seven days, by the message's timestamp: unread, it could be gone in a minute.
    sent = int(time.time() * 1000) - 6 * 24 * HOUR_MS
    identifier = send(running, latin("of-last-week"), timestamp_ms=sent)
    await_letter(running, identifier)
    started = int(time.time() * 1000)
    assert running.run("dead-letters", "replay", "--id", identifier, "--edit", MEND).returncode == 0
    found = article(running, "of-last-week")
    assert found["version"] == found["raw"]["timestamp"] == sent
    (again,) = raw_messages(running, identifier)
    assert again.timestamp >= started - 1000


def test_what_fails_again_is_open_again_and_counts_its_attempts(running: Pipeline, tmp_path: Path):
    identifier = send(running, b'{"id": "stubborn", "text": 5}', headers=HEADERS)
    await_letter(running, identifier)
    first = editions(running, identifier)[0]
    limited = with_settings(running, dead_letter_attempts=3)
    for attempts in (2, 3):
        assert limited.run("dead-letters", "replay", "--id", identifier).returncode == 0
        await_letter(running, identifier, attempts)
        # Sent once and not by itself again.
        assert len(raw_messages(running, identifier)) == attempts - 1
    last = editions(running, identifier)[-1]
    assert (last.attempts, last.first_failure) == (3, first.first_failure)
    assert last.last_failure > first.last_failure
    assert (last.key, last.value, last.headers) == (first.key, first.value, first.headers)
    assert last.timestamp == first.timestamp
    assert last.replayed_as is not None and last.replayed_as.offset != last.offset

    refused = limited.run("dead-letters", "replay", "--id", identifier)
    assert (refused.returncode, refused.stdout) == (1, "0 sent, 1 refused, 0 skipped\n")
    assert "has failed 3 times" in refused.stderr and "--force" in refused.stderr
    assert len(raw_messages(running, identifier)) == 2
    await_letter(running, identifier, 3)

    listed = limited.json("dead-letters", "list", "--error", "invalid-field")
    (row,) = [row for row in listed["dead_letters"] if row["id"] == identifier]
    assert (row["attempts"], row["status"]) == (3, "open")
    shown = limited.run("dead-letters", "show", identifier).stdout
    assert "3 times since" in shown
    assert shown.count("`text`: ") == 3  # the last, and the two before it
    assert "(failed 3 times)" in limited.run("dead-letters", "list", "-n", "100").stdout

    mended = tmp_path / "mended.json"
    mended.write_text('{"id": "stubborn", "text": "Five it is."}')
    forced = limited.run("dead-letters", "replay", "--id", identifier, "--force", "--value", str(mended))
    assert forced.returncode == 0, forced.stderr
    assert article(running, "stubborn")["text"] == "Five it is."
    await_letter(running, identifier, 3, "replayed")


def test_a_command_that_fails_leaves_its_letter_alone(running: Pipeline):
    good = send(running, latin("good-edit"))
    bad = send(running, b"\xff not to be mended")
    for identifier in (good, bad):
        await_letter(running, identifier)
    command = f"{shlex.quote(sys.executable)} -c " + shlex.quote(
        "import sys; v = sys.stdin.buffer.read()\nif v[:1] != b'{': sys.exit('no brace \\x1b[31m here')\n"
        "sys.stdout.buffer.write(v.decode('latin-1').encode())"
    )
    for words, outcome in (
        (["--dry-run"], "1 would be sent, 0 refused, 1 skipped"),
        ([], "1 sent, 0 refused, 1 skipped"),
    ):
        done = running.run("dead-letters", "replay", "--id", good, "--id", bad, "--edit", command, *words)
        assert done.stdout.splitlines()[-1] == outcome
        assert f"{bad}: " in done.stderr and "exit code 1: no brace [31m here" in done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        assert len(raw_messages(running, good)) == (not words)
    assert done.returncode == 1
    await_letter(running, bad)
    article(running, "good-edit")


def test_a_refused_enriched_article_goes_back_to_the_enriched_topic(running: Pipeline):
    value = enriched(article_id="back").model_dump(mode="json") | {"surplus": 1}
    topic = running.settings.enriched_topic
    identifier = send(running, json.dumps(value).encode(), topic=topic, key=b"back")
    await_letter(running, identifier)
    command = f"{shlex.quote(sys.executable)} -c " + shlex.quote(
        "import json, sys; v = json.load(sys.stdin); del v['surplus']; json.dump(v, sys.stdout)"
    )
    done = running.run("dead-letters", "replay", "--stage", "index", "--edit", command)
    assert (done.returncode, done.stdout) == (0, "1 sent, 0 refused, 0 skipped\n"), done.stderr
    assert article(running, "back")["version"] == value["version"]
    assert editions(running, identifier)[-1].topic == topic


def test_headers_that_only_look_like_ours_change_nothing(running: Pipeline):
    victim = send(running, b"victim")
    await_letter(running, victim)
    topic, partition, offset = victim.rsplit("-", 2)
    future = int(time.time() * 1000) + 1000 * 24 * HOUR_MS
    claims = {
        "elsewhere": {"topic": "elsewhere.raw", "partition": 0, "offset": 1, "at": 5},
        "far ahead": {"topic": topic, "partition": int(partition), "offset": int(offset), "at": future},
        "beyond numbers": {"topic": topic, "partition": 0, "offset": 2**70, "at": 5},
        "half of it": {"topic": topic},
    }
    for claim in claims.values():
        stated = json.dumps({"timestamp": 5, "attempts": 4, "first_failure": 5} | claim).encode()
        identifier = send(running, b"not an article", headers=[(REPLAY_HEADER, stated)])
        await_letter(running, identifier)
    await_letter(running, victim)
    assert len(editions(running, victim)) == 1
    assert "Traceback" not in running.log()


# Choosing, listing, dropping


@pytest.fixture(scope="module")
def many(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """Twelve dead letters of three kinds in a pipeline of their own."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("many")) as made:
        values = [b"\xff"] * 6 + [b"[]"] * 4 + [b'{"text": 1}'] * 2
        for number, value in enumerate(values):
            send(made, value, key=str(number).encode())
        made.await_no_lag()
        made.wait(lambda: len(made.documents("dead-letters")) == len(values), "dead letters")
        yield made


def test_lists_count_by_reason_status_and_time(many: Pipeline):
    listed = many.json("dead-letters", "list", "--per", "day")
    counts = {row["error"]: row["count"] for row in listed["counts"]}
    assert counts == {"not-utf8": 6, "not-an-object": 4, "invalid-field": 2}
    assert listed["statuses"] == {"open": 12, "replayed": 0, "dropped": 0}
    assert sum(row["count"] for row in listed["times"]) == 12
    assert all(len(row["day"]) == 10 for row in listed["times"])
    assert all(len(row["hour"]) == 13 for row in many.json("dead-letters", "list", "--per", "hour")["times"])
    assert many.run("dead-letters", "list").stdout.startswith("12 open dead letters\n")
    now = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + 120))
    assert many.json("dead-letters", "list", "--until", now)["total"] == 12
    assert many.json("dead-letters", "list", "--since", now)["total"] == 0


def test_many_are_not_sent_or_dropped_without_a_yes(many: Pipeline):
    before = message_count(many.settings, many.settings.raw_topic)
    for command in ("replay", "drop"):
        for words, says in (
            (["--all"], "12 dead letters; add --yes"),
            ([], "say which: --stage"),
            (["--all", "--stage", "decode"], "--all and a choice do not go together"),
            (["--id", "nothing"], "is not the id of a dead letter"),
            (["--id", f"{many.settings.raw_topic}-0-99999"], "no dead letter "),
        ):
            done = many.run("dead-letters", command, *words)
            assert (done.returncode, done.stdout) == (1, ""), words
            assert says in done.stderr
        dry = many.run("dead-letters", command, "--all", "--dry-run")
        assert dry.returncode == 0 and "12" in dry.stdout.splitlines()[-1]
        nothing = many.run("dead-letters", command, "--stage", "index")
        assert (nothing.returncode, nothing.stdout.startswith(f"nothing to {command}")) == (0, True)
    assert many.json("dead-letters", "list")["statuses"] == {"open": 12, "replayed": 0, "dropped": 0}
    assert message_count(many.settings, many.settings.raw_topic) == before


def test_dropped_letters_are_counted_no_more(many: Pipeline):
    done = many.run("dead-letters", "drop", "--error", "not-an-object")
    assert (done.returncode, done.stdout) == (0, "4 dead letters dropped\n")
    # No refresh is waited for: what a command has done the next one sees.
    listed = many.json("dead-letters", "list")
    assert (listed["total"], listed["statuses"]) == (8, {"open": 8, "replayed": 0, "dropped": 4})
    assert many.run("dead-letters", "list").stdout.startswith("8 open dead letters (and 4 dropped: --status all)\n")
    many.refresh()
    figures = Figures(many.settings)
    assert figures.read().dead_letters == 8
    dropped = many.json("dead-letters", "list", "--status", "dropped")
    assert dropped["total"] == 4
    assert {row["status"] for row in dropped["dead_letters"]} == {"dropped"}
    assert many.json("dead-letters", "list", "--status", "all")["total"] == 12
    # By mistake: they can be sent all the same, and are open when they fail again.
    done = many.run("dead-letters", "replay", "--error", "not-an-object", "--status", "dropped")
    assert (done.returncode, done.stdout) == (0, "4 sent, 0 refused, 0 skipped\n"), done.stderr
    many.wait(lambda: many.json("dead-letters", "list")["statuses"]["open"] == 12, "them to fail again")
    assert {
        row["attempts"] for row in many.json("dead-letters", "list", "--error", "not-an-object")["dead_letters"]
    } == {2}


def test_one_ctrl_c_marks_what_was_sent(running: Pipeline, tmp_path: Path):
    with running.producer() as producer:
        for number in range(110):
            producer.send(running.settings.raw_topic, key=str(number).encode(), value=b'{"tree": ' + b"[" * 150)
        producer.flush()

    def all_there() -> bool:
        return running.json("dead-letters", "list", "--error", "too-deep")["total"] == 110

    running.wait(all_there, "110 dead letters")
    # A hundred are sent at once; the next ones take long.
    script = tmp_path / "edit.py"
    script.write_text(
        "import pathlib, time, uuid\n"
        "name = uuid.uuid4().hex\n"
        f"done = pathlib.Path({str(tmp_path)!r}, 'done')\n"
        "(done / name).touch()\n"
        "time.sleep(20 * (len(list(done.iterdir())) == 102))\n"
        'print(\'{"text": "Mended %s"}\' % name)\n'
    )
    (tmp_path / "done").mkdir()
    edit = f"{shlex.quote(sys.executable)} -S {shlex.quote(str(script))}"
    command = ["dead-letters", "replay", "--error", "too-deep", "--yes", "--edit", edit]
    with subprocess.Popen(
        [sys.executable, "-m", "streams.cli", *command], env=running.environ, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as run:  # fmt: skip
        running.wait(lambda: len(list((tmp_path / "done").iterdir())) == 102, "the second hundred to begin")
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=120)
    assert run.returncode == 130, err
    assert out == "100 sent, 0 refused, 0 skipped\ninterrupted; the same command goes on with the rest\n"
    assert "Traceback" not in err
    assert running.json("dead-letters", "list", "--error", "too-deep")["statuses"]["replayed"] == 100
    rest = running.run(*command)
    assert (rest.returncode, rest.stdout) == (0, "10 sent, 0 refused, 0 skipped\n")
    running.await_no_lag()
    assert running.json("search", "Mended")["total"] == 110


# One truth


def test_without_elasticsearch_they_are_listed_and_shown_and_nothing_is_sent(many: Pipeline):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        without = with_settings(many, elasticsearch_url=nobody)
        before = message_count(many.settings, many.settings.raw_topic)
        listed = without.run("dead-letters", "list", "--json")
        assert listed.returncode == 0
        assert "statuses are not known" in listed.stderr and listed.stderr.count("\n") == 1
        found = json.loads(listed.stdout)
        assert (found["total"], found["statuses"]) == (12, None)
        assert {row["status"] for row in found["dead_letters"]} == {None}
        assert without.run("dead-letters", "list").stdout.startswith("12 dead letters\n")
        shown = without.run("dead-letters", "show", found["dead_letters"][0]["id"])
        assert shown.returncode == 0 and "status         not known" in shown.stdout
        for words in (["list", "--status", "dropped"], ["replay", "--all", "--yes"], ["drop", "--all", "--yes"]):
            done = without.run("dead-letters", *words)
            assert (done.returncode, done.stdout) == (1, "")
            assert "Elasticsearch at" in done.stderr
        assert message_count(many.settings, many.settings.raw_topic) == before


def test_a_letter_that_is_not_yet_indexed_can_be_replayed_and_stays_so(endpoints: dict[str, str], tmp_path: Path):
    with working_pipeline(endpoints, tmp_path, "--agents", "enrich") as pipeline:
        mended, dropped = send(pipeline, latin("early")), send(pipeline, b"[]")
        pipeline.wait(lambda: len(pipeline.dead_letters()) == 2, "dead letters")
        assert document(pipeline, mended) is None
        assert pipeline.json("dead-letters", "list")["statuses"] == {"open": 2, "replayed": 0, "dropped": 0}
        done = pipeline.run("dead-letters", "replay", "--id", mended, "--edit", MEND)
        assert done.returncode == 0, done.stderr
        assert pipeline.run("dead-letters", "drop", "--id", dropped).returncode == 0
        # Now the index agent comes, with what the topic has: both letters as they were before.
        pipeline.start_worker("--agents", "index")
        article(pipeline, "early")
        pipeline.await_no_lag()
        assert pipeline.json("dead-letters", "list")["statuses"] == {"open": 0, "replayed": 1, "dropped": 1}
        found = document(pipeline, mended)
        assert found is not None and (found["status"], found["error"]) == ("replayed", "not-utf8")


def test_it_may_fail_again_before_it_is_marked(running: Pipeline):
    # The worker is faster than the command: its letter is later than the mark, whichever is written first.
    identifier = send(running, b"[1]")
    await_letter(running, identifier)
    (before,) = [stored for stored in read_letters(running.settings) if stored.id == identifier]
    known = statuses.read_statuses(running.settings, [before])[identifier]
    at = statuses.moment_after(before.letter, known)
    assert running.run("dead-letters", "replay", "--id", identifier).returncode == 0
    await_letter(running, identifier, 2)

    async def mark() -> list[str]:
        client = async_client(running.settings)
        try:
            marks = [(before.letter, known.document, at)]
            return list(await statuses.StatusWriter(client, running.settings).mark(marks, "replayed"))
        finally:
            await client.close()

    assert asyncio.run(mark()) == ["failed again"]
    await_letter(running, identifier, 2)


def test_what_could_not_be_marked_is_said_and_stays_open(running: Pipeline, monkeypatch: pytest.MonkeyPatch):
    identifier = send(running, latin("unmarked"))
    await_letter(running, identifier)
    settings, index = running.settings, dead_letters_index(running.settings.index_prefix)
    (stored,) = [stored for stored in read_letters(settings) if stored.id == identifier]
    known = statuses.read_statuses(settings, [stored])
    replayer = Replayer(settings, edit=lambda value: value.decode("latin-1").encode())
    monkeypatch.setattr(statuses, "MARK_SECONDS", 1.0)
    with sync_client(settings) as client:
        client.indices.add_block(index=index, block="write")
        try:
            report = replayer.run(read_whole(settings, [stored]), known)
        finally:
            client.indices.put_settings(index=index, settings={"index.blocks.write": None})
    assert (report.sent, report.unmarked, report.refused) == (1, [identifier], {})
    assert report.stopped_by is not None and "it has taken no status" in report.stopped_by
    article(running, "unmarked")
    await_letter(running, identifier)
    # Sent once more it is indexed once, and marked.
    assert running.run("dead-letters", "replay", "--id", identifier, "--edit", MEND).returncode == 0
    await_letter(running, identifier, status="replayed")
    running.await_no_lag()
    assert [doc["_id"] for doc in running.documents("articles")].count("unmarked") == 1


def test_nothing_is_sent_where_it_could_not_be_marked(pipeline: Pipeline):
    index = dead_letters_index(pipeline.settings.index_prefix)
    with sync_client(pipeline.settings) as client:
        (mapping,) = client.indices.get_mapping(index=index).values()
        earlier = mapping["mappings"]["properties"].copy()
        del earlier["status_at"], earlier["message"]  # the latter's analyzer is in the template
        client.indices.delete(index=index)
        client.indices.delete_index_template(name=index)
        for missing in (True, False):
            for command in ("replay", "drop"):
                done = pipeline.run("dead-letters", command, "--all")
                assert (done.returncode, done.stdout) == (1, "")
                assert "missing; run `quotewire init` first" in done.stderr and done.stderr.count("\n") == 1
            if missing:
                client.indices.create(index=index, mappings={"dynamic": "strict", "properties": earlier})
    assert pipeline.run("init").returncode == 0
    assert pipeline.run("dead-letters", "drop", "--all").stdout == "nothing to drop: no dead letter is open\n"


# A dead letter can always be written


def noise(size: int) -> bytes:
    """Bytes that no compression makes smaller, and that are no UTF-8."""
    return b"\xff" + random.Random(5).randbytes(size - 1)


def whole_of(pipeline: Pipeline, identifier: str, path: Path) -> bytes:
    """What `show --value` writes."""
    done = pipeline.run("dead-letters", "show", identifier, "--value", str(path))
    assert done.returncode == 0, done.stderr
    return path.read_bytes()


def test_poison_as_large_as_a_message_may_be(running: Pipeline, tmp_path: Path):
    value = noise(MAX_BYTES - 1000)
    identifier = send(running, value, headers=HEADERS, partition=1)
    await_letter(running, identifier)
    (letter,) = editions(running, identifier)
    assert letter.truncated and letter.value_bytes == len(value)
    assert value.startswith(letter.original_value() or b"nothing")
    assert whole_of(running, identifier, tmp_path / "whole") == value
    shown = running.run("dead-letters", "show", identifier).stdout
    assert f"bytes, {len(value):,} bytes" in shown and "more bytes; --value FILE" in shown

    # Sent again whole, from its own topic; and again, from where it was then.
    for attempts in (2, 3):
        done = running.run("dead-letters", "replay", "--id", identifier)
        assert (done.returncode, done.stdout) == (0, "1 sent, 0 refused, 0 skipped\n"), done.stderr
        await_letter(running, identifier, attempts)
    assert [record.value == value for record in raw_messages(running, identifier)] == [True, True]
    assert whole_of(running, identifier, tmp_path / "again") == value
    command = f"{shlex.quote(sys.executable)} -c " + shlex.quote(
        'import sys; print(\'{"id": "shrunk", "text": "%d bytes"}\' % len(sys.stdin.buffer.read()))'
    )
    done = running.run("dead-letters", "replay", "--id", identifier, "--edit", command)
    assert done.returncode == 0, done.stderr
    assert article(running, "shrunk")["text"] == f"{len(value)} bytes"


def test_what_has_no_room_for_the_header_is_refused(running: Pipeline):
    identifier = send(running, noise(MAX_BYTES - 100))
    await_letter(running, identifier)
    done = running.run("dead-letters", "replay", "--id", identifier)
    assert (done.returncode, done.stdout) == (1, "0 sent, 1 refused, 0 skipped\n")
    assert "bytes are more than" in done.stderr
    await_letter(running, identifier)


LARGE: dict[str, Callable[[], dict[str, Any]]] = {
    "a large key": lambda: {"value": b"[]", "key": noise(MAX_BYTES - 1000)},
    "a deletion with a large key": lambda: {"value": None, "key": noise(MAX_BYTES - 1000)},
    "large headers": lambda: {"value": b"[]", "headers": [("h", noise(MAX_BYTES // 4 - 1000))] * 4},
    "a header's large name": lambda: {"value": b"[]", "headers": [("\x01" * (MAX_BYTES - 1000), b"")]},
    "all of them": lambda: {
        "value": noise(MAX_BYTES // 3),
        "key": noise(MAX_BYTES // 3 - 1000),
        "headers": [("h", noise(MAX_BYTES // 3 - 1000))],
    },
    "headers of nothing": lambda: {"value": b"[]", "headers": [("", b"")] * 400_000},
}
"""A message that is mostly something else than its value."""


@pytest.mark.parametrize("name", LARGE)
def test_a_message_whose_key_or_headers_are_as_large_as_allowed(running: Pipeline, name: str):
    message = LARGE[name]()
    identifier = send(running, message.pop("value"), **message)
    await_letter(running, identifier)
    (letter,) = editions(running, identifier)
    assert letter.truncated and len(letter.model_dump_json()) < MAX_BYTES
    assert running.run("dead-letters", "show", identifier).returncode == 0
    done = running.run("dead-letters", "replay", "--id", identifier)
    assert (done.returncode, done.stdout) == (0, "1 sent, 0 refused, 0 skipped\n"), done.stderr
    await_letter(running, identifier, 2)
    first, (again,) = original_of(running, identifier), raw_messages(running, identifier)
    assert (again.key, again.value) == (first.key, first.value)
    assert [header for header in again.headers if header[0] != REPLAY_HEADER] == first.headers
    assert "starting it again" not in running.log()


class NoUtf8(str):
    """A header's name as a producer in another language may send it."""

    __slots__ = ()

    def encode(self, *_: str) -> bytes:
        return b"caf\xe9"


def test_a_truncated_letter_whose_message_has_a_strange_header(running: Pipeline):
    identifier = send(running, noise(MAX_BYTES - 1000), headers=[(NoUtf8("cafe"), b"1")])
    await_letter(running, identifier)
    done = running.run("dead-letters", "replay", "--id", identifier)
    assert (done.returncode, done.stdout) == (1, "0 sent, 1 refused, 0 skipped\n")
    assert "cannot be read: " in done.stderr and "utf-8" in done.stderr and "Traceback" not in done.stderr
    assert "the beginning only" in running.run("dead-letters", "show", identifier).stdout
    await_letter(running, identifier)


def test_a_truncated_letter_whose_message_is_gone(running: Pipeline):
    identifier = send(running, noise(MAX_BYTES - 1000), partition=0)
    await_letter(running, identifier)
    offset = int(identifier.rsplit("-", 1)[1])
    with closing(KafkaAdminClient(**connection(running.settings))) as admin:
        admin.delete_records({TopicPartition(running.settings.raw_topic, 0): offset + 1})
    done = running.run("dead-letters", "replay", "--id", identifier)
    assert (done.returncode, done.stdout) == (1, "0 sent, 1 refused, 0 skipped\n")
    assert "the message is no longer in" in done.stderr
    await_letter(running, identifier)
    shown = running.run("dead-letters", "show", identifier)
    assert shown.returncode == 0 and "the beginning only" in shown.stdout
    assert running.run("dead-letters", "show", identifier, "--value", "-").returncode == 1


# What is shown


def test_a_hostile_message_cannot_write_to_the_terminal(running: Pipeline):
    hostile = "a\x1b[31m\x07b\r\nc\u202ed\x9b1m\x00"
    values = {
        "JSON": json.dumps({"title": hostile, "text": 5, "n": [1.10, {}]}, ensure_ascii=False).encode(),
        "text": f"not JSON, and with {hostile} in it; {'more words ' * 20}".encode(),
        "bytes": b"\xff\x1b[31m" + bytes(range(256)),
    }
    for form, value in values.items():
        identifier = send(
            running, value, key=hostile.encode(), headers=[(hostile, hostile.encode()), ("raw", b"\xff\x1b")]
        )
        await_letter(running, identifier)
        shown = harmless(running, "show", identifier)
        assert f"value          {form}, {len(value):,} bytes" in shown
        assert "\\u001b[31m\\u0007b\\u000d\\u000ac\\u202ed\\u009b1m\\u0000" in shown  # the key
        found = json.loads(harmless(running, "show", identifier, "--json"))
        assert base64.b64decode(found["value"]) == value
        raw = subprocess.run(
            [sys.executable, "-m", "streams.cli", "dead-letters", "show", identifier, "--value", "-"],
            env=running.environ, cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        assert raw.stdout == value
    harmless(running, "list", "-n", "100")


def harmless(pipeline: Pipeline, *words: str) -> str:
    """What a command prints; nothing of it is obeyed by a terminal."""
    done = pipeline.run("dead-letters", *words)
    assert done.returncode == 0, done.stderr
    assert all(char.isprintable() or char == "\n" for char in done.stdout + done.stderr), words
    return done.stdout
