"""Pictures as PNG: drawn in a process of its own, one at a time, and refused where many wait."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from ontology import Busy, Unavailable
from server.drawing import raster
from server.drawing.raster import has_fonts, png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><text>¿</text></svg>'
SIGNATURE = b"\x89PNG\r\n\x1a\n"

pytestmark = pytest.mark.skipif(not has_fonts(), reason="the front-end parts are not installed")


def test_a_picture_is_drawn_as_large_as_is_asked_for() -> None:
    found = png(SVG, 4)
    assert found[:8] == SIGNATURE
    assert [int.from_bytes(found[place : place + 4]) for place in (16, 20)] == [12, 8]


def test_no_picture_is_drawn_in_the_process_that_asks() -> None:
    program = f"import sys; from server.drawing.raster import png; png({SVG!r})"
    asked = [sys.executable, "-c", f"{program}; print('resvg_py' in sys.modules)"]
    assert subprocess.check_output(asked, text=True) == "False\n"


def test_where_many_wait_the_next_is_told_to_come_again() -> None:
    places = [raster.PLACES.acquire(blocking=False) for _ in range(1 + raster.WAITING)]
    try:
        with pytest.raises(Busy, match="too many pictures"):
            png(SVG)
    finally:
        for _ in places:
            raster.PLACES.release()
    assert png(SVG)[:8] == SIGNATURE


@pytest.mark.parametrize("fault", ["killed", "late", "no svg"])
def test_a_picture_that_cannot_be_drawn_is_told_and_the_next_one_is_drawn(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: Sequence[str], **_: Any) -> None:
        if fault == "late":
            raise subprocess.TimeoutExpired(command, 60)
        raise subprocess.CalledProcessError(-signal.SIGKILL, command)

    with monkeypatch.context() as patch:
        if fault != "no svg":
            patch.setattr(subprocess, "run", run)
        with pytest.raises(Unavailable, match="could not be drawn"):
            png("<svg" if fault == "no svg" else SVG)
    assert png(SVG)[:8] == SIGNATURE
