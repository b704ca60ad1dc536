"""The short form of the fault suite: seven of its faults with 500 messages each, every message accounted for.

`make faults` makes all of them happen, with 3,000 messages in each.
"""

import gc
import os
from collections.abc import Iterator

import pytest

from tests.faults.report import Row
from tests.faults.rows import FAULTS, run
from tests.faults.servers import Servers
from tests.faults.trial import Enricher, Fault, Trial
from tests.stack import STACK

MESSAGES = 500
POISON = 25
TIMES = 3
EXPENSIVE = 4

SHORT = [
    next(fault for fault in FAULTS if fault.letter == letter)  # of two with one letter the first
    for letter in "abegilo"
]

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(1800),
    # kafka-python leaves the sockets with which it tried to reach a broker that was away.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture(scope="module")
def servers(endpoints: dict[str, str]) -> Iterator[Servers]:
    """The stack of the tests, also to hurt where nobody else uses it; three brokers are started by the fault itself."""
    shared = "QUOTEWIRE_TEST_STACK_DIR" in os.environ
    made = Servers(STACK, None if shared else STACK)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(autouse=True)
def sockets_forgotten() -> Iterator[None]:
    """What kafka-python has left is gone before the next test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return Enricher()


@pytest.mark.parametrize("fault", SHORT, ids=[fault.letter for fault in SHORT])
def test_nothing_is_lost_or_twice_or_wrong(fault: Fault, servers: Servers, enricher: Enricher):
    folder = servers.folder / fault.letter
    folder.mkdir()
    row = run(fault, Trial(servers, enricher, MESSAGES, fault.letter, folder, times=TIMES, expensive=EXPENSIVE))
    _assert_even(row)


def _assert_even(row: Row) -> None:
    balance = row.balance
    assert row.error is None and balance is not None, f"{row.error}; {row.evidence}"
    counts = (balance.lost, balance.duplicated, balance.wrong, balance.letters_wrong, balance.lag)
    assert counts == (0, 0, 0, 0, 0), balance.examples
    assert balance.letters_expected == balance.letters_found == POISON
    assert MESSAGES - 2 <= row.articles <= MESSAGES  # whole articles in three versions
    assert row.evidence
