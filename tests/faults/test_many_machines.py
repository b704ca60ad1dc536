"""What the demonstration of many machines plans and tells, without servers; `make cluster` carries it out."""

from pathlib import Path

import pytest

from tests.faults.cluster import BROKERS, Cluster, Copies, Partition
from tests.faults.corpus import DIED, HUNG, ordered
from tests.faults.many_machines import BURST, SPARE, TEXTS, ManyMachines, Step
from tests.faults.nodes import Nodes
from tests.faults.publishing import LONGEST_PAUSE_SECONDS, WANING_SECONDS, Waning
from tests.faults.reassignment import carried_out, led_otherwise, left_out, with_all, without_one
from tests.faults.servers import Servers
from tests.faults.show_cluster import steps_table
from tests.faults.trial import Enricher, Trial

PARTITIONS: list[Partition] = [("raw", number) for number in range(6)]
ALL = set(range(1, BROKERS + 1))


def copies(*replicas: int, leader: int | None = None, in_sync: set[int] | None = None) -> Copies:
    return Copies(leader or replicas[0], replicas, frozenset(replicas if in_sync is None else in_sync))


def test_each_partition_leaves_one_broker_and_each_broker_as_many():
    plan = without_one(PARTITIONS)
    assert [set(on) for on in plan.values()] == [ALL - {left_out(one)} for one in PARTITIONS]
    left = [left_out(one) for one in PARTITIONS]
    assert {broker: left.count(broker) for broker in ALL} == dict.fromkeys(ALL, 2)
    leaders = [on[0] for on in plan.values()]
    assert {broker: leaders.count(broker) for broker in ALL} == dict.fromkeys(ALL, 2)


def test_then_it_is_on_all_and_to_be_led_by_the_broker_that_it_left():
    plan = with_all(PARTITIONS)
    assert all(set(on) == ALL and len(on) == BROKERS for on in plan.values())
    assert [on[0] for on in plan.values()] == [left_out(one) for one in PARTITIONS]


def test_a_plan_is_carried_out_when_all_copies_are_there_in_order_and_in_sync():
    one: Partition = ("raw", 0)
    plan = {one: (2, 3)}
    assert carried_out(plan, {one: copies(2, 3)})
    assert carried_out(plan, {one: copies(2, 3, leader=3)})  # who leads it is another matter
    assert not carried_out(plan, {one: copies(2, 3, 1)})  # both while it is being carried out
    assert not carried_out(plan, {one: copies(3, 2)})
    assert not carried_out(plan, {one: copies(2, 3, in_sync={2})})


def test_partitions_with_another_leader_are_counted():
    before = {("raw", 0): copies(1, 2), ("raw", 1): copies(2, 3)}
    assert led_otherwise(before, before) == 0
    assert led_otherwise(before, before | {("raw", 1): copies(2, 3, leader=3)}) == 1


def test_generations_are_read_from_the_brokers_logs(tmp_path: Path):
    cluster = Cluster(tmp_path)
    line = "INFO  [GroupCoordinator id=1] Stabilized group {} generation {} with 2 members. (GroupMetadataManager)\n"
    for broker, name, told in (
        (1, "server.log", [("news-enrich", 4), ("news-index", 12)]),
        (2, "server.log.1", [("news-enrich", 9), ("old.news-enrich", 30), ("news-enrich-2", 31)]),
        (2, "server.log", [("news-enrich", 10)]),
    ):
        logs = tmp_path / f"broker-{broker}" / "kafka" / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        (logs / name).write_text("".join(line.format(*one) for one in told))
    assert cluster.generation("news-enrich") == 10
    assert cluster.generation("news-index") == 12
    assert cluster.generation("nobody") == 0


def test_files_of_a_partition_are_found_by_its_name(tmp_path: Path):
    cluster = Cluster(tmp_path)
    for broker, name in ((1, "news.raw-0"), (2, "news.raw-0.0123abc-delete"), (3, "news.raw-0"), (2, "news.raw-01")):
        (tmp_path / f"broker-{broker}" / "kafka" / "data" / name).mkdir(parents=True)
    assert cluster.stored(("news.raw", 0)) == {1, 3}


@pytest.fixture
def trial(tmp_path: Path):
    servers = Servers()
    yield Trial(servers, Enricher(), 100, "seed", tmp_path)
    servers.close()


def test_a_waning_trickle_is_never_out_of_articles_before_its_time(trial: Trial):
    trickle = Waning(trial, until=250)
    pauses = []
    for published in range(300):  # more than its share
        trial.published = published
        pauses.append(trickle._pause())
    assert pauses == sorted(pauses) and set(pauses[235:]) == {LONGEST_PAUSE_SECONDS}
    assert sum(pauses[:150]) < WANING_SECONDS


def test_the_load_is_the_usual_mixture_of_few_texts(trial: Trial, tmp_path: Path):
    trial.count, trial.expensive = 1000, 4
    items = ManyMachines(trial, Cluster(tmp_path), Nodes(tmp_path))._items()
    poison = [item for item in items if item.reason]
    assert len(items) == len({item.key for item in items}) == SPARE * 1000 and len(poison) == SPARE * 50
    assert sum(item.reason == DIED for item in poison) == SPARE * 4 and all(item.reason != HUNG for item in poison)
    assert len({item.article["text"] for item in items if item.article}) == TEXTS


@pytest.mark.parametrize(
    ("in_hand", "done", "sent"), [(0, 40, BURST), (0, 39, 0), (3, 39, 0)], ids=["all done", "under way", "in hand"]
)
def test_a_step_begins_with_a_burst_only_where_everything_is_done(
    trial: Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_hand: int, done: int, sent: int
):
    bursts = []
    trial.published = 40
    monkeypatch.setattr(trial, "in_flight", lambda agent, number: in_hand)
    monkeypatch.setattr(trial, "done", lambda: done)
    monkeypatch.setattr(trial, "publish", bursts.append)
    machines = ManyMachines(trial, Cluster(tmp_path), Nodes(tmp_path))
    machines.working["enrich"].append(0)
    assert machines._kept_busy() == (in_hand > 0)
    assert sum(bursts) == sent


def test_an_article_with_an_order_has_its_name_and_its_reason():
    made = ordered("hangs", "hang", HUNG)
    assert made.key == b"hangs" and b"[[order: hang]]" in made.value
    assert made.article is None and made.reason == HUNG


def test_the_table_of_steps():
    lines = steps_table([Step("workers moved", 12.6, 1234, 1200, 1190)]).splitlines()
    assert lines == [
        "| step | seconds | published | enriched | searchable |",
        "|---|---:|---:|---:|---:|",
        "| workers moved | 13 | 1,234 | 1,200 | 1,190 |",
    ]
