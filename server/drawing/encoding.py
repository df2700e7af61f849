"""Encoding of a picture as a file: PNG by rasterization, SVG with its colours for the dark."""

from server.drawing.dark_colours import with_dark_colours
from server.drawing.raster import SHARPNESS, png
from server.web.formats import PNG

__all__ = ["encoded"]


def encoded(svg: str, name: str, zoom: int = SHARPNESS) -> bytes:
    """Return the file of a picture in the format of a name, `png` or `svg`.

    `zoom` is how many times as large a PNG is. Raises what `png` raises.
    Complexity: linear in the length of the SVG, or in the points of the PNG.
    """
    return png(svg, zoom) if name == PNG.name else with_dark_colours(svg).encode()
