"""Merges the records of an issue in quads: what is said of any of them is said of one node."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.rdf.quads import Quad, iri
from graph.rdf.terms import LABEL, TITLE
from ontology.namespaces import JG

__all__ = ["COUNTED_AS", "one_issue"]

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


def _merged(quads: Iterable[Quad], issues: Mapping[str, str]) -> Iterator[Quad]:
    for graph, subject, predicate, object_ in quads:
        if predicate == COUNTED_AS or (predicate in NAMES and subject in issues):
            continue
        yield graph, _term(subject, issues), predicate, _term(object_, issues)


def _term(term: str, issues: Mapping[str, str]) -> str:
    if term in issues:
        return issues[term]
    if "#" in term and term[0] == "<":
        record, _, node = term[:-1].partition("#")
        if issue := issues.get(f"{record}>"):
            return f"{issue[:-1]}#{record[1:].rpartition('/')[2]}.{node}>"
    return term
