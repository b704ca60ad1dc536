"""The local stack's decisions: what is found, what is refused, which process is ours.

That Kafka and Elasticsearch really start, stop and keep their data is shown by the integration tests.
"""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import java
import kafka_broker
import pytest
from console import StackError, human_bytes
from download import _UNREACHABLE, _Transfer, local_repository, pom_property
from elasticsearch_node import ElasticsearchNode
from folder import claim, locked
from kafka_broker import KafkaBroker
from placement import Placement
from ports import choose_free, holder, is_free, listening_inodes
from prerequisites import (
    check_browser,
    check_compiler,
    check_disk,
    check_jdk,
    check_port,
    check_prometheus,
    maven_version,
)
from process import Record, Started, clear_remains, is_running, remember, start, start_mark, tail, uninterrupted
from settings import DOCUMENTED, Ports, from_environment, read_json, without_password

STACK = Path(__file__).parents[2] / "deploy" / "local" / "stack.py"
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def wait_for(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def settings(tmp_path):
    return from_environment({"QUOTEWIRE_STACK_DIR": str(tmp_path / "stack"), "HOME": str(tmp_path)}, dist=str(tmp_path))


@pytest.fixture
def sleeper(tmp_path):
    """A server-like process in a session of its own, with its record; killed at the end."""
    command = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(300)", str(tmp_path)]
    started = start(command, directory=tmp_path, environ=dict(os.environ), console_log=tmp_path / "console.log")
    remember(started, tmp_path / "record.json", "127.0.0.1:1", tmp_path)
    record = Record.read(tmp_path / "record.json")
    assert record is not None
    yield record
    if is_running(record):
        os.kill(record.pid, signal.SIGKILL)
    os.waitpid(record.pid, 0)


# --- Java and Maven


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17),
        ('java version "1.8.0_402"', 8),
        ('openjdk version "25" 2025-09-16 LTS', 25),
        ('openjdk version "26-ea" 2026-03-17', 26),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.4" 2024-07-16', 21),
        ('IMPLEMENTOR="Someone"\nJAVA_RUNTIME_VERSION="24+36"\nJAVA_VERSION="24"\n', 24),
        ("The operation couldn't be completed. Unable to locate a Java Runtime.", None),
        ("", None),
    ],
)
def test_the_feature_version_is_read_from_what_java_says(text, version):
    assert java.feature_version(text) == version


def make_jdk(home: Path, version: str, programs=("java", "jlink")) -> Path:
    (home / "bin").mkdir(parents=True)
    for program in programs:
        (home / "bin" / program).write_text("#!/bin/sh\nexit 1\n")
        (home / "bin" / program).chmod(0o755)
    (home / "release").write_text(f'JAVA_VERSION="{version}"\n')
    return home


def test_a_jre_and_an_old_jdk_are_refused_with_the_reason(tmp_path):
    jre = java.examine(make_jdk(tmp_path / "jre", "25.0.1", programs=("java",)))
    old = java.examine(make_jdk(tmp_path / "old", "17.0.15"))
    assert jre is not None and "JRE" in str(jre.fault)
    assert old is not None and "older than 21" in str(old.fault)
    assert java.examine(tmp_path) is None


def test_a_new_jdk_is_found_beside_an_older_default(tmp_path):
    old = make_jdk(tmp_path / "old", "17.0.15")
    new = make_jdk(tmp_path / ".sdkman/candidates/java/25.0.1-tem", "25.0.1")
    found, refused = java.find(None, {"JAVA_HOME": str(old), "PATH": str(old / "bin"), "HOME": str(tmp_path)})
    assert found is not None and found.version >= java.OLDEST
    assert old in [jdk.home for jdk in refused]
    assert java.examine(new) == java.Jdk(new, 25, None)


def test_the_java_home_that_is_asked_for_is_never_replaced_by_another(tmp_path, settings):
    wanted = make_jdk(tmp_path / "old", "17.0.15")
    found, refused = java.find(wanted, {"JAVA_HOME": str(make_jdk(tmp_path / "new", "25"))})
    assert found is None
    assert [jdk.home for jdk in refused] == [wanted]
    asked = from_environment({"QUOTEWIRE_JAVA_HOME": str(tmp_path / "nothing")})
    finding, home = check_jdk(asked)
    assert home is None and not finding.passed
    assert "QUOTEWIRE_JAVA_HOME" in finding.detail and "apt-get install" in finding.remedy


