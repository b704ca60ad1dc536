"""Moving partitions between brokers, and their leaders, with Kafka's own tools.

With three brokers and three copies of everything no copy can go elsewhere. So each partition first loses the copy on
one broker, another one for each third of the partitions, as when a broker is emptied to be replaced; then it gets it
back, and that broker is to be its leader, which it can be only once it has copied all of it.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.faults.cluster import BROKERS, Cluster, Copies, Partition

REASSIGN = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand"
"""What bin/kafka-reassign-partitions.sh runs."""

ELECT = "org.apache.kafka.tools.LeaderElectionCommand"
"""What bin/kafka-leader-election.sh runs."""

STARTED = "Successfully started partition reassignment"

Plan = dict[Partition, tuple[int, ...]]
"""The brokers that each partition is to be on, its leader first."""


def left_out(partition: Partition) -> int:
    """The broker that a partition loses its copy on."""
    return partition[1] % BROKERS + 1


def without_one(partitions: Iterable[Partition]) -> Plan:
    """Each partition on two of the three brokers; the one after the broker that is left out is to lead."""
    return {one: tuple((left_out(one) + step - 1) % BROKERS + 1 for step in range(1, BROKERS)) for one in partitions}


def with_all(partitions: Iterable[Partition]) -> Plan:
    """Each partition on all brokers; the one that was left out is to lead."""
    return {one: (left_out(one), *others) for one, others in without_one(partitions).items()}


def carried_out(plan: Plan, found: Mapping[Partition, Copies]) -> bool:
    """Whether each partition is where it is to be, and each copy has all of it."""
    return all(
        found[one].replicas == replicas and found[one].in_sync == frozenset(replicas) for one, replicas in plan.items()
    )


def led_otherwise(before: Mapping[Partition, Copies], after: Mapping[Partition, Copies]) -> int:
    """How many partitions have another leader than before."""
    return sum(before[one].leader != after[one].leader for one in after)


def reassign(cluster: Cluster, plan: Plan, folder: Path) -> None:
    """Begins to carry out a plan, which goes on by itself (see `carried_out`)."""
    said = cluster.tool(REASSIGN, "--reassignment-json-file", _written(folder, plan), "--execute")
    assert STARTED in said, said


def elect_preferred(cluster: Cluster, plan: Plan, folder: Path) -> None:
    """Has the first broker of each partition of a plan that was carried out lead it."""
    cluster.tool(ELECT, "--election-type", "preferred", "--path-to-json-file", _written(folder, plan))


def _written(folder: Path, plan: Plan) -> str:
    """A plan as both tools read it; the second one takes only the names of partitions from it."""
    partitions = [{"topic": topic, "partition": number, "replicas": on} for (topic, number), on in plan.items()]
    path = folder / "partitions.json"
    path.write_text(json.dumps({"version": 1, "partitions": partitions}))
    return str(path)
