"""Cells of an answer as links: each name leads to its record, all else to what its row is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from graph.engine.base import Engine, Row
from graph.rdf.quads import literal
from ontology import kind_of
from server.languages.current import number
from server.records.view import Link, named_link
from server.reports.cell_words import cell_in_language, deal_in_language
from server.reports.reason_words import COLUMNS
from server.web.site import query_text, site

__all__ = ["cell_text", "linked"]

SEPARATOR: Final = re.compile(r"(, |; )")
SUM: Final = re.compile(r"\b\d{4,}(?=(?:\.\d+)?(?: to [\d.]+)? [A-Z]{3}\b)")
"""The whole part of a sum of money, such as those in "26600 to 40000 KES"."""
JOINED: Final = 3
"""The most parts of a cell that are taken for one name, since names have commas too."""
ASKED: Final = 4_000
"""The most names that are looked for; the cells of others lead to what their row is about."""
LONGEST: Final = 300
"""The longest text that may be a name."""
AT_ONCE: Final = 500
"""The most names of one query, whose length has a limit."""

WHO: Final = "who"
"""The column that names who pays and who is paid, where no group of workers is meant."""

CATEGORY: Final = "category"
Cells = list[tuple[Link, ...]]
Things = dict[str, dict[str, set[str]]]


def linked(
    engine: Engine, rows: Sequence[Row], columns: Sequence[str], subject: str
) -> Iterator[Cells]:
    """Yield the cells of each row: texts and links, in the order of the columns.

    A text that is the English name of one record or concept leads to it, also in a list; of
    several, to the one of the kind that its column mostly names.
    Complexity: a query for each 500 names, of 4,000 at most; linear in the cells.
    """
    texts = {name: [*_texts(rows, name)] for name in columns}
    things = _things(engine, chain.from_iterable(texts.values()))
    known = {name: _known(things, texts[name]) for name in columns}
    for row in rows:
        node = row[subject].text if subject in row else ""
        yield [_cell(row, name, known[name], node) for name in columns]


def _texts(rows: Iterable[Row], name: str) -> Iterator[str]:
    return (row[name].text for row in rows if name in row and not row[name].is_iri)


def _cell(row: Row, name: str, known: Mapping[str, str], node: str) -> tuple[Link, ...]:
    if name not in row:
        return ()
    text = row[name].text
    if row[name].is_iri:
        return (Link(text, text),)
    if name == WHO and text not in known:
        text = deal_in_language(text)
    if name in COLUMNS:
        return (Link(COLUMNS[name](text), node),)
    return tuple(_linked(part, known.get(part, ""), node) for part in _parts(text, known))


def _linked(part: str, iri: str, node: str) -> Link:
    """Return a part of a cell in the language of the request, with what it leads to."""
    if iri:
        return named_link(iri, part)
    text = SUM.sub(lambda found: number(int(found[0])), cell_in_language(site().translated(part)))
    return Link(text, _of_row(part, node))


def cell_text(column: str, text: str) -> str:
    """Return the text of a cell in the language of the request, without links.

    Complexity: a few look-ups.
    """
    text = deal_in_language(text) if column == WHO else text
    text = COLUMNS[column](text) if column in COLUMNS else text
    return cell_in_language(site().translated(text))


def _of_row(part: str, node: str) -> str:
    return "" if SEPARATOR.fullmatch(part) else node


def _things(engine: Engine, texts: Iterable[str]) -> Things:
    """Return the records and concepts of each name, by their kind."""
    names = dict.fromkeys(name for text in texts for name in _names(text) if len(name) <= LONGEST)
    found: Things = {}
    for row in _named(engine, [*islice(names, ASKED)]):
        name, thing = row["name"].text, row["thing"].text
        if "#" not in thing and (kind := kind_of(thing)):
            found.setdefault(name, {}).setdefault(kind, set()).add(thing)
    return found


def _known(things: Things, texts: Iterable[str]) -> dict[str, str]:
    """Return the IRI of each name in the cells of a column, if it is that of one thing.

    Of kinds that a column names equally often, a category of a source comes last: most of its words
    are names of other things.
    """
    names = {name for text in texts for name in _names(text) if name in things}
    often = Counter(kind for name in names for kind in things[name])
    order = sorted(often, key=lambda kind: (-often[kind], kind == CATEGORY, kind))
    meant = {name: things[name][min(things[name], key=order.index)] for name in names}
    return {name: next(iter(some)) for name, some in meant.items() if len(some) == 1}


def _named(engine: Engine, names: Sequence[str]) -> Iterator[Row]:
    """Yield the things of each name, asked for in parts."""
    for start in range(0, len(names), AT_ONCE):
        values = " ".join(literal(name, "", "en") for name in names[start : start + AT_ONCE])
        yield from engine.rows(query_text("named").replace("?names", values))


def _names(text: str) -> Iterator[str]:
    """Yield the texts in a cell that may be names: the cell, and up to three parts of its list."""
    pieces = SEPARATOR.split(text)
    for at in range(0, len(pieces), 2):
        for end in range(at + 1, min(at + 2 * JOINED, len(pieces) + 1), 2):
            yield "".join(pieces[at:end])


def _parts(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts of a cell with their separators, the longest names first."""
    pieces = SEPARATOR.split(text)
    if not any(name in known for name in _names(text)):
        yield text
        return
    at = 0
    while at < len(pieces):
        end = _end(pieces, at, known)
        yield "".join(pieces[at:end])
        at = end


def _end(pieces: Sequence[str], at: int, known: Mapping[str, str]) -> int:
    ends = range(min(at + 2 * JOINED - 1, len(pieces)), at, -1)
    return next((end for end in ends if "".join(pieces[at:end]) in known), at + 1)
