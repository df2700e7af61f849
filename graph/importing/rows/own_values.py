"""Values of columns that a project reads as fields or terms of its own, without private persons.

A text may name somebody in any row, also in one that is added later. So each passes the same rules
as titles and summaries do, and what it may name waits for a reviewer.
"""

import re
from collections.abc import Mapping
from typing import Final

from graph.importing.context import Context
from graph.importing.rows.parties import PartyColumns, parties_of
from graph.importing.sheets.cell_parsers import plain_text
from graph.importing.sheets.tally import HIDDEN_WORDS, NO_TERMS, leave_out
from graph.privacy.known_names import may_be_person
from graph.privacy.party_classifier import Verdict

__all__ = ["NUMBER", "own_text", "term_of"]

NUMBER: Final = re.compile(r"[^\w\s]?\s?-?[0-9][0-9.,' ]*\s?([^\w\s]|[A-Za-z]{1,3})?")
"""A number with marks of thousands, a currency or a unit, which names nobody."""

NOTHING: Final = ("A person", "A person's", "A person, the person")
"""What is left of a text that names somebody and says no more."""


def own_text(
    context: Context, id_: str, cells: Mapping[str, str], column: str, columns: PartyColumns
) -> str:
    """Return the text of a column as it is published; empty where it does no more than name people.

    A name that waits for a reviewer is left out until then. `columns` are those of parties, of whom
    the text may speak: it names the organisations, and nobody who is withheld there.
    """
    text = plain_text(cells[column], column)
    if not text or NUMBER.fullmatch(text):
        return text
    parties = [party for _, party in parties_of(context, id_, cells, columns)]
    bodies = [one.name for one in parties if one.verdict is Verdict.ORGANIZATION]
    hidden = [one.name for one in parties if one.verdict is Verdict.WITHHELD]
    hidden = [name for name in hidden if may_be_person(name)]
    published = context.texts.publish(id_, {column: text}, hidden, bodies).texts[column]
    if published != text:
        context.counts.point_to(HIDDEN_WORDS, id_, text)
    return "" if published in NOTHING else published


def term_of(context: Context, terms: Mapping[str, str], cell: str) -> str:
    """Return the term that stands for a value of a column, or nothing, which is counted.

    >>> from graph.privacy.decisions import Decisions
    >>> context = Context.of("toy", Decisions.read())
    >>> [term_of(context, {"rain": "rain-lost"}, cell) for cell in (" rain", "snow", "")]
    ['rain-lost', '', '']
    >>> context.counts[NO_TERMS]
    1
    """
    value = cell.strip()
    found = terms.get(value, "")
    if value and not found:
        leave_out(context.counts, NO_TERMS, [value])
    return found
