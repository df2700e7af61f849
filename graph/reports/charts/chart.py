"""Chart definitions: each is a `.rq` file with a header of comments."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from rapidfuzz import process

from ontology import NotFound

__all__ = ["Chart", "ChartType", "chart", "charts"]

COMMENT: Final = re.compile(r"#\s*(?:(?P<name>[a-z]+): )?(?P<text>.*)")


class ChartType(Enum):
    """Chart type: a bar chart for each row, or a heat map (squares in a grid)."""

    PANELS = "panels"
    GRID = "grid"


@dataclass(frozen=True)
class Chart:
    """A chart definition: slug, title, chart type and SPARQL query.

    The query gives rows, columns and a number as its first three variables, and may give the IRI
    of `?area` as `?areaId`. `missing` names the measures of coverage of what it cannot count.
    """

    slug: str
    title: str
    drawn: ChartType
    kind: str
    """Kind of the rows, which determines their colour."""
    reading: str
    missing: tuple[str, ...]
    text: str
    finding: str = ""
    """Sentence with `{row}`, `{column}`, `{number}` and `{total}` of the largest number."""
    bias: str = ""
    """Sentence on how the sources bias the counts."""
    least: int = 1
    """The fewest columns with which it compares something; with fewer, no page shows it."""


@cache
def charts() -> tuple[Chart, ...]:
    """Return every chart, in the order of the page.

    >>> [one.slug for one in charts()][:2]
    ['areas-by-year', 'roles-of-actors']
    """
    with as_file(files("graph.reports.charts") / "queries") as folder:
        placed = [_read(path) for path in sorted(folder.glob("*.rq"))]
    return tuple(definition for _, definition in sorted(placed, key=lambda pair: pair[0]))


def chart(slug: str) -> Chart:
    """Return one chart; raises `NotFound`, naming those that exist, for an unknown slug.

    >>> chart("conditions-by-task").drawn
    <ChartType.GRID: 'grid'>
    """
    for one in charts():
        if one.slug == slug:
            return one
    known = {one.slug: one.title for one in charts()}
    message = f"there is no chart '{slug[:80]}'; there are: {', '.join(known)}"
    near = [match[0] for match in process.extract(slug[:80], [*known], limit=3)]
    raise NotFound(message).with_nearest(slug, {name: known[name] for name in near})


def _read(path: Path) -> tuple[int, Chart]:
    text = path.read_text(encoding="utf-8")
    words = dict(_words(text))
    return int(words["place"]), Chart(
        path.stem,
        words[""],
        ChartType(words["drawn"]),
        words["kind"],
        words["reading"],
        tuple(words.get("missing", "").split()),
        text,
        words.get("finding", ""),
        words.get("bias", ""),
        int(words.get("least", "1")),
    )


def _words(text: str) -> list[tuple[str, str]]:
    """Return the header comments of a query by name; the title has an empty name."""
    lines = text[: text.index("PREFIX")].splitlines()
    return [
        (comment["name"] or "", comment["text"]) for comment in map(COMMENT.match, lines) if comment
    ]
