"""What a worker's supervisor says about its agents."""

from streams.metrics.exposition import Exposition
from streams.metrics.health import Health


def test_starts_of_each_agent_are_counted_from_the_first(tmp_path):
    health = Health(tmp_path, ("enrich", "index"))
    health.started("enrich")
    health.ended("enrich", "its process ended with code 1")
    health.started("enrich")
    shown = Exposition(tmp_path, health).text().decode()
    assert 'quotewire_agent_starts_total{agent="enrich"} 2.0' in shown
    assert 'quotewire_agent_starts_total{agent="index"} 0.0' in shown
