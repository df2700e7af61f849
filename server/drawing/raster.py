"""Rasterization: a picture in SVG as PNG, by resvg in a process of its own, with our fonts.

The library holds the interpreter lock while it draws, for up to seconds, and no request would be
answered meanwhile. The process gives way to others, and its limits end it.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ontology import Busy, Unavailable
from server.parts import FOLDER

__all__ = ["SHARPNESS", "has_fonts", "png"]

SHARPNESS: Final = 2
"""Points of a PNG for each unit of its SVG, where it is to be printed or enlarged."""
FONTS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf")
"""Fonts among the front-end parts, so that every machine draws the same."""
PROGRAM: Final = Path(__file__).with_name("resvg_program.py")
SECONDS: Final = 60.0
WAITING: Final = 8
"""Pictures that may wait for the one that is drawn; each holds a thread of the pages."""
PLACES: Final = threading.BoundedSemaphore(1 + WAITING)
TURN: Final = threading.Lock()


def has_fonts() -> bool:
    """Whether the fonts are installed; without them no text would be drawn."""
    return all((FOLDER / name).exists() for name in FONTS)


def png(svg: str, zoom: int = 1) -> bytes:
    """Return a picture as PNG, `zoom` times as large; the same input gives the same bytes.

    Raises `Busy` where too many wait, and `Unavailable` where the fonts are not installed or the
    machine does not let it be drawn.
    Complexity: linear in the points; a picture of 1200 by 630 takes about 110 ms.
    """
    if not has_fonts():
        raise Unavailable("pictures as PNG need the front-end parts, which are not installed here")
    command = [sys.executable, "-P", str(PROGRAM), str(zoom)]
    command += [str(FOLDER / name) for name in FONTS]
    with _turn():
        try:
            drawn = subprocess.run(  # noqa: S603 - our own program
                command, input=svg.encode(), capture_output=True, check=True, timeout=SECONDS
            )
        except subprocess.SubprocessError:
            raise Unavailable("the picture could not be drawn: is memory short?") from None
    return drawn.stdout


@contextmanager
def _turn() -> Iterator[None]:
    """Context manager: the turn of one picture; raises `Busy` where too many wait for theirs."""
    if not PLACES.acquire(blocking=False):
        raise Busy("too many pictures are waiting to be drawn: try again soon", 2)
    try:
        with TURN:
            yield
    finally:
        PLACES.release()
