"""Publishing the items of a trial while something else happens."""

from typing import Any, Self

from tests.faults.trial import Trial
from tests.integration.load import Meanwhile

STEP = 50
"""Messages that are sent before their answers are waited for."""

TRICKLE_SECONDS = 0.2
"""Between two messages while something else happens."""

WANING_SECONDS = 30.0
"""In so long about two thirds of what is left are published."""

LONGEST_PAUSE_SECONDS = 2.0


class Publishing(Meanwhile):
    """Publishes all that is left from `with` on, at an even pace; the end of the block waits until all is published.

    Args:
        trial: whose items.
        seconds: that it takes, about.
    """

    def __init__(self, trial: Trial, seconds: float) -> None:
        super().__init__()
        self._trial = trial
        self._pause = seconds * STEP / max(1, len(trial.items) - trial.published)

    def __enter__(self) -> Self:
        # Connected before the fault: a producer that is made while a broker stands still may not get further than it.
        self._producing = self._trial.pipeline.producer(delivery_timeout_ms=600_000)
        self._producer = self._producing.__enter__()
        return super().__enter__()

    def __exit__(self, *error: Any) -> None:
        try:
            if error[0] is None:
                self._thread.join()
            super().__exit__(*error)
        finally:
            self._producing.__exit__(None, None, None)

    def _run(self) -> None:
        trial = self._trial
        while trial.published < len(trial.items) and not self._over.is_set():
            trial.send(self._producer, trial.published + STEP)
            self._over.wait(self._pause)


class Trickle(Meanwhile):
    """Publishes one item after another until the block ends, and then what is left at once.

    Args:
        trial: whose items.
        until: so many are published in the end, those of before included; all if not given.
    """

    def __init__(self, trial: Trial, until: int | None = None) -> None:
        super().__init__()
        self._trial = trial
        self._until = len(trial.items) if until is None else until

    @property
    def _last(self) -> int:
        """No more than so many are published, however long the block takes."""
        return self._until

    def _pause(self) -> float:
        """Seconds until the next one."""
        return TRICKLE_SECONDS

    def _run(self) -> None:
        trial = self._trial
        with trial.pipeline.producer() as producer:
            while trial.published < self._last and not self._over.wait(self._pause()):
                trial.send(producer, trial.published + 1)
            trial.send(producer, max(self._until, trial.published))


class Waning(Trickle):
    """A trickle that gets thinner the less is left, and goes on with later items: articles come in for as long as the
    block takes, on a slow machine too.
    """

    @property
    def _last(self) -> int:
        return len(self._trial.items)

    def _pause(self) -> float:
        left = max(1, self._until - self._trial.published)
        return min(WANING_SECONDS / left, LONGEST_PAUSE_SECONDS)
