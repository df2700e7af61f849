"""What a page shows in the wrong place: text out of its card or picture, or below something else.

Also what it promises and does not show: headings over nothing, empty lists, pictures not loaded.
"""

from typing import Final

from playwright.sync_api import Page

__all__ = ["misplaced"]

MISPLACED: Final = """() => {
    const SLACK = 3;  // points by which letters may touch the edge of what holds them
    const SILENT = ".skip, .past, .unseen, defs, title, desc, option, datalist, [popover]";
    const FILLED = "ul, ol, dl, table, tbody, section, figure";
    const BLOCK = "td, th, li, p, dd, dt, h1, h2, h3, h4, figcaption, summary, div, section, body";
    const SHOWN = "svg, img, canvas, input, select, textarea, button, iframe, hr";
    const faults = new Set();
    const told = (one) => (one.innerText ?? one.textContent).trim().slice(0, 40);
    const above = function* (one) {
        for (let at = one; at && at !== document.body; at = at.parentElement) yield at;
    };
    const hidden = (one) => one.closest(SILENT) || !one.checkVisibility(
        { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
        || [...above(one)].some((at) => getComputedStyle(at).clipPath !== "none");
    const isClear = (colour) => /^(transparent|rgba\\(.*, 0\\))$/.test(colour);
    const isOut = (box, edge) => box.right > edge.right + SLACK || box.left < edge.left - SLACK
        || box.bottom > edge.bottom + SLACK || box.top < edge.top - SLACK;
    const isCard = (style) => style.display !== "inline" && style.display !== "contents"
        && (!isClear(style.backgroundColor)
            || ["Left", "Right"].every((side) => parseFloat(style[`border${side}Width`]) > 0));
    // Whether a point is in sight of all that scrolls or hides around an element.
    const isSeen = (one, x, y) => [...above(one)].every((at) => {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === "visible" && overflowY === "visible") return true;
        const edge = at.getBoundingClientRect();
        return x > edge.left && x < edge.right && y > edge.top && y < edge.bottom;
    });
    // Whether a text leaves its picture or card, or is cut by the lower edge of its frame.
    const leaves = (one, box) => {
        for (const at of above(one)) {
            const style = getComputedStyle(at), edge = at.getBoundingClientRect();
            if (at.tagName === "svg" && isOut(box, edge)) return "out of a picture";
            if (at instanceof SVGElement) continue;
            if (/auto|scroll/.test(style.overflowX + style.overflowY)) return "";
            const isHiding = /hidden|clip/.test(style.overflowY);
            if (isHiding && box.bottom > edge.bottom + SLACK && style.webkitLineClamp === "none")
                return "cut below";
            if (isCard(style) && isOut(box, edge)) return `out of ${at.tagName.toLowerCase()}`;
            if (/absolute|fixed/.test(style.position)) return "";
        }
        return "";
    };
    const covers = (over, one) => over && !over.contains(one) && !one.contains(over)
        && (/^(IMG|CANVAS|VIDEO|IFRAME|INPUT|SELECT|BUTTON)$/.test(over.tagName)
            || !isClear(getComputedStyle(over).backgroundColor));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, one = node.parentElement;
        if (!node.data.trim() || hidden(one)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width < 1 || box.right < 0) continue;
            const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
            const how = leaves(one, box);
            if (how) faults.add(`${how}: ${node.data.trim().slice(0, 40)}`);
            const over = isSeen(one, x, y) && document.elementFromPoint(x, y);
            if (covers(over, one))
                faults.add(`under ${over.tagName.toLowerCase()}: ${node.data.trim().slice(0, 40)}`);
        }
    }
    const says = (one) => one && one.checkVisibility()
        && (told(one) || one.matches(SHOWN) || one.querySelector(SHOWN));
    const following = function* (one) {
        const isWhole = (at) => !at || at.matches("main, section");
        for (let at = one; !isWhole(at); at = at.parentElement)
            for (let next = at.nextElementSibling; next; next = next.nextElementSibling) yield next;
    };
    for (const one of document.querySelectorAll("main :is(h2, h3, h4, h5, h6)")) {
        if (hidden(one) || one.closest("summary, li, a, dt")) continue;
        const next = [...following(one)].find(says);
        const isNext = next && /^H\\d$/.test(next.tagName) && next.tagName <= one.tagName;
        if (!next || isNext) faults.add(`over nothing: ${told(one)}`);
    }
    for (const one of document.querySelectorAll(`main :is(${FILLED})`)) {
        const isLater = one.closest("[aria-live], [role=listbox], [popover]");
        if (one.checkVisibility() && !isLater && !says(one))
            faults.add(`empty: ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 60)}`);
    }
    for (const one of document.querySelectorAll("main dt"))
        if (one.checkVisibility() && !says(one.nextElementSibling))
            faults.add(`over nothing: ${told(one)}`);
    // Whether a mark has text of its block on its line.
    const beside = (mark, box) => {
        const texts = document.createTreeWalker(mark.closest(BLOCK), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        while (texts.nextNode()) {
            if (!texts.currentNode.data.trim()) continue;
            range.selectNodeContents(texts.currentNode);
            const isOnLine = (one) => one.top < box.bottom && one.bottom > box.top;
            if ([...range.getClientRects()].some(isOnLine)) return true;
        }
        return false;
    };
    // Whether the last line of a text has room for the mark of its evidence, which is below it.
    const isAlone = (mark) => {
        const text = document.createRange(), within = mark.parentElement;
        text.setStart(within, 0);
        text.setEndBefore(mark);
        const last = [...text.getClientRects()].filter((box) => box.width).at(-1);
        const style = getComputedStyle(within), box = mark.getBoundingClientRect();
        if (!last) return !beside(mark, box);
        const edge = within.getBoundingClientRect().right - parseFloat(style.paddingRight);
        return last && !/grid|flex/.test(style.display) && box.top >= last.bottom - box.height / 2
            && last.right + 2 * box.width < edge;
    };
    for (const one of document.querySelectorAll(".why"))
        if (!hidden(one) && isAlone(one)) faults.add(`alone on a line: ${told(one.parentElement)}`);
    for (const one of document.images)
        if (one.checkVisibility() && one.complete && !one.naturalWidth)
            faults.add(`no picture: ${one.getAttribute("src")?.slice(0, 60)}`);
    return [...faults];
}"""


def misplaced(page: Page) -> list[str]:
    """Return what a page shows in the wrong place, or promises and does not show.

    The window is made as high as the page, since only what is within it can be hit by a point.
    Complexity: texts times the elements around each.
    Source: CSSOM View Module, `elementFromPoint`.
    """
    size = page.viewport_size
    assert size
    whole = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": max(whole, size["height"])})
    found = list(page.evaluate(MISPLACED))
    page.set_viewport_size(size)
    return found
