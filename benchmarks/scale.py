"""How the work scales over workers and partitions, and what so many articles a day need: `make bench-scale`.

    python -m benchmarks.scale                                 measures; some ten minutes on two idle cores
    python -m benchmarks.scale --workers 1,2 --partitions 8 --seconds 5
    python -m benchmarks.scale --sizes                         bytes of an article in Kafka and Elasticsearch instead
    python -m benchmarks.scale --articles-a-day 100000000      measures nothing: reckons what they need

A real Kafka and a real Elasticsearch of its own; real workers, an enrich and an index agent each. Only the NLP
processes are stand-ins: they sleep so long for each article, since a machine with few cores cannot compute for four
workers. So what is seen is whether anything else is in the way of another worker, not how fast the processors are.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.sizing import Assumed, Need, table
from benchmarks.stream.context import Context
from benchmarks.stream.held import HeldPipeline, held_pipeline
from benchmarks.stream.transport import raw_messages
from streams.errors import UserError
from streams.kafka_admin import admin_client, describe_group
from streams.nlp_process import one_thread_per_process
from streams.settings import AgentName, Settings
from streams.worker import AGENT_MALLOC
from tests.faults.servers import Stack

WORKERS: Final = (1, 2, 4)
PARTITIONS: Final = (8, 16, 32, 64)

AGENTS: Final[tuple[AgentName, ...]] = ("enrich", "index")

SECONDS_PER_ARTICLE: Final = 0.02
"""That a stand-in sleeps: four workers do 200 articles a second then, which two cores have done easily elsewhere."""

ROUND_SECONDS: Final = 20.0
"""Of a round, if nothing is in the way: every worker gets as many articles as it can do in that time."""

console = Console(width=140, soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True)
class Round:
    """What so many workers did on topics of so many partitions.

    Attributes:
        workers: how many.
        partitions: of each topic.
        speed: articles a second.
        ideal: articles a second that the stand-ins alone could do.
        assigned: partitions of each worker, by agent.
    """

    workers: int
    partitions: int
    speed: float
    ideal: float
    assigned: dict[AgentName, tuple[int, ...]]

    @property
    def of_ideal(self) -> float:
        """Share of what the stand-ins alone could do."""
        return self.speed / self.ideal


def efficiency(round_: Round, one: Round) -> float:
    """How much each worker does, for what one does alone on as many partitions."""
    return round_.speed / round_.workers / (one.speed / one.workers)


def measure(context: Context, workers: int, partitions: int, seconds: float) -> Round:
    """One round, in a pipeline of its own.

    Args:
        context: of the run; its `count` is the articles of a worker.
        workers: how many.
        partitions: of each topic.
        seconds: that a stand-in sleeps for an article.
    """
    with held_pipeline(context, partitions=partitions) as pipeline:
        for _ in range(workers):
            start_worker(pipeline, seconds)
        await_members(pipeline, workers)
        count = context.count * workers
        messages = raw_messages(context, count)
        topic, warm = pipeline.settings.raw_topic, len(messages) - count
        pipeline.warm_up(topic, messages[:warm])
        assigned = {agent: shares(pipeline.settings, agent) for agent in AGENTS}
        took, _ = pipeline.measure(topic, messages[warm:])
        return Round(workers, partitions, count / took, workers / seconds, assigned)


def start_worker(pipeline: HeldPipeline, seconds: float) -> None:
    """An enrich agent with one stand-in that sleeps so long for an article, and an index agent."""
    folder = str(pipeline.folder())
    stand_in = ("-m", "benchmarks.stream.stand_in", "--folder", folder, "--seconds", str(seconds))
    for arguments in (stand_in, ("-m", "streams.cli", "worker", "--agents", "index", "--folder", folder)):
        pipeline.start(*arguments, variables=AGENT_MALLOC)


def await_members(pipeline: HeldPipeline, workers: int) -> None:
    """Waits until both groups have shared out their partitions among so many workers."""

    pipeline.until(
        lambda: all(len(shares(pipeline.settings, agent)) == workers for agent in AGENTS),
        f"{workers} workers to share the partitions",
    )


def shares(settings: Settings, agent: AgentName) -> tuple[int, ...]:
    """How many partitions each member of an agent's group has, the most first; none while they are shared out."""
    topic = settings.raw_topic if agent == "enrich" else settings.enriched_topic
    with admin_client(settings) as admin:
        group = describe_group(admin, settings.group(agent))
    if group["group_state"] != "Stable":
        return ()
    counts = [_partitions_of(member["member_assignment"], topic) for member in group["members"]]
    return tuple(sorted(counts, reverse=True))


