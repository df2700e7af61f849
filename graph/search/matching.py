"""Boolean retrieval of words: all of them, else the most of them, with those that are lacking."""

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Final, NamedTuple

from pyroaring import BitMap

from graph.search.concept_labels import documents_of_label, labels_within
from graph.search.facet_values import Values
from graph.search.query_terms import Term, query_terms
from graph.search.ranking import RANKED, having
from graph.search.source_ids import typed_record
from graph.search.spelling import Spelling
from graph.search.translation import Translated, Translation
from graph.search.words import words

__all__ = ["Match", "match_words"]

NUMBER: Final = """
SELECT number FROM document WHERE iri = ?1 UNION SELECT number FROM record WHERE iri = ?1
"""
ANY: Final = "SELECT iri FROM document LIMIT 1"
TITLED: Final = (
    "SELECT number FROM document WHERE title = ? COLLATE NOCASE ORDER BY number LIMIT 100"
)
PHRASED: Final = """
SELECT number FROM json_each(?) AS wanted CROSS JOIN document ON number = wanted.value
WHERE INSTR(LOWER(title), LOWER(?))
"""
FEW: Final = 8
TITLED_TIER: Final = 1
LAST_TIER: Final = 10
LABELLED_TIER: Final = 10
"""Behind all documents that have the words."""
AS_TYPED_TIER: Final = 5
"""Behind the whole words of an English label, before words that have just begun."""
COMMON: Final = "SELECT 1 FROM common WHERE word = ?"


@dataclass(frozen=True)
class Match:
    """Matches of a text: the documents, with score and tier of each.

    `found` is `None` where no words were given, so that everything is found. `lacks` has the terms
    and their documents where no document has all of them. It is corrected where a word
    that no document has was searched as another one.
    """

    expression: str = ""
    found: BitMap | None = None
    instead: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[tuple[str, BitMap], ...] = ()
    tier: Callable[[int], float] = lambda _: 0
    is_corrected: bool = False

    def lacking(self, number: int) -> tuple[str, ...]:
        """Return the words that a document lacks."""
        return tuple(word for word, having_it in self.lacks if number not in having_it)


class Special(NamedTuple):
    """Documents of a tier: that of an identifier, titled as typed, with whole words; and all."""

    pinned: BitMap
    titled: BitMap
    whole: BitMap
    found: BitMap


def match_words(
    connection: sqlite3.Connection,
    typed: str,
    spelling: Spelling,
    values: Values,
    most: int | None = None,
    translation: Translation | None = None,
) -> Match:
    """Return what finds the words that somebody typed, and behind it what they are a label of.

    Where the words are the label of a concept or a class, in any language, the documents that name
    it follow; alone, where no document has all of the words, or only as others that are near.
    Where only some of the words are such a label, so do the documents that have the other words.
    Complexity: that of `match_text`, once more for each label within the words, and look-ups.
    """
    match = match_text(connection, typed, spelling, values, most, translation)
    labelled = documents_of_label(connection, typed)
    for documents, others in labels_within(connection, typed) if not labelled else ():
        rest = match_text(connection, f"{others} ", spelling, values, None, translation)
        is_whole = rest.found and not rest.lacks and not rest.is_corrected
        having_it = rest.found if is_whole and rest.found else BitMap()
        if labelled := documents & (having_it | _placed(others, values, translation)):
            break
    if not labelled or match.found is None:
        return match
    if most is not None:
        labelled = BitMap(labelled[:most])
    if match.lacks or match.is_corrected or not match.found:
        return Match(found=labelled, instead={} if match.is_corrected else match.instead)
    also, tier = labelled - match.found, match.tier
    return replace(
        match,
        found=match.found | labelled,
        tier=lambda number: LABELLED_TIER if number in also else tier(number),
    )


def _placed(typed: str, values: Values, translation: Translation | None) -> BitMap:
    """Return the documents of the place that words name, in English or another language."""
    english = translation.translated(typed) if translation else ()
    names = {"-".join(words(text)) for text in (typed, *(one.text for one in english))}
    found = values.of_words("place", tuple(names))
    return BitMap.union(BitMap(), *(value.documents for value in found))


def match_text(
    connection: sqlite3.Connection,
    typed: str,
    spelling: Spelling,
    values: Values,
    most: int | None = None,
    translation: Translation | None = None,
) -> Match:
    """Return what finds the words that somebody typed; where `most` is given, only the first.

    An identifier of a source finds its record first, and nothing else where no document has all of
    the words. Documents come in tiers: the record of an
    identifier; those whose title is the words; those with the whole words; those where the last
    word has just begun. Where the words are no name, actors and AI systems come behind issues.
    Phrases in other languages are searched in English; documents that have them as typed follow.
    Words that nothing has are searched as a phrase in the plural, or of which they are a part.
    Complexity: linear in the documents of each word, and in the square of the number of words.
    """
    pinned, is_address = _pinned(connection, typed)
    if is_address:
        return Match(found=pinned)
    for english in translation.translated(typed) if translation else ():
        named = match_text(connection, english.text, spelling, values, most)
        if merged := _with_words_as_typed(connection, typed, named, english):
            return merged
    terms = query_terms(typed, spelling)
    if not terms:
        return Match()
    expression = " AND ".join(term.begun for term in terms)
    instead = {term.word: term.instead for term in terms if term.instead}
    found = having(connection, expression, most)
    whole = having(connection, " AND ".join(term.whole for term in terms), most)
    title = " ".join(unicodedata.normalize("NFKC", typed).split())
    squeezed = title.replace(" ", "")
    titled = _numbers(connection, TITLED, title) | _numbers(connection, TITLED, squeezed)
    found |= whole | titled
    lacks: tuple[tuple[str, BitMap], ...] = ()
    if pinned and not found:
        return Match(found=pinned)
    if not found and (meant := _meant(connection, typed, spelling, values, most, translation)):
        return meant
    if not found and len(terms) > 1:
        found, lacks = _most_of(connection, terms, most)
        expression = " OR ".join(term.begun for term in terms)
    tier: Callable[[int], float]
    special = Special(pinned, titled, whole, found)
    tier = _tiers(connection, title, terms, special, values, is_partial=bool(lacks))
    if lacks:
        tier = _by_weight(tier, lacks, len(values.issues))
    return Match(expression, found | pinned, instead, lacks, tier, bool(instead))


