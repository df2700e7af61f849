"""Program that draws an SVG of stdin as PNG on stdout; its arguments are the zoom and the fonts.

It imports nothing of ours, so that it starts within some 30 ms.
"""

import os
import resource
import sys
from typing import Final

from resvg_py import svg_to_bytes

NICE: Final = 10
SECONDS: Final = 30
"""Seconds of CPU after which the kernel ends it, also where nobody waits any more."""

if __name__ == "__main__":
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    zoom, *fonts = sys.argv[1:]
    drawn = svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        zoom=int(zoom),
        skip_system_fonts=True,
        font_files=fonts,
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
        serif_family="DejaVu Serif",
    )
    sys.stdout.buffer.write(bytes(drawn))
