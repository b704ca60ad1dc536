"""Row d: the publisher against Kafka's own producer performance test, with the same articles and the same settings.

    ours   streams/publisher.py, as `quotewire publish` runs it: reads a file, decodes and checks each article, gives it
           its key, sends it, and counts what the brokers acknowledge
    other  org.apache.kafka.tools.ProducerPerformance of the stack's Kafka (what `kafka-producer-perf-test.sh` starts),
           with the lines of the same file as payloads, picked at random; nothing is read or checked

Both: acks=all, zstd, batches of 256 KB, 20 ms for one to fill. Java starts cold in each round, as a command does; ours
is a process of its own too. In both the time begins when the producer is there, and ends with the last answer.
"""

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import ROOT, Pipeline, Standstill, pipeline
from benchmarks.stream.row import Row

TIMES: Final = 4
"""So many times the articles of a round: they are published in less than a second."""

LEAST: Final = 0.4

TOOL: Final = "org.apache.kafka.tools.ProducerPerformance"

PRODUCER: Final = {"acks": "all", "compression.type": "zstd", "linger.ms": "20", "batch.size": str(256 * 1024)}
"""The settings of streams/publisher.py, in Java's names."""


def rows(context: Context) -> list[Row]:
    """The row of this module."""
    articles = context.articles(context.count * TIMES)
    file = context.folder / "articles.jsonl"
    file.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
    ours: list[float] = []
    other: list[float] = []
    with pipeline(context) as made:
        java_speed(made, file, len(articles))  # the broker is warm then
        for number in range(context.rounds):
            for java in (False, True) if number % 2 == 0 else (True, False):
                measure = java_speed if java else our_speed
                speed = measure(made, file, len(articles))
                context.tell(f"round {number + 1}, {'Java' if java else 'publisher'}: {speed:,.0f} articles/s")
                (other if java else ours).append(speed)
    size = file.stat().st_size / len(articles)
    note = f"{len(articles):,} articles of {size:,.0f} bytes; ours reads and checks each of them too"
    named = "publisher : Kafka's producer performance test"
    return [Row("d", named, tuple(ours), tuple(other), "articles/s", LEAST, note=note)]


def our_speed(pipeline: Pipeline, file: Path, count: int) -> float:
    """Articles a second that the publisher sends."""
    command = [sys.executable, "-m", "benchmarks.stream.publishing", str(file)]
    answer = json.loads(_output(command, pipeline.environ | {"PYTHONPATH": str(ROOT)}))
    if answer["acknowledged"] != count:
        raise Standstill(f"{answer['acknowledged']:,} of {count:,} articles were acknowledged")
    return float(count / answer["seconds"])


def java_speed(pipeline: Pipeline, file: Path, count: int) -> float:
    """Records a second that Kafka's performance test sends."""
    properties = PRODUCER | {"bootstrap.servers": pipeline.settings.kafka_brokers}
    # fmt: off
    command = [
        _java(), "-Xmx512M", "-cp", f"{_kafka()}/*", TOOL, "--topic", pipeline.settings.raw_topic,
        "--num-records", str(count), "--throughput", "-1", "--payload-file", str(file),
        "--command-property", *(f"{name}={value}" for name, value in properties.items()),
    ]
    # fmt: on
    return records_a_second(_output(command, dict(os.environ)), count)


def records_a_second(output: str, count: int) -> float:
    """What the performance test says of all records in its last line.

    Raises:
        Standstill: it says nothing of so many records.
    """
    said = re.findall(r"^([\d,]+) records sent, ([\d.,]+) records/sec", output, re.MULTILINE)
    if not said or int(said[-1][0].replace(",", "")) != count:
        raise Standstill(f"the performance test says nothing of {count:,} records:\n{output[-1000:]}")
    return float(said[-1][1].replace(",", ""))


def _output(command: Sequence[str], environ: dict[str, str]) -> str:
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Standstill(f"{command[0]} ended with code {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _java() -> str:
    """The JDK of the stack."""
    sys.path.append(str(ROOT / "deploy" / "local"))
    try:
        jdk, _ = importlib.import_module("java").find(None)
    finally:
        sys.path.pop()
    if jdk is None:
        raise Standstill("no JDK of version 21 or newer is found")
    return str(jdk.home / "bin" / "java")


def _kafka() -> Path:
    """Kafka's programs, as the stack has fetched them."""
    folder = Path(os.environ.get("QUOTEWIRE_STACK_DIST", ROOT / ".stack" / "dist"))
    found = sorted(folder.glob("kafka-*"))
    if not found:
        raise Standstill(f"Kafka's programs are not in {folder}")
    return found[-1]


def main() -> int:
    """Publishes the file of the command line, and prints the seconds it took and how many were acknowledged."""
    from streams.publisher import Publisher, collect_rarely
    from streams.settings import Settings
    from streams.sources import read_articles

    publisher = Publisher(Settings())
    collect_rarely()
    try:
        started = time.perf_counter()
        report = publisher.publish(read_articles(sys.argv[1:]))
        seconds = time.perf_counter() - started
    finally:
        publisher.close()
    print(json.dumps({"seconds": seconds, "acknowledged": report.acknowledged}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