def _meant(
    connection: sqlite3.Connection,
    typed: str,
    spelling: Spelling,
    values: Values,
    most: int | None,
    translation: Translation | None,
) -> Match | None:
    """Return the matches of the phrase in another language, or of the words, that were meant."""
    phrases = [one.text for one in translation.nearest(typed)] if translation else []
    for other in (*phrases, *spelling.respelt(words(typed))):
        named = match_text(connection, other, spelling, values, most)
        if named.found and not named.lacks:
            corrected = named.is_corrected or other not in phrases
            return replace(named, instead={**named.instead, typed: other}, is_corrected=corrected)
    return None


def _with_words_as_typed(
    connection: sqlite3.Connection, typed: str, named: Match, english: Translated
) -> Match | None:
    """Return matches of a translated text, then the documents that have what was typed.

    None where as many documents have what was typed: America is an English word, too.
    """
    asked = " AND ".join(f'"{word}"' for word in words(typed))
    found, written = named.found or BitMap(), having(connection, asked)
    if len(found) <= len(written) or (named.lacks and written):
        return None
    also = written - found
    instead = {**named.instead, **({} if written else dict(english.instead))}

    def tier(number: int) -> float:
        return AS_TYPED_TIER if number in also else named.tier(number)

    expression = f"({named.expression}) OR ({asked})"
    return Match(expression, found | also, instead, named.lacks, tier, named.is_corrected)


def _pinned(connection: sqlite3.Connection, typed: str) -> tuple[BitMap, bool]:
    """Return the record that an identifier names, and whether nothing else can be meant."""
    path, is_address = typed_record(typed)
    first = connection.execute(ANY).fetchone() if path else None
    if first is None:
        return BitMap(), is_address
    root = first[0].partition("/id/")[0]
    rows = connection.execute(NUMBER, (f"{root}/id/{path}",))
    return BitMap(number for (number,) in rows), is_address


def _most_of(
    connection: sqlite3.Connection, terms: Sequence[Term], most: int | None
) -> tuple[BitMap, tuple[tuple[str, BitMap], ...]]:
    """Return the documents that have most of the terms, and the documents of each term.

    Where these are fewer than `FEW`, all that have one of the terms follow.
    """
    each = tuple((term.word, having(connection, term.begun, most)) for term in terms)
    at_least = [BitMap()] * (len(terms) + 1)
    for _, documents in each:
        for count in range(len(terms), 0, -1):
            lower = documents if count == 1 else at_least[count - 1] & documents
            at_least[count] = at_least[count] | lower
    levels = [found for found in reversed(at_least[1:]) if found]
    return next((found for found in levels if len(found) >= FEW), BitMap().union(*levels)), each


def _by_weight(
    tier: Callable[[int], int], lacks: tuple[tuple[str, BitMap], ...], issues: int
) -> Callable[[int], float]:
    """Return tiers by the weight of the words that a document lacks: the rarer, the later.

    Source: Sparck Jones, A statistical interpretation of term specificity (1972).
    """
    weights = [(log((2 + issues) / (1 + len(having_it))), having_it) for _, having_it in lacks]

    def weighted(number: int) -> float:
        if tier(number) <= TITLED_TIER:
            return tier(number)
        lost = sum(weight for weight, having_it in weights if number not in having_it)
        return LAST_TIER * (1 + max(round(lost, 1), 0.0)) + tier(number)

    return weighted


def _tiers(
    connection: sqlite3.Connection,
    title: str,
    terms: Sequence[Term],
    special: Special,
    values: Values,
    *,
    is_partial: bool,
) -> Callable[[int], int]:
    """Return the tier of a document by its number."""
    pinned, titled, whole, found = special
    meant = " ".join(term.instead or term.word for term in terms)
    is_corrected = any(term.instead for term in terms)
    phrased = _phrased(connection, found, meant if is_corrected else title)
    late = BitMap()
    if is_partial or all(_is_common(connection, term.instead or term.word) for term in terms):
        late = values.systems | values.actors
        titled = titled - values.systems

    def tier(number: int) -> int:
        if number in pinned or number in titled:
            return 0 if number in pinned else TITLED_TIER
        rank = (2 if number in whole else 6) + 2 * (number in late)
        return rank + (number not in phrased)

    return tier


def _phrased(connection: sqlite3.Connection, found: BitMap, title: str) -> BitMap:
    """Return the documents whose title has the words in a row, of the newest 2,000."""
    rows = connection.execute(PHRASED, (json.dumps([*found[:RANKED]]), title))
    return BitMap(number for (number,) in rows)


def _numbers(connection: sqlite3.Connection, query: str, value: str) -> BitMap:
    return BitMap(number for (number,) in connection.execute(query, (value,)))


def _is_common(connection: sqlite3.Connection, text: str) -> bool:
    """Whether a word, or two that are written as one, is a common noun, so that it is no name."""
    return any(
        all(connection.execute(COMMON, (word,)).fetchone() for word in some)
        for some in (text.split(), [text.replace(" ", "")])
    )
