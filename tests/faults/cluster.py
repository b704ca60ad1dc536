"""Three Kafka brokers on this machine, each its own controller too: replication 3, two in-sync replicas for a write."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from tests.integration import secured  # noqa: F401 - makes deploy/local importable
from tests.integration.conftest import ROOT

import folder as stack_folder  # isort: skip
import ports as port_tools  # isort: skip
import prerequisites  # isort: skip
import process  # isort: skip
import settings as local_settings  # isort: skip
from console import StackError  # isort: skip
from kafka_broker import KafkaBroker, clean_environment  # isort: skip

BROKERS = 3
START_SECONDS = 120.0
TOOL_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
OFFSETS_TOPIC = "__consumer_offsets"
GROUP_PARTITIONS = 8
"""Of the topic of committed offsets; a group's is the hash of its name modulo this."""

_REPLICATED = """
min.insync.replicas=2
default.replication.factor=3
offsets.topic.replication.factor=3
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
share.coordinator.state.topic.replication.factor=3
share.coordinator.state.topic.min.isr=2
# Leaders move when somebody moves them.
auto.leader.rebalance.enable=false
"""

STABILISED = r"Stabilized group {} generation (\d+) with"
"""What the broker that leads a group writes into its log at the end of each rebalance."""

Partition = tuple[str, int]
"""Topic and number."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Where a partition is.

    Attributes:
        leader: the broker that all write to and read from.
        replicas: brokers that have it or are to have it; the first is to be its leader.
        in_sync: brokers that have all of it.
    """

    leader: int
    replicas: tuple[int, ...]
    in_sync: frozenset[int]


@dataclass(frozen=True, slots=True)
class Member(KafkaBroker):
    """One broker of the cluster."""

    node: int = 1
    controllers: tuple[int, ...] = ()
    cluster: str = ""

    def _properties(self, ports: local_settings.Ports, data: Path) -> str:
        # Of a property that is given twice the last one holds.
        voters = ",".join(f"{number}@127.0.0.1:{port}" for number, port in enumerate(self.controllers, start=1))
        written = KafkaBroker._properties(self, ports, data)
        return f"{written}\nnode.id={self.node}\ncontroller.quorum.voters={voters}\n{_REPLICATED}"

    def _cluster_id(self) -> str:
        return self.cluster


def local() -> tuple[local_settings.Settings, Path]:
    """The settings of servers for these tests, but for their folder; and the JDK.

    Raises:
        StackError: there is none.
    """
    usual = local_settings.from_environment(
        {
            "PATH": os.environ["PATH"],
            "QUOTEWIRE_STACK_DIST": os.environ.get("QUOTEWIRE_STACK_DIST", str(ROOT / ".stack" / "dist")),
            "QUOTEWIRE_STACK_FAST": "1",
            "QUOTEWIRE_STACK_ELASTICSEARCH_HEAP": "512m",
        }
    )
    finding, java_home = prerequisites.check_jdk(usual)
    if java_home is None:
        raise StackError(str(finding))
    return usual, java_home


def free_ports(servers: int) -> list[local_settings.Ports]:
    """Ports for so many servers, all different."""
    size = len(local_settings.Ports.__slots__)
    numbers = port_tools.choose_free(size * servers)
    return [local_settings.Ports(*numbers[size * n : size * (n + 1)]) for n in range(servers)]


