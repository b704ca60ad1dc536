"""One Kafka broker that is its own controller (KRaft), on 127.0.0.1."""

import base64
import os
import shutil
import socket
import struct
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path

import process
from console import StackError
from download import Distribution, pom_property
from settings import LOCALHOST, Ports, Settings

POM = Path(__file__).with_name("kafka-pom.xml")
# What the topics of Quotewire allow in one message (8 MiB), and room for the headers and the batch around it.
MESSAGE_MAX_BYTES = 8 * 1024 * 1024 + 64 * 1024
_FAST_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_ANSWER_SECONDS = 2.0

_LOG4J = """\
# Written by deploy/local/kafka_broker.py at every start.
status = error
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = {logs}/server.log
appender.file.filePattern = {logs}/server.log.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{{ISO8601}} %-5p %m (%c{{1}})%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 10MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 3
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
# Each prints all its settings at INFO at every start, several hundred lines.
logger.config.name = org.apache.kafka.common.config.AbstractConfig
logger.config.level = warn
logger.kafkaconfig.name = kafka.server.KafkaConfig
logger.kafkaconfig.level = warn
"""


@dataclass(frozen=True, slots=True)
class KafkaBroker:
    """The broker of one stack; every method may be called whether it runs or not."""

    settings: Settings
    name: str = "Kafka"
    key: str = "kafka"

    @property
    def distribution(self) -> Distribution:
        """What has to be fetched."""
        version = pom_property(POM, "kafka.version")
        return Distribution(f"Kafka {version}", self.settings.dist_dir / f"kafka-{version}", POM, content="lib")

    @property
    def state_dir(self) -> Path:
        """Folder of its configuration, data and logs."""
        return self.settings.stack_dir / "kafka"

    @property
    def record_path(self) -> Path:
        """Its process file."""
        return self.settings.run_dir / "kafka.json"

    @property
    def logs(self) -> tuple[Path, ...]:
        """Its log files, the most telling first."""
        return self.state_dir / "logs" / "server.log", self.settings.stack_dir / "logs" / "kafka.log"

    @property
    def note(self) -> str | None:
        """What the user should know before it starts."""
        return None

    def listens(self, ports: Ports) -> tuple[tuple[int, str, str], ...]:
        """Return its ports: number, purpose and the setting that changes it."""
        return (
            (ports.kafka, "Kafka", "QUOTEWIRE_STACK_KAFKA_PORT"),
            (ports.kafka_controller, "Kafka's controller", "QUOTEWIRE_STACK_KAFKA_CONTROLLER_PORT"),
        )

    def start(self, ports: Ports, java_home: Path) -> process.Started:
        """Prepare the folder and start the broker; does not wait until it answers.

        Args:
            ports: The ports to listen on.
            java_home: The JDK.

        Raises:
            StackError: The folder cannot be prepared.
        """
        logs = self.state_dir / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.logs[1].parent.mkdir(exist_ok=True)
        self.state_dir.chmod(0o700)
        properties = self.state_dir / "server.properties"
        properties.write_text(self._properties(ports, self.state_dir / "data"), encoding="utf-8")
        log4j = self.state_dir / "log4j2.properties"
        log4j.write_text(_LOG4J.format(logs=logs), encoding="utf-8")
        self._format_once(ports, java_home)
        command = [
            str(java_home / "bin" / "java"),
            f"-Xms{min(256, self.settings.kafka_heap_mb)}m",
            f"-Xmx{self.settings.kafka_heap_mb}m",
            "-XX:+ExitOnOutOfMemoryError",
            f"-XX:ErrorFile={logs}/hs_err_pid%p.log",
            *(_FAST_JVM if self.settings.fast else ("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20")),
            f"-Dlog4j2.configurationFile={log4j}",
            *self._class_path(),
            "kafka.Kafka",
            str(properties),
        ]
        with process.uninterrupted():
            started = process.start(
                command, directory=self.state_dir, environ=clean_environment(self.state_dir), console_log=self.logs[1]
            )
            self._remember(started, ports)
        return started

    def answers(self, address: str) -> bool:
        """Return whether the broker at `host:port` answers requests."""
        host, _, port = address.rpartition(":")
        return answers_api_versions(host, int(port))

    def _remember(self, started: process.Started, ports: Ports) -> None:
        address = f"{LOCALHOST}:{ports.kafka}"
        process.remember(started, self.record_path, address, self.state_dir)

    def _properties(self, ports: Ports, data: Path) -> str:
        return server_properties(ports, data)

    def _cluster_id(self) -> str:
        return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode("ascii").rstrip("=")

    def _class_path(self) -> list[str]:
        return ["-cp", f"{self.distribution.folder}/*"]

    def _format_once(self, ports: Ports, java_home: Path) -> None:
        """Give an empty data folder its cluster id, as Kafka demands before the first start.

        It is done beside and renamed, so an interrupted attempt leaves nothing half done.
        """
        data = self.state_dir / "data"
        if data.exists():
            return
        fresh = self.state_dir / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        properties = self.state_dir / "format.properties"
        properties.write_text(self._properties(ports, fresh), encoding="utf-8")
        command = [str(java_home / "bin" / "java"), "-Xmx128m", *_FAST_JVM, *self._class_path()]
        # The id is joined to its option: it may begin with a hyphen.
        command += ["kafka.tools.StorageTool", "format", f"--cluster-id={self._cluster_id()}", f"--config={properties}"]
        answer = subprocess.run(
            command, capture_output=True, text=True, check=False, env=clean_environment(self.state_dir)
        )
        properties.unlink()
        if answer.returncode != 0:
            raise StackError(f"Kafka could not prepare {data}:\n{answer.stdout}{answer.stderr}")
        fresh.rename(data)


