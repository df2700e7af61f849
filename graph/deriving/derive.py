"""Derivation step of the build: applies all rules and keeps the strongest result of each value."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.deriving.by_agreement import by_agreement
from graph.deriving.by_category import by_category
from graph.deriving.by_group import by_group
from graph.deriving.by_place_name import by_place_name
from graph.deriving.by_same_issue import by_same_issue
from graph.deriving.by_words import by_words
from graph.deriving.derivation import PROPERTIES, Derivation, strongest
from graph.deriving.issues import Issue, Issues, read_issues
from graph.rdf.quads import Quad
from ontology import BASE

__all__ = ["Derived", "derive"]


class Derived(NamedTuple):
    """Statements to assert, and proposals for reviewers, each sorted."""

    asserted: list[Derivation]
    proposed: list[Derivation]


def derive(quads: Iterable[Quad], base: str = BASE) -> Derived:
    """Return the statements that follow by rules from the quads of records and of identity.

    A property that a record states itself gets no derived value: its author has decided on it. A
    place counts where it has a record. Of several derivations of one statement the strongest is
    kept.
    Complexity: linear in the quads and in the words of titles and summaries.
    """
    known = read_issues(quads)
    own = {issue.iri: _own(issue, known, base) for issue in known.issues}
    shared = by_same_issue(known.issues, own)
    found = [
        one
        for issue in known.issues
        for one in _strongest([*own[issue.iri], *shared.get(issue.iri, ())], issue)
    ]
    return Derived(
        [one for one in found if one.is_asserted], [one for one in found if not one.is_asserted]
    )


def _own(issue: Issue, known: Issues, base: str) -> list[Derivation]:
    """Return what follows from the issue itself, the strongest of each statement."""
    found = [*_rules(issue, known, base)]
    return _strongest([*found, *by_agreement(issue, known, found)], issue)


def _rules(issue: Issue, known: Issues, base: str) -> Iterator[Derivation]:
    yield from by_category(issue, known.labels)
    yield from by_group(issue, known.labels)
    yield from by_words(issue)
    yield from (one for one in by_place_name(issue, base) if one.value in known.places)


def _strongest(derivations: Iterable[Derivation], issue: Issue) -> list[Derivation]:
    by_statement: dict[tuple[int, str], list[Derivation]] = defaultdict(list)
    for one in derivations:
        if one.field not in issue.stated:
            by_statement[PROPERTIES.index(one.field), one.value].append(one)
    return [strongest(by_statement[key]) for key in sorted(by_statement)]
