"""Answers of many columns: as wide as the window, and no wider for an address."""

import pytest

from tests.blackbox.server import Server
from tests.browser.conftest import Visit


@pytest.mark.parametrize("question", ["supply-chain", "pay", "who-works-on"])
def test_a_wide_answer_has_the_room_of_a_desk(visit: Visit, server: Server, question: str) -> None:
    table = visit(server, f"/questions/{question}").get_by_role(
        "region", name="Table of the answer"
    )
    assert table.evaluate("one => one.clientWidth") > 1200
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") == 0
