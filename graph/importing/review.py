"""Review list of names: what a snapshot withholds until somebody decides on it.

The snapshot is read again, so that no file of the data folder holds the names in clear.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from graph.importing.context import Context
from graph.importing.folder import IMPORTS
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Row
from graph.importing.source import Merged, Source
from graph.importing.tables import KEPT, Tables
from graph.privacy.addresses import readable
from graph.privacy.decisions import (
    Decided,
    Decision,
    Decisions,
    decision_files,
    digest,
    record_decisions,
)
from graph.privacy.institutions import PERSONS, SAINTS
from graph.privacy.legal_forms import bare_firm
from graph.privacy.name_lists import TITLES, given_names
from graph.privacy.name_tokens import Token, tokens
from graph.privacy.withholding import Waiting
from graph.privacy.word_list import is_word, roles
from graph.reading.fields import is_address
from ontology import NotFound

__all__ = [
    "ALL",
    "Judgement",
    "decide",
    "likely_person",
    "named",
    "names_person",
    "record_judgement",
    "reference",
    "waiting",
]

ALL: Final = "all"
"""The word for all that waits in a snapshot."""


@dataclass(frozen=True)
class Judgement:
    """Decision of a reviewer: the decision, the words, who decides, why, and when."""

    decided: Decided
    words: str
    who: str
    why: str
    when: str


def waiting(source: Source, path: Path, data: Path) -> list[Waiting]:
    """Return what a snapshot withholds and nobody decided on, by row, field and place.

    Complexity: as an import, without writing.
    """
    tables = Tables.read(data / IMPORTS / source.name / KEPT)
    context = Context.of(source.name, Decisions.read(*decision_files(data)), tables)
    with source.open(path, source.files) as snapshot:
        mapper = source.mapper(snapshot, context)
        for row in source.read(snapshot):
            if isinstance(row, Row):
                try:
                    list(mapper(source.key(row.cells), row.cells))
                except (BadCell, Merged):
                    continue
    return sorted(set(context.texts.withholder.waiting))


def reference(one: Waiting) -> str:
    """Return how a place in a row is named in a command.

    >>> reference(Waiting("aiid-23", "title", "Zzyzx falls", 0, 5))
    'aiid-23:title:0-5'
    """
    return f"{one.row}:{one.field}:{one.start}-{one.end}"


def named(found: Iterable[Waiting], place: str) -> list[Waiting]:
    """Return what a reviewer means: a place, all of a text, row or field, or all that waits.

    >>> found = [Waiting("a-1", "title", "Zzyzx", 0, 5), Waiting("a-1", "address", "Qwrt", 0, 4)]
    >>> places = ("a-1:title:0-5", "a-1:title", "a-1", "address", "all", "a-2")
    >>> [len(named(found, one)) for one in places]
    [1, 1, 2, 1, 2, 0]
    """
    return [
        one
        for one in found
        if place in (ALL, one.field, one.row, f"{one.row}:{one.field}", reference(one))
    ]


def names_person(text: str) -> bool:
    """Detect a person's name in a whole text, as `likely_person` does in one that waits."""
    return likely_person(Waiting("", "", text, 0, len(text)))


def likely_person(one: Waiting) -> bool:
    """Whether what waits has a given name with a capitalised word after it, or is one itself.

    So has what follows a form of address or the word of a role, such as "Herr" or "teacher". Such a
    place is decided on by itself, not with all others. The name of a firm is no such place.

    >>> texts = ("Mary Zzyzx", "Zzyzx Qwrt", "Mary", "https://a.example/mary-zzyzx")
    >>> [likely_person(Waiting("a-1", "title", text, 0, len(text))) for text in texts]
    [True, False, True, True]
    >>> likely_person(Waiting("a-1", "title", "Herr Zzyzx wurde", 5, 10))
    True
    >>> likely_person(Waiting("a-1", "title", "Mary Zzyzx Srl", 0, 14))
    False
    """
    text = one.text[one.start : one.end]
    if _is_firm(one):
        return False
    words = tokens(readable(text) if is_address(text) else text)
    before = tokens(one.text[: one.start])[-1:]
    if len(words) == 1 and _is_given(words[0]):
        return True
    return any(
        (_is_given(first) or first.folded in TITLES | PERSONS or first.folded in roles())
        and second.is_capital
        and not is_word(second.folded)
        for first, second in pairwise((*before, *words))
    )


def _is_firm(one: Waiting) -> bool:
    """Whether a place is a firm by its legal form, without a form of address or a role before."""
    before = [token.folded for token in tokens(one.text[: one.start])[-1:]]
    is_led = any(word in TITLES | PERSONS or word in roles() for word in before)
    return bool(bare_firm(one.text[one.start : one.end])) and not is_led


def _is_given(token: Token) -> bool:
    word = token.folded
    return token.is_capital and word in given_names() and not is_word(word) and word not in SAINTS


def decide(
    found: list[Waiting], place: str, judgement: Judgement, data: Path
) -> tuple[int, list[Waiting]]:
    """Record what a reviewer decides on a place or on several; return their number, and the rest.

    A likely person among many is not published with them: such places are the rest.
    Raises `NotFound` where nothing that is meant waits.
    """
    meant = named(found, place)
    if not meant:
        raise NotFound(f"nothing waits at '{place}': see 'justicegraph import review'")
    is_of_all = judgement.decided is Decided.NONE and ":" not in place
    rest = [one for one in meant if is_of_all and likely_person(one)]
    meant = [one for one in meant if one not in rest]
    record_judgement(meant, judgement, data)
    return len(meant), rest


def record_judgement(places: Iterable[Waiting], judgement: Judgement, data: Path) -> None:
    """Record what a reviewer decides on places."""
    judged = judgement.decided, judgement.words, judgement.why, judgement.who, judgement.when
    decisions = [
        Decision(one.row, one.field, digest(one.text), one.start, one.end, *judged)
        for one in places
    ]
    record_decisions(decision_files(data)[0], decisions)
