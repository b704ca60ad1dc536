"""The whole pipeline once, on the running local stack: publish articles, wait until they are searchable, show them.

    demo.py [PATH …]    files or folders of articles; default: the samples

The worker and the search page it starts stay, so that more can be published afterwards; `make down` ends them.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import process
import settings as stack_settings
import web
from background import BUSY, environment
from console import StackError, StatusLine
from folder import locked
from rich.console import Console
from rich.table import Table
from rich.text import Text
from worker import WORKER

from schemas.identity import article_id
from streams.cli.common import highlighted, plain
from streams.cli.results import quotes_table
from streams.errors import UserError
from streams.kafka_admin import PartitionLag, lag, message_count
from streams.publisher import Publisher
from streams.search import Filters, Reader
from streams.settings import Settings
from streams.setup import initialise
from streams.sources import Mistake, Record, read_articles

READY_SECONDS = 120.0
"""Longest time for the worker to load its models."""

STALLED_SECONDS = 120.0
"""The demo gives up when nothing becomes searchable for so long."""

POLL_SECONDS = 0.1
IDS_PER_POLL = 1_000
QUOTES_READ = 500
QUOTES_SHOWN = 16
AGENTS = ("enrich", "index")


@dataclass(slots=True)
class Timing:
    """When each article was published and first found, in seconds of one clock, by article_id."""

    published: dict[str, float] = field(default_factory=dict)
    found: dict[str, float] = field(default_factory=dict)

    def waits(self) -> list[float]:
        """Seconds from published to searchable, of the articles that were not there before."""
        return [self.found[one] - self.published[one] for one in self.found if self.found[one] > self.published[one]]


def main() -> int:
    """Run the demo and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["samples"], metavar="PATH")
    paths = parser.parse_args().paths
    out = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)
    try:
        return run(paths, out)
    except (StackError, UserError) as error:
        out.print(f"error: {error}", style="red")
        return 1
    except KeyboardInterrupt:
        out.print("\ninterrupted; `make demo` starts again from here, `make down` stops everything")
        return 130


def run(paths: Sequence[str], out: Console) -> int:
    """Publish, wait, show."""
    local = stack_settings.from_environment()
    os.environ.update(environment(local))
    settings = Settings()
    initialise(settings)
    records = list(read_articles(paths))
    mistakes = [record for record in records if isinstance(record, Mistake)]
    for mistake in mistakes:
        out.print(f"{mistake.where}: {plain(mistake.reason)}", style="red")
    with locked(local.stack_dir, BUSY):
        WORKER.start(local)
        page = web.open_page(local)
    _await_worker(local)
    reader = Reader(settings)
    try:
        timing, already, letters = _publish_and_wait(records, settings, reader, local)
        _show_counts(out, reader, timing, already, letters)
        _show_findings(out, reader, list(timing.published))
    finally:
        reader.close()
    _show_next_steps(out, settings, local)
    out.print(
        Text("The search page, with these articles and the live rates: ") + Text(page, style="bold"), soft_wrap=True
    )
    complete = len(timing.found) == len(timing.published)
    return 0 if complete and not mistakes else 1


def _await_worker(local: stack_settings.Settings) -> None:
    """Wait until both agents say that they are ready."""
    deadline = time.monotonic() + READY_SECONDS
    with StatusLine() as line:
        while True:
            ready = [agent for agent in AGENTS if _has_said(local, f"the {agent} agent is ready")]
            if len(ready) == len(AGENTS):
                return
            if not WORKER.is_running(local) or time.monotonic() > deadline:
                last = "\n".join(process.tail(WORKER.log_path(local), 15))
                raise StackError(f"The worker does not start; the end of {WORKER.log_path(local)}:\n{last}")
            line.update("the worker loads its language models")
            time.sleep(POLL_SECONDS)


def _has_said(local: stack_settings.Settings, message: str) -> bool:
    for text in process.tail(WORKER.log_path(local), 500):
        try:
            if json.loads(text).get("message") == message:
                return True
        except (ValueError, AttributeError):
            continue
    return False


