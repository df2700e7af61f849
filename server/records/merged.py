"""Merged description of an issue: the statements of all records that report it, and who says each.

Each record keeps its IRI and its own statements; what is merged here is shown on the page only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.engine.base import Engine
from graph.rdf.grouped import Nodes, joined
from graph.rdf.one_issue import as_one_issue
from graph.rdf.quads import iri, plain
from ontology.namespaces import DCTERMS, JG, RDF_TYPE, RDFS_LABEL, SKOS
from server.records.description import Description

__all__ = ["MergedDescription", "merged"]

ABSTRACT: Final = DCTERMS + "abstract"
NOT_STATED: Final = JG + "notStated"
COUNTED_AS: Final = JG + "countedAs"
MATCHED: Final = (JG + "matched", JG + "matchedWith")
APART: Final = frozenset(
    (
        *(RDF_TYPE, RDFS_LABEL, DCTERMS + "title", ABSTRACT, COUNTED_AS),
        *(SKOS + "closeMatch", JG + "titleMade"),
    )
)
"""Properties of a record that are shown with the record, not among the facts of the issue."""


@dataclass(frozen=True)
class MergedDescription(Description):
    """The description of an issue with the statements of the other records that report it.

    The nested nodes of another record have IRIs below that of the issue, with the record's slug
    before their own name. `stating` has the records that state a value of a property; `others` are
    the other records, and `apart` the statements of each record and about the matches as they are.
    """

    others: tuple[str, ...] = ()
    stating: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    apart: Nodes = field(default_factory=dict)


def merged(engine: Engine, description: Description) -> Description:
    """Return the description of an issue, merged with those of its other records, if it has any.

    Complexity: one look-up, linear in the statements of these records.
    """
    issue = description.iri
    others = description.naming.get(COUNTED_AS, ())
    if not others:
        return description
    matches = {one for name in MATCHED for one in description.naming.get(name, ())}
    found = engine.look_up("around", [*others, *matches]).nodes
    nodes = joined(description.nodes, _facts(found, issue, others))
    if not description.values(ABSTRACT) and (texts := _values(found, ABSTRACT)):
        nodes = joined(nodes, {issue: {ABSTRACT: texts}})
    records = (issue, *others)
    apart = joined(*(_only(one, {*records, *matches}) for one in (description.nodes, found)))
    return MergedDescription(
        issue,
        nodes | {issue: _without_gaps(nodes[issue])},
        description.counts,
        description.is_part,
        tuple(others),
        _stating(apart, records),
        apart | _labels(apart, {**found, **description.nodes}),
    )


def _values(nodes: Nodes, name: str) -> list[str]:
    """Return the values of a property, of all nodes."""
    values = (value for properties in nodes.values() for value in properties.get(name, ()))
    return sorted({*values})


def _only(nodes: Nodes, roots: Iterable[str]) -> Nodes:
    """Return the statements about some nodes alone."""
    return {one: nodes[one] for one in roots if one in nodes}


def _labels(said: Nodes, known: Nodes) -> Nodes:
    """Return the labels of what statements name, without those that they say themselves."""
    values = (value for one in said.values() for some in one.values() for value in some)
    ends = {value[1:-1] for value in values if value[0] == "<"}
    return {
        one: {RDFS_LABEL: known[one][RDFS_LABEL]}
        for one in ends & known.keys() - said.keys()
        if RDFS_LABEL in known[one]
    }


def _facts(found: Nodes, issue: str, others: Iterable[str]) -> Nodes:
    """Return the statements of other records as those of the issue, and labels as they are."""
    records = {*others}
    said = {
        node: {name: values for name, values in properties.items() if name not in APART}
        if node in records
        else properties
        for node, properties in found.items()
    }
    as_they_are = {node: said.pop(node) for node in [*said] if _is_named_only(said[node], node)}
    return joined(as_they_are, as_one_issue(said, {iri(one): iri(issue) for one in records}))


def _is_named_only(properties: Mapping[str, list[str]], node: str) -> bool:
    """Whether only the label of a node is known, and it is no part of a record."""
    return len(properties) == 1 and RDFS_LABEL in properties and "#" not in node


def _without_gaps(properties: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the statements about an issue without missing values that another record states."""
    stated = {iri(name) for name in properties}
    missing = [value for value in properties.get(NOT_STATED, ()) if value not in stated]
    others = {name: values for name, values in properties.items() if name != NOT_STATED}
    return {**others, NOT_STATED: missing} if missing else others


def _stating(nodes: Nodes, records: Iterable[str]) -> dict[tuple[str, str], frozenset[str]]:
    stating: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        for name, values in nodes.get(record, {}).items():
            for value in values:
                stating[name, plain(value)].add(record)
    return {statement: frozenset(some) for statement, some in stating.items()}
