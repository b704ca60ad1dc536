"""The dashboard "Pipeline" over what a real worker writes: its metrics, and two dead letters."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.conftest import ROOT, Pipeline, working_pipeline
from tests.integration.kibana_queries import Kibana, Range, panels_of

ARTICLES = 4
BAD = {b"not JSON": "not-json", b'{"text": 12}': "invalid-field"}
NOTHING_OF = {"unchanged", "superseded", "deleted", "tried again", "refused"}
"""What did not happen here."""


@pytest.fixture(scope="module")
def worked(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kibana]:
    """After a few articles and two bad messages, when metrics tell of all of them."""
    begin = datetime.now(UTC)
    with working_pipeline(endpoints, tmp_path_factory.mktemp("worked")) as pipeline:
        lines = (ROOT / "samples" / "articles.jsonl").read_text("utf-8").splitlines()[:ARTICLES]
        pipeline.send(*(json.loads(line) for line in lines))
        with pipeline.producer() as producer:
            for value in BAD:
                producer.send(pipeline.settings.raw_topic, key=b"bad", value=value)
            producer.flush()
        kibana = Kibana(pipeline, Range(begin - timedelta(minutes=5), begin + timedelta(minutes=30)))
        wait_until_it_is_told(pipeline, kibana)
        yield kibana


def wait_until_it_is_told(pipeline: Pipeline, kibana: Kibana) -> None:
    def told() -> bool:
        pipeline.refresh()
        letters = sum(row["value-0"] for row in kibana.rows("Pipeline/dead-letters-by-reason"))
        return letters >= len(BAD) and outcomes(kibana) >= ARTICLES + len(BAD)

    pipeline.wait(told, "metrics and dead letters to become searchable")


def outcomes(kibana: Kibana) -> float:
    found = kibana.rows("Pipeline/outcomes")
    return sum(row[column] or 0 for row in found for column in row if column.startswith("value-"))


def labels(kibana: Kibana, name: str) -> dict[str, str]:
    """What each figure of a chart is called."""
    state = kibana.panels[name]["embeddableConfig"]["attributes"]["state"]
    ((_, layer),) = state["datasourceStates"]["formBased"]["layers"].items()
    return {key: column["label"] for key, column in layer["columns"].items() if not column["isBucketed"]}


def test_every_panel_shows_what_the_worker_did(worked: Kibana) -> None:
    for name, panel in panels_of(worked.objects).items():
        if name.startswith("Newsroom/"):
            continue
        if panel["type"] == "search":
            assert len(worked.hits(name)) == len(BAD)
            continue
        found = worked.rows(name)
        empty = {label for key, label in labels(worked, name).items() if all(row[key] is None for row in found)}
        assert empty <= NOTHING_OF, name


def test_each_delivery_has_one_outcome(worked: Kibana) -> None:
    assert outcomes(worked) == ARTICLES + len(BAD)
    assert worked.rows("Pipeline/indexed") == [{"value-0": ARTICLES}]


def test_the_dead_letters_have_their_reasons(worked: Kibana) -> None:
    found = {row["rows"]: row["value-0"] for row in worked.rows("Pipeline/dead-letters-by-reason")}
    assert found == dict.fromkeys(BAD.values(), 1)
    assert {hit["fields"]["error"][0] for hit in worked.hits("Pipeline/open-dead-letters")} == set(BAD.values())
