"""A real Prometheus for the tests that watch a worker."""

import math
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.deploy.watching import PROMETHEUS

Series = dict[str, Any]
"""A series of an answer: its labels as `metric`, and its samples as `value` or `values`."""


@dataclass(slots=True)
class Prometheus:
    """A Prometheus that runs."""

    process: subprocess.Popen
    client: httpx.Client

    def ask(self, path: str, **parameters: Any) -> Any:
        """The `data` of an answer of its HTTP interface; a query that it refuses fails the test with its words."""
        response = self.client.get(f"/api/v1/{path}", params=parameters)
        answer = response.json()
        assert answer["status"] == "success", f"{answer['error']}\nin {parameters}"
        return answer["data"]

    def now(self, expression: str) -> list[Series]:
        """The series of an expression, each with its present value."""
        result = self.ask("query", query=expression)["result"]
        return result if isinstance(result, list) else [result]

    def between(self, expression: str, start: float, end: float) -> list[Series]:
        """The series of an expression over time (seconds since 1970), a value a second."""
        return self.ask("query_range", query=expression, start=start, end=end, step="1")["result"]

    def values(self, expression: str, *labels: str) -> dict[tuple[str, ...], float]:
        """Present values by the values of these labels."""
        return {
            tuple(series["metric"].get(label, "") for label in labels): float(series["value"][1])
            for series in self.now(expression)
        }


def numbers(series: Series) -> list[float]:
    """The values of a series that are numbers: a quantile of nothing is none."""
    samples = series["values"] if "values" in series else [series["value"]]
    return [float(value) for _, value in samples if math.isfinite(float(value))]


def binary() -> str:
    """Where the program is; a test that needs it fails without."""
    given = os.environ.get("QUOTEWIRE_PROMETHEUS")
    found = shutil.which(given or "prometheus")
    assert found, (
        f"{given or 'prometheus'} is missing. On Debian or Ubuntu: apt-get install prometheus; elsewhere unpack a "
        "release of https://prometheus.io/download and set QUOTEWIRE_PROMETHEUS to its program"
    )
    return found


@contextmanager
def prometheus(folder: Path, workers: list[str]) -> Iterator[Prometheus]:
    """A Prometheus with the project's configuration that reads these workers (host:port) every second.

    Args:
        folder: an empty one for its configuration, data and log.
        workers: whose metrics it reads.
    """
    program = binary()
    configuration = folder / "prometheus.yml"
    configuration.write_text(yaml.safe_dump(_configuration(folder, workers)))
    for port in _free_ports():
        address = f"127.0.0.1:{port}"
        options = [f"--config.file={configuration}", f"--storage.tsdb.path={folder / 'data'}"]
        options += [f"--web.listen-address={address}", "--log.level=warn"]
        with (folder / "prometheus.log").open("wb") as log:
            process = subprocess.Popen([program, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            with httpx.Client(base_url=f"http://{address}", timeout=30, trust_env=False) as client:
                if _is_ready(process, client):
                    yield Prometheus(process, client)
                    return
        finally:
            process.terminate()
            process.wait(30)
        said = (folder / "prometheus.log").read_text()
        assert "address already in use" in said, f"Prometheus does not start:\n{said}"


def _configuration(folder: Path, workers: list[str]) -> dict[str, Any]:
    """deploy/prometheus/prometheus.yml with other times; the workers are named in a file, as it provides for."""
    made = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    made["global"] |= {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    made["rule_files"] = [str(PROMETHEUS / pattern) for pattern in made["rule_files"]]
    (job,) = made["scrape_configs"]
    del job["dns_sd_configs"]
    (folder / "workers").mkdir()
    (folder / "workers" / "test.yml").write_text(yaml.safe_dump([{"targets": workers}]))
    return made


def _free_ports() -> Iterator[int]:
    """Ports that are free now; another process may take one before Prometheus does, so there are several."""
    for _ in range(5):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        yield port
    raise AssertionError("no port stays free for Prometheus")


def _is_ready(process: subprocess.Popen, client: httpx.Client) -> bool:
    """Waits until it answers; False where it has ended."""
    deadline = time.monotonic() + 60
    while process.poll() is None:
        try:
            if client.get("/-/ready").status_code == 200:
                return True
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline, "Prometheus does not become ready"
        time.sleep(0.1)
    return False
