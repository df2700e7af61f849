"""Dark colours of picture files: each colour has one that can be read on dark paper."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from ontology import OURS
from server.drawing.dark_colours import DARK, NEUTRAL, STEPS, dark_of
from server.drawing.marks import COLOURS

PICTURES = [
    "/charts/areas-by-year.svg",
    "/charts/roles-of-actors.svg",
    "/compare.svg?of=actor&is=google&is=amazon",
    "/explore.svg?chain=actor/google",
    "/explore.svg?most=150&all=1",
    "/pictures/bars/area.svg",
    "/pictures/around/ghost-work.svg",
    "/pictures/model/classes.svg",
    "/pictures/wage-line/chatgpt.svg",
    "/places.svg",
]
USED = re.compile(r'(?:fill|stroke)="(#[0-9a-f]{6})"')
READABLE = 4.5
"""The least contrast of a text (WCAG 2.2, 1.4.3)."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = map(_linear, parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("path", PICTURES)
def test_every_colour_of_a_picture_has_a_dark_one(client: FlaskClient, path: str) -> None:
    picture = client.get(path)
    used = {*USED.findall(picture.text)}
    assert used
    assert used <= {*COLOURS.values(), *NEUTRAL, *STEPS}
    style = re.findall("<style>(.*)</style>", picture.text)
    assert len(style) == 1
    assert "style-src 'self' 'sha256-" in picture.headers["Content-Security-Policy"]


def test_colours_of_pages_alone_need_no_dark_one() -> None:
    found = dark_of(replace(OURS, colours={"issue": "#0b5d3b", "accent": "#0b5d3b"}))
    assert found["#0b5d3b"] == DARK["issue"]
    assert dark_of(replace(OURS, colours={"paper": "#fffffe", "accent": "#123456"})) == dark_of(
        OURS
    )


def test_texts_can_be_read_on_paper_and_on_marks_in_the_dark() -> None:
    paper = NEUTRAL["#ffffff"]
    texts = [NEUTRAL["#1d1c1a"], NEUTRAL["#5f5b54"], *DARK.values()]
    assert [text for text in texts if contrast(text, paper) < READABLE] == []


def test_steps_of_the_map_go_from_the_paper_to_light() -> None:
    steps = [luminance(one) for one in STEPS.values()]
    assert steps == sorted(steps)