def _partitions_of(assignment: Any, topic: str) -> int:
    assigned = assignment["assigned_partitions"] if assignment else []
    return sum(len(part["partitions"]) for part in assigned if part["topic"] == topic)


def report(rounds: Sequence[Round], seconds: float) -> Table:
    """The table of efficiency."""
    title = f"NLP is a stand-in: it sleeps {seconds * 1000:.0f} ms for an article, and computes nothing"
    shown = Table("partitions", "workers", "articles/s", "of the stand-ins alone", "efficiency", title=title)
    for agent in AGENTS:
        shown.add_column(f"partitions of each worker, {agent}")
    for round_ in rounds:
        one = next((other for other in rounds if (other.partitions, other.workers) == (round_.partitions, 1)), None)
        shown.add_row(
            str(round_.partitions), str(round_.workers), f"{round_.speed:,.1f}", f"{round_.of_ideal:.0%}",
            "" if one is None else f"{efficiency(round_, one):.2f}",
            *(" ".join(map(str, assigned)) for assigned in round_.assigned.values()),
        )  # fmt: skip
    return shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints, or reckons and prints.

    Returns:
        The exit code: 0 done, 1 it could not be measured.
    """
    options = _options(arguments)
    if options.articles_a_day is not None:
        print(table(Need(options.articles_a_day, assumed=Assumed(peak=options.peak, days=options.days))))
        return 0
    one_thread_per_process()
    folder = Path(tempfile.mkdtemp(prefix="quotewire-scale-"))
    folder.chmod(0o755)  # every user may enter: Elasticsearch runs as `nobody` where root starts it
    stack = Stack(options.stack or folder / "stack", fast=False)
    try:
        console.print("starting Kafka and Elasticsearch")
        stack.up()
        count = max(1, round(options.seconds / options.sleep))
        context = Context(stack.endpoints, folder, console.print, count=count, rounds=1)
        if options.sizes:
            from benchmarks.article_sizes import print_sizes

            print_sizes(context, stack, console)
        else:
            _measure_all(context, options)
        return 0
    except (RuntimeError, UserError) as error:
        console.print(f"not measured: {error}", style="red", markup=False)
        return 1
    finally:
        if options.stack is None:
            with suppress(RuntimeError):
                stack.wipe()
        shutil.rmtree(folder, ignore_errors=True)


def _measure_all(context: Context, options: argparse.Namespace) -> None:
    rounds = []
    for partitions in options.partitions:
        for workers in options.workers:
            rounds.append(measure(context, workers, partitions, options.sleep))
            console.print(f"{partitions} partitions, {workers} workers: {rounds[-1].speed:,.1f} articles/s")
    console.print(report(rounds, options.sleep))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles-a-day", type=_number, metavar="N", help="reckon what they need; measure nothing")
    parser.add_argument("--peak", type=float, default=Assumed().peak, help="busiest second for the mean one [3]")
    parser.add_argument("--days", type=_number, default=Assumed().days, help="for which articles are searchable [30]")
    parser.add_argument("--sizes", action="store_true", help="measure bytes of an article instead")
    parser.add_argument("--workers", type=_numbers, default=WORKERS, metavar="1,2,4", help="numbers of workers")
    parser.add_argument("--partitions", type=_numbers, default=PARTITIONS, metavar="8,64", help="of each topic")
    parser.add_argument("--seconds", type=float, default=ROUND_SECONDS, help="length of a round [20]")
    parser.add_argument(
        "--sleep", type=float, default=SECONDS_PER_ARTICLE, help="seconds that a stand-in sleeps for an article [0.02]"
    )
    parser.add_argument(
        "--stack", type=Path, metavar="DIR", help="servers of this folder, started if need be and left [its own]"
    )
    return parser.parse_args(arguments)


def _number(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not digits.isdecimal() or int(digits) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(digits)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_number(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
