"""How much one client may ask, in memory that does not grow with the number of clients."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

CLIENTS: Final = 10_000
"""So many are remembered; the one not seen for longest is forgotten first."""

BURST_SECONDS: Final = 15
"""A client that has been quiet may ask at once what it may in so long: a page and its files, several tabs."""

FREE_FAILURES: Final = 5
"""Wrong sign-ins without a wait: people mistype."""

LONGEST_WAIT_SECONDS: Final = 300.0
"""After one more wrong sign-in."""

FORGET_SECONDS: Final = 3600.0
"""Without a wrong sign-in for so long a client starts anew. A right one does not help: others can share its address."""

NO_ADDRESS: Final = "unknown"

Kept = TypeVar("Kept")
Clock = Callable[[], float]


class Remembered(Generic[Kept]):
    """What is known of the clients seen last, CLIENTS of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, client: str) -> Kept | None:
        """What is known of one, if anything."""
        return self._kept.get(client)

    def put(self, client: str, value: Kept) -> None:
        """Remembers it as the one seen last."""
        self._kept[client] = value
        self._kept.move_to_end(client)
        if len(self._kept) > CLIENTS:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)


class Rate:
    """A token bucket for each client.

    Args:
        per_minute: requests.
        clock: monotonic, in seconds.
    """

    def __init__(self, per_minute: int, clock: Clock = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._most = max(1.0, self._per_second * BURST_SECONDS)
        self._clock = clock
        self.clients: Remembered[tuple[float, float]] = Remembered()  # requests left, and when

    def wait(self, client: str) -> float:
        """Counts a request.

        Returns:
            Seconds until it may be asked again; 0 if it may be answered now.
        """
        now = self._clock()
        left, since = self.clients.get(client) or (self._most, now)
        left = min(self._most, left + (now - since) * self._per_second)
        allowed = left >= 1
        self.clients.put(client, (left - 1 if allowed else left, now))
        return 0.0 if allowed else (1 - left) / self._per_second


@dataclass(frozen=True, slots=True)
class _Failed:
    times: int
    last: float
    until: float


class Failures:
    """Wrong sign-ins: from the sixth on each doubles the time in which the client's sign-ins are not looked at."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self.clients: Remembered[_Failed] = Remembered()

    def wait(self, client: str) -> float:
        """Seconds for which nothing that the client sends as its sign-in is looked at; 0 if it may try."""
        failed = self.clients.get(client)
        return max(0.0, failed.until - self._clock()) if failed else 0.0

    def add(self, client: str) -> float:
        """Counts a wrong sign-in.

        Returns:
            Seconds until the next may be tried.
        """
        now = self._clock()
        known = self.clients.get(client)
        times = 1 + (known.times if known and now - known.last < FORGET_SECONDS else 0)
        doubled = min(times - FREE_FAILURES, 60)  # of a number that can be counted in
        wait = min(LONGEST_WAIT_SECONDS, 2.0 ** (doubled - 1)) if doubled > 0 else 0.0
        self.clients.put(client, _Failed(times, now, now + wait))
        return wait


def client_key(address: str | None) -> str:
    """Whom a request counts for: an IPv4 address, or the network of an IPv6 one, all of which one client can have."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return NO_ADDRESS
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
