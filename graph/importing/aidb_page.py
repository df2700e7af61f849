"""The saved text of a page of the AI Intersections Database: its entry, and those it lists."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from graph.importing.labels import labels

__all__ = ["entries_of_page"]

BEGIN: Final = "Back to AI Intersections Database"
AREAS: Final = "Justice Area(s)"
IMPACTS: Final = "AI Impact(s)"
END: Final = "Share Page"
RELATED: Final = "Related Issues by Justice Area"
OTHER: Final = re.compile(r"Issue ([0-9]{4})")
LONGEST_LABEL: Final = 60
LAST: Final = "Want to suggest an update to the AI Intersections Database?"

Line = tuple[int, str]


def entries_of_page(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the line and the fields of the entry of a page, then of each related entry in it.

    Nothing is yielded for a text that is no such page.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [line for line in lines if line[1]]
    words = [line[1] for line in lines]
    if not {AREAS, END} <= set(words):
        return
    begin, end = words.index(BEGIN) + 1 if BEGIN in words else 0, words.index(END)
    yield _own(lines[begin:end])
    last = words.index(LAST) if LAST in words else len(words)
    if RELATED in words:
        yield from _related(lines[words.index(RELATED) + 1 : last])


def _own(lines: list[Line]) -> tuple[int, dict[str, Any]]:
    """Return the entry of the page: title, areas, impacts, then places, then its summary."""
    words = [line[1] for line in lines]
    areas = words.index(AREAS)
    impacts = words.index(IMPACTS) if IMPACTS in words else areas
    short = next((i for i in range(impacts + 1, len(words)) if len(words[i]) > LONGEST_LABEL), None)
    tags = words[impacts + 1 : short]
    known = labels("impact") if impacts != areas else labels("justice-area")
    found = {
        "slug": words[0],
        "title": words[0],
        "justice_areas": words[areas + 1 : impacts] or tags,
        "ai_impacts": [label for label in tags if label.casefold() in known],
        "locations_shown": [label for label in tags if label.casefold() not in known],
        "summary": " ".join(words[short:]) if short else "",
    }
    return lines[0][0], found


def _related(lines: list[Line]) -> Iterator[tuple[int, dict[str, Any]]]:
    marks = [place for place, line in enumerate(lines) if OTHER.fullmatch(line[1])]
    for place, after in pairwise([*marks, len(lines)]):
        number, mark = lines[place]
        words = [line[1] for line in lines[place + 1 : after]]
        match = OTHER.fullmatch(mark)
        if len(words) >= 2 and match:
            areas = _areas(words[-1])
            summary = words[1:-1] if areas else words[1:]
            found = {"slug": words[0], "title": words[0], "year": match[1]}
            yield number, found | {"justice_areas": areas, "summary": " ".join(summary)}


def _areas(text: str) -> list[str]:
    """Return the justice areas that a line names one after the other, or none where it does not."""
    found, rest = [], text.casefold().strip()
    while label := next((one for one in labels("justice-area") if rest.startswith(one)), ""):
        found.append(label)
        rest = rest[len(label) :].strip()
    return found if not rest else []
