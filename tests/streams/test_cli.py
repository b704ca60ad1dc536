"""The command line without a server: help, one line for each error, and what the commands print."""

import gc
import json
import os
import socket
import subprocess
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from rich.console import Console

from schemas import EnrichedArticle
from streams import kafka_admin, nlp_process
from streams.cli import main
from streams.cli.app import app
from streams.cli.common import console, highlighted, parse_date, plain, print_json
from streams.cli.results import quotes_table
from streams.errors import BadInput
from streams.search import HIGHLIGHT, Hit
from streams.security.privileges import IDENTITIES
from streams.security.secrets import hide

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def closed() -> str:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture(autouse=True)
def environment(closed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.upper().startswith("QUOTEWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("QUOTEWIRE_KAFKA_BROKERS", closed)
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_URL", f"http://{closed}")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(kafka_admin, "BOOTSTRAP_MS", 300)
    # The test process has numpy already; its threads are not what is tested here.
    monkeypatch.setattr(nlp_process, "one_thread_per_process", lambda: None)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", ["worker", "status"])
def test_settings_that_contradict_each_other_end_a_worker_for_good(quotewire, monkeypatch, command):
    """Supervisors start a process again that ended with another code than 78."""
    monkeypatch.setenv("QUOTEWIRE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
    ended = quotewire(command)
    assert ended.code == (78 if command == "worker" else 1)
    assert "QUOTEWIRE_KAFKA_USER is missing" in ended.err
    assert "Traceback" not in ended.err


def test_the_trace_of_a_defect_shows_no_secret(quotewire, monkeypatch):
    hide("the-key-itself")

    def defect() -> None:
        raise ValueError("Invalid header value b'ApiKey the-key-itself'")

    monkeypatch.setattr("streams.cli.running.load_settings", defect)
    ended = quotewire("status")
    assert ended.code == 1
    assert "ValueError: Invalid header value b'ApiKey ********'" in ended.err


class Ran:
    """How a command ended."""

    def __init__(self, code: object, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def quotewire(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]):
    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["quotewire", *arguments])
        with warnings.catch_warnings():
            # kafka-python leaves its sockets to the garbage collector where no broker answers.
            warnings.filterwarnings("ignore", "unclosed", ResourceWarning)
            with pytest.raises(SystemExit) as ended:
                main()
            gc.collect()
        out, err = capsysbinary.readouterr()
        return Ran(ended.value.code, out.decode(), err.decode())

    return run


def commands(group: typer.Typer, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command and group, as its words."""
    names = [(*above, str(command.name)) for command in group.registered_commands]
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        path = (*above, str(inner.name))
        names += [path, *commands(inner.typer_instance, path)]
    return names


COMMANDS = commands(app)


def test_all_commands_are_there() -> None:
    assert {" ".join(words) for words in COMMANDS} >= {
        "init", "worker", "publish", "enrich", "search", "quotes", "status", "settings", "delete", "dead-letters list",
        "dead-letters show", "dead-letters replay", "dead-letters drop", "models", "models install",
    }  # fmt: skip


@pytest.mark.parametrize("words", [(), *COMMANDS], ids=" ".join)
def test_help_explains_every_command_and_every_option(words: tuple[str, ...], quotewire) -> None:
    ran = quotewire(*words, "--help")
    assert ran.code == 0
    assert ran.err == ""
    usage, _, rest = ran.out.partition("\n\n")
    assert usage.strip().startswith("Usage: quotewire")
    explanation = rest.strip().partition("\n\n")[0]
    assert len(explanation.split()) > 4, "no explanation"
    for line in ran.out.splitlines():
        if line.startswith("  --") and "--help" not in line:
            assert len(line.split()) > 3 or line.rstrip().endswith("]"), f"unexplained: {line}"


def test_without_a_command_help_is_shown(quotewire) -> None:
    assert "Usage: quotewire" in (ran := quotewire()).out + ran.err
    assert ran.code in (0, 2)


BAD: dict[str, tuple[list[str], dict[str, str], str]] = {
    "a missing file": (["enrich", "none.jsonl"], {}, "none.jsonl: no such file or folder"),
    "an empty folder": (["enrich", "."], {}, "no files ending in"),
    "an unwritable file": (["enrich", "a.txt", "-o", "none/out.jsonl"], {}, "none/out.jsonl: cannot be written"),
    "a bad setting": (
        ["status"],
        {"QUOTEWIRE_PARTITIONS": "many"},
        "QUOTEWIRE_PARTITIONS: Input should be a valid integer",
    ),
    "two bad settings": (["init"], {"QUOTEWIRE_SHARDS": "0", "QUOTEWIRE_REPLICAS": "x"}, "; QUOTEWIRE_REPLICAS: "),
    "no date": (["search", "x", "--since", "yesterday"], {}, "'yesterday' is not a date; write it as 2026-09-01"),
    "no language": (["search", "x", "--language", "german"], {}, "'german' is not the code of a language; write one"),
    "an open quotation mark": (["search", 'a "b'], {}, "character 3 is not closed; close it or leave it out (in: a ▶"),
    "an unknown field": (["quotes", "autor:x"], {}, "there is no field autor:; write author:"),
    "a long query": (["search", "harbour " * 1250], {}, "the query has 10,000 characters, 2,000 are allowed"),
    "a page too far": (["search", "--page", "1001"], {}, "beyond the 10,000th hit; narrow the search"),
    "JSON and CSV": (["quotes", "--json", "--csv"], {}, "choose one of them"),
    "facets as CSV": (["search", "--facets", "--csv"], {}, "--facets has no place in CSV"),
    "all on a page": (["search", "--all", "--json", "--page", "2"], {}, "--all and --page do not go together"),
    "all in a table": (["quotes", "--all"], {}, "add --json or --csv, or use --page and --size"),
    "Elasticsearch away, all": (["search", "--all", "--csv"], {}, "no answer (ConnectionError)"),
    "no language of a package": (["models", "install", "german"], {}, "spaCy has no package for 'german'; it has them"),
    "no package of a language": (["models", "install", "cs"], {}, "for ca, da, de, el, en,"),
    "no agent": (["worker", "--agents", "enrich,dance"], {}, "choose from enrich, index"),
    "no agents": (["worker", "--agents", ","], {}, "choose from enrich, index"),
    "Kafka away, publishing": (["publish", "a.txt"], {}, "Kafka does not answer at 127.0.0.1:"),
    "Kafka away, deleting": (["delete", "x"], {}, "`make up`"),
    "Kafka away, setting up": (["init"], {}, "QUOTEWIRE_KAFKA_BROKERS"),
    "Kafka away, dead letters": (["dead-letters", "list"], {}, "Kafka does not answer at 127.0.0.1:"),
    "no date of a failure": (["dead-letters", "list", "--since", "yesterday"], {}, "'yesterday' is not a date"),
    "no id": (["dead-letters", "replay", "--id", "news.raw-1"], {}, "'news.raw-1' is not the id of a dead letter"),
    "no choice": (["dead-letters", "replay"], {}, "say which: --stage, --error, --since, --until, --id, or --all"),
    "all and a choice": (["dead-letters", "drop", "--all", "--error", "x"], {}, "leave one of them out"),
    "no command": (
        ["dead-letters", "replay", "--all", "--edit", "no-such-thing -x"],
        {},
        "there is no command 'no-such-thing'",
    ),
    "an open mark in a command": (["dead-letters", "replay", "--all", "--edit", "sed 's"], {}, "No closing quotation"),
    "an empty command": (["dead-letters", "replay", "--all", "--edit", " "], {}, "--edit: there is no command"),
    "a value for many": (["dead-letters", "replay", "--all", "--value", "a.txt"], {}, "say which with one --id"),
    "two edits": (
        ["dead-letters", "replay", "--id", "a-1-2", "--value", "a.txt", "--edit", "cat"],
        {},
        "--edit and --value: choose one",
    ),
    "a value that is missing": (
        ["dead-letters", "replay", "--id", "a-1-2", "--value", "none.json"],
        {},
        "none.json: cannot be read",
    ),
    "a value and JSON": (["dead-letters", "show", "a-1-2", "--json", "--value", "-"], {}, "choose one of them"),
    "Kafka away, replaying": (["dead-letters", "replay", "--all"], {}, "Kafka does not answer at 127.0.0.1:"),
    "Elasticsearch away": (["search", "x"], {}, "no answer (ConnectionError)"),
    "Elasticsearch away, quotations": (["quotes", "--speaker", "Talbot"], {}, "QUOTEWIRE_ELASTICSEARCH_URL"),
}


@pytest.mark.parametrize(("arguments", "settings", "says"), BAD.values(), ids=BAD)
def test_an_error_is_one_line_and_exit_code_1(
    arguments: list[str],
    settings: dict[str, str],
    says: str,
    quotewire,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    if "." not in arguments:
        (tmp_path / "a.txt").write_text("Ein Satz.")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    ran = quotewire(*arguments)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1  # found: Rich broke it at 80 columns, also where nobody sees columns
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_the_console_script_ends_the_same() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "streams.cli", "search", "--since", "x" * 200],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("error: 'xxx")


def test_status_tells_all_that_is_wrong(quotewire) -> None:
    ran = quotewire("status")
    assert ran.code == 1
    assert "Kafka           no answer" in ran.out
    assert "Elasticsearch   no answer" in ran.out
    assert ran.err.count("\n") == 2
    as_json = quotewire("status", "--json")
    assert as_json.code == 1
    report = json.loads(as_json.out)
    assert len(report["problems"]) == 2
    assert report["brokers"] is None


def test_settings_are_shown_without_secrets(quotewire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_USER", "writer")
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_PASSWORD", "gEh3im")
    monkeypatch.setenv("QUOTEWIRE_KIBANA_API_KEY", "gEh3im")
    ran = quotewire("settings")
    assert ran.code == 0
    assert "gEh3im" not in ran.out
    assert ran.out.count("********") == 2
    assert "QUOTEWIRE_KAFKA_BROKERS" in ran.out


def test_forced_models_are_shown_as_they_are_written(quotewire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_ENTITY_MODELS", '{"de": "none", "fr": "a"}')
    assert "de=none,fr=a" in quotewire("settings").out


def test_a_password_in_the_url_is_not_shown(quotewire, monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_URL", f"http://writer:gEh3im@{closed}")
    for arguments in (("settings",), ("search", "x")):
        ran = quotewire(*arguments)
        assert "gEh3im" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("name", "value", "arguments"),
    [
        ("ELASTICSEARCH_URL", "localhost:9200", ["search", "x"]),
        ("ELASTICSEARCH_URL", "http://localhost", ["status"]),
        ("KAFKA_BROKERS", "localhost:port", ["publish", "a.txt"]),
    ],
)
def test_an_address_that_is_none_is_one_line_too(
    name: str, value: str, arguments: list[str], quotewire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"QUOTEWIRE_{name}", value)
    ran = quotewire(*arguments)
    assert ran.code == 1
    assert "Traceback" not in ran.err


# enrich

TEXTS = [
    "„Wir bauen weiter“, sagte Wiebke Jessenius am Dienstag.",
    "“We keep on building,” said Ines Talbot on Tuesday.",
]


def test_enrich_writes_a_line_for_each_article_in_order(quotewire, tmp_path: Path) -> None:
    lines = [json.dumps({"id": number, "text": f"{TEXTS[number % 2]} {number}"}) for number in range(70)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    ran = quotewire("enrich", "in.jsonl")
    assert (ran.code, ran.err) == (0, "")
    articles = [EnrichedArticle.model_validate_json(line) for line in ran.out.splitlines()]
    assert [article.article_id for article in articles] == [str(number) for number in range(70)]
    assert [article.language.code for article in articles] == ["de", "en"] * 35
    assert all(article.text[quote.start : quote.end] == quote.text for article in articles for quote in article.quotes)
    assert all(article.raw is None and article.processing.seconds for article in articles)


def test_enrich_names_bad_records_and_writes_the_others(quotewire, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "eins"}\n{"text": 5}\n{\n{"text": "vier"}\n')
    ran = quotewire("enrich", "in.jsonl", "--output", "out.jsonl")
    assert ran.code == 1
    assert [json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["eins", "vier"]
    assert ran.out == ""
    first, second, last = ran.err.splitlines()
    assert first.startswith("in.jsonl, line 2: `text`: ")
    assert second.startswith("in.jsonl, line 3: not JSON: ")
    assert last == "2 articles enriched, 2 records left out"


def test_enrich_takes_text_files(quotewire, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Der Hafen wächst\n\n{TEXTS[0]}")
    (line,) = quotewire("enrich", "a.txt").out.splitlines()
    article = json.loads(line)
    assert (article["title"], article["language"]["code"]) == ("Der Hafen wächst", "de")


def test_a_missing_input_leaves_the_output_as_it_was(quotewire, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("precious")
    assert quotewire("enrich", "none.jsonl", "-o", "out.jsonl").code == 1
    assert (tmp_path / "out.jsonl").read_text() == "precious"


def test_the_input_is_not_the_output(quotewire, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "eins"}\n')
    quotewire("enrich", "a.jsonl", "-o", "a.jsonl")
    assert "eins" in (tmp_path / "a.jsonl").read_text()


def test_enrich_survives_an_article_that_cannot_be_enriched(quotewire, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('[{"text": "eins", "n": 123456789012345678901234567890}, {"text": "zwei"}]')
    assert "zwei" in quotewire("enrich", "in.json").out


def test_standard_input_and_output(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "streams.cli", "enrich", "-"],
        input=b'{"text": "eins"}\n[]\n{"text": "drei"}', capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 1
    assert [json.loads(line)["text"] for line in ran.stdout.splitlines()] == ["eins", "drei"]
    assert ran.stderr.decode().startswith("standard input, line 2: a JSON object is expected")


# What people see


def test_an_article_cannot_write_to_the_terminal() -> None:
    hostile = "a\x1b[31m\x07b\r\nc\u202ed\x9b1m [bold]x[/bold]"
    assert plain(hostile) == "a [31m b c d 1m [bold]x[/bold]"
    assert highlighted(hostile).plain == "a [31m b c d 1m [bold]x[/bold]"


def test_json_is_the_same_without_what_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b[31m\x7f\x9b1m\u202e\u2028\u2066ü\u200c"
    print_json({hostile: hostile})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {hostile: hostile}
    assert not set(printed) & set("\x1b\x7f\x9b\u202e\u2028\u2066")


def test_letters_stay_joined() -> None:
    for word in ("می\u200cخواهم", "क्\u200dष", "👩\u200d🚀"):
        assert plain(word) == word


def test_what_was_searched_for_stands_out() -> None:
    text = highlighted(f"a {HIGHLIGHT[0]}b{HIGHLIGHT[1]} c")
    assert text.plain == "a b c"
    assert [(span.start, span.end) for span in text.spans if span.style] == [(2, 3)]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        (None, None),
        ("2026-09-01", datetime(2026, 9, 1, tzinfo=UTC)),
        ("2026-09-01T12:00", datetime(2026, 9, 1, 12, tzinfo=UTC)),
        ("2026-09-01T12:00+02:00", datetime(2026, 9, 1, 10, tzinfo=UTC)),
    ],
)
def test_dates(given: str | None, date: datetime | None) -> None:
    assert parse_date(given) == date


@pytest.mark.parametrize("given", ["", "1.9.2026", "2026-02-30", "2026-9-1", "now"])
def test_what_is_no_date(given: str) -> None:
    with pytest.raises(BadInput, match="is not a date"):
        parse_date(given)


def test_quotations_are_shown_whole_with_their_speakers() -> None:
    words = "„Wir bauen weiter“"
    fields = {
        "text": words,
        "speaker": "Wiebke Jessenius",
        "source": "hafenpost",
        "published_at": "2026-09-01T08:00:00Z",
    }
    whole = f"„Wir {HIGHLIGHT[0]}bauen{HIGHLIGHT[1]} weiter“"
    table = quotes_table([Hit("a#0", 1, fields, [whole]), Hit("a#1", 1, {"text": words}, ["weiter“"])])
    out = Console(width=120, record=True, file=open(os.devnull, "w"))  # noqa: SIM115 - closed below
    out.print(table)
    out.file.close()
    _, first, second = (line.rstrip() for line in out.export_text().splitlines())
    assert first.split()[:2] == ["Wiebke", "Jessenius"]
    assert words in first
    assert words in second
    assert first.endswith("2026-09-01")
    assert second.split()[0] == "—"


def test_markup_in_an_article_is_text() -> None:
    # An outlet called [/r/news] ended the table with a trace.
    out = console()
    with out.capture() as captured:
        out.print(quotes_table([Hit("1", 0.0, {"text": "x", "source": "[/r/news]", "speaker": "[bold]Ines"}, [])]))
        out.print("[/b]: a number out of range")
    shown = captured.get()
    assert "[/r/news]" in shown
    assert "[bold]Ines" in shown
    assert "[/b]" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--expires", "banana"], "--expires 'banana': write a number of days"),
        (["--format", "strimzi", "--elasticsearch"], "--format strimzi is for Kafka"),
        (["--format", "xml"], "--format 'xml': choose from"),
        (["--cluster", "kafka"], "--cluster 'kafka' is for --format strimzi only"),
    ],
)
def test_rights_are_not_printed_from_wrong_options(quotewire, arguments, said):
    ended = quotewire("security", "print", *arguments)
    assert ended.code == 1
    assert said in ended.err
    assert ended.out == ""


def test_rights_for_strimzi_have_names_that_kubernetes_takes(quotewire, monkeypatch):
    monkeypatch.setenv("QUOTEWIRE_GROUP_PREFIX", "my_news.")
    users = json.loads(quotewire("security", "print", "--format", "strimzi").out)["items"]
    assert [user["metadata"]["name"] for user in users] == [f"my-news-{identity}" for identity in IDENTITIES]
    assert {user["metadata"]["labels"]["strimzi.io/cluster"] for user in users} == {"quotewire"}
    groups = {acl["resource"]["name"] for user in users for acl in user["spec"]["authorization"]["acls"]}
    assert "my_news.-index" in groups, "the consumer groups keep their names"


def test_printed_commands_of_kafka_are_single_spaced(quotewire):
    lines = quotewire("security", "print", "--kafka").out.splitlines()
    assert [line for line in lines if "  " in line] == []
    assert any(line.startswith("kafka-acls.sh") for line in lines)


FOUND = '{"hits":[{"article_id":"a:1","title":"x"},{"article_id":"b 2"},{"article_id":"a:1"}],"total":3}'


@pytest.mark.parametrize("text", [FOUND, "a:1\n\n b 2 \na:1", f"\ufeff{FOUND}"])
def test_what_a_search_has_found_is_shown_before_it_is_deleted(quotewire, tmp_path: Path, text: str) -> None:
    found = tmp_path / "found"
    found.write_text(text)
    assert quotewire("delete", "--found", str(found), "--dry-run").out == "a:1\nb 2\n"
    refused = quotewire("delete", "--found", str(found))
    assert refused.code == 1
    assert "this would delete 2 articles; add --yes" in refused.err
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"hits":[],"total":0}', "nothing was found"),
        (b"\n \n", "nothing was found"),
        (b'{"articles":[]}', "is not what `quotewire search"),
        (b'{"hits":[{"id":"a"}]}', "is not what `quotewire search"),
        (b'{"hits":[', "is not what `quotewire search"),
        (b'["a","b"]', "is not what `quotewire search"),
        (b"article_id,title\r\na,One\r\n", "is a table (CSV)"),
        (b"\xff\xfe", "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_ids_deletes_nothing(quotewire, tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "found").write_bytes(content)
    refused = quotewire("delete", "--yes", "--found", str(tmp_path / "found"))
    assert refused.code == 1
    assert said in refused.err


@pytest.mark.parametrize("arguments", [(), ("",), ("a", "--found", "b")])
def test_ids_to_delete_come_from_one_place(quotewire, arguments: tuple[str, ...]) -> None:
    refused = quotewire("delete", *arguments)
    assert refused.code == 1
    assert "an article_id is needed" in refused.err