def test_a_jdk_the_server_cannot_read_is_refused(tmp_path):
    jdk = java.examine(make_jdk(tmp_path / "jdk", "25"), readable=lambda _path: False)
    assert jdk is not None and "nobody" in str(jdk.fault)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("\x1b[1mApache Maven 3.8.7\x1b[m\nMaven home: /usr/share/maven", (3, 8, 7)),
        ("Apache Maven 4.0.0-rc-3 (3952d00ce65df6753b63a51e86b1f626c55a8df2)", (4, 0, 0)),
        ("Apache Maven 3.6", (3, 6, 0)),
        ("The JAVA_HOME environment variable is not defined correctly", None),
    ],
)
def test_the_version_of_maven_is_read(text, version):
    assert maven_version(text) == version


# --- ports


def test_a_port_that_somebody_listens_on_is_not_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
        finding = check_port(port, "Kafka", "QUOTEWIRE_STACK_KAFKA_PORT")
        assert not finding.passed
        assert "QUOTEWIRE_STACK_KAFKA_PORT" in finding.remedy
        if sys.platform == "linux":
            assert str(os.getpid()) in finding.detail
            assert holder(port).pid == os.getpid()
    assert is_free(port)


def test_a_connection_that_was_just_closed_does_not_keep_the_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()  # closed first on the server's side: that side waits in TIME_WAIT
    assert is_free(port)


def test_chosen_ports_are_free_and_differ():
    ports = choose_free(4)
    assert len(set(ports)) == len(ports)
    assert all(is_free(port) for port in ports)


def test_listening_sockets_are_read_from_the_kernels_table():
    table = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:23F0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0
   1: 0100007F:23F0 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 -1
   2: 0100007F:23F1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0 0 10 0
"""
    assert listening_inodes(table, 0x23F0) == {"4711": "1000"}
    assert listening_inodes(table, 80) == {}


# --- processes


def test_a_started_process_is_recognised_and_stays_ours(sleeper):
    assert is_running(sleeper)
    assert os.getsid(sleeper.pid) == sleeper.pid  # the terminal's Ctrl-C does not reach it
    assert not is_running(None)


def test_a_recycled_process_id_is_not_ours(sleeper, tmp_path):
    """After a reboot the remembered number belongs to somebody else, who must be left alone."""
    stranger = Record(sleeper.pid, "another moment", sleeper.started_at, sleeper.address, str(tmp_path))
    assert not is_running(stranger)
    clear_remains(stranger)
    assert is_running(sleeper)


def test_a_stale_process_file_means_not_running(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    remember(Started(child.pid, start_mark(child.pid) or ""), tmp_path / "record.json", "", tmp_path)
    child.wait()
    assert not is_running(Record.read(tmp_path / "record.json"))


@linux_only
def test_a_zombie_does_not_run():
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    wait_for(lambda: Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
    assert start_mark(child.pid) is None
    child.wait()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "start": "", "started_at": 0}'])
def test_a_damaged_process_file_is_no_process(tmp_path, content):
    (tmp_path / "record.json").write_text(content)
    assert Record.read(tmp_path / "record.json") is None


def test_the_children_of_a_killed_server_are_ended_with_it(tmp_path):
    """Elasticsearch's launcher can be killed alone; its server must not go on holding the data."""
    code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)', "
    code += "sys.argv[1]]); print('up', flush=True); time.sleep(300)"
    log = tmp_path / "console.log"
    command = [sys.executable, "-c", code, str(tmp_path)]
    started = start(command, directory=tmp_path, environ=dict(os.environ), console_log=log)
    wait_for(lambda: tail(log, 1) == ["up"])
    remember(started, tmp_path / "record.json", "", tmp_path)
    record = Record.read(tmp_path / "record.json")
    assert record is not None
    os.kill(record.pid, signal.SIGKILL)
    os.waitpid(record.pid, 0)
    assert not is_running(record)
    process = sys.modules["process"]
    assert len(process.orphans(record)) == 1
    process.kill(record)
    assert process.orphans(record) == []


