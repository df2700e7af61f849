"""SHACL-SPARQL constraints (`sh:sparql`) as conditions of a node.

A query that only matches triples and compares numbers and texts means the same to every engine,
whether `$this` is bound before or joined; any other is left to pySHACL.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import rdflib
from rdflib.namespace import SH, XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from shapes.gate.context import Derivation
from shapes.gate.literals import to_sparql
from shapes.gate.parameters import Shape
from shapes.gate.verdict import PASSES, Underivable, Verdict, both, either, no

__all__ = ["derive_query", "patterns"]

Triple = tuple[Node, Node, Node]
TEXTS: Final = {"Builtin_STR": "STR", "Builtin_LANG": "LANG"}
CASTS: Final = (XSD.integer, XSD.decimal)
PATH: Final = re.compile(r"(?<=[\s{}()])[$?]PATH\b")
THIS_BOUND: Final = re.compile(r"[\s{}()][$?]this\b")
FORBIDDEN: Final = re.compile(
    r"[$?](?:PATH|shapesGraph|currentShape)|(?i:inus|values|ervice|select.*select|\bas\s)",
    re.DOTALL,
)
"""What pySHACL binds otherwise, or may take for a clause that SHACL (appendix A) rules out."""
THIS: Final = rdflib.Variable("this")


def derive_query(deriver: Derivation, shape: Shape, constraint: Node, node: str) -> Verdict:
    """Return the verdict of one `sh:sparql` on a node; an error in a filter leaves it open.

    Source: SHACL, sections 5.3.1 and 5.3.2.
    """
    if bool(getattr(shape.sg.graph.value(constraint, SH.deactivated), "value", False)):
        return PASSES
    triples, filters = _parsed(shape, constraint)
    names = {THIS: node}
    lines = [" ".join(_term(deriver, term, names) for term in triple) for triple in triples]
    condition = both(*(_boolean(one, names) for one in filters))
    divergent = [deriver.is_divergent(name) for name in names.values()]
    perhaps = either(f"COALESCE({condition}, true)", *divergent)
    return Verdict(no(f"EXISTS {{ {' . '.join(lines)} FILTER({perhaps}) }}"), "false")


def patterns(shape: Shape, constraint: Node) -> list[Triple]:
    """Return the triple patterns of a query that is nothing but these and filters."""
    return _parsed(shape, constraint)[0]


def _parsed(shape: Shape, constraint: Node) -> tuple[list[Triple], list[Any]]:
    algebra = _algebra(shape, constraint)
    part, filters = algebra.p, []
    if algebra.name != "SelectQuery" or algebra.datasetClause or part.name != "Project":
        raise Underivable
    part = part.p
    while part.name == "Filter":
        filters.append(part.expr)
        part = part.p
    if part.name != "BGP" or not part.triples:
        raise Underivable
    return [tuple(triple) for triple in part.triples], filters


def _algebra(shape: Shape, constraint: Node) -> Any:
    """Return a query as pySHACL would run it, `$this` left open."""
    graph = shape.sg.graph
    try:
        select = str(graph.value(constraint, SH.select, any=False))
        return prepareQuery(_prologue(graph, constraint) + _with_path(shape, select)).algebra
    except Exception as fault:  # whatever is wrong with it, pySHACL is to say it
        raise Underivable from fault


def _with_path(shape: Shape, select: str) -> str:
    """Return a query with its `$PATH` replaced; raises `Underivable` where it binds more.

    Source: SHACL, section 5.3.1.
    """
    path = shape.path()
    text = PATH.sub(lambda _: path.n3(), select) if isinstance(path, rdflib.URIRef) else select
    if FORBIDDEN.search(text) or not THIS_BOUND.search(text):
        raise Underivable
    return text


def _prologue(graph: rdflib.Graph, constraint: Node) -> str:
    """Return the prefixes of a query; raises `Underivable` where others are declared elsewhere.

    Source: SHACL, section 5.2.1, without `owl:imports`.
    """
    prefixes = dict(_declared(graph, graph.objects(constraint, SH.prefixes / SH.declare)))
    for prefix, namespace in _declared(graph, graph.objects(None, SH.declare)):
        if prefixes.get(prefix, namespace) != namespace:
            raise Underivable
    return "".join(f"PREFIX {prefix}: <{name}>\n" for prefix, name in prefixes.items())


def _declared(graph: rdflib.Graph, declarations: Iterable[Node]) -> Iterator[tuple[str, str]]:
    for declaration in declarations:
        pair = [graph.value(declaration, name, any=False) for name in (SH.prefix, SH.namespace)]
        if not all(isinstance(getattr(one, "value", None), str) for one in pair):
            raise Underivable
        yield str(pair[0]), str(pair[1])


def _term(deriver: Derivation, term: Node, names: dict[rdflib.Variable, str]) -> str:
    if not isinstance(term, rdflib.Variable):
        return to_sparql(term)
    if term not in names:
        names[term] = deriver.fresh()
    return names[term]


def _boolean(part: Any, names: dict[rdflib.Variable, str]) -> str:
    """Return a condition in SPARQL; raises `Underivable` where engines may differ on it."""
    match getattr(part, "name", ""):
        case "ConditionalAndExpression":
            return both(*(_boolean(one, names) for one in (part.expr, *part.other)))
        case "ConditionalOrExpression":
            return either(*(_boolean(one, names) for one in (part.expr, *part.other)))
        case "UnaryNot":
            return f"(!{_boolean(part.expr, names)})"
        case "RelationalExpression" if part.op in ("=", "!=", "<", ">", "<=", ">="):
            return f"({_compared(part, names)})"
    raise Underivable


def _compared(part: CompValue, names: dict[rdflib.Variable, str]) -> str:
    sides = (part.expr, part.other)
    if part.op in ("=", "!=") and all(_is_text(side) for side in sides):
        one, two = (_text(side, names) for side in sides)
    else:
        one, two = (_number(side, names) for side in sides)
    return f"{one} {part.op} {two}"


def _is_text(part: Any) -> bool:
    plain = isinstance(part, rdflib.Literal) and not part.datatype and not part.language
    return plain or getattr(part, "name", "") in TEXTS


def _text(part: Any, names: dict[rdflib.Variable, str]) -> str:
    if isinstance(part, rdflib.Literal):
        return to_sparql(part)
    return f"{TEXTS[part.name]}({_variable(part.arg, names)})"


def _number(part: Any, names: dict[rdflib.Variable, str]) -> str:
    if isinstance(part, rdflib.Literal) and part.datatype in CASTS:
        return to_sparql(part)
    name = getattr(part, "name", "")
    if name == "Function" and part.iri in CASTS and _is_text(_only(part.expr)):
        return f"{part.iri.n3()}({_text(_only(part.expr), names)})"
    if name == "Builtin_YEAR" and getattr(part.arg, "name", "") == "Builtin_NOW":
        return "YEAR(NOW())"
    if name == "Builtin_STRLEN" and _is_text(part.arg):
        return f"STRLEN({_text(part.arg, names)})"
    raise Underivable


def _only(arguments: Sequence[Any]) -> Any:
    if len(arguments) != 1:
        raise Underivable
    return arguments[0]


def _variable(term: Any, names: dict[rdflib.Variable, str]) -> str:
    if term not in names:
        raise Underivable
    return names[term]
