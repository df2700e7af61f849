"""Statements grouped by subject and property: the form in which pages read them.

`Nodes` maps a subject to its properties, and each property to its values: IRIs without brackets,
values as N-Triples terms in order, each once. Groups are shared, so nobody changes them in place.
"""

from collections.abc import Iterable

from graph.rdf.quads import Quad, iri

__all__ = ["Nodes", "add", "grouped", "joined", "ungrouped"]

Nodes = dict[str, dict[str, list[str]]]


def grouped(quads: Iterable[Quad]) -> Nodes:
    """Group statements, whatever their graph.

    Complexity: linear in the statements, and sorting the values of each property.

    >>> grouped([("", "<a:s>", "<a:p>", '"2"'), ("<a:g>", "<a:s>", "<a:p>", '"1"')])
    {'a:s': {'a:p': ['"1"', '"2"']}}
    """
    found: dict[str, dict[str, set[str]]] = {}
    for _, subject, predicate, object_ in quads:
        found.setdefault(subject, {}).setdefault(predicate, set()).add(object_)
    return {
        subject[1:-1]: {name[1:-1]: sorted(values) for name, values in properties.items()}
        for subject, properties in found.items()
    }


def ungrouped(nodes: Nodes) -> set[Quad]:
    """Return grouped statements as quads of no graph.

    >>> ungrouped({"a:s": {"a:p": ['"1"']}})
    {('', '<a:s>', '<a:p>', '"1"')}
    """
    return {
        ("", iri(subject), iri(name), value)
        for subject, properties in nodes.items()
        for name, values in properties.items()
        for value in values
    }


def add(nodes: Nodes, subject: str, name: str, value: str) -> None:
    """Add a statement to nodes that are being made.

    >>> nodes = {"a:s": {"a:p": ['"2"']}}
    >>> add(nodes, "a:s", "a:p", '"1"')
    >>> nodes
    {'a:s': {'a:p': ['"1"', '"2"']}}
    """
    properties = nodes.setdefault(subject, {})
    known = properties.get(name, ())
    if value not in known:
        properties[name] = sorted((*known, value))


def joined(nodes: Nodes, others: Nodes) -> Nodes:
    """Return the statements of both.

    Complexity: linear in the subjects, and in the statements about those that both have.

    >>> joined({"a:s": {"a:p": ['"2"']}}, {"a:s": {"a:p": ['"1"']}, "a:t": {"a:p": ['"3"']}})
    {'a:s': {'a:p': ['"1"', '"2"']}, 'a:t': {'a:p': ['"3"']}}
    """
    both = {**others, **nodes}
    for node in nodes.keys() & others.keys():
        known, values = nodes[node], others[node]
        if known != values:
            names = dict.fromkeys((*known, *values))
            both[node] = {
                name: sorted({*known.get(name, ()), *values.get(name, ())}) for name in names
            }
    return both
