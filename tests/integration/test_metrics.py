"""What a worker says about itself agrees with what it did."""

import json

from tests.integration.conftest import Pipeline


def test_a_worker_that_has_done_the_samples_says_so(sampled: Pipeline):
    assert sampled.get("/healthz")[0] == 200
    sampled.wait(lambda: sampled.get("/readyz")[0] == 200, "the worker to be ready")
    assert json.loads(sampled.get("/readyz")[1]) == {
        "ready": True,
        "agents": {name: {"ready": True, "missing": {}} for name in ("enrich", "index")},
    }
    assert sampled.metric("quotewire_outcomes_total", agent="enrich", outcome="enriched") == 51
    assert sampled.metric("quotewire_outcomes_total", agent="index", outcome="indexed") == 51
    for agent in ("enrich", "index"):
        assert sampled.metric("quotewire_ready", agent=agent) == 1
        assert sampled.metric("quotewire_messages_total", agent=agent) == 51
        assert sampled.metric("quotewire_outcomes_total", agent=agent) == 51