def test_ctrl_c_waits_until_the_process_file_is_written():
    written = False
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        signal.raise_signal(signal.SIGINT)
        written = True
    assert written


def test_a_program_that_does_not_exist_is_a_message(tmp_path):
    with pytest.raises(StackError, match="no-such-program"):
        start(["/no-such-program"], directory=tmp_path, environ={}, console_log=tmp_path / "log")


def test_the_end_of_a_log_is_read_also_where_it_is_no_text(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"first\n" * 50_000 + b"last but one \xff\nlast\n")
    assert tail(log, 2) == ["last but one \ufffd", "last"]
    assert tail(tmp_path / "none", 2) == []


# --- settings, folder, configuration


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUOTEWIRE_STACK_KAFKA_PORT", "abc"),
        ("QUOTEWIRE_STACK_KAFKA_PORT", "70000"),
        ("QUOTEWIRE_STACK_KAFKA_PORT", "9200"),  # Elasticsearch's
        ("QUOTEWIRE_STACK_KAFKA_HEAP", "lots"),
        ("QUOTEWIRE_STACK_ELASTICSEARCH_HEAP", "0g"),
        ("QUOTEWIRE_STACK_FAST", "perhaps"),
        ("QUOTEWIRE_STACK_WAIT", "-1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_value(name, value):
    with pytest.raises(StackError, match=value) as error:
        from_environment({name: value})
    assert name in str(error.value) or "QUOTEWIRE_STACK_*_PORT" in str(error.value)


def test_the_settings_have_defaults_and_dist_wins_over_the_environment(tmp_path):
    settings = from_environment({"QUOTEWIRE_STACK_DIST": "/elsewhere"}, dist=str(tmp_path))
    assert settings.dist_dir == tmp_path
    assert settings.ports == Ports(9092, 9093, 9200, 9300)
    assert (settings.kafka_heap_mb, settings.elasticsearch_heap_mb, settings.wait_seconds) == (512, 1024, 180)
    assert settings.external_kafka is None


def test_help_and_readme_name_every_setting():
    printed = subprocess.run([sys.executable, STACK, "--help"], capture_output=True, text=True, check=True).stdout
    readme = STACK.with_name("README.md").read_text(encoding="utf-8")
    for name, default, meaning in DOCUMENTED:
        assert f"{meaning} [{default}]" in printed
        assert f"| {name} | {default} | {meaning} |" in readme


def test_passwords_stay_out_of_what_is_printed_and_written():
    assert without_password("https://writer:s3cret@search.example:9243/x") == "https://search.example:9243/x"


def test_a_folder_with_other_peoples_data_is_neither_used_nor_wiped(settings):
    (settings.stack_dir / "kafka").mkdir(parents=True)
    with pytest.raises(StackError, match="QUOTEWIRE_STACK_DIR"):
        claim(settings)
    environ = {**os.environ, "QUOTEWIRE_STACK_DIR": str(settings.stack_dir)}
    subprocess.run([sys.executable, STACK, "wipe"], env=environ, capture_output=True, check=True)
    assert (settings.stack_dir / "kafka").is_dir()


def test_a_folder_is_claimed_once_and_worked_on_by_one_command_at_a_time(settings):
    claim(settings)
    (settings.stack_dir / "kafka").mkdir()
    claim(settings)
    order = []

    def second():
        with locked(settings.stack_dir, "busy"):
            order.append("second")

    with locked(settings.stack_dir, "busy"):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.3)  # long enough for it to take the lock, were that possible
        order.append("first")
    other.join(20)
    assert order == ["first", "second"]


def test_down_and_status_of_a_stack_that_never_was(settings):
    environ = {**os.environ, "QUOTEWIRE_STACK_DIR": str(settings.stack_dir)}
    for name in ("QUOTEWIRE_KAFKA_BROKERS", "QUOTEWIRE_ELASTICSEARCH_URL"):
        environ.pop(name, None)
    codes = [
        subprocess.run([sys.executable, STACK, command], env=environ, capture_output=True, check=False).returncode
        for command in ("down", "status", "logs", "wipe")
    ]
    assert codes == [0, 3, 0, 0]
    assert not settings.stack_dir.exists()


