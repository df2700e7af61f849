"""Dark colours of picture files: a style sheet in the file, for readers and hosts in the dark.

An attribute of colour gives way to any rule of CSS, so a picture is drawn once, in colours on
white. On paper, as PNG and where styles are not read it stays so.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Final

from flask import Response, request

from ontology import Project
from server.drawing.marks import colours_with
from server.web.formats import SVG
from server.web.headers import HEADERS, STYLES
from server.web.site import site

__all__ = ["dark_of", "let_style", "with_dark_colours"]

POLICY: Final = "Content-Security-Policy"
PAPER: Final = "#171614"
NEUTRAL: Final = {
    "#ffffff": PAPER,
    "#1d1c1a": "#ece8e0",
    "#5f5b54": "#aaa49a",
    "#d9d3c5": "#3a3733",
}
"""Paper, ink, quiet ink and lines, light → dark, as `style.css` has them."""
DARK: Final = {
    "issue": "#f09a86",
    "actor": "#93bdec",
    "system": "#c7aef2",
    "place": "#88cfa3",
    "area": "#d2c462",
    "impact": "#f19cc4",
    "source": "#b3c0c6",
    "term": "#aaa49a",
    "affected": "#f19cc4",
    **dict.fromkeys(("workers", "task", "condition", "arrangement", "demand"), "#e6b067"),
}
"""Icon → its colour on dark paper, as `style.css` has it."""
STEPS: Final = {
    "#e7e1d3": "#2c2a27",
    "#c3cfc0": "#304037",
    "#a9beae": "#3f5848",
    "#8fad9b": "#4f7059",
    "#73977f": "#5f886c",
    "#507e63": "#72a985",
    "#2a6544": "#88cfa3",
    "#1f4a33": "#a5d7b6",
}
"""Steps of the map, light → dark: the more, the further from the paper."""


def _dark_style() -> str:
    """Return the rules that give each colour of a picture its dark one, with the project's own.

    Source: Media Queries Level 5, `prefers-color-scheme`, which in an image or a frame is the
    colour scheme of the element that shows it (CSS Color Adjustment Module Level 1, section 2.2).
    """
    return _rules(tuple(dark_of(site().project).items()))


def dark_of(project: Project) -> dict[str, str]:
    """Return the dark colour of each colour of a project's pictures.

    Colours of pages that no picture has, such as `accent`, have none.
    """
    light = colours_with(project.colours)
    dark = {**DARK, **project.dark_colours}
    own = {light[name]: dark[name] for name in light if name in dark}
    return {**STEPS, **own, **NEUTRAL}


@lru_cache(maxsize=8)
def _rules(pairs: tuple[tuple[str, str], ...]) -> str:
    rules = "".join(
        f'[{what}="{light}"]{{{what}:{dark}}}'
        for light, dark in pairs
        for what in ("fill", "stroke")
    )
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}"


def with_dark_colours(svg: str) -> str:
    """Return a picture with its dark colours, as the first element of its root.

    Complexity: linear in the length.
    """
    start = svg.index(">", svg.index("<svg ")) + 1
    return f"{svg[:start]}<style>{_dark_style()}</style>{svg[start:]}"


def let_style(response: Response) -> Response:
    """Let a picture file have the style that gives its colours in the dark, and no other."""
    if response.mimetype == SVG.media_type and request.endpoint != "static":
        allowed = f"{STYLES} {_source_of(_dark_style())}"
        response.headers[POLICY] = HEADERS[POLICY].replace(STYLES, allowed)
    return response


def _source_of(style: str) -> str:
    """Return the source of a policy that allows one style.

    Source: Content Security Policy 3, section 2.3.1 (hash-source).

    >>> _source_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
