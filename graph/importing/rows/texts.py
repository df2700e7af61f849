"""Title and summary of a row as they are published, where a title may be made of other columns."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.importing.context import Context
from graph.importing.issues import dated
from graph.importing.rows.parties import PartyColumns, parties_of
from graph.importing.rows.places import name_of_place, places_of
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.tally import MADE_TITLES
from graph.privacy.known_names import may_be_person
from graph.privacy.name_tokens import tokens
from graph.privacy.party_classifier import Party, Verdict
from graph.privacy.withholding import Published
from graph.privacy.word_list import is_word

__all__ = ["in_language", "published_texts", "title_of"]

SENTENCE: Final = re.compile(r"(?<=\w\w[.!?])\s+(?=[^a-z])")
LONGEST: Final = 160
SHORTEST: Final = 3
ENGLISH: Final = "en"


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
    texts = {"title": title, "summary": _more_than(title, plain_text(cells["summary"], "summary"))}
    parties = [*parties_of(context, id_, cells, columns)]
    bodies = _bodies(parties)
    hidden = [one.name for _, one in parties if one.verdict is Verdict.WITHHELD]
    hidden = [name for name in hidden if may_be_person(name)]
    published = context.texts.publish(id_, texts, hidden, bodies)
    published = published._replace(withheld=published.withheld | _words_of(hidden))
    if not published.texts["title"]:
        published.texts["title"] = _made(bodies, cells)
        published.texts["titleMade"] = "true"
        context.counts.point_to(MADE_TITLES, id_, title)
    return published


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that are not published, by which addresses are known."""
    words = (token.folded for name in names for token in tokens(name))
    return frozenset(word for word in words if len(word) >= SHORTEST and not is_word(word))


def _more_than(title: str, summary: str) -> str:
    """Return a summary that says more than its title, else nothing.

    >>> _more_than("Pay was late", "Pay was late."), _more_than("Pay was late", "It was late.")
    ('', 'It was late.')
    """
    same = (text.strip().rstrip(".").casefold() for text in (title, summary))
    return summary if len({*same}) > 1 else ""


def _bodies(parties: Iterable[tuple[str, Party]]) -> list[str]:
    """Return the names of the organisations among parties, once each."""
    named = (one.name for _, one in parties if one.verdict is Verdict.ORGANIZATION)
    return [*dict.fromkeys(named)]


def in_language(
    context: Context,
    id_: str,
    cells: Mapping[str, str],
    published: Published,
    columns: PartyColumns,
    language: str,
) -> dict[str, Any]:
    """Return the texts of a row in their language, with an English title where that is another.

    That title is made of organisations, place and year, and says so (`titleMade`).
    """
    texts: dict[str, Any] = dict(published.texts)
    if language in ("", ENGLISH):
        return texts
    title, summary = texts["title"], texts["summary"]
    texts["summary"] = {language: summary} if summary else ""
    if texts.get("titleMade"):
        return texts
    try:
        made = _made(_bodies(parties_of(context, id_, cells, columns)), cells)
    except BadCell:
        return texts
    return texts | {"title": {ENGLISH: made, language: title}, "titleMade": "true"}


def _made(bodies: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return an English title made of organisations, place and year."""
    where = " and ".join(map(name_of_place, places_of(Counter(), cells["country"])))
    about = ", ".join(filter(None, (where, dated(cells["year"]).get("year", ""))))
    if not bodies and not about:
        raise BadCell("the title may name a private person: see 'justicegraph import review'")
    named = ", ".join(bodies[:2])
    return f"{named} ({about})" if named and about else named or about