def test_existing_servers_are_used_and_none_is_started(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        environ = {
            **os.environ,
            "QUOTEWIRE_STACK_DIR": str(settings.stack_dir),
            "QUOTEWIRE_KAFKA_BROKERS": f"kafka://{address}",
            "QUOTEWIRE_ELASTICSEARCH_URL": f"http://writer:s3cret@{address}",
        }
        answer = subprocess.run([sys.executable, STACK, "up"], env=environ, capture_output=True, text=True, check=True)
    assert answer.stdout.count("none is started") == 2
    assert "s3cret" not in answer.stdout
    assert json.loads((settings.stack_dir / "endpoints.json").read_text()) == {
        "kafka_brokers": f"kafka://{address}",
        "elasticsearch_url": f"http://{address}",
    }
    closed = subprocess.run([sys.executable, STACK, "up"], env=environ, capture_output=True, text=True, check=False)
    assert closed.returncode == 1
    assert "Nobody listens" in closed.stderr


def test_the_broker_keeps_messages_of_eight_mebibytes_and_creates_no_topics(tmp_path):
    lines = kafka_broker.server_properties(Ports(1, 2, 3, 4), tmp_path).splitlines()
    values = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    assert int(values["message.max.bytes"]) > 8 * 1024 * 1024
    assert int(values["replica.fetch.max.bytes"]) >= int(values["message.max.bytes"])
    assert values["auto.create.topics.enable"] == "false"
    assert all(address.split("//")[1].startswith("127.0.0.1:") for address in values["listeners"].split(","))


def test_both_servers_name_their_ports_and_the_settings_that_change_them(settings, tmp_path):
    node = ElasticsearchNode(settings, Placement(tmp_path, tmp_path, (), None))
    documented = {name for name, _default, _meaning in DOCUMENTED}
    for service in (KafkaBroker(settings), node):
        assert {variable for _port, _purpose, variable in service.listens(settings.ports)} <= documented


@pytest.mark.parametrize(
    ("answer", "ready"),
    [
        (struct.pack(">iihi", 10, 20, 0, 0), True),
        (struct.pack(">iihi", 10, 20, 35, 0), False),  # UNSUPPORTED_VERSION
        (struct.pack(">iihi", 10, 99, 0, 0), False),  # an answer to something else
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", False),
        (b"", False),
    ],
)
def test_only_a_broker_that_answers_is_ready(answer, ready):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _address = server.accept()
            with connection:
                connection.recv(100)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        assert kafka_broker.answers_api_versions("127.0.0.1", server.getsockname()[1]) is ready
        thread.join(20)


# --- fetching


def test_the_versions_are_those_of_the_pom_files(settings, tmp_path):
    node = ElasticsearchNode(settings, Placement(tmp_path, tmp_path, (), None))
    assert (
        node.distribution.folder.name == f"elasticsearch-{pom_property(node.distribution.pom, 'elasticsearch.version')}"
    )
    assert KafkaBroker(settings).distribution.name.startswith("Kafka 4.")
    with pytest.raises(StackError, match=r"no\.such"):
        pom_property(node.distribution.pom, "no.such")


def test_mavens_local_repository_is_the_users_own(tmp_path, settings):
    assert local_repository(settings, {"HOME": str(tmp_path)}) == tmp_path / ".m2" / "repository"
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2" / "settings.xml").write_text(
        '<settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">'
        "<localRepository>${user.home}/elsewhere</localRepository></settings>"
    )
    assert local_repository(settings, {"HOME": str(tmp_path)}) == tmp_path / "elsewhere"
    given = {"HOME": str(tmp_path), "MAVEN_OPTS": "-Xmx1g -Dmaven.repo.local=/given"}
    assert local_repository(settings, given) == Path("/given")
    (tmp_path / ".m2" / "settings.xml").write_text("<settings>")
    assert local_repository(settings, {"HOME": str(tmp_path)}) == tmp_path / ".m2" / "repository"


def test_progress_is_read_from_what_maven_prints():
    transfer = _Transfer()
    for line in (
        "[INFO] Downloading from central: https://repository.example/org/a/1/a-1.jar",
        "[INFO] Downloaded from central: https://repository.example/org/a/1/a-1.jar (1.5 MB at 2.0 MB/s)",
        "[INFO] Downloaded from company-mirror: https://repository.example/org/b/1/b-1.pom (500 B at 1.2 kB/s)",
    ):
        transfer.read(line)
    assert (transfer.files, transfer.latest) == (2, "b-1.pom")
    assert human_bytes(transfer.size) == "2 MB"


