"""What a project lacks: databases of others, which no page names, and data of some charts."""

import re

from tests.scripts.commands.projects.conftest import EMPTY, Odd

DATABASES = re.compile(r"AI Intersections|AI Incident Database|\bAIAAIC\b|Mozilla")


def test_no_page_names_a_database_that_the_project_did_not_import(odd: Odd) -> None:
    found = {
        path: [text[max(0, m.start() - 60) : m.end() + 40] for m in DATABASES.finditer(text)]
        for path, (_, text) in odd.pages.items()
        if DATABASES.search(text)
    }
    assert (len(odd.pages) > 130, found) == (True, {})


def test_a_chart_without_data_says_so_in_place_of_an_empty_picture(odd: Odd) -> None:
    says = "There is nothing to draw: no record states what is counted here."
    for chart in EMPTY:
        page, file = odd.text(chart).partition("<main")[2], odd.text(f"{chart}.svg")
        assert (page.count(says), page.count("<svg"), page.count("<table")) == (1, 0, 0)
        assert (file.count(says), file.count("<path"), file.count("<rect")) == (1, 0, 1)
    assert says not in odd.text("/charts/impacts-by-area.svg")
