"""`make cluster`: starts the servers, has everything moved under load, and accounts for every message."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.__main__ import keep_logs
from tests.faults.accounting import balance
from tests.faults.cluster import Cluster, local
from tests.faults.interrupting import end_undisturbed, interruptible
from tests.faults.many_machines import AGENTS, ManyMachines, Step
from tests.faults.nodes import Nodes
from tests.faults.report import Row, markdown
from tests.faults.servers import Servers
from tests.faults.soak import Templates
from tests.faults.trial import Trial

import folder as stack_folder  # isort: skip - deploy/local, which tests.faults.cluster makes importable
import prerequisites  # isort: skip
from console import StackError  # isort: skip
from download import fetch  # isort: skip
from elasticsearch_node import ElasticsearchNode  # isort: skip
from kafka_broker import KafkaBroker  # isort: skip
from placement import place  # isort: skip

NAME = "three brokers, three Elasticsearch nodes and all workers moved under load"

FEWEST = 200
"""Articles with which there are some for each step."""

EXPENSIVE = 4
"""Articles that kill an NLP process."""

STEP_COLUMNS = ("step", "seconds", "published", "enriched", "searchable")


def main() -> int:
    """Carries it out; exit code 1 if a step cannot be proved or the account is not even, 130 if it is interrupted."""
    given = _options()
    try:
        return interruptible(lambda: _show(given))
    except StackError as error:
        print(error, file=sys.stderr)
        return 1


def fetch_programs() -> None:
    """Fetches Kafka and Elasticsearch where they are missing, once.

    Raises:
        StackError: they cannot be had.
    """
    usual, java_home = local()
    distributions = [KafkaBroker(usual).distribution, ElasticsearchNode(usual, place(usual)).distribution]
    if not all(one.complete for one in distributions):
        maven = prerequisites.check_maven(java_home)
        if not maven.passed:
            raise StackError(str(maven))
        with stack_folder.locked(usual.dist_dir, "another command fetches the programs"):
            for one in distributions:
                fetch(one, usual, java_home)


def _show(given: argparse.Namespace) -> int:
    fetch_programs()
    servers, begun = Servers(), time.monotonic()
    try:
        folder = servers.folder / "cluster"
        trial = Trial(servers, Templates(), given.articles, given.seed, folder, expensive=EXPENSIVE)
        with running(trial) as machines:
            row = carried_out(machines, given.keep)
            print(f"\n{steps_table(machines.steps)}\n{markdown([row])}")
            for line in row.balance.examples if row.balance else []:
                print(f"not even: {line}")
            print(f"{time.monotonic() - begun:.0f} s in all", flush=True)
            if not row.passed and given.output:
                keep_logs(folder, given.output / "logs")
                print(f"the workers' logs are in {given.output / 'logs'}")
            if given.keep:
                stay(machines)
    finally:
        servers.close()
    return 0 if row.passed else 1


@contextmanager
def running(trial: Trial) -> Iterator[ManyMachines]:
    """The servers, without anything on them; at the end they and all workers are stopped, whatever happened."""
    folders = [trial.folder, trial.folder / "kafka", trial.folder / "elasticsearch"]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # Elasticsearch runs as another user where root starts it
    cluster, nodes = Cluster(folders[1]), Nodes(folders[2])
    begun = time.monotonic()
    print("starting three Elasticsearch nodes and three Kafka brokers", flush=True)
    try:
        nodes.begin()
        cluster.start()
        nodes.await_whole()
        print(f"they run after {time.monotonic() - begun:.0f} s", flush=True)
        yield ManyMachines(trial, cluster, nodes)
    finally:
        end_undisturbed()
        print("stopping everything", flush=True)
        trial.stop()
        nodes.stop()
        cluster.stop()


def carried_out(machines: ManyMachines, keep: bool = False) -> Row:
    """All of it, as a row of the fault suite's table."""
    trial = machines.trial
    row = Row("cluster", NAME, trial.count, evidence=trial.evidence)
    begun = time.monotonic()
    try:
        machines.begin()
        if keep:
            print(where(machines), flush=True)
        machines.run(lambda text: print(text, flush=True))
        row.recovery = round(trial.settle(), 1)
        row.articles = trial.published
        trial.remember()
        print(trial.evidence[-1], flush=True)
        row.balance = balance(trial.expected(), trial.found())
    except Exception as error:
        row.error, *_ = f"{type(error).__name__}: {error}".splitlines()
        traceback.print_exc()
    row.seconds = round(time.monotonic() - begun, 1)
    return row


def steps_table(steps: Sequence[Step]) -> str:
    """The steps as Markdown; what came in and went on while each was done."""
    lines = [f"| {' | '.join(STEP_COLUMNS)} |", f"|---{'|---:' * (len(STEP_COLUMNS) - 1)}|"]
    lines += [
        f"| {step.name} | {step.seconds:.0f} | {step.published:,} | {step.enriched:,} | {step.searchable:,} |"
        for step in steps
    ]
    return "\n".join(lines) + "\n"


def where(machines: ManyMachines) -> str:
    """The addresses of everything that runs."""
    kafka, elasticsearch = ",".join(machines.cluster.addresses), ",".join(machines.nodes.urls)
    workers = [
        f"{agent} {number + 1}: {machines.pipeline.address(number)}/metrics"
        for agent in AGENTS
        for number in machines.working[agent]
    ]
    return "\n".join(
        (
            "",
            f"Kafka:          {kafka}",
            f"Elasticsearch:  {elasticsearch}",
            *(f"worker {worker}" for worker in workers),
            f"logs and data:  {machines.trial.folder}",
            "to look at it from another terminal:",
            f"  export QUOTEWIRE_KAFKA_BROKERS={kafka} QUOTEWIRE_ELASTICSEARCH_URL={elasticsearch}",
            "  quotewire status; quotewire quotes; quotewire publish samples; quotewire web",
            f"to stop all of it: Ctrl-C here, or kill {os.getpid()}",
            "",
        )
    )


def stay(machines: ManyMachines) -> None:
    """Leaves everything as it is until Ctrl-C or SIGTERM."""
    print(where(machines), flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        print()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.show_cluster",
        description="Starts three Kafka brokers, three Elasticsearch nodes and several workers here, moves all of them "
        "under load, and accounts for every message. Needs about 6 GB of memory.",
    )
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="messages to publish meanwhile [2000]")
    parser.add_argument("--seed", default="cluster", help="of their order [cluster]")
    parser.add_argument("--keep", action="store_true", help="leave the cluster running afterwards, until Ctrl-C")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where to leave the workers' logs if it fails")
    options = parser.parse_args()
    if options.articles < FEWEST:
        parser.error(
            f"--articles {options.articles} (ARTICLES_CLUSTER of make): at least {FEWEST} are needed to have some for "
            "each step"
        )
    return options


if __name__ == "__main__":
    sys.exit(main())
