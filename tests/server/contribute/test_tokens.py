"""Tokens of forms: valid for a time, whichever way the clock is set meanwhile."""

import time

import pytest

from ontology import Forbidden
from server.contribute.tokens import LASTS, check_token, form_token

KEY = b"key"


@pytest.mark.parametrize("shift", [0, -3600, 3600, -LASTS + 60, LASTS - 60])
def test_a_token_is_valid_after_the_clock_was_set(shift: int) -> None:
    token = form_token(KEY, time.time() - shift)
    assert check_token(KEY, token) == token.partition("-")[0]


@pytest.mark.parametrize("shift", [-LASTS - 60, LASTS + 60])
def test_a_token_of_another_week_is_refused(shift: int) -> None:
    with pytest.raises(Forbidden, match="too old"):
        check_token(KEY, form_token(KEY, time.time() - shift))


@pytest.mark.parametrize("token", ["", "-", "a-b-c", "\N{PILE OF POO}"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(Forbidden, match="not from here"):
        check_token(KEY, token)


def test_a_token_of_another_server_is_refused() -> None:
    with pytest.raises(Forbidden, match="not from here"):
        check_token(KEY, form_token(b"other"))
