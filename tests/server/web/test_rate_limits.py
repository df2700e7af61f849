"""Rate limits: a sliding window for each subscriber, counted in memory that processes share."""

import fcntl
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import Misuse, RateExceeded
from server.web.rate_limits import Rates, check_rate, subscriber

HERE = "192.0.2.1"
Make = Callable[[str], Rates]


@pytest.fixture
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    return lambda rate: Rates(rate, tmp_path_factory.mktemp("rates"))


def allowed(rates: Rates, address: str, times: int, now: float = 0.0) -> int:
    return sum(rates.wait(address, now) == 0 for _ in range(times))


def test_as_many_requests_as_the_rate_are_allowed_and_no_more(make: Make) -> None:
    assert allowed(make("5/hour"), HERE, 20) == 5


def test_each_address_counts_by_itself(make: Make) -> None:
    rates = make("5/hour")
    assert [allowed(rates, f"192.0.2.{last}", 9) for last in range(4)] == [5] * 4


def test_the_window_slides(make: Make) -> None:
    rates = make("10/minute")
    assert allowed(rates, HERE, 20, now=59.0) == 10
    assert allowed(rates, HERE, 20, now=90.0) == 5  # half of the minute before counts still
    assert allowed(rates, HERE, 20, now=200.0) == 10


@pytest.mark.parametrize("moment", [0.0, 17.5, 59.9])
def test_whoever_waits_as_told_is_allowed(make: Make, moment: float) -> None:
    rates = make("3/minute")
    while not (seconds := rates.wait(HERE, moment)):
        pass
    assert rates.wait(HERE, moment + seconds) == 0


# Addresses that are one subscriber's, or are not.
NEIGHBOURS = [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:0DB8:0001:0002::0001", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("192.0.2.1", "192.0.2.2", False),
    ("192.0.2.1:1024", "192.0.2.1:1025", True),
    ("192.0.2.1:", "192.0.2.1", True),
    ("[2001:db8::1]:", "2001:db8::1", True),
    ("192.0.2.1", "::ffff:192.0.2.1", True),
    ("[2001:db8::1]:80", "[2001:db8::2]", True),
    ("fe80::1%eth0", "fe80::1%eth1", True),
    ("nonsense", "nonsense", True),
    ("nonsense", "other", False),
    ("", "", True),
]


@pytest.mark.parametrize(("one", "other", "are_one"), NEIGHBOURS)
def test_addresses_of_one_subscriber_are_one(
    make: Make, one: str, other: str, are_one: bool
) -> None:
    rates = make("1/hour")
    assert rates.wait(one) == 0
    assert (rates.wait(other) > 0) is are_one


@given(address=st.text(max_size=30))
def test_any_address_has_a_subscriber(address: str) -> None:
    assert subscriber(subscriber(address)) == subscriber(address)


@pytest.mark.parametrize("rate", ["often", "5", "0.5/minute", "5/fortnight", "/minute"])
def test_what_is_no_rate_is_told(tmp_path: Path, rate: str) -> None:
    with pytest.raises(Misuse) as raised:
        Rates(rate, tmp_path)
    assert str(raised.value) == f"rate = {rate}: write it as 100/minute or 5/second"
    assert [*tmp_path.iterdir()] == []


def test_an_address_beyond_the_rate_is_told_when_to_ask_again(make: Make) -> None:
    rates = make("1/hour")
    check_rate(rates, HERE)
    with pytest.raises(RateExceeded) as raised:
        check_rate(rates, HERE)
    assert 1 <= raised.value.retry_after <= 7_200
    assert str(raised.value) == f"too many requests: ask again in {raised.value.retry_after} s"


def test_processes_count_together_also_after_one_has_ended(tmp_path: Path) -> None:
    one, other = Rates("3/hour", tmp_path), Rates("3/hour", tmp_path)
    assert [rates.wait(HERE, 0.0) == 0 for rates in (one, other)] == [True, True]
    del one
    later = Rates("3/hour", tmp_path)
    assert [rates.wait(HERE, 0.0) == 0 for rates in (later, other)] == [True, False]


def test_a_process_that_is_stopped_while_it_counts_stops_no_other(tmp_path: Path) -> None:
    rates = Rates("1/hour", tmp_path)
    holder = os.fork()
    if holder == 0:
        with (tmp_path / "rates").open("r+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX)
            os.kill(os.getpid(), signal.SIGSTOP)
            os._exit(0)
    os.waitpid(holder, os.WUNTRACED)
    try:
        assert rates.wait(HERE, 0.0) == 0
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)


def test_a_full_table_forgets_addresses_rather_than_refuse_them(make: Make) -> None:
    rates = make("1/hour")
    passed = sum(rates.wait(f"10.0.{a}.{b}", 0.0) == 0 for a in range(256) for b in range(256))
    assert passed == 256 * 256
