"""A topic that was deleted and made anew under its name is another topic, and its offsets begin again.

A name says nothing of that, and Kafka's committed offsets are kept under the name. The broker forgets them when a topic
is deleted, but a worker that has not noticed can commit the old topic's afterwards, into the new one: whoever goes on
from there passes over messages. So each committed offset carries the id of the topic (KIP-516) that the worker knew
when it started, as its metadata, and whoever knows another id takes the offset for none: it reads from the beginning.
What was done already is delivered once more, which changes nothing; nothing is passed over, whichever workers of a
group have noticed and whichever have not, and nobody has to wait for anybody.

A worker that runs looks now and then whether its topics still have the ids it knows; if not, it starts anew
(`why_to_start_anew`). Offsets without metadata were committed by earlier versions and are taken as they are, and so are
all where the broker gives no ids (before Kafka 2.8).
"""

from collections.abc import Mapping
from typing import Final

PREFIX: Final = "topic-id="
"""Before the id in the metadata of an offset; anything else there is somebody else's."""

TopicIds = Mapping[str, str | None]
"""Topics that are there, by name: the id of each, None where the broker gives none."""


def note_of(topic_id: str | None) -> str:
    """The metadata of an offset that is committed for the topic with an id; empty where it is not known."""
    return "" if topic_id is None else PREFIX + topic_id


def is_of_topic(metadata: str | None, topic_id: str | None) -> bool:
    """Whether a committed offset counts for the topic with an id: it is that topic's, or one of the two is not known.

    Args:
        metadata: of the offset, as it was committed.
        topic_id: of the topic; None where it is not known.
    """
    known = (metadata or "").startswith(PREFIX) and topic_id is not None
    return not known or metadata == note_of(topic_id)


def why_to_start_anew(known: TopicIds, now: TopicIds) -> str | None:
    """Why an agent cannot go on with its topics; None if it can.

    Args:
        known: the topics that it uses, as they were when it started.
        now: the topics of these names as they are.
    """
    missing = [name for name in known if name not in now]
    if missing:
        return f"topics are missing: {', '.join(missing)}; run `quotewire init`"
    others = [name for name, identity in known.items() if identity and now[name] and now[name] != identity]
    if others:
        return f"topics were deleted and made anew: {', '.join(others)}; only a new start reads them from the beginning"
    return None
