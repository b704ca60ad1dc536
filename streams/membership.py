"""A consumer stays in its group while its agent waits, and it is noticed when it cannot come back.

aiokafka leaves the group when the consumer was not asked for messages for the longest time between polls
(`apps.NEVER_SECONDS`), because whoever does not ask may be dead. An agent that waits behind an outage does not ask
either, and is not dead. So as long as the event loop of the app turns, `stay_in_group` says that it lives.

aiokafka joins a group again by itself after most failures, but under Faust not after these three:

- It was not asked for messages for too long all the same. It joins again only when it is asked for some, and Faust,
  whose flow was stopped when the group was to be joined again, asks only when it has joined. Mostly its heartbeat has
  left the group by then; where that was in a rebalance, or its broker was away, it has a name in the group until the
  broker puts it out.
- Its coordination met an error that trying again does not mend (such as a right that was taken away). It waits until
  whoever asks it for messages has seen the error; Faust asks the fetcher, which does not know of it.
- Its coordination ended with a defect.

In each of them the worker would be alive, out of its group, with its lag growing for ever. Only a new start helps.

(aiokafka 0.14, `consumer/group_coordinator.py`: `ensure_active_group`, `_heartbeat_routine`, `_push_error_to_user`.)
"""

from typing import Any

from streams.consumer_thread import living_thread


def consumer_of(app: Any) -> Any:
    """The aiokafka consumer of a Faust app; None while it has none that was started, or its thread has ended.

    Args:
        app: a Faust app.
    """
    consumer = getattr(living_thread(app), "_consumer", None)
    return consumer if hasattr(getattr(consumer, "_coordinator", None), "member_id") else None


def stay_in_group(app: Any) -> None:
    """Tells the consumer of a Faust app that the app lives, whether it asks for messages just now or not.

    Args:
        app: a Faust app; called in its event loop.
    """
    consumer = consumer_of(app)
    if consumer is not None:
        app.consumer._thread.thread_loop.call_soon_threadsafe(note_alive, consumer)


def note_alive(consumer: Any) -> None:
    """Lets a consumer count as one that was asked for messages just now; called in its own event loop."""
    with consumer._subscription.fetch_context():
        pass


def why_out_for_good(consumer: Any) -> str | None:
    """Why a consumer will never be in its group again by itself; None if it is in it, or will be.

    While others are waited for to join, a time between polls that runs out just then is taken for the end too.

    Args:
        consumer: of aiokafka, in a consumer group; of any thread.
    """
    coordinator, subscriptions = consumer._coordinator, consumer._subscription
    if coordinator._closing.done():
        return None
    if coordinator._coordination_task.done():
        return "the coordination with the consumer group has ended"
    if coordinator._pending_exception is not None:
        return f"the consumer group cannot be joined: {coordinator._pending_exception!r}"
    subscription = subscriptions.subscription
    had_joined = subscription is not None and subscription.assignment is not None
    must_join = had_joined and (not coordinator.member_id or coordinator._rejoin_needed_fut.done())
    if must_join and subscriptions.fetcher_idle_time >= coordinator._max_poll_interval:
        return "no message was taken for so long that the consumer has left its group"
    return None
