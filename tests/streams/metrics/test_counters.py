"""What is counted into files outlives the process that counts, and stays bounded."""

import subprocess
import sys
from pathlib import Path

from streams.messages import Rejected
from streams.metrics.counters import MOST_VALUES, Counters
from streams.metrics.exposition import Exposition
from streams.metrics.health import Health

COUNT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from streams.metrics.folder import count_into
count_into(Path(sys.argv[1]), "index")
from streams.metrics.counters import Counters
counters = Counters("index")
counters.outcomes({"indexed": 3, "dead-lettered": 1})
counters.stage("index", 0.3)
counters.freshness(2.5)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_no_count_and_the_next_goes_on(tmp_path: Path):
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", COUNT_AND_DIE, str(tmp_path)], check=False)
        assert done.returncode == -9
    text = Exposition(tmp_path, Health(tmp_path, ["index"])).text().decode()
    assert 'quotewire_outcomes_total{agent="index",outcome="indexed"} 9.0' in text
    assert 'quotewire_outcomes_total{agent="index",outcome="dead-lettered"} 3.0' in text
    assert 'quotewire_outcomes_total{agent="index",outcome="superseded"} 0.0' in text
    assert 'quotewire_stage_seconds_count{stage="index"} 3.0' in text
    assert 'quotewire_freshness_seconds_bucket{le="3.0"} 3.0' in text
    assert 'quotewire_freshness_seconds_bucket{le="2.0"} 0.0' in text
    # Two files, however often an agent is started.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counter_index.db", "histogram_index.db"]


def test_whatever_comes_in_the_series_are_bounded():
    counters = Counters("enrich")
    counters.dead_letters(Rejected("decode", f"error {number}" + "x" * 500, "") for number in range(300))
    rows = {
        sample.labels["error"]: sample.value
        for metric in counters.registry.collect()
        for sample in metric.samples
        if sample.name == "quotewire_dead_letters_total"
    }
    assert len(rows) == MOST_VALUES + 1
    assert sum(rows.values()) == 300
    assert rows["other"] == 300 - MOST_VALUES
    assert all(len(error) <= 80 for error in rows)
