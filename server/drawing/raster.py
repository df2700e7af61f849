"""Rasterization: a picture in SVG as PNG, by resvg, with fonts of our own."""

from typing import Final

from ontology import Unavailable
from server.parts import FOLDER

__all__ = ["SHARPNESS", "has_fonts", "png"]

SHARPNESS: Final = 2
"""Points of a PNG for each unit of its SVG, where it is to be printed or enlarged."""
FONTS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf")
"""Fonts among the front-end parts, so that every machine draws the same."""


def has_fonts() -> bool:
    """Whether the fonts are installed; without them no text would be drawn."""
    return all((FOLDER / name).exists() for name in FONTS)


def png(svg: str, zoom: int = 1) -> bytes:
    """Return a picture as PNG, `zoom` times as large; the same input gives the same bytes.

    Raises `Unavailable` where the fonts are not installed.
    Complexity: linear in the points; a picture of 1200 by 630 takes about 70 ms.
    """
    if not has_fonts():
        raise Unavailable("pictures as PNG need the front-end parts, which are not installed here")
    from resvg_py import svg_to_bytes  # here, since few processes draw

    return bytes(
        svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(FOLDER / name) for name in FONTS],
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
            serif_family="DejaVu Serif",
        )
    )
