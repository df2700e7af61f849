"""Pseudonymisation of texts: a private person is replaced, as a whole, by a role in words.

Decisions of reviewers come first. What is left and may name somebody is withheld: where a list
knows the name and its ends are clear, words such as "a person" take its place; elsewhere the
sentence is left out, and a title is not published at all, so that half a name never stays.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from graph.legal_forms import without_form
from graph.privacy.decisions import Decided, Decisions
from graph.privacy.known_names import Reading, everywhere, is_product, public_words
from graph.privacy.name_detection import Mention, Rank
from graph.privacy.name_lists import given_names
from graph.privacy.name_lists import names as person_names
from graph.privacy.name_tokens import NOBODY, Phrases, Token, tokens
from graph.privacy.offices import has_any_office, has_office
from graph.privacy.substitution import mention_span, replaced, somebody
from graph.privacy.word_list import is_word

__all__ = ["ADDRESS", "SUMMARY", "TITLE", "Published", "Waiting", "Withholder"]

TITLE: Final = "title"
SUMMARY: Final = "summary"
ADDRESS: Final = "address"
NOTHING: Final = ("A person", "A person's")
"""What says nothing as a title."""
SHORTEST, LONGEST = 3, 4
ENCODED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
SENTENCE: Final = re.compile(r"(?<=[a-z0-9)\"\u201d'\u2019][.!?])[\"\u201d'\u2019]?\s+(?=[^a-z])")


class Waiting(NamedTuple):
    """Characters of a field that may name somebody and that nobody has decided on."""

    row: str
    field: str
    text: str
    start: int
    end: int


class Published(NamedTuple):
    """The texts of a row as they are published, and the words of those who are not named.

    A title that cannot be said without a name is empty. `organizations` are names of bodies that
    the row gives, which its address may hold, too.
    """

    texts: dict[str, str]
    withheld: frozenset[str]
    organizations: Phrases = NOBODY


class Withholder:
    """Takes names of private persons out of the texts of rows.

    `own` are names of organisations that records of the project give.
    Complexity: linear in the texts; decisions and lists are in memory.
    """

    def __init__(self, decisions: Decisions, own: Phrases = NOBODY) -> None:
        self.decisions, self.own = decisions, own
        self.waiting: list[Waiting] = []
        self.names: set[tuple[str, str]] = set()

    def row(
        self,
        id_: str,
        texts: Mapping[str, str],
        names: Sequence[str] = (),
        organizations: Iterable[str] = (),
    ) -> Published:
        """Return the texts of a row without private names; `names` are withheld in its cells.

        `organizations` are the bodies in its cells, which its texts may name as the cells do.
        """
        texts = {field: _decoded(text) for field, text in texts.items()}
        bodies = _bodies(organizations)
        holders = _office_holders(texts.values())
        public = public_words(*texts.values())
        known = (*everywhere(), public, holders, self.own, bodies)
        readings = {
            field: Reading.of(text, public, holders, self.own, bodies)
            for field, text in texts.items()
        }
        names = [name for name in names if name not in holders]
        others = Phrases(names)
        for word in (word for name in names for word in _parts(name)):
            if not any(word in phrases for phrases in known):
                others.add(word)
        self.names.update((id_, name) for name in names if len(tokens(name)) > 1)
        open_ = {
            field: self._undecided(id_, field, text, readings[field], Phrases())
            for field, text in texts.items()
        }
        decided = any(self.decisions.of(id_, field, text) for field, text in texts.items())
        if not names and not decided and not any(open_.values()):
            return Published(texts, frozenset(), bodies)
        for field, text in texts.items():
            for one in open_[field]:
                for word in _parts(text[slice(*mention_span(readings[field].words, one))]):
                    others.add(word)
        result, withheld = {}, set[str]()
        for field, text in texts.items():
            result[field], words = self._field(id_, field, text, readings[field], others)
            withheld |= words
        return Published(result, frozenset(withheld), bodies)

    def wait(self, id_: str, field: str, text: str) -> None:
        """Keep a whole field for a reviewer, where nobody decided on it."""
        if not self.decisions.of(id_, field, text):
            self.waiting.append(Waiting(id_, field, text, 0, len(text)))

    def is_decided_clear(self, id_: str, address: str) -> bool:
        """Whether a reviewer decided that the address of a row names nobody."""
        decided = self.decisions.of(id_, ADDRESS, address)
        return any(one.decision is not Decided.WITHHELD for one in decided)

    def _field(
        self, id_: str, field: str, text: str, reading: Reading, others: Phrases
    ) -> tuple[str, set[str]]:
        words = reading.words
        open_ = self._undecided(id_, field, text, reading, others)
        spans = [
            (one.start, one.end, one.words)
            for one in self.decisions.of(id_, field, text)
            if one.decision is Decided.WITHHELD
        ]
        names = set[str]()
        starts = [token.start for token in words]
        for start, end, _ in (*spans, *((*mention_span(words, one), "") for one in open_)):
            hidden = words[bisect_left(starts, start) : bisect_left(starts, end)]
            parts = [token.folded for token in hidden if not is_word(token.folded)]
            names.update(part for part in parts if len(part) >= SHORTEST)
            if parts:
                self.names.add((id_, " ".join(parts)))
        for one in open_:
            start, end = mention_span(words, one)
            self.waiting.append(Waiting(id_, field, text, start, end))
        if all(one.is_sure for one in open_):
            spans += list(somebody(text, words, open_))
            result = replaced(text, spans)
            return "" if field == TITLE and result in NOTHING else result, names
        return ("" if field == TITLE else _without(text, words, spans, open_)), names

    def _undecided(
        self, id_: str, field: str, text: str, reading: Reading, others: Phrases
    ) -> list[Mention]:
        """Return what may name somebody and is not in the characters that were decided on."""
        words, decided = reading.words, self.decisions.of(id_, field, text)
        return [
            mention
            for mention in _all_mentions(reading, others)
            if not any(
                one.start < words[mention.last].end and words[mention.first].start < one.end
                for one in decided
            )
        ]


def _bodies(organizations: Iterable[str]) -> Phrases:
    """Return the names of bodies as texts have them: whole, and without their legal form.

    A name of one word is left out where a list has it as that of persons, and so is what the legal
    form leaves where it may be a person's.
    """
    found = Phrases()
    for name in organizations:
        bare = without_form(name)
        for one in {name} | ({bare} if _is_body(bare) else set()):
            words = [token.folded for token in tokens(one)]
            if len(words) > 1 or not any(word in person_names() for word in words):
                found.add(one)
                if (joined := "".join(words)) not in person_names():
                    found.add(joined)
    return found


def _is_body(bare: str) -> bool:
    """Whether a name without its legal form is no person's: "Vigila Más", but not "Mary Roe"."""
    words = [token.folded for token in tokens(bare)]
    is_led = bool(words) and words[0] in given_names()
    return is_product(bare) or not (is_led or all(word in person_names() for word in words))


