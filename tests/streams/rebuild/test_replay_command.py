"""`quotewire replay`: which options go together, and what it prints."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from streams import nlp_process
from streams.cli.app import app
from streams.errors import BadInput
from streams.rebuild import replay as replays
from streams.rebuild.comparing import Comparison, Example, Tally
from streams.rebuild.filling import Result
from streams.rebuild.publishing import Published
from streams.rebuild.replay import Asked, Replayed
from streams.rebuild.replay_record import ReplayRecord

RECORD = ReplayRecord(
    begun_ms=1, since=datetime(2026, 9, 1, tzinfo=UTC), until=datetime(2026, 9, 20, tzinfo=UTC),
    models=["quotewire 1", "de 2"], begins={0: 0}, ends={0: 9}, nexts={0: 9}, indexed={0: 4},
    counts={"replayed": 8, "not-taken": 1}, not_taken=["news.raw-0@3: not-json: no\x1b[31m JSON"], finished=True,
)  # fmt: skip
TALLY = Tally(8, 2, Counter(entities=2), Counter(entities=30, quotations=4), Counter(entities=28, quotations=4))
COMPARISON = Comparison(1, 2, {"de": TALLY}, 3, 0, [Example("a:1", "de", "entities", ["Emden (ORG)"], ["Emden (LOC)"])])


def run(monkeypatch: pytest.MonkeyPatch, done: Replayed, *arguments: str) -> tuple[str, list[tuple[Asked, dict]]]:
    """What the command prints, and what it asks for."""
    asked: list[tuple[Asked, dict]] = []

    def replay(_settings: Any, _report: Any, one: Asked, **options: bool) -> Replayed:
        asked.append((one, options))
        return done

    monkeypatch.setattr(replays, "replay", replay)
    monkeypatch.setattr(nlp_process, "one_thread_per_process", lambda: None)  # a process of tests has begun already
    answer = CliRunner().invoke(app, ["replay", *arguments], catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.output, asked


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--swap", "--discard"], "--swap, --compare and --discard exclude each other"),
        (["--compare", "--discard"], "exclude each other"),
        (["--compare", "--since", "2026-09-01"], "--compare and --discard take no --since"),
        (["--discard", "--language", "de"], "--compare and --discard take no --since"),
        (["--drop-old"], "are for --swap"),
        (["--since", "2026-09-01", "--accept-missing"], "are for --swap"),
        (["--since", "yesterday"], "'yesterday' is not a date"),
        (["--since", "2026-09-01", "--language", "german"], "'german' is not the code of a language"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        CliRunner().invoke(app, ["replay", *arguments], catch_exceptions=False)


def test_it_asks_for_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ["--since", "2026-09-01", "--until", "2026-09-20T12:00", "--language", "pt-BR", "--language", "de"]
    _, [(asked, how)] = run(monkeypatch, Replayed(RECORD), *options)
    assert asked == Asked(RECORD.since, datetime(2026, 9, 20, 12, tzinfo=UTC), ("de", "pt"))
    assert how == {"swap": False, "drop_old": False, "accept_missing": False}
    _, [(asked, how)] = run(monkeypatch, Replayed(RECORD), "--swap", "--drop-old", "--accept-missing")
    assert (asked, how) == (Asked(), {"swap": True, "drop_old": True, "accept_missing": True})


def test_a_replay_that_waits_says_what_has_changed_and_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    output, _ = run(monkeypatch, Replayed(RECORD, COMPARISON))
    lines = [" ".join(line.split()) for line in output.splitlines()]
    assert "annotated with quotewire 1, de 2" in lines
    assert {"8 replayed", "1 not-taken", "9 of 9 raw messages"} <= set(lines)
    assert "not taken: news.raw-0@3: not-json: no [31m JSON" in lines  # what a terminal could obey is left out
    assert "de 8 2 0 2 0 0 30 → 28 4 → 4" in lines
    assert "all 8 2 0 2 0 0 30 → 28 4 → 4" in lines
    assert "not compared: 3 revised meanwhile, 0 only in the new one" in lines
    assert "a:1 (de) entities: Emden (ORG) → Emden (LOC)" in lines
    assert lines[-1].endswith("`quotewire replay --discard` deletes them")


def test_one_that_was_swapped_in_says_what_serves_and_what_the_topic_has(monkeypatch: pytest.MonkeyPatch) -> None:
    record = RECORD.model_copy(update={"published": True})
    done = Replayed(record, None, Result(2, 77, removed=["news-state-v1"]), Published(8, ["a:9"], 3))
    output, _ = run(monkeypatch, done, "--swap")
    assert "77 articles in generation 2" in output
    assert "deleted news-state-v1" in output
    assert "8 articles written to the topic of enriched articles" in output
    assert "3 revisions and deletions that came meanwhile written once more" in output
    assert "not written there, it is too large or not valid: a:9" in output
    assert "--discard" not in output
    found = orjson.loads(run(monkeypatch, done, "--swap", "--json")[0])
    assert found["replay"]["counts"] == {"replayed": 8, "not-taken": 1}
    assert (found["replay"]["messages"], found["replay"]["messages_done"]) == (9, 9)
    assert (found["comparison"], found["serving_generation"]) == (None, 2)
    assert (found["written_to_topic"], found["refused_by_topic"], found["written_once_more"]) == (8, ["a:9"], 3)
    assert "indexed" not in found["replay"]


def test_programs_get_the_comparison_with_all_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    found = orjson.loads(run(monkeypatch, Replayed(RECORD, COMPARISON), "--json")[0])["comparison"]
    assert found["languages"]["de"] == found["total"] == {
        "articles": 8, "changed": 2, "kinds": {"language": 0, "entities": 2, "quotations": 0, "speakers": 0},
        "before": {"entities": 30, "quotations": 4}, "after": {"entities": 28, "quotations": 4},
    }  # fmt: skip
    assert found["examples"] == [
        {"article_id": "a:1", "language": "de", "kind": "entities", "gone": ["Emden (ORG)"], "new": ["Emden (LOC)"]}
    ]
    assert (found["old_generation"], found["new_generation"], found["other_revision"]) == (1, 2, 3)
