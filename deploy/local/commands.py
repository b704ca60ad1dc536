"""What `up`, `down`, `status`, `check`, `logs` and `wipe` do. Each takes the settings and returns an exit code."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path

import external
import ports as port_tools
import prerequisites
import process
from console import StackError, StatusLine, human_bytes, say
from download import fetch
from elasticsearch_node import ElasticsearchNode
from folder import claim, locked, remove
from kafka_broker import KafkaBroker
from placement import is_root, place, remember
from settings import LOCALHOST, Ports, Settings, read_json, without_password, write_json

Service = KafkaBroker | ElasticsearchNode
KEYS = ("kafka", "elasticsearch")
NOT_ALL_RUN = 3
_POLL_SECONDS = 0.25
_FAILURE_LINES = 25


def up(settings: Settings, wanted: frozenset[str], *, auto_ports: bool) -> int:
    """Start what is wanted, is not there from elsewhere and does not run yet; wait until it answers.

    Args:
        settings: The settings.
        wanted: Keys of the services, see `KEYS`.
        auto_ports: Choose free ports instead of those of the settings.

    Raises:
        StackError: Something is missing, or a server does not start; what this call had started is stopped again.
    """
    external.use(settings, wanted)
    claim(settings)
    with locked(settings.stack_dir, "another `stack.py` works on this stack"):
        services = [service for service in _own_services(settings) if service.key in wanted]
        running = [service for service in services if process.is_running(_record(service))]
        missing = [service for service in services if service not in running]
        ports = _choose_ports(settings, missing) if auto_ports else settings.ports
        if missing:
            java_home = _check_or_stop(settings, missing, ports)
            # A shared folder of programs may be another user's: it is not touched if nothing has to be fetched.
            if any(not service.distribution.complete for service in missing):
                with locked(settings.dist_dir, "another `stack.py` fetches the programs"):
                    for service in missing:
                        fetch(service.distribution, settings, java_home)
            _start(settings, missing, ports, java_home)
        for service in running:
            _await_running(service, settings)
        _write_endpoints(settings, ports)
    return 0


def down(settings: Settings) -> int:
    """Stop what runs, both at the same time. Nothing runs: nothing happens."""
    if not settings.run_dir.exists():
        say(f"Nothing runs (no stack in {settings.stack_dir}).")
        return 0
    with locked(settings.stack_dir, "another `stack.py` works on this stack"):
        stopped = _stop(_own_services(settings, external_too=True))
    if not stopped:
        say("Nothing runs.")
    return 0


def status(settings: Settings) -> int:
    """Show each service: whether it answers, where, since when, how large."""
    all_answer = True
    external.announce(settings)
    for service in _own_services(settings):
        record = _record(service)
        if record is None or not process.is_running(record):
            say(f"{service.name:<14} stopped")
            all_answer = False
            continue
        answers = service.answers(record.address)
        all_answer = all_answer and answers
        memory = process.resident_bytes(record)
        details = [f"process {record.pid}", f"up {_duration(time.time() - record.started_at)}"]
        details += [f"memory {human_bytes(memory)}"] if memory is not None else []
        state = "running" if answers else "does not answer"
        say(f"{service.name:<14} {state} at {record.address}  ({', '.join(details)})")
        say(f"{'':<14} data and logs in {service.state_dir}")
    return 0 if all_answer else NOT_ALL_RUN


def check(settings: Settings) -> int:
    """Run all checks and show all results."""
    external.announce(settings)
    missing = [service for service in _own_services(settings) if not process.is_running(_record(service))]
    findings, _java_home = _findings(settings, missing, settings.ports)
    for finding in findings:
        say(str(finding))
    return 0 if all(finding.passed for finding in findings) else 1


def check_for_tests(settings: Settings) -> int:
    """Check what `make test` needs, all at once. It starts servers of its own on free ports."""
    settings = replace(settings, external_kafka=None, external_elasticsearch=None)
    services = _own_services(settings)
    ports = Ports(*port_tools.choose_free(len(Ports.__slots__)))
    findings, _java_home = _findings(settings, services, ports)
    findings += [prerequisites.check_browser(), prerequisites.check_prometheus(), prerequisites.check_compiler()]
    findings.append(prerequisites.check_fonts())
    failed = [finding for finding in findings if not finding.passed]
    if failed:
        raise StackError("This machine cannot run the tests yet:\n" + "\n".join(map(str, failed)))
    for finding in findings:
        if not finding.name.startswith("port "):
            say(str(finding))
    return 0


def logs(settings: Settings, key: str | None, lines: int) -> int:
    """Show the last lines of the logs."""
    for service in _own_services(settings, external_too=True):
        if key in {None, service.key}:
            for path in service.logs:
                say(f"== {path}")
                for line in process.tail(path, lines):
                    say(line)
    return 0


def wipe(settings: Settings, *, programs: bool) -> int:
    """Stop what runs and delete data, logs and process files; with `programs` the unpacked programs too."""
    ours = (settings.stack_dir / "stack.json").exists()
    if not ours and not programs:
        say(f"Nothing to delete: no stack in {settings.stack_dir}.")
        return 0
    with locked(settings.stack_dir, "another `stack.py` works on this stack"):
        services = _own_services(settings, external_too=True)
        _stop(services)
        doomed = [service.distribution.folder for service in services] if programs else []
        if ours:
            doomed += [service.state_dir for service in services]
            doomed += [settings.run_dir, settings.stack_dir / "logs", settings.stack_dir / "endpoints.json"]
            # Last, because it marks the folder as ours: an interrupted wipe can be given again.
            doomed.append(settings.stack_dir / "stack.json")
        remove(doomed)
        if programs:
            with suppress(OSError):  # not empty: another stack's
                place(settings).dist_dir.rmdir()
    what = [f"the programs in {settings.dist_dir}"] if programs else []
    what += [f"data and logs of the stack in {settings.stack_dir}"] if ours else []
    say(f"Deleted {' and '.join(what)}.")
    return 0


def _own_services(settings: Settings, *, external_too: bool = False) -> list[Service]:
    """Return the services that are ours to run; with `external_too` also those replaced by an existing one."""
    services: list[Service] = []
    if external_too or not settings.external_kafka:
        services.append(KafkaBroker(settings))
    if external_too or not settings.external_elasticsearch:
        services.append(ElasticsearchNode(settings, place(settings)))
    return services


def _record(service: Service) -> process.Record | None:
    return process.Record.read(service.record_path)


def _choose_ports(settings: Settings, missing: Sequence[Service]) -> Ports:
    """Return free ports: those of the last time, so that addresses stay, or new ones."""
    if not missing:
        return settings.ports
    last = read_json(settings.stack_dir / "stack.json").get("auto_ports")
    if isinstance(last, list) and len(last) == len(Ports.__slots__):
        ports = Ports(*map(int, last))
        if all(port_tools.is_free(number) for service in missing for number, _, _ in service.listens(ports)):
            return ports
    ports = Ports(*port_tools.choose_free(len(Ports.__slots__)))
    remember(settings, auto_ports=astuple(ports))
    return ports


def _findings(
    settings: Settings, missing: Sequence[Service], ports: Ports
) -> tuple[list[prerequisites.Finding], Path | None]:
    """Run the checks that matter for starting `missing`."""
    download = any(not service.distribution.complete for service in missing)
    jdk, java_home = prerequisites.check_jdk(settings)
    findings = [prerequisites.check_python(), jdk]
    if download:
        findings.append(prerequisites.check_maven(java_home))
    keys = {service.key for service in missing}
    if "elasticsearch" in keys and is_root():
        findings.append(prerequisites.check_setpriv())
    for service in missing:
        findings += [
            prerequisites.check_port(number, purpose, variable) for number, purpose, variable in service.listens(ports)
        ]
    if missing:
        folders = prerequisites.folders_to_check(settings, [service.state_dir for service in missing], download)
        needed = prerequisites.DISK_FOR_DOWNLOAD if download else prerequisites.DISK_FOR_DATA
        findings += prerequisites.check_disk(folders, needed)
        findings.append(prerequisites.check_memory(settings, "kafka" in keys, "elasticsearch" in keys))
    return findings, java_home


def _check_or_stop(settings: Settings, missing: Sequence[Service], ports: Ports) -> Path:
    for service in missing:
        record = _record(service)
        if record is not None:
            process.clear_remains(record)
            service.record_path.unlink(missing_ok=True)
    findings, java_home = _findings(settings, missing, ports)
    failed = [str(finding) for finding in findings if not finding.passed]
    if failed or java_home is None:
        raise StackError("This machine cannot start the stack yet:\n" + "\n".join(failed))
    return java_home


def _start(settings: Settings, missing: Sequence[Service], ports: Ports, java_home: Path) -> None:
    for service in missing:
        note = service.note
        if note:
            say(note)
    say(f"Starting {' and '.join(service.name for service in missing)} with {java_home}")
    try:
        # Elasticsearch first: it takes longest, and goes on while Kafka's folder is prepared.
        for service in reversed(missing):
            service.start(ports, java_home)
        _await(missing, settings.wait_seconds)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            say("\nStopping what was started")
        _stop(missing, seconds=process.UNREADY_STOP_SECONDS)
        raise


def _await(services: Sequence[Service], seconds: float) -> None:
    """Wait until all answer.

    Raises:
        StackError: One ended, or does not answer in time; with the last lines of its log.
    """
    waiting = list(services)
    with StatusLine() as line:
        while waiting:
            for service in list(waiting):
                record = _record(service)
                if record is None or not process.is_running(record):
                    raise StackError(f"{service.name} ended while it started.{_log_tail(service)}")
                if service.answers(record.address):
                    waiting.remove(service)
                    line.clear()
                    say(f"  {line.elapsed:4.0f} s  {service.name} answers at {record.address}")
            if waiting and line.elapsed > seconds:
                names = " and ".join(service.name for service in waiting)
                advice = "A slow machine may need a larger QUOTEWIRE_STACK_WAIT."
                raise StackError(f"{names}: no answer in {seconds:.0f} s. {advice}{_log_tail(waiting[0])}")
            if waiting:
                line.update(f"waiting for {' and '.join(service.name for service in waiting)}")
                time.sleep(_POLL_SECONDS)


def _await_running(service: Service, settings: Settings) -> None:
    record = _record(service)
    address = record.address if record else ""
    if not service.answers(address):
        say(f"{service.name} runs but does not answer yet")
        _await([service], settings.wait_seconds)
    say(f"{service.name} is already running at {address}")


def _stop(services: Sequence[Service], seconds: float = process.STOP_SECONDS) -> bool:
    """Stop those of `services` that run, all at the same time; remove all their process files.

    Args:
        services: What to stop.
        seconds: How long each may take before it is killed.

    Returns:
        Whether any ran.
    """
    records = [(service, record) for service in services if (record := _record(service)) is not None]
    running = [(service, record) for service, record in records if process.is_running(record)]
    for _service, record in running:
        process.ask_to_stop(record)
    for service, record in running:
        begun = time.monotonic()
        clean = process.wait_until_gone(record, seconds)
        say(f"{service.name} stopped" if clean else f"{service.name} killed after {time.monotonic() - begun:.0f} s")
    for service, record in records:
        process.clear_remains(record)
        service.record_path.unlink(missing_ok=True)
    return bool(running)


def _write_endpoints(settings: Settings, ports: Ports) -> None:
    """Write the addresses for other programs; those of existing servers without their passwords."""
    kafka, elasticsearch = (process.Record.read(settings.run_dir / f"{key}.json") for key in KEYS)
    kafka_address = kafka.address if kafka else f"{LOCALHOST}:{ports.kafka}"
    url = elasticsearch.address if elasticsearch else f"http://{LOCALHOST}:{ports.elasticsearch}"
    if settings.external_elasticsearch:
        url = without_password(settings.external_elasticsearch)
    endpoints = {"kafka_brokers": settings.external_kafka or kafka_address, "elasticsearch_url": url}
    write_json(settings.stack_dir / "endpoints.json", endpoints)


def _log_tail(service: Service) -> str:
    """Return the last lines of those logs to which this start has written; one that ends early reaches only one."""
    record = _record(service)
    parts = []
    for path in service.logs:
        lines = process.tail(path, _FAILURE_LINES)
        if lines and (record is None or path.stat().st_mtime >= record.started_at):
            parts.append(f"\n== the end of {path}\n" + "\n".join(lines))
    return "".join(parts)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