def _office_holders(texts: Iterable[str]) -> Phrases:
    """Return the names to which the texts of a row give a public office, whole and by word."""
    found = Phrases()
    for text in filter(has_any_office, texts):
        words, _, mentions = Reading.of(text)
        for one in mentions:
            start, end = mention_span(words, one)
            for first in range(one.first, one.last + 1):
                if has_office(text, words[first].start, end):
                    found.add(text[start:end])
                    found.add(text[words[first].start : end])
                    for token in words[first : one.last + 1]:
                        if len(token.folded) > 1:
                            found.add(token.text)
                    break
    return found


def _parts(name: str) -> list[str]:
    """Return the words of a name by which a text may go on: "Roe" of "Jane Roe".

    Of a name in small letters, as some sources have them, only where none is an English word.
    """
    words = tokens(name)
    if not 1 < len(words) <= LONGEST:
        return []
    long = [token.folded for token in words if len(token.folded) >= SHORTEST]
    if name == name.lower():
        return [] if any(map(is_word, long)) else long
    return long if all(token.is_capital for token in words) else []


def _decoded(text: str) -> str:
    return unquote(text) if ENCODED.search(text) else text


def _all_mentions(reading: Reading, others: Phrases) -> list[Mention]:
    """Return what may name somebody, by the rule and by the names of the same row."""
    words, of_words, mentions = reading
    if not others:
        return [*mentions]
    found = [*mentions]
    taken = {place for one in found for place in range(one.first, one.last + 1)}
    place = 0
    while place < len(words):
        length = others.length(words, place)
        is_apart = words[place].is_capital and of_words[place] is not Rank.KNOWN
        is_name = length > 1 or (length == 1 and is_apart)
        if is_name and not taken & set(range(place, place + length)):
            found.append(Mention(place, place + length - 1, is_sure=True))
        place += length or 1
    return sorted(found)


def _without(
    text: str,
    words: Sequence[Token],
    spans: Sequence[tuple[int, int, str]],
    found: Sequence[Mention],
) -> str:
    """Return the sentences of a text that hold none of the names that were found."""
    marks = [match.start() for match in SENTENCE.finditer(text)]
    hit = {
        number
        for one in found
        for number in range(
            bisect_right(marks, words[one.first].start),
            bisect_right(marks, words[one.last].start) + 1,
        )
    }
    kept = []
    for number, (start, end) in enumerate(zip([0, *marks], [*marks, len(text)], strict=True)):
        if number not in hit:
            inside = [(a - start, b - start, w) for a, b, w in spans if start <= a and b <= end]
            kept.append(replaced(text[start:end], inside).strip())
    return " ".join(kept)
