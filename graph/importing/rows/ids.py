"""Ids of rows: the cell of the id, else a few words and a digest that repeat no name.

A digest of a whole title would let anybody test which name it holds. So only English words, numbers
and the lengths of all other words go into it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.importing.rows.texts import title_of
from graph.importing.sheets.cell_parsers import BadCell
from graph.privacy.name_lists import names
from graph.privacy.name_tokens import tokens
from graph.privacy.word_list import is_word
from graph.slugs import slug

__all__ = ["NUMBER", "TITLES", "own_id", "row_id"]

SHOWN: Final = 4
SHORTEST: Final = 4
LENGTH: Final = 8
TITLES: Final = ("title", "summary")
FIELDS: Final = ("year", "country")
"""What tells rows apart whose titles are made of other columns, such as vendor and place."""
NUMBER: Final = "number among equal ids"
"""The word of a cell that no table has: the place of a row among those of the same title."""


def row_id(source: str, cells: Mapping[str, str], title_from: Sequence[str]) -> str:
    """Return the id of a row, which it keeps as long as its id, or else its title, stays.

    With a title of other columns, date and country have to stay, too.
    Raises `BadCell` for a row without a title.

    >>> from graph.importing.sheets.sheet import Cells
    >>> row_id("wells", Cells(id="No 7", title="A well"), ["title"])
    'wells-no-7'
    >>> row_id("wells", Cells(title="Jane Roe lost her village well"), ["title"])
    'wells-lost-village-well-5cc7f5e9'
    >>> row_id("wells", Cells(id="jane-roe", title="A well"), ["title"]).startswith("wells-well-")
    True
    """
    if not (title := title_of(cells, title_from)):
        raise BadCell(f"the title is empty: it is made of {', '.join(title_from)}")
    if own := own_id(cells):
        return f"{source}-{own}"
    fields = FIELDS if {*title_from} - {*TITLES} else ()
    more = " ".join(cells[one] for one in ("id", *fields))
    words = [*_public(title), "", *_public(more)]
    shown = [word for word in _public(title) if len(word) >= SHORTEST and not word.isdigit()]
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:LENGTH]
    number = [f"n{cells[NUMBER]}"] if cells[NUMBER] else []  # "-2" is a second page
    return "-".join([source, *(slug(word) for word in shown[:SHOWN]), digest, *number])


def own_id(cells: Mapping[str, str]) -> str:
    """Return the id that the table gives a row, or nothing where it may hold a name."""
    if not (cell := cells["id"].strip()):
        return ""
    own = slug(cell)
    return own if _is_code(own.split("-")) else ""


def _is_code(words: Sequence[str]) -> bool:
    """Whether the words of an id are numbers, short codes and English words, and make no name."""
    plain = [word for word in words if word.isalpha() and not is_word(word)]
    may_be_names = [word for word in plain if word in names() and len(word) > 1]
    return all(len(word) < SHORTEST for word in plain) and len(may_be_names) <= 1


def _public(text: str) -> Iterator[str]:
    """Yield the words of a text that are no names, and of others the length."""
    for token in tokens(text):
        word = token.folded
        yield word if word.isdigit() or is_word(word) else f"{len(word)}"
