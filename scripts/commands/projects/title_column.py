"""Choice of the column of titles by type-token ratio: a title differs in most rows, and is a text.

A header such as "What was lost" may be that of a category, whose few values repeat.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from graph.importing.rows.links import address_of
from graph.importing.rows.own_values import NUMBER
from scripts.commands.projects.header_words import FIELDS, word_of

__all__ = [
    "Cells",
    "Repeated",
    "choose_title",
    "datatype_of",
    "few_values",
    "has_long_numbers",
    "repeated",
]

MOSTLY: Final = 0.7
"""The share of different cells from which a column may be that of titles."""
SENTENCE: Final = 3
"""Words that the cells of a column have on average, for it to be one of titles by its cells."""
MOST_VALUES: Final = 12
"""Values of a category at most."""
MOST_DIGITS: Final = 6
WHOLE: Final = re.compile(r"-?[0-9]+")
DECIMAL: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Cells = Callable[[str], Sequence[str]]
"""The cells of a column, by its header."""


class Repeated(NamedTuple):
    """The title that most rows share: how many, of how many, and a column of better titles."""

    title: str
    rows: int
    of: int
    better: str


def choose_title(names: dict[str, str], parties: Mapping[str, object], cells: Cells) -> None:
    """Let the column whose cells are titles be that of titles, where its header does not say so.

    A column of titles that repeat gives way to one of sentences that differ, if there is one.
    """
    if names["title"] and _differ(cells(names["title"])):
        return
    better, former = _better(names, parties, cells), names["title"]
    if better and former:
        word = word_of(former)
        names["title"], names[word if word not in FIELDS else f"{word}_value"] = "", former
    is_told = names["summary"] and not former and _differ(cells(names["summary"]))
    if better and better != "summary" and not is_told:
        names["title"] = names.pop(better)


def repeated(
    names: Mapping[str, str],
    parties: Mapping[str, object],
    title_from: Sequence[str],
    cells: Cells,
) -> Repeated | None:
    """Return the title that most rows have, of rows that differ in more than their links."""
    plain = [name for word, name in names.items() if name and word != "link"]
    rows = {*zip(*map(cells, plain), strict=True)}
    places = [plain.index(names[word]) for word in title_from]
    titles = [", ".join(filter(None, (row[place] for place in places))) for row in rows]
    title, count = Counter(filter(None, titles)).most_common(1)[0] if any(titles) else ("", 0)
    better = _better(names, parties, cells)
    return Repeated(title, count, len(rows), names.get(better, "")) if count > 1 else None


def few_values(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a category, most frequent first; none of a column of other cells.

    >>> few_values(["gear", "pay", "gear", ""]), few_values(["a", "b"])
    (('gear', 'pay'), ())
    """
    counts = Counter(cell.strip() for cell in cells if cell.strip())
    is_category = 1 < len(counts) <= MOST_VALUES and counts.total() > len(counts)
    return tuple(value for value, _ in counts.most_common()) if is_category else ()


def datatype_of(cells: Sequence[str]) -> str:
    """Return the datatype of a column of numbers: a text where they have marks or units.

    >>> datatype_of(["140", ""]), datatype_of(["1.5", "2"]), datatype_of(["1,200", "12 %"])
    ('xsd:integer', 'xsd:decimal', 'xsd:string')
    >>> datatype_of(["A1", "2"]), datatype_of([""])
    ('', '')
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    kinds = (("xsd:integer", WHOLE), ("xsd:decimal", DECIMAL), ("xsd:string", NUMBER))
    return next((name for name, kind in kinds if filled and all(map(kind.fullmatch, filled))), "")


def has_long_numbers(cells: Sequence[str]) -> bool:
    """Whether a number is so long that it may be that of a telephone or of a person.

    >>> has_long_numbers(["140", "1,200.50"]), has_long_numbers(["0151 2345678"])
    (False, True)
    """
    return any(sum(map(str.isdigit, cell)) > MOST_DIGITS for cell in cells)


def _better(names: Mapping[str, str], parties: Mapping[str, object], cells: Cells) -> str:
    """Return the word of the column of sentences that differ most, or nothing."""
    found = {
        word: _share(cells(name))
        for word, name in names.items()
        if name and (word == "summary" or word not in (*FIELDS, *parties))
        if _differ(cells(name)) and _are_sentences(cells(name))
    }
    return max(found, key=lambda word: (found[word], word == "summary"), default="")


def _differ(cells: Sequence[str]) -> bool:
    return not any(cells) or _share(cells) > MOSTLY


def _share(cells: Sequence[str]) -> float:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len({*filled}) / len(filled) if filled else 0.0


def _are_sentences(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    words = sum(len(cell.split()) for cell in filled)
    return bool(filled) and words >= SENTENCE * len(filled) and not any(map(address_of, filled))
