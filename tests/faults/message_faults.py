"""Faults of what is published: versions in any order, a topic that begins anew, unusual ids and dates."""

import contextlib
import random
from typing import Any

from kafka.errors import UnknownTopicOrPartitionError

from streams.kafka_admin import admin_client
from streams.setup import initialise
from tests.faults.corpus import Item, item
from tests.faults.trial import Trial, fault
from tests.integration.invented import articles

REVISIONS = 3

EXTRA = ("", "\n\n“We will see to it,” said Orla Penhaligon on the same day.", "\n\nThe rest is for the courts.")
"""What the revisions of an article end with: with other quotations in each, of which the last has fewer again."""


@fault("o", "the same articles three times, in shuffled order of revisions")
def shuffled_versions(trial: Trial) -> None:
    chance = random.Random(trial.seed)
    bad = [item for item in trial.corpus() if item.reason]
    originals = articles((trial.count - len(bad)) // REVISIONS, "article")
    revisions = [[_revision(original, number) for number in range(REVISIONS)] for original in originals]
    passes: list[list[Item]] = [[] for _ in range(REVISIONS)]
    for versions in revisions:
        for number, position in enumerate(chance.sample(range(REVISIONS), REVISIONS)):
            passes[number].append(item(versions[position]))
    for one in passes:
        chance.shuffle(one)
    items = [sent for one in passes for sent in one]
    for poison in bad:
        items.insert(chance.randrange(len(items) + 1), poison)
    trial.begin(items=items, final=[versions[-1] for versions in revisions])
    trial.start_worker()
    trial.publish()
    late = sum(1 for sent in passes[-1] if sent.article and sent.article["updated_at"] != "2026-11-20T03:00:00Z")
    trial.prove(late > 0, f"{len(originals)} articles in {REVISIONS} versions, of {late} an older one came last")
    trial.over()
    trial.settle()
    superseded = int(trial.pipeline.metric("quotewire_outcomes_total", 0, outcome="superseded", agent="index"))
    trial.prove(superseded > 0, f"{superseded} messages superseded")


def _revision(original: dict[str, Any], number: int) -> dict[str, Any]:
    return original | {"text": original["text"] + EXTRA[number], "updated_at": f"2026-11-20T0{number + 1}:00:00Z"}


@fault("r", "raw topic deleted and created again (offsets start at 0), old articles in the index, worker stopped")
def topic_made_anew(trial: Trial) -> None:
    _topic_made_anew(trial, stopped=True)


@fault("r", "raw topic deleted and created again, worker running")
def topic_made_anew_under_a_worker(trial: Trial) -> None:
    _topic_made_anew(trial, stopped=False)


def _topic_made_anew(trial: Trial, stopped: bool) -> None:
    pipeline = trial.begin()
    topic = pipeline.settings.raw_topic
    # More afterwards than before: an offset that is remembered from the old topic is one of the new topic's too.
    before = len(trial.items) // 4
    trial.publish(before)
    worker = trial.start_worker()
    pipeline.await_no_lag()
    old = pipeline.count()
    if stopped:
        worker.terminate()
        assert worker.wait(60) == 0
    _delete_topic(trial, topic)
    trial.wait(lambda: topic in initialise_said(trial), "the topic to be created again")
    trial.publish()
    ends, first = (
        max(sent.place[2] for sent in trial.items[:before] if sent.place),
        min(sent.place[2] for sent in trial.items[before:] if sent.place),
    )
    trial.prove(
        first == 0 and old > 0 and ends > 0,
        f"offsets went up to {ends} and start at {first} again, {old} old articles in the index",
    )
    trial.over()
    if stopped:
        trial.start_worker()
        return
    trial.settle()
    noticed = [why for why in ("topics were deleted and made anew", "topics are missing") if why in pipeline.log()]
    trial.prove(bool(noticed), f"the agent noticed and started anew: {', '.join(noticed)}")


def initialise_said(trial: Trial) -> str:
    """What `quotewire init` does; a topic that is still being deleted is there until it is not."""
    return "\n".join(initialise(trial.pipeline.settings))


def _delete_topic(trial: Trial, topic: str) -> None:
    with admin_client(trial.pipeline.settings) as admin, contextlib.suppress(UnknownTopicOrPartitionError):
        admin.delete_topics([topic])


UNUSUAL: tuple[dict[str, Any], ...] = (
    {"id": "x" * 600, "text": "An id of six hundred bytes is one all the same."},
    {"id": "ü" * 300, "text": '"Six hundred bytes of other letters," said Maud Fennimore, "are no less of an id."'},
    {"id": "y" * 512, "text": "“The longest that is kept as it is,” said Silas Thorne, “leaves no room for more.”"},
    {"id": "of-1650", "text": "Printed in the year after the war.", "published_at": "1650-03-01"},
    {"id": "of-2199", "text": "Sent back from far ahead.", "published_at": "2199-12-31T23:59:59Z"},
    {"id": "of-1970", "text": "From before time was counted.", "published_at": "1969-12-31T23:59:59Z"},
)


@fault("t", "an id of 600 bytes, a date of 1650, a date in 2199")
def unusual(trial: Trial) -> None:
    pipeline = trial.begin(items=trial.corpus(valid=UNUSUAL))
    trial.start_worker()
    trial.publish()
    trial.over()
    trial.settle()
    indices = {found["_index"].split("-v1-")[-1] for found in trial.found().articles}
    trial.prove({"archive"} < indices and not any(name.startswith("2199") for name in indices), f"indices {indices}")
    trial.prove(pipeline.log().count("starting it again") == 0, "the worker never restarted")
