"""Merges the records of an issue in quads: what is said of any of them is said of one node."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.rdf.grouped import Nodes
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import LABEL, TITLE
from ontology.namespaces import JG

__all__ = ["COUNTED_AS", "as_one_issue", "one_issue"]

COUNTED_AS: Final = iri(JG + "countedAs")
NAMES: Final = frozenset({LABEL, TITLE})


def one_issue(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads in which each issue that several records report is one node, with its own title.

    The nested nodes of another record get IRIs below that of the issue, with the record's slug
    before their own name. Complexity: linear in the quads, which are read twice.

    >>> own, other = ("", "<a:i>", LABEL, '"One"@en'), ("", "<a:r>", LABEL, '"Other"@en')
    >>> said = ("", "<a:r#x>", "<a:actor>", "<a:google>")
    >>> [*one_issue([own, other, said, ("", "<a:r>", COUNTED_AS, "<a:i>")])] == [
    ...     own, ("", "<a:i#a:r.x>", "<a:actor>", "<a:google>")]
    True
    """
    quads = quads if isinstance(quads, list) else [*quads]
    issues = {one[1]: one[3] for one in quads if one[2] == COUNTED_AS and one[1] != one[3]}
    return _merged(quads, issues) if issues else iter(quads)


def as_one_issue(nodes: Nodes, issues: Mapping[str, str]) -> Nodes:
    """Return grouped statements in which records are the issues that they report, as terms.

    Nested nodes and what names the records are changed as by `one_issue`.
    Complexity: linear in the statements.

    >>> as_one_issue({"a:r": {"a:p": ['"1"']}, "a:r#x": {"a:q": ["<a:r>"]}}, {"<a:r>": "<a:i>"})
    {'a:i': {'a:p': ['"1"']}, 'a:i#a:r.x': {'a:q': ['<a:i>']}}
    """
    merged = Nodes()
    for node, properties in nodes.items():
        subject = iri(node)
        known = merged.setdefault(_term(subject, issues)[1:-1], {})
        for name, values in properties.items():
            if iri(name) != COUNTED_AS and not (iri(name) in NAMES and subject in issues):
                ends = [_term(value, issues) for value in values]
                is_same = ends == values and name not in known
                known[name] = values if is_same else sorted({*ends, *known.get(name, ())})
    return merged


def _merged(quads: Iterable[Quad], issues: Mapping[str, str]) -> Iterator[Quad]:
    for graph, subject, predicate, object_ in quads:
        if predicate == COUNTED_AS or (predicate in NAMES and subject in issues):
            continue
        yield graph, _term(subject, issues), predicate, _term(object_, issues)


def _term(term: str, issues: Mapping[str, str]) -> str:
    if term[0] != "<":
        return term
    if term in issues:
        return issues[term]
    if "#" in term:
        record, _, node = term[:-1].partition("#")
        if issue := issues.get(f"{record}>"):
            return f"{issue[:-1]}#{record[1:].rpartition('/')[2]}.{node}>"
    return term
