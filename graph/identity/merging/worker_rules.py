"""Merge rules of worker groups: the same name within one issue, or a name that holds a proper name.

Names of worker groups are common nouns: "Delivery workers" of two issues are two groups.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from graph.identity.merging.merge_rules import Rule
from graph.identity.naming.entities import Entity, entities
from graph.identity.naming.names import form
from graph.rdf.quads import iri
from graph.reading.record import Record
from ontology.namespaces import JG

__all__ = ["WORKER_RULES", "has_proper_name", "worker_groups"]

GROUP: Final = iri(JG + "workerGroup")
SHORTEST: Final = 3
"""Names of fewer words do not identify a group, whatever their capitals."""


def has_proper_name(name: str) -> bool:
    """Whether a name has a capital after its first word, as that of a company or a place has.

    >>> has_proper_name("Moderators of Facebook at Accenture"), has_proper_name("Delivery workers")
    (True, False)
    """
    words = name.split()
    return len(words) >= SHORTEST and any(word[:1].isupper() for word in words[1:])


def _of_one_issue(group: Entity) -> Iterator[str]:
    """Yield issue and name; a group of several issues is a general one, and has no key."""
    if len(group.marks) == 1:
        (issue,) = group.marks
        yield from (f"{issue} {form(name).key}" for name in group.names)


def _proper_name(group: Entity) -> Iterator[str]:
    return (form(name).key for name in group.names if has_proper_name(name))


WORKER_RULES: Final = (
    Rule("issue", 0.985, "the same name in records of one issue", _of_one_issue),
    Rule("name", 0.98, "the same name but for its writing", _proper_name),
)


def worker_groups(records: Iterable[Record], counted: Mapping[str, str]) -> Iterator[Entity]:
    """Yield the worker groups among records, each with its issues as marks.

    `counted` has for the IRI of a record the issue that it counts as.
    Complexity: linear in the quads of issues and worker groups.
    """
    issues: dict[str, set[str]] = {}
    for record in records:
        for quad in record.quads if record.kind == "issue" else ():
            if quad[2] == GROUP:
                issue = counted.get(record.iri, record.iri)
                issues.setdefault(quad[3][1:-1], set()).add(issue)
    for group in entities(records, "worker-group"):
        yield replace(group, marks=frozenset(issues.get(group.iri, ())))
