"""The restore drill: Elasticsearch is lost under load, comes back from a snapshot, and catches up from Kafka.

`make drill` destroys a real one, data and all; tests/integration/test_backup.py takes only the indices away. In both,
articles come in the whole time: before the snapshot, while it is taken, and after it, with updates, deletions, older
versions that come late, and an article of a month that the snapshot does not know. In the end every message is
accounted for.
"""

import argparse
import random
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from streams.elasticsearch_client import sync_client
from tests.faults.accounting import balance
from tests.faults.corpus import Item, item
from tests.faults.interrupting import end_undisturbed, interruptible
from tests.faults.publishing import Trickle
from tests.faults.report import Row
from tests.faults.servers import Servers, Stack
from tests.faults.trial import Enricher, Trial
from tests.integration.invented import articles

BEHIND = 50
"""Fewer messages than this are not yet enriched, and fewer than this not indexed, when Elasticsearch is lost."""

CHANGED = 0.2
"""Share of the articles of which newer versions come after the snapshot; as many are deleted, and as many are new."""

NEW_MONTH = "2024-02-11T08:00:00Z"
LATER, BETWEEN = "2026-11-20T10:00:00Z", "2026-11-19T10:00:00Z"

NAME = "Elasticsearch destroyed, restored from a snapshot, caught up from Kafka"


@dataclass(frozen=True, slots=True)
class Stream:
    """What is published, and what must be there in the end.

    Attributes:
        items: in the order in which they are published.
        before: how many of them come before what changes them.
        final: the articles that must be searchable in the end.
        deleted: article_ids that are deleted after the snapshot.
        changed: article_ids of which a newer version comes after the snapshot.
    """

    items: list[Item]
    before: int
    final: list[dict[str, Any]]
    deleted: list[str]
    changed: list[str]


def stream(base: list[Item], seed: str) -> Stream:
    """The usual mixture, and then what changes it."""
    chance = random.Random(seed)
    whole = [one.article for one in base if one.article is not None]
    some = max(2, int(len(whole) * CHANGED))
    picked = chance.sample(whole, 2 * some)
    changed, deleted = picked[:some], picked[some:]
    newer = [article | {"text": f"{article['text']}\n\nCorrected.", "updated_at": LATER} for article in changed]
    older = [article | {"text": "An older version, late.", "updated_at": BETWEEN} for article in changed]
    new = articles(some, "later")
    new[0] |= {"published_at": NEW_MONTH}
    chains = [[item(one), item(other)] for one, other in zip(newer, older, strict=True)]
    chains += [[Item(article["id"].encode(), None)] for article in deleted]  # type: ignore[arg-type]  # a deletion
    chains += [[item(article)] for article in new]
    chance.shuffle(chains)
    gone = {article["id"] for article in picked}
    final = [article for article in whole if article["id"] not in gone] + newer + new
    after = [one for place in range(2) for chain in chains for one in chain[place : place + 1]]
    ids = [article["id"] for article in deleted], [article["id"] for article in changed]
    return Stream([replace(one) for one in base] + after, len(base), final, *ids)


