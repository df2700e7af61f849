"""A project's templates, icon and colours, and its pages where it has no data for a part."""

import re

from tests.scripts.commands.projects.conftest import Odd


def test_templates_of_the_project_add_to_the_footer_and_to_the_front_page(odd: Odd) -> None:
    front, about = odd.text("/"), odd.text("/about")
    footers = [page.partition('<footer class="colophon">')[2] for page in (front, about)]
    assert ["<p>Line of the wells</p>" in one for one in footers] == [True, True]
    assert ["Front of the wells" in page for page in (front, about)] == [True, False]
    assert front.index("What a headline of theirs says") < front.index("Front of the wells")


def test_the_icon_is_the_logo_of_the_project_and_no_picture_has_our_red(odd: Odd) -> None:
    icon = '<link rel="icon" href="/static/own/logo.svg">'
    assert [icon in odd.text(path) for path in ("/", "/about", "/help")] == [True] * 3
    assert "#9a2617" not in odd.text("/charts/impacts-by-area.svg")


def test_no_chart_and_no_table_of_coverage_is_empty(odd: Odd) -> None:
    shown = re.findall(r'<h2 id="([\w-]+)"><a href="/charts/', odd.text("/charts"))
    assert "conditions-by-task" not in shown
    assert not re.search(r"<tbody>\s*</tbody>", odd.text("/coverage"))