@pytest.mark.parametrize(
    ("line", "unreachable"),
    [
        ("[ERROR] ... Unknown host repository.example: Temporary failure in name resolution -> [Help 1]", True),
        ("[ERROR] ... Connect to repository.example:443 failed: Connection refused", True),
        ("[ERROR] Cannot access central in offline mode and the artifact has not been downloaded", True),
        ("[ERROR] Could not find artifact org.example:missing:jar:1 in central", False),
    ],
)
def test_no_network_is_told_from_other_failures(line, unreachable):
    assert bool(_UNREACHABLE.search(line)) is unreachable


def test_too_little_disk_is_found_for_a_folder_that_does_not_exist_yet(tmp_path):
    enough = check_disk([tmp_path / "not" / "yet", tmp_path], 1)
    assert [finding.passed for finding in enough] == [True]
    short = check_disk([tmp_path / "not" / "yet"], 10**18)
    assert [finding.passed for finding in short] == [False]
    assert "QUOTEWIRE_STACK_DIR" in short[0].remedy


def test_a_missing_or_damaged_file_of_ours_reads_as_empty(tmp_path):
    (tmp_path / "stack.json").write_text("{")
    assert read_json(tmp_path / "stack.json") == {}
    assert read_json(tmp_path / "none.json") == {}


# --- what the tests need


def programs(folder, *names):
    """A PATH with these programs and nothing else."""
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_a_browser_is_found_on_the_path(tmp_path, name):
    found = check_browser(programs(tmp_path, name))
    assert found.passed
    assert found.detail == str(tmp_path / name)


def test_a_missing_browser_is_named_with_what_installs_it(tmp_path):
    missing = check_browser({"PATH": str(tmp_path)})
    assert not missing.passed
    assert "apt-get install chromium" in str(missing)
    assert "QUOTEWIRE_CHROMIUM" in str(missing)


def test_the_browser_that_is_named_must_run(tmp_path):
    environ = programs(tmp_path, "chromium", "own")
    assert check_browser(environ | {"QUOTEWIRE_CHROMIUM": str(tmp_path / "own")}).passed
    (tmp_path / "own").chmod(0o644)
    assert not check_browser(environ | {"QUOTEWIRE_CHROMIUM": str(tmp_path / "nowhere")}).passed


@pytest.mark.parametrize(
    ("there", "missing"),
    [((), "no prometheus and no promtool"), (("prometheus",), "no promtool"), (("promtool",), "no prometheus on")],
)
def test_missing_parts_of_prometheus_are_named(tmp_path, there, missing):
    finding = check_prometheus(programs(tmp_path, *there))
    assert not finding.passed
    assert missing in finding.detail
    assert "apt-get install prometheus" in finding.remedy


def test_both_parts_of_prometheus_do(tmp_path):
    assert check_prometheus(programs(tmp_path, "prometheus", "promtool")).passed


def test_what_compiling_lacks_is_named_with_what_installs_it(tmp_path):
    missing = check_compiler({"PATH": str(tmp_path), "CC": "cc"})
    assert not missing.passed
    assert "apt-get install gcc" in str(missing)
    environ = programs(tmp_path, "clang") | {"CC": "clang -m64"}
    assert check_compiler(environ).passed
    (tmp_path / "clang").write_text("#!/bin/sh\nexit 1\n")  # one that finds no header
    missing = check_compiler(environ)
    assert not missing.passed
    assert f"python3.{sys.version_info.minor}-dev" in str(missing)


def test_what_the_tests_lack_is_told_before_anything_starts(tmp_path):
    environ = {**os.environ, **programs(tmp_path), "QUOTEWIRE_STACK_DIR": str(tmp_path / "stack")}
    environ.pop("QUOTEWIRE_CHROMIUM", None)
    command = [sys.executable, str(STACK), "check", "--tests"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot run the tests yet" in done.stderr
    for name in ("Chromium", "Prometheus"):
        assert f"MISSING {name}" in done.stderr
    assert not (tmp_path / "stack").exists()
