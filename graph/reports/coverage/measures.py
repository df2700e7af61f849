"""Coverage measures: each is a `.rq` file, whose first two comment lines describe it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

__all__ = ["ALL", "Measure", "measures"]

ALL: Final = "all"
"""The measure of all issues, which is the denominator of the shares."""
TABLE: Final = "by-"


@dataclass(frozen=True)
class Measure:
    """A coverage measure: slug, description and SPARQL query.

    A share says of issues what they have (`name`) and what the rest lacks (`second`); a table names
    what it parts them by, and the order of its rows.
    """

    slug: str
    name: str
    second: str
    text: str

    @property
    def is_table(self) -> bool:
        """Whether it has several rows (a table), not one number (a share)."""
        return self.slug.startswith(TABLE)


@cache
def measures() -> tuple[Measure, ...]:
    """Return every measure, by slug.

    >>> measures()[0].slug, measures()[0].name
    ('affected-group', 'say who is affected')
    """
    with as_file(files("graph.reports.coverage") / "queries") as folder:
        return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def _read(path: Path) -> Measure:
    text = path.read_text(encoding="utf-8")
    name, second = (line.lstrip("# ").rstrip() for line in text.split("\n")[:2])
    return Measure(path.stem, name, second, text)
