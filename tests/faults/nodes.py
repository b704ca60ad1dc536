"""Three Elasticsearch nodes on this machine, each of which can be the master and holds data."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from tests.faults.cluster import free_ports, local

import folder as stack_folder  # isort: skip - deploy/local, which tests.faults.cluster makes importable
import process  # isort: skip
import settings as local_settings  # isort: skip
from elasticsearch_node import ElasticsearchNode  # isort: skip
from placement import give_to_server, place  # isort: skip

NODES = 3
START_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Member(ElasticsearchNode):
    """One node of the cluster.

    Attributes:
        number: of the node, from 1.
        transports: ports between the nodes, of all of them.
    """

    number: int = 1
    transports: tuple[int, ...] = ()

    def _write_configuration(self, home: Path, ports: local_settings.Ports) -> None:
        ElasticsearchNode._write_configuration(self, home, ports)
        config = self.state_dir / "config"
        written = yaml.safe_load((config / "elasticsearch.yml").read_text())
        del written["discovery.type"]
        written |= {
            "cluster.name": "quotewire-faults",
            "node.name": name_of(self.number),
            "cluster.initial_master_nodes": [name_of(number) for number in range(1, NODES + 1)],
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in self.transports],
        }
        (config / "elasticsearch.yml").write_text(yaml.safe_dump(written))
        give_to_server(config)


def name_of(number: int) -> str:
    """What a node calls itself."""
    return f"node-{number}"


class Nodes:
    """Three nodes in a folder, which every user may enter.

    Args:
        folder: for their data.
    """

    def __init__(self, folder: Path) -> None:
        usual, self._java_home = local()
        self._ports = free_ports(NODES)
        transports = tuple(ports.elasticsearch_transport for ports in self._ports)
        self._members = []
        for number in range(1, NODES + 1):
            settings = replace(usual, stack_dir=folder / name_of(number))
            self._members.append(Member(settings, place(settings), number=number, transports=transports))

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{ports.elasticsearch}" for ports in self._ports]

    def start(self, numbers: Sequence[int] = (1, 2, 3)) -> None:
        """Starts these nodes and waits until all three are in the cluster, and no shard lacks its copy."""
        self.begin(numbers)
        self.await_whole()

    def begin(self, numbers: Sequence[int] = (1, 2, 3)) -> None:
        """Starts these nodes, and does not wait for them."""
        for number in numbers:
            member = self._members[number - 1]
            stack_folder.claim(member.settings)
            member.settings.run_dir.mkdir(exist_ok=True)
            member.start(self._ports[number - 1], self._java_home)

    def await_whole(self) -> None:
        """Waits until all three are in the cluster, and no shard lacks its copy."""
        deadline = time.monotonic() + START_SECONDS
        while self.state() != (NODES, "green"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"the nodes are {self.state()}; see {[str(one.logs[0]) for one in self._members]}")
            time.sleep(0.5)

    def state(self) -> tuple[int, str]:
        """How many nodes the first one knows of, and the colour of the cluster; (0, "red") if it does not answer."""
        try:
            with Elasticsearch(self.urls[0], request_timeout=10, max_retries=0) as client:
                health = client.cluster.health()
        except (TransportError, ApiError):
            return 0, "red"
        return health["number_of_nodes"], health["status"]

    def holder(self, names: str) -> tuple[int, int]:
        """The node that holds most primary shards of some indices (but for the first node); and how many."""
        held = self.held(names, kinds="p")
        number = max(range(2, NODES + 1), key=lambda number: held[name_of(number)])
        return number, held[name_of(number)]

    def held(self, names: str | None = None, kinds: str = "pr") -> Counter[str]:
        """How many primary shards (p) and copies (r) each node holds, of some indices or of all.

        One that is being moved counts for the node that it leaves.
        """
        with Elasticsearch(self.urls[0]) as client:
            shards = client.cat.shards(index=names, format="json", h="node,prirep")
        # Of a shard that is moved the column says "from -> address identity to".
        return Counter(str(shard["node"]).split(" ")[0] for shard in shards if shard["prirep"] in kinds)

    def exclude(self, number: int | None) -> None:
        """Has all shards of a node moved to the others; with None every node may hold some again."""
        name = None if number is None else name_of(number)
        with Elasticsearch(self.urls[0]) as client:
            client.cluster.put_settings(persistent={"cluster.routing.allocation.exclude._name": name})

    def ask_to_stop(self, number: int) -> bool:
        """Stops a node in order; whether it did so by itself."""
        record = process.Record.read(self._members[number - 1].record_path)
        assert record is not None
        process.ask_to_stop(record)
        return process.wait_until_gone(record)

    def kill(self, number: int) -> int:
        """Kills a node with its launcher at once; returns the launcher's process id."""
        record = process.Record.read(self._members[number - 1].record_path)
        assert record is not None
        process.kill(record)
        return record.pid

    def stop(self) -> None:
        """Kills all nodes: nobody needs their data any more."""
        for member in self._members:
            record = process.Record.read(member.record_path)
            if record is not None:
                process.kill(record)
