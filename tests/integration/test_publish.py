"""What the commands say and do: publishing with mistakes and interruptions, `init` again, servers that are away."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from streams.kafka_admin import message_count, read_all
from tests.integration.conftest import ROOT, Pipeline
from tests.integration.invented import articles, write_lines


def raw_records(pipeline: Pipeline, prefix: str) -> list[Any]:
    """The records of the raw topic whose key begins like this, by time."""
    records = read_all(pipeline.settings, pipeline.settings.raw_topic)
    found = [record for record in records if (record.key or b"").startswith(prefix.encode())]
    return sorted(found, key=lambda record: record.timestamp)


def test_bad_lines_are_reported_with_number_and_reason_and_the_good_ones_sent(running: Pipeline, tmp_path: Path):
    good = [json.dumps(article).encode() for article in articles(4, "among-bad")]
    lines = [
        good[0], b'{"title": "without text"}', good[1], b"not json at all", b"", b'{"text": "caf\xe9"}', good[2],
        b"[1, 2]", b'{"text": "x", "published_at": "2026-13-01"}', good[3],
    ]  # fmt: skip
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    done = running.run("publish", str(path))
    assert done.returncode == 1
    assert "4 of 4 articles acknowledged, 5 records not sent" in done.stdout
    reported = [line for line in done.stderr.splitlines() if line.strip()]
    says = {2: "`text`", 4: "not JSON", 6: "not UTF-8", 8: "an array", 9: "`published_at`"}
    assert len(reported) == len(says)
    for line, (number, reason) in zip(reported, says.items(), strict=True):
        assert f"mixed.jsonl, line {number}: " in line
        assert reason in line
    running.await_searchable([f"among-bad-{n}" for n in range(4)])
    assert running.dead_letters() == []


def test_only_good_lines_is_exit_code_0_and_no_file_is_one_line(running: Pipeline, tmp_path: Path):
    path = write_lines(tmp_path / "good.jsonl", articles(3, "all-good"))
    assert running.run("publish", str(path)).returncode == 0
    absent = running.run("publish", str(tmp_path / "absent.jsonl"))
    assert absent.returncode == 1
    assert_one_line(absent.stderr, "absent.jsonl: no such file or folder")


def test_the_rate_is_not_exceeded(running: Pipeline, tmp_path: Path):
    count, rate = 60, 30
    path = write_lines(tmp_path / "rated.jsonl", articles(count, "rated"))
    assert running.run("publish", str(path), "--rate", str(rate)).returncode == 0
    stamps = [record.timestamp for record in raw_records(running, "rated-")]
    assert len(stamps) == count
    measured = (count - 1) / ((stamps[-1] - stamps[0]) / 1000)
    assert measured / rate < 1.1


def test_ctrl_c_says_how_to_go_on_and_going_on_completes(running: Pipeline, tmp_path: Path):
    count = 600
    path = write_lines(tmp_path / "long.jsonl", articles(count, "stopped"))
    command = [sys.executable, "-m", "streams.cli", "publish", str(path)]
    before = message_count(running.settings, running.settings.raw_topic)
    with subprocess.Popen(
        [*command, "--rate", "20"], env=running.environ, cwd=ROOT, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        running.wait(
            lambda: message_count(running.settings, running.settings.raw_topic) >= before + 20, "the first articles"
        )
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in errors
    stated = re.search(r"([\d,]+) of ([\d,]+) articles acknowledged", said)
    skip = re.search(r"to go on: the same command with --skip (\d+)", said)
    assert stated and skip, said
    acknowledged = int(stated[1].replace(",", ""))
    assert 20 <= acknowledged < count
    assert acknowledged == int(stated[2].replace(",", "")) == int(skip[1])
    assert len(raw_records(running, "stopped-")) == acknowledged

    going_on = running.run("publish", str(path), "--skip", skip[1])
    assert going_on.returncode == 0, going_on.stderr
    left = count - acknowledged
    assert f"{left} of {left} articles acknowledged, 0 records not sent, {acknowledged} skipped" in going_on.stdout
    published = Counter(record.key.decode() for record in raw_records(running, "stopped-"))
    assert published == Counter([f"stopped-{number}" for number in range(count)])
    running.await_searchable([f"stopped-{number}" for number in range(count)])


def test_from_standard_input(running: Pipeline):
    lines = [json.dumps(article, ensure_ascii=False) for article in articles(2, "piped")]
    done = running.run("publish", "-", stdin="\n".join([*lines, '{"title": "no text"}']))
    assert done.returncode == 1
    assert "standard input, line 3: `text`" in done.stderr
    running.await_searchable(["piped-0", "piped-1"])


def test_init_again_changes_nothing(running: Pipeline):
    from streams.elasticsearch_client import sync_client

    def everything() -> Any:
        prefix = running.settings.index_prefix
        with sync_client(running.settings) as client:
            indices = client.indices.get(index=f"{prefix}-*").body
            templates = client.indices.get_index_template(name=f"{prefix}-*").body
            components = client.cluster.get_component_template(name=f"{prefix}-*").body
        return indices, [without_dates(part) for part in (templates, components)]

    running.await_no_lag()
    before, documents = everything(), running.count()
    again = running.run("init")
    assert again.returncode == 0, again.stderr
    assert "created" not in again.stdout
    assert everything() == before
    assert running.count() == documents > 0
    lag = running.json("status")["lag"]
    assert sum(row["partition"] == 0 for row in lag) == 3  # raw, enriched, dead letters


def without_dates(value: Any) -> Any:
    """Without the moments at which Elasticsearch was told something."""
    if isinstance(value, dict):
        return {name: without_dates(item) for name, item in value.items() if "_date" not in name}
    return [without_dates(item) for item in value] if isinstance(value, list) else value


def assert_one_line(errors: str, *says: str) -> None:
    lines = [line for line in errors.splitlines() if line.strip()]
    assert len(lines) == 1, errors
    for words in says:
        assert words in lines[0]


@pytest.fixture(scope="module")
def nobody_there() -> str:
    """An address on this machine at which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{found.getsockname()[1]}"


