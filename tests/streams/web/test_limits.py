"""Rates and waits of each client, by a clock of the tests; and that remembering them does not grow."""

import pytest

from streams.web import limits
from streams.web.limits import FREE_FAILURES, LONGEST_WAIT_SECONDS, Failures, Rate, client_key


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def allowed(rate: Rate, client: str, times: int) -> int:
    return sum(rate.wait(client) == 0 for _ in range(times))


def test_a_client_has_a_burst_and_then_its_rate(clock):
    rate = Rate(60, clock)
    assert allowed(rate, "a", 100) == 15
    assert allowed(rate, "b", 1) == 1, "each client has its own"
    clock.now += 10
    assert allowed(rate, "a", 100) == 10
    clock.now += 10_000
    assert allowed(rate, "a", 100) == 15, "quiet time is not saved up without end"


def test_the_wait_that_is_told_is_enough_and_not_too_long(clock):
    rate = Rate(6, clock)
    assert allowed(rate, "a", 5) == 1
    wait = rate.wait("a")
    clock.now += wait * 0.9
    assert rate.wait("a") > 0
    clock.now += rate.wait("a") + 1e-6
    assert rate.wait("a") == 0


def test_asking_while_refused_does_not_put_it_off(clock):
    rate = Rate(60, clock)
    allowed(rate, "a", 15)
    for _ in range(50):
        clock.now += 0.1
        rate.wait("a")
    assert allowed(rate, "a", 50) <= 5
    clock.now += 1
    assert rate.wait("a") == 0


def test_wrong_sign_ins_wait_twice_as_long_each_time(clock):
    failures = Failures(clock)
    assert [failures.add("a") for _ in range(FREE_FAILURES)] == [0.0] * FREE_FAILURES
    waits = [failures.add("a") for _ in range(12)]
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT_SECONDS
    assert failures.wait("a") == LONGEST_WAIT_SECONDS
    assert failures.wait("b") == 0, "nobody else waits"
    clock.now += LONGEST_WAIT_SECONDS
    assert failures.wait("a") == 0
    assert failures.add("a") == LONGEST_WAIT_SECONDS, "waiting once does not make it free again"
    clock.now += limits.FORGET_SECONDS
    assert failures.add("a") == 0


def test_thousands_of_failures_can_still_be_counted(clock):
    failures = Failures(clock)
    assert {failures.add("a") for _ in range(5000)} == {0, 1, 2, 4, 8, 16, 32, 64, 128, 256, LONGEST_WAIT_SECONDS}


def test_memory_is_bounded_and_the_longest_unseen_is_forgotten(clock, monkeypatch):
    monkeypatch.setattr(limits, "CLIENTS", 3)
    rate, failures = Rate(4, clock), Failures(clock)
    for client in "abacd":
        rate.wait(client)
        failures.add(client)
    assert len(rate.clients) == len(failures.clients) == 3
    assert rate.clients.get("b") is None and rate.clients.get("a") is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("<script>", "x" * 10_000, True),
        ("", None, True),
    ],
)
def test_one_client_is_one_address_or_one_network(one, other, same):
    assert (client_key(one) == client_key(other)) is same
    assert len(client_key(other)) < 64
