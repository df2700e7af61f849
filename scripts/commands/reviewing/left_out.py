"""Report of the cells of a table from which `import` took no value: which, where and why.

On a terminal, cells of a table of the project's own are shown as they are. Elsewhere, and of the
tables of others, only what names nobody is, since logs are read by many.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from graph.importing import Outcome
from graph.importing.sheets.cell_parsers import writable
from graph.importing.sheets.tally import (
    HIDDEN_LINKS,
    HIDDEN_SYSTEMS,
    HIDDEN_WORDS,
    MADE_TITLES,
    NO_BODIES,
    NO_DAYS,
    NO_LINKS,
    NO_PLACES,
    NO_TERMS,
    NO_YEARS,
    ROUGH_DATES,
    Lost,
    may_be_shown,
)
from graph.privacy.party_classifier import Verdict
from ontology import current_project
from scripts.commands.asking import on_terminal

__all__ = ["not_taken", "number_of", "unplaced"]

MOST: Final = 5
"""Cells, and lines of each, that are printed at most."""
LONGEST: Final = 60
LOST: Final = (
    (NO_BODIES, "name", " of no organisation"),
    (NO_YEARS, "year", ""),
    (NO_DAYS, "day", " of which the month may be first"),
    (ROUGH_DATES, "date", " of which a part is not taken"),
    (NO_LINKS, "link", ""),
    (HIDDEN_LINKS, "link", " that may name a person"),
    (MADE_TITLES, "title", " that may name a person"),
    (HIDDEN_SYSTEMS, "system", " that may name a person"),
    (HIDDEN_WORDS, "text", " that may name a person"),
    (NO_TERMS, "value", " without a term"),
)
"""What cells of a table may hold that is not taken."""


def not_taken(outcome: Outcome) -> list[str]:
    """Return in words what cells of a table gave no value, with lines, and names withheld."""
    counts, lost = outcome.summary["counts"], list[str]()
    for what, noun, more in LOST:
        if count := counts.get(what, 0):
            cells = [one for one in outcome.lost if one.what == what]
            lost.append(f"{number_of(count, noun)}{more}{_places(outcome, cells)}")
    for column, verdicts in outcome.summary["names"].items():
        if count := verdicts[Verdict.WITHHELD.value]:
            lost.append(f"{number_of(count, 'name')} withheld ({column})")
    return lost


def unplaced(outcome: Outcome) -> Iterator[str]:
    """Yield each place that no record has, with its line and what to write."""
    cells = _by_cell(outcome, [one for one in outcome.lost if one.what == NO_PLACES])
    for cell, lines in islice(cells.items(), MOST):
        words = f"'{cell}'" if cell else "the place"
        yield (
            f"{_lines(lines)}: {words} is no country or region: write its country in "
            f"{_table(outcome)}"
        )
    if (more := len(cells) - MOST) > 0:
        yield f"{more:,} more names of no country or region: see {outcome.folder}/summary.json"


def number_of(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> number_of(1, "link"), number_of(2_000, "link")
    ('1 link', '2,000 links')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _places(outcome: Outcome, lost: Sequence[Lost]) -> str:
    """Return the first cells with their lines, in brackets."""
    cells = _by_cell(outcome, lost)
    shown = [
        f"{_lines(lines)}: '{cell}'" if cell else _lines(lines)
        for cell, lines in islice(cells.items(), MOST)
    ]
    return f" ({'; '.join(shown)}{'; …' * (len(cells) > MOST)})" if shown else ""


def _by_cell(outcome: Outcome, lost: Iterable[Lost]) -> dict[str, list[int]]:
    """Return the lines of each cell; one that is not to be shown is empty."""
    is_open = on_terminal() and _is_own(outcome)
    found: dict[str, list[int]] = {}
    for one in lost:
        cell = " ".join(writable(one.cell).split())[:LONGEST]
        found.setdefault(cell if is_open or may_be_shown(one.cell) else "", []).append(one.line)
    return found


def _is_own(outcome: Outcome) -> bool:
    """Whether a table is one of the project, whose importer is in its folder."""
    project = current_project()
    name = str(outcome.summary["source"])
    return project is not None and (project.folder / "importers" / name).is_dir()


def _lines(lines: Sequence[int]) -> str:
    """Return lines in words.

    >>> _lines([2]), _lines([2, 1200])
    ('line 2', 'lines 2, 1,200')
    """
    places = dict.fromkeys(lines)
    shown = ", ".join(f"{line:,}" for line in islice(places, MOST))
    return f"line{'s' * (len(places) > 1)} {shown}{', …' * (len(places) > MOST)}"


def _table(outcome: Outcome) -> str:
    """Return the copy of the table in the project, else its file."""
    project, name = current_project(), outcome.summary["source"]
    for source in project.sources if project else ():
        if source.get("importer") == name:
            return str(source["path"])
    return str(outcome.summary["snapshot"]["file"])