def ended(running: Pipeline, commands: list[list[str]], **environ: str) -> dict[str, tuple[int, str, str]]:
    """Exit code, output and errors of commands that run at the same time (most of it is waiting), by their words."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "streams.cli", *command], env=running.environ | environ, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for command in commands
    ]  # fmt: skip
    results = {}
    for command, process in zip(commands, started, strict=True):
        said, errors = process.communicate('{"text": "Nobody hears this."}\n', timeout=240)
        results[" ".join(command)] = (process.returncode, said, errors)
    return results


def test_kafka_away_is_one_clear_line(running: Pipeline, nobody_there: str):
    commands = [["status"], ["init"], ["publish", "-"], ["delete", "x"], ["dead-letters", "list"]]
    results = ended(running, commands, QUOTEWIRE_KAFKA_BROKERS=nobody_there)
    for words, (code, said, errors) in results.items():
        assert code == 1, words
        assert_one_line(errors, "Kafka does not answer at", nobody_there, "make up", "QUOTEWIRE_KAFKA_BROKERS")
        assert "Traceback" not in said
    assert "Kafka           no answer" in results["status"][1]
    assert running.settings.elasticsearch_url in results["status"][1]  # what does answer is shown


def test_elasticsearch_away_is_one_clear_line(running: Pipeline, nobody_there: str):
    commands = [["status"], ["init"], ["search", "Vorlage"], ["quotes", "--speaker", "Quast"]]
    results = ended(running, commands, QUOTEWIRE_ELASTICSEARCH_URL=f"http://{nobody_there}")
    for words, (code, said, errors) in results.items():
        assert code == 1, words
        assert_one_line(errors, f"Elasticsearch at http://{nobody_there}", "no answer", "QUOTEWIRE_ELASTICSEARCH_URL")
        assert "Traceback" not in said
    assert "Elasticsearch   no answer" in results["status"][1]
    assert "lag in all" in results["status"][1]


def test_topics_or_indices_missing_is_one_clear_line(running: Pipeline):
    elsewhere = {"QUOTEWIRE_TOPIC_PREFIX": "nowhere", "QUOTEWIRE_INDEX_PREFIX": "nowhere"}
    results = ended(running, [["publish", "-"], ["delete", "x"], ["search", "x"], ["worker"]], **elsewhere)
    for words, (code, _, errors) in results.items():
        assert code in (1, 78), words
        assert "quotewire init" in errors, (words, errors)
        assert "Traceback" not in errors
    assert results["worker"][0] == 78  # a supervisor (systemd) need not start it again


def test_an_impossible_setting_is_one_clear_line(running: Pipeline):
    ((code, _, errors),) = ended(running, [["status"]], QUOTEWIRE_PARTITIONS="none").values()
    assert code == 1
    assert_one_line(errors, "QUOTEWIRE_PARTITIONS", "integer")