class Cluster:
    """Three brokers in a folder.

    Args:
        folder: for their data.
    """

    def __init__(self, folder: Path) -> None:
        usual, self._java_home = local()
        self._ports = free_ports(BROKERS)
        controllers = tuple(ports.kafka_controller for ports in self._ports)
        cluster = KafkaBroker(usual)._cluster_id()
        self._members = [
            Member(
                settings=replace(usual, stack_dir=folder / f"broker-{n + 1}"),
                node=n + 1,
                controllers=controllers,
                cluster=cluster,
            )
            for n in range(BROKERS)
        ]

    @property
    def addresses(self) -> list[str]:
        return [f"127.0.0.1:{ports.kafka}" for ports in self._ports]

    def start(self, nodes: Sequence[int] = (1, 2, 3)) -> None:
        """Starts these brokers and waits until all partitions have all their replicas in sync."""
        for node in nodes:
            member = self._members[node - 1]
            stack_folder.claim(member.settings)
            member.settings.run_dir.mkdir(exist_ok=True)
            member.start(self._ports[node - 1], self._java_home)
        deadline = time.monotonic() + START_SECONDS
        while self.in_sync() < BROKERS:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the brokers are not in sync; see {[str(one.logs[0]) for one in self._members]}")
            time.sleep(0.5)

    def kill(self, node: int) -> int:
        """Kills a broker at once; returns its process id."""
        record = self._record(node)
        process.kill(record)
        return record.pid

    def stop(self) -> None:
        """Stops all brokers in order, at the same time; those that do not stop are killed."""
        records = [self._record(node) for node in range(1, BROKERS + 1) if self._running(node)]
        for record in records:
            process.ask_to_stop(record)
        for record in records:
            process.wait_until_gone(record, 20)

    @contextmanager
    def paused(self, node: int) -> Iterator[int]:
        """A broker stands still until the block ends."""
        pid = self._record(node).pid
        os.kill(pid, signal.SIGSTOP)
        try:
            yield pid
        finally:
            os.kill(pid, signal.SIGCONT)

    def answer(self) -> int:
        """How many brokers answer."""
        return sum(member.answers(address) for member, address in zip(self._members, self.addresses, strict=True))

    def in_sync(self) -> int:
        """How many brokers there are, or fewer in-sync replicas that some partition has."""
        answering = self.answer()
        if answering < BROKERS:
            return answering
        try:
            admin = KafkaAdminClient(bootstrap_servers=self.addresses, bootstrap_timeout_ms=5_000)
        except KafkaError:
            return 0
        try:
            brokers = len(admin.describe_cluster()["brokers"])
            topics = admin.describe_topics(admin.list_topics())
            replicas = [len(one["isr_nodes"]) for topic in topics for one in topic["partitions"]]
            return min([brokers, *replicas])
        except KafkaError:
            return 0
        finally:
            admin.close()

    def partitions(self, topics: Sequence[str]) -> dict[Partition, Copies]:
        """Where each partition of some topics is, as the brokers say."""
        with closing(KafkaAdminClient(bootstrap_servers=self.addresses)) as admin:
            described = admin.describe_topics(list(topics))
        return {
            (topic["name"], one["partition_index"]): Copies(
                one["leader_id"], tuple(one["replica_nodes"]), frozenset(one["isr_nodes"])
            )
            for topic in described
            for one in topic["partitions"]
        }

    def stored(self, partition: Partition) -> frozenset[int]:
        """The brokers that have files of a partition."""
        name = f"{partition[0]}-{partition[1]}"
        return frozenset(one.node for one in self._members if (one.state_dir / "data" / name).is_dir())

    def tool(self, program: str, *arguments: str) -> str:
        """Runs one of Kafka's own command line tools; what it prints.

        Args:
            program: its Java class.
            arguments: all but the address of the brokers.
        """
        member = self._members[0]
        command = [str(self._java_home / "bin" / "java"), "-Xmx128m", *TOOL_JVM, *member._class_path(), program]
        command += ["--bootstrap-server", ",".join(self.addresses), *arguments]
        done = subprocess.run(
            command, env=clean_environment(member.state_dir), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} {arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def generation(self, group: str) -> int:
        """How many times a consumer group has been shared out so far, as the brokers' logs say."""
        written = re.compile(STABILISED.format(re.escape(group)))
        logs = [path for one in self._members for path in one.logs[0].parent.glob("server.log*")]
        return max((int(found) for path in logs for found in written.findall(path.read_text())), default=0)

    def coordinator(self, group: str) -> int:
        """The broker that leads a consumer group."""
        code = 0
        for character in group:  # Java's String.hashCode
            code = (31 * code + ord(character)) & 0xFFFFFFFF
        number = (code & 0x7FFFFFFF) % GROUP_PARTITIONS
        return self.partitions([OFFSETS_TOPIC])[OFFSETS_TOPIC, number].leader

    def _record(self, node: int) -> process.Record:
        record = process.Record.read(self._members[node - 1].record_path)
        assert record is not None
        return record

    def _running(self, node: int) -> bool:
        return process.is_running(process.Record.read(self._members[node - 1].record_path))