def server_properties(ports: Ports, data: Path) -> str:
    """Return the broker's configuration.

    Args:
        ports: The ports to listen on.
        data: Folder of the topics.
    """
    return f"""\
# Written by deploy/local/kafka_broker.py at every start: change it there.
process.roles=broker,controller
node.id=1
# Named here, not stored in the data as `format --standalone` does: so the ports may change from one start to the next.
controller.quorum.voters=1@{LOCALHOST}:{ports.kafka_controller}
listeners=PLAINTEXT://{LOCALHOST}:{ports.kafka},CONTROLLER://{LOCALHOST}:{ports.kafka_controller}
advertised.listeners=PLAINTEXT://{LOCALHOST}:{ports.kafka}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
# A mistyped topic is an error, not a new topic.
auto.create.topics.enable=false
message.max.bytes={MESSAGE_MAX_BYTES}
replica.fetch.max.bytes={MESSAGE_MAX_BYTES}
# One broker holds one copy of Kafka's own topics; few partitions of them start and stop faster.
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=4
# A worker that joins gets its partitions at once.
group.initial.rebalance.delay.ms=0
"""


def answers_api_versions(host: str, port: int) -> bool:
    """Ask a broker which requests it knows (ApiVersions version 0), the first question of every client.

    The request: size, api key 18, api version 0, correlation id, no client id. The answer: size, the same correlation
    id, error code 0. Source: the Kafka protocol guide, https://kafka.apache.org/protocol
    """
    correlation = 20
    request = struct.pack(">hhih", 18, 0, correlation, -1)
    try:
        with socket.create_connection((host, port), timeout=_ANSWER_SECONDS) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.makefile("rb").read(10)
    except OSError:
        return False
    expected_size = 10
    if len(answer) < expected_size:
        return False
    _size, answered, error = struct.unpack(">iih", answer)
    return bool(answered == correlation and error == 0)


def clean_environment(home: Path) -> dict[str, str]:
    """Return the environment for a server: the user's JAVA_TOOL_OPTIONS, KAFKA_OPTS and the like stay out."""
    kept = {name: os.environ[name] for name in ("TZ",) if name in os.environ}
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", **kept}
