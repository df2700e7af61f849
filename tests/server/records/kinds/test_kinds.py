"""Pages by kind: a template of its own where there is one, else that of every resource."""

from pathlib import Path

import pytest

from ontology import BASE
from server.drawing.marks import MARKS
from server.records.kinds import CONTEXTS, templates

STYLE = Path("server/static/style.css")


def test_a_kind_has_a_template_of_its_own_before_that_of_all() -> None:
    assert templates(f"{BASE}id/worker-group/riders") == ["worker-group.html", "resource.html"]
    assert templates(f"{BASE}concept/impact/bias") == [
        "impact.html",
        "concept.html",
        "resource.html",
    ]
    assert templates(f"{BASE}graph/dataset") == ["resource.html"]


def test_what_a_kind_shows_beyond_has_its_template() -> None:
    assert [name for name in CONTEXTS if not Path(f"server/templates/{name}.html").exists()] == []


@pytest.mark.parametrize("word", sorted({*MARKS.values(), "term"}))
def test_each_mark_has_a_colour_in_light_and_dark_and_a_shape(word: str) -> None:
    style = STYLE.read_text(encoding="utf-8")
    # Light, dark by the system, and dark by choice; or the colour of another kind.
    assert style.count(f"--{word}: #") == 3 or style.count(f"--{word}: var(--") == 1
    assert f".is-{word} {{ --kind: var(--{word}); --shape:" in style
