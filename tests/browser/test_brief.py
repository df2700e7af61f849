"""The brief on paper: two sheets at most, also of the largest selections and of hostile texts."""

import re

import pytest

from tests.blackbox.server import Server
from tests.browser.conftest import Visit

SHEET = re.compile(rb"/Type\s*/Page\b")
HEAVY = ["actor=meta", "area=economic-justice", "task=content-moderation&task=data-labelling"]


def sheets(visit: Visit, server: Server, query: str) -> int:
    page = visit(server, f"/brief?{query}")
    return len(SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("query", HEAVY)
def test_a_brief_fits_on_two_sheets(visit: Visit, server: Server, query: str) -> None:
    assert sheets(visit, server, query) <= 2


def test_a_brief_of_hostile_texts_fits_on_two_sheets(visit: Visit, hostile: Server) -> None:
    assert sheets(visit, hostile, "area=economic-justice") <= 2
