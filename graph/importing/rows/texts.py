"""Title and summary of a row as they are published, where a title may be made of other columns."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from graph.importing.context import Context
from graph.importing.issues import dated
from graph.importing.rows.parties import PartyColumns, parties_of
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.tally import MADE_TITLES
from graph.privacy.known_names import may_be_person
from graph.privacy.party_classifier import Verdict
from graph.privacy.withholding import Published
from graph.reading.places import place

__all__ = ["published_texts", "title_of"]

SENTENCE: Final = re.compile(r"(?<=\w\w[.!?])\s+(?=[^a-z])")
LONGEST: Final = 160


def title_of(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    """Return the title of a row: the cells of some columns, of a summary its first sentence.

    >>> row = {"vendor": "Orbex", "country": "Kenya", "summary": "Pay was late. It is invented."}
    >>> title_of(row, ["vendor", "country"]), title_of(row, ["summary"])
    ('Orbex, Kenya', 'Pay was late')
    """
    texts = [plain_text(cells[column], column) for column in columns]
    if [*columns] == ["summary"]:
        texts = [_shortened(SENTENCE.split(texts[0])[0])]
    return ", ".join(filter(None, texts))


def _shortened(sentence: str) -> str:
    sentence = sentence.removesuffix(".")
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rpartition(" ")[0] + " …"


def published_texts(
    context: Context,
    id_: str,
    cells: Mapping[str, str],
    title_from: Sequence[str],
    columns: PartyColumns,
) -> Published:
    """Return title and summary of a row without names of persons; its organisations are named.

    A title that cannot be published is made of organisations, place and year, and waits for a
    reviewer. Raises `BadCell` where the row has none of these, and where it has no title.
    """
    title = title_of(cells, title_from)
    if not title:
        raise BadCell(f"the title is empty: it is made of {', '.join(title_from)}")
    texts = {"title": title, "summary": plain_text(cells["summary"], "summary")}
    parties = [party for _, party in parties_of(context, id_, cells, columns)]
    bodies = [one.name for one in parties if one.verdict is Verdict.ORGANIZATION]
    hidden = [one.name for one in parties if one.verdict is Verdict.WITHHELD]
    hidden = [name for name in hidden if may_be_person(name)]
    published = context.texts.publish(id_, texts, hidden, bodies)
    if not published.texts["title"]:
        published.texts["title"] = _made(bodies, cells)
        published.texts["titleMade"] = "true"
        context.counts.point_to(MADE_TITLES, id_)
    return published


def _made(bodies: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return a title made of organisations, place and year."""
    where = cells["country"].strip() if place(cells["country"]) else ""
    about = ", ".join(filter(None, (where, dated(cells["year"]).get("year", ""))))
    if not bodies and not about:
        raise BadCell("the title may name a private person: see 'justicegraph import review'")
    named = ", ".join(bodies[:2])
    return f"{named} ({about})" if named and about else named or about
