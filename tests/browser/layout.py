"""Text that a reader cannot read: lines one over another, cut off, or outside of the window."""

from typing import Final

from playwright.sync_api import Page

__all__ = ["unreadable"]

UNREADABLE: Final = """() => {
    const SLACK = 3;  // points by which the boxes of letters may touch, as of lines set close
    const SILENT = ".skip, .past, defs, title, desc, option, datalist, noscript";
    const above = function* (one) {
        for (let at = one; at && at !== document.body; at = at.parentElement) yield at;
    };
    const hidden = (one) => one.closest(SILENT) || !one.checkVisibility()
        || [...above(one)].map((at) => getComputedStyle(at)).some((style) =>
            style.clipPath !== "none" || style.opacity === "0" || style.visibility !== "visible");
    const within = (box, edge) => ({
        left: Math.max(box.left, edge.left), right: Math.min(box.right, edge.right),
        top: Math.max(box.top, edge.top), bottom: Math.min(box.bottom, edge.bottom),
    });
    // What shows of an element: inside of all that scrolls, and of all that hides what is over.
    const edges = (one) => {
        let seen = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
        let cutting = null, scrolls = false;
        for (const at of above(one)) {
            const { overflowX, overflowY } = getComputedStyle(at);
            const isOpen = overflowX === "visible" && overflowY === "visible";
            if (isOpen || at.tagName === "svg") continue;
            const edge = at.getBoundingClientRect();
            scrolls ||= !cutting && /auto|scroll/.test(overflowX);
            cutting ??= edge;
            seen = within(seen, edge);
        }
        return { seen, cutting: scrolls ? null : cutting ?? { left: 0, right: innerWidth } };
    };
    const boxes = [], faults = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, one = node.parentElement, said = node.data.trim();
        if (!said || hidden(one)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const { seen, cutting } = edges(one);
        for (const box of range.getClientRects()) {
            const isOut = (edge) => box.right > edge.right + SLACK || box.left < edge.left - SLACK;
            if (cutting && isOut(cutting)) faults.add(`cut: ${said.slice(0, 40)}`);
            const shown = within(box, seen);
            const size = Math.min(shown.right - shown.left, shown.bottom - shown.top);
            if (size > 1) boxes.push({ ...shown, said, one });
        }
    }
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((a, at) => {
        for (let next = at + 1; next < boxes.length; next += 1) {
            const b = boxes[next];
            if (b.top >= a.bottom - SLACK) break;
            if (a.one === b.one && a.said === b.said) continue;
            const both = within(a, b), tall = both.bottom - both.top;
            const least = Math.min(a.bottom - a.top, b.bottom - b.top) / 3;
            if (both.right - both.left > SLACK && tall > least) {
                faults.add(`over: ${a.said.slice(0, 40)} | ${b.said.slice(0, 40)}`);
            }
        }
    });
    return [...faults];
}"""


def unreadable(page: Page) -> list[str]:
    """Return the texts of a page that lie over others, or that an edge cuts off.

    What scrolls is not cut. Complexity: texts times those at the same height.
    Source: WCAG 2.2, success criteria 1.4.4 (resize text) and 1.4.10 (reflow).
    """
    return list(page.evaluate(UNREADABLE))
