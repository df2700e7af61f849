"""Captures of whole pages: which of their sections show nothing, below the window too."""

import base64
from typing import Final

from playwright.sync_api import Page

__all__ = ["blank", "put_off"]

PUT_OFF: Final = """() => [...document.querySelectorAll("main *")]
    .filter((one) => getComputedStyle(one).contentVisibility !== "visible")
    .map((one) => one.outerHTML.slice(0, 80))"""

BLANK: Final = """async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height)
        .getContext("2d", { willReadFrequently: true });
    canvas.drawImage(image, 0, 0);
    const shows = (one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const left = Math.max(0, x + scrollX), top = Math.max(0, y + scrollY);
        const part = canvas.getImageData(left, top, Math.max(1, width), Math.max(1, height));
        const dots = new Uint32Array(part.data.buffer);
        return dots.some((dot) => dot !== dots[0]);
    };
    return [...document.querySelectorAll("main > *, main section")]
        .filter((one) => one.checkVisibility() && one.innerText.trim() && !shows(one))
        .map((one) => one.outerHTML.slice(0, 80));
}"""


def put_off(page: Page) -> list[str]:
    """Return the elements whose contents the browser draws only once a reader comes to them.

    Source: CSS Containment Module Level 2, `content-visibility`.
    """
    return list(page.evaluate(PUT_OFF))


def blank(page: Page) -> list[str]:
    """Return the sections with text that are of one colour in a picture of the whole page."""
    picture = base64.b64encode(page.screenshot(full_page=True)).decode()
    return list(page.evaluate(BLANK, picture))
