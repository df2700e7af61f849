"""Rate limits: who is one, how often one may ask, and who counts for all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import Misuse, RateExceeded
from server.web.rate_limits import Counter, check_rate, connected, counting

HERE = "192.0.2.1"


def allowed(counter: Counter, address: str, times: int) -> int:
    return sum(counter.wait(address) == 0 for _ in range(times))


def test_so_many_requests_are_allowed_and_no_more() -> None:
    assert allowed(Counter("5/hour"), HERE, 20) == 5


def test_each_address_counts_by_itself() -> None:
    counter = Counter("5/hour")
    assert [allowed(counter, f"192.0.2.{last}", 9) for last in range(4)] == [5] * 4


# Addresses that are one subscriber's, or are not.
NEIGHBOURS = [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:0DB8:0001:0002::0001", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("192.0.2.1", "192.0.2.2", False),
    ("nonsense", "nonsense", True),
    ("nonsense", "other", False),
    ("", "", True),
]


@pytest.mark.parametrize(("one", "other", "are_one"), NEIGHBOURS)
def test_addresses_of_one_subscriber_are_one(one: str, other: str, are_one: bool) -> None:
    counter = Counter("1/hour")
    assert counter.wait(one) == 0
    assert (counter.wait(other) > 0) is are_one


@given(address=st.text(max_size=30))
def test_any_address_is_counted(address: str) -> None:
    counter = Counter("1/minute")
    assert counter.wait(address) == 0
    assert 1 <= counter.wait(address) <= 120


@pytest.mark.parametrize("rate", ["often", "5", "0.5/minute", "5/fortnight", "/minute"])
def test_what_is_no_rate_is_told(rate: str) -> None:
    with pytest.raises(Misuse) as raised:
        Counter(rate)
    assert str(raised.value) == f"rate = {rate}: write it as 100/minute or 5/second"


def test_who_asks_too_often_is_told_when_to_ask_again() -> None:
    counter = Counter("1/hour")
    check_rate(counter, HERE)
    with pytest.raises(RateExceeded) as raised:
        check_rate(counter, HERE)
    assert 1 <= raised.value.retry_after <= 7_200
    assert str(raised.value) == f"too many requests: ask again in {raised.value.retry_after} s"


def test_one_process_counts_for_all_until_it_ends(tmp_path: Path) -> None:
    with counting("3/hour", tmp_path):
        one, other = connected(tmp_path), connected(tmp_path)
        assert [rates.wait(HERE) == 0 for rates in (one, other, one, other)] == [True] * 3 + [False]
    for _ in range(5):
        check_rate(one, HERE)  # nobody counts any more, so all are let through


def test_a_rate_that_is_none_starts_no_process(tmp_path: Path) -> None:
    with pytest.raises(Misuse):
        counting("often", tmp_path)