def drill(trial: Trial, destroy: Callable[[Trial], None], tell: Callable[[str], None] = print) -> None:
    """Carries the drill out, up to the start of the worker that catches up.

    Args:
        trial: not begun.
        destroy: makes Elasticsearch one without these indices; the index agent is stopped then.
        tell: told what was measured.
    """
    made = stream(trial.corpus(), trial.seed)
    pipeline = trial.begin(items=made.items, final=made.final)
    with sync_client(pipeline.settings) as client:
        [node] = client.nodes.info(metric="settings")["nodes"].values()
        [folder] = node["settings"]["path"]["repo"]
    repository = f"{pipeline.settings.index_prefix}-drill"
    pipeline.variables["QUOTEWIRE_BACKUP_REPOSITORY"] = repository
    command(trial, "backup", "register", f"{folder}/{repository}")
    trial.start_worker("--agents", "enrich")
    indexing = trial.start_worker("--agents", "index")
    trial.items = made.items[: made.before]
    trial.publish(made.before // 2)
    trial.wait(lambda: pipeline.count() > made.before // 4, "articles to be searchable")
    with Trickle(trial):
        begun = trial.published
        said = command(trial, "backup", "create")
        tell(said)
        ended = trial.published
    trial.prove(ended > begun, f"{ended - begun} messages were published while the snapshot was taken")
    in_snapshot = int(re.search(r"([\d,]+) articles", said)[1].replace(",", ""))  # type: ignore[index]
    whole = len(made.final)
    trial.prove(
        0 < in_snapshot < whole, f"{in_snapshot} articles are in the snapshot, {whole} must be there in the end"
    )
    trial.items = made.items
    trial.publish((len(made.items) - made.before) // 2)
    trial.wait(
        lambda: trial.published - trial.done() < BEHIND and pipeline.lag_of("index") < BEHIND,
        "both agents to have nearly all, so more than the snapshot has",
    )
    with Trickle(trial):
        indexing.terminate()
        indexing.wait(60)
        destroy(trial)
    started = time.monotonic()
    said = command(trial, "restore")
    tell(said)
    tell(f"restored in {time.monotonic() - started:.1f} s")
    behind = int(re.search(r"enriched: ([\d,]+) messages to catch up", said)[1].replace(",", ""))  # type: ignore[index]
    trial.prove(behind > 0, f"{behind} messages to catch up after the restore")
    trial.prove(pipeline.count() == in_snapshot, "what is searchable before catching up is what the snapshot has")
    _prove_stale(trial, made)
    trial.over()
    trial.start_worker("--agents", "index")


def _prove_stale(trial: Trial, made: Stream) -> None:
    with sync_client(trial.pipeline.settings) as client:
        alias = f"{trial.pipeline.settings.index_prefix}-articles"
        found = client.search(index=alias, size=10_000, source=["updated_at"])["hits"]["hits"]
    there = {hit["_id"]: hit["_source"] for hit in found}
    back = [name for name in made.deleted if name in there]
    old = [name for name in made.changed if name in there and "updated_at" not in there[name]]
    trial.prove(bool(back), f"{len(back)} articles are back that were deleted after the snapshot")
    trial.prove(bool(old), f"{len(old)} articles are back as they were before they changed")


def command(trial: Trial, *arguments: str) -> str:
    """Runs `quotewire`; what it says."""
    done = trial.pipeline.run(*arguments)
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def indices_deleted(trial: Trial) -> None:
    """Takes the indices and templates of this pipeline away, and nothing else of a shared Elasticsearch."""
    prefix = trial.pipeline.settings.index_prefix
    with sync_client(trial.pipeline.settings) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*", expand_wildcards="all")))
        for name in [one["name"] for one in client.indices.get_index_template(name=f"{prefix}-*")["index_templates"]]:
            client.indices.delete_index_template(name=name)


def elasticsearch_destroyed(stack: Stack) -> Callable[[Trial], None]:
    """Kills Elasticsearch, deletes its data, and starts it empty. The snapshots are elsewhere, as they should be."""

    def destroy(trial: Trial) -> None:
        with sync_client(trial.pipeline.settings) as client:
            [node] = client.nodes.info(metric="settings")["nodes"].values()
        data = Path(node["settings"]["path"]["data"][0] if isinstance(node["settings"]["path"]["data"], list)
                    else node["settings"]["path"]["data"])  # fmt: skip
        killed = stack.kill("elasticsearch")
        shutil.rmtree(data)
        trial.prove(not data.exists(), f"Elasticsearch (processes {len(killed)}) is killed and its data deleted")
        stack.restarted("elasticsearch")
        with sync_client(trial.pipeline.settings) as client:
            trial.prove(not client.indices.get(index="*"), "Elasticsearch is back without an index")
        command(trial, "backup", "register", f"{node['settings']['path']['repo'][0]}/"
                f"{trial.pipeline.settings.index_prefix}-drill")  # fmt: skip

    return destroy


def carried_out(trial: Trial, destroy: Callable[[Trial], None], tell: Callable[[str], None] = print) -> Row:
    """The whole drill, as a row of the fault suite's table."""
    row = Row("restore", NAME, trial.count, evidence=trial.evidence)
    try:
        drill(trial, destroy, tell)
        row.recovery = round(trial.settle(), 1)
        row.articles = trial.published
        row.balance = balance(trial.expected(), trial.found())
    finally:
        trial.end()
    return row


def main() -> int:
    """Carries it out on a stack of its own; exit code 1 if the accounts are not even, 130 if it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.drill", description=__doc__)
    parser.add_argument("--articles", type=int, default=600, help="messages before the changes (600)")
    parser.add_argument("--seed", default="drill")
    given = parser.parse_args()
    return interruptible(lambda: _carry_out(given))


def _carry_out(given: argparse.Namespace) -> int:
    servers, begun = Servers(), time.monotonic()
    try:
        print("starting Kafka and Elasticsearch, and publishing while a snapshot is taken", flush=True)
        folder = servers.folder / "drill"
        folder.mkdir()
        trial = Trial(servers, Enricher(), given.articles, given.seed, folder, expensive=2)
        trial.servers._given = None  # never a stack that somebody else uses
        row = carried_out(trial, elasticsearch_destroyed(servers.own()))
    finally:
        end_undisturbed()
        servers.close()
    for line in row.evidence:
        print(f"proved: {line}")
    for line in row.balance.examples if row.balance else []:
        print(f"not even: {line}")
    print(" | ".join(row.cells()))
    print(f"{time.monotonic() - begun:.0f} s in all")
    return 0 if row.passed else 1


if __name__ == "__main__":
    sys.exit(main())