def _publish_and_wait(
    records: Sequence[Record], settings: Settings, reader: Reader, local: stack_settings.Settings
) -> tuple[Timing, int, int]:
    """Publish all articles and wait until each is searchable or a dead letter, and the lag is 0.

    Returns:
        The timing, how many articles were searchable before, and how many new dead letters there are.
    """
    identifiers = [article_id(record.raw) for record in records if not isinstance(record, Mistake)]
    before = _searchable(reader, identifiers)
    letters_before = message_count(settings, settings.dead_letter_topic)
    timing = Timing()
    publisher = Publisher(settings)
    start = time.monotonic()
    try:
        report = publisher.publish(records)
    finally:
        publisher.close()
    if report.failed or report.interrupted or report.stopped_by:
        raise StackError(f"{report.acknowledged} of {report.sent} articles were published; try again.")
    # All of a run's articles are sent within a moment: the first's time stands for them (the wait is never too short).
    timing.published = dict.fromkeys(identifiers, start)
    timing.found = dict.fromkeys(before, start)
    letters = 0
    changed = time.monotonic()
    with StatusLine() as line:
        while True:
            waiting = [one for one in timing.published if one not in timing.found]
            new = _searchable(reader, waiting)
            if new:
                changed = time.monotonic()
                timing.found |= dict.fromkeys(new, changed)
                continue
            behind = sum(row.lag for row in _lags(settings))
            if behind == 0:
                letters = message_count(settings, settings.dead_letter_topic) - letters_before
                if len(waiting) <= letters:
                    return timing, len(before), letters
            line.update(f"{len(timing.found)} of {len(timing.published)} articles are searchable")
            if time.monotonic() - changed > STALLED_SECONDS or not WORKER.is_running(local):
                raise StackError(
                    f"{len(waiting)} articles do not become searchable; see {WORKER.log_path(local)}, "
                    "`quotewire status` and `quotewire dead-letters list`."
                )
            time.sleep(POLL_SECONDS)


def _lags(settings: Settings) -> list[PartitionLag]:
    return lag(settings, settings.group("enrich"), settings.raw_topic) + lag(
        settings, settings.group("index"), settings.enriched_topic
    )


def _searchable(reader: Reader, identifiers: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for first in range(0, len(identifiers), IDS_PER_POLL):
        found |= reader.searchable(identifiers[first : first + IDS_PER_POLL])
    return found


def _show_counts(out: Console, reader: Reader, timing: Timing, already: int, letters: int) -> None:
    articles, quotations = reader.count()
    out.print()
    out.print(
        f"{len(timing.found)} of {len(timing.published)} published articles are searchable"
        + (f" ({already} were before this run: unchanged)" if already else "")
        + (f"; {letters} dead letters" if letters else "")
    )
    out.print(f"in the index: {articles:,} articles, {quotations:,} quotations")
    waits = timing.waits()
    if waits:
        speed = len(waits) / max(waits)
        out.print(
            f"{speed:,.1f} articles per second; from published to searchable: "
            f"median {statistics.median(waits):.1f} s, longest {max(waits):.1f} s"
        )
    out.print()


def _show_findings(out: Console, reader: Reader, identifiers: Sequence[str]) -> None:
    """Who said what in these articles, and a search for the person named in most of them."""
    quotes = reader.quotes("", Filters(), size=QUOTES_READ, articles=identifiers)
    attributed = [hit for hit in quotes.hits if hit.fields.get("speaker")]
    one_each = {hit.fields["article_id"]: hit for hit in reversed(attributed)}
    shown = attributed if len(one_each) < QUOTES_SHOWN else list(one_each.values())
    out.print(Text("Who said what", style="bold"))
    out.print(quotes_table(shown[:QUOTES_SHOWN]))
    out.print()
    name = reader.most_named(identifiers)
    if name is None:
        return
    found = reader.articles(f'"{name}"', Filters(), size=3)
    out.print(Text(f'Search: "{name}"', style="bold") + Text(f"  {found.total} found", style="dim"))
    for hit in found.hits:
        out.print(Text(plain(hit.fields.get("title") or "(no title)")))
        for piece in hit.highlights[:2]:
            out.print(Text("  ") + highlighted(piece))
    out.print()


def _show_next_steps(out: Console, settings: Settings, local: stack_settings.Settings) -> None:
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    defaults = {name: Settings.model_fields[name].default for name in ("kafka_brokers", "elasticsearch_url")}
    for name, default in defaults.items():
        if getattr(settings, name) != default:
            table.add_row(f"export QUOTEWIRE_{name.upper()}={getattr(settings, name)}", "where this stack is")
    for command, meaning in (
        ("source .venv/bin/activate", "puts `quotewire` on the path"),
        ("quotewire search 'library OR biblioteca'", "full text"),
        ("quotewire quotes --speaker NAME", "who said what"),
        ("quotewire publish my-articles.jsonl", "your own articles"),
        ("quotewire status", "lag, documents, dead letters"),
        ("make down", "stops the worker, the search page, Kafka and Elasticsearch; the data stay"),
    ):
        table.add_row(command, meaning)
    out.print(Text("Try next", style="bold"))
    out.print(table)
    out.print(f"The worker goes on in the background; its log: {WORKER.log_path(local)}", style="dim", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
