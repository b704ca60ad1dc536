"""Whether a worker can still come back into its consumer group by itself.

A consumer that has not been asked for messages for the longest time between polls (`apps.NEVER_SECONDS`) leaves its
group; aiokafka lets it join again only when it is asked for messages, and Faust asks only when it has joined. So a
worker that waited that long behind an outage would stay alive, out of its group, with its lag growing for ever.
"""

from typing import Any


def is_out_for_good(app: Any) -> bool:
    """Whether the app's consumer has left its group and waits, itself, to be asked for messages.

    Args:
        app: a Faust app.
    """
    consumer = getattr(getattr(app.consumer, "_thread", None), "_consumer", None) if app.started else None
    coordinator: Any = getattr(consumer, "_coordinator", None)
    if consumer is None or not hasattr(coordinator, "member_id"):
        return False  # not connected yet
    idle_seconds: float = consumer._subscription.fetcher_idle_time
    return not coordinator.member_id and idle_seconds >= coordinator._max_poll_interval
