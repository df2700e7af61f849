"""SPARQL conditions of constraints on single values: datatype, pattern, range, node kind."""

import re
from collections.abc import Callable
from typing import Final

import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from shapes.gate.literals import to_sparql
from shapes.gate.parameters import Shape
from shapes.gate.verdict import PASSES, Underivable, Verdict, all_of, both, either, exact, no

__all__ = ["VALUE_RULES", "the_one"]

Rule = Callable[[Shape, str], Verdict]

KINDS: Final[dict[Node, str]] = {
    SH.IRI: "isIRI({0})",
    SH.BlankNode: "isBlank({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNodeOrIRI: "!isLiteral({0})",
    SH.BlankNodeOrLiteral: "!isIRI({0})",
    SH.IRIOrLiteral: "!isBlank({0})",
}
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SET: Final = r"\[\^?(?:[^\\\[\]&~-]|\\[^\w\s]|(?<!\[)-(?![-\]]))+\]"
SAFE: Final = re.compile(
    rf"(?:(?:[^\\\[\](){{}}?*+|]|\\[^\w\s<>]|\((?!\?)|\)|\||{SET})"
    r"(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\})?(?![?*+{]))*"
)


def the_one(shape: Shape, parameter: rdflib.URIRef) -> Node:
    """Return the one value of a parameter; raises `Underivable` where there are more or none."""
    values = list(shape.objects(parameter))
    if len(values) != 1:
        raise Underivable
    value: Node = values[0]
    return value


def _datatype(shape: Shape, value: str) -> Verdict:
    datatype = the_one(shape, SH.datatype)
    if datatype in (RDFS.Literal, RDFS.Datatype):
        raise Underivable
    return exact(f"DATATYPE({value}) = {to_sparql(datatype)}")


def _node_kind(shape: Shape, value: str) -> Verdict:
    kind = the_one(shape, SH.nodeKind)
    if kind not in KINDS:
        raise Underivable
    return exact(KINDS[kind].format(value))


def _in(shape: Shape, value: str) -> Verdict:
    members = shape.sg.graph.items(the_one(shape, SH["in"]))
    return exact(either(*(f"sameTerm({value}, {to_sparql(member)})" for member in members)))


def _pattern(shape: Shape, value: str) -> Verdict:
    """Leave to pySHACL flags, and what Python's expressions and the engine's do not share.

    `$` passes before a last line end in Python alone.
    """
    if list(shape.objects(SH.flags)):
        raise Underivable
    return all_of([_matches(str(pattern), value) for pattern in shape.objects(SH.pattern)])


def _matches(pattern: str, value: str) -> Verdict:
    if not SAFE.fullmatch(pattern):
        raise Underivable
    matches = f"REGEX(STR({value}), {to_sparql(rdflib.Literal(pattern))})"
    differs = f'COALESCE(!{matches} && !CONTAINS(STR({value}), "\\n"), false)'
    return Verdict(f"COALESCE({matches}, false)", either(f"isBlank({value})", differs))


def _min_length(shape: Shape, value: str) -> Verdict:
    least = the_one(shape, SH.minLength)
    return PASSES if int(str(least)) == 0 else exact(f"STRLEN(STR({value})) >= {int(str(least))}")


def _max_length(shape: Shape, value: str) -> Verdict:
    return exact(f"STRLEN(STR({value})) <= {int(str(the_one(shape, SH.maxLength)))}")


def _language_in(shape: Shape, value: str) -> Verdict:
    """Accept a language, and what refines a language of one part, as pySHACL does."""
    ranges = [str(one).lower() for one in shape.sg.graph.items(the_one(shape, SH.languageIn))]
    names = ", ".join(to_sparql(rdflib.Literal(one)) for one in ranges)
    language = f"LANG({value})"
    if "*" in ranges:
        return exact(f'{language} != ""')
    first = f'STRBEFORE({language}, "-")'
    return exact(f'{language} != "" && ({language} IN ({names}) || {first} IN ({names}))')


def _ranged(parameter: rdflib.URIRef, sign: str) -> Rule:
    def rule(shape: Shape, value: str) -> Verdict:
        bounds = shape.objects(parameter)
        return all_of([_compared(value, sign, bound) for bound in bounds])

    return rule


def _compared(value: str, sign: str, bound: Node) -> Verdict:
    """Compare whole and decimal numbers, and days; the rest is compared by pySHACL."""
    datatype = getattr(bound, "datatype", None)
    if datatype in (XSD.integer, XSD.decimal):
        known, holds = is_number(value), f"{value} {sign} {to_sparql(bound)}"
    elif datatype == XSD.date and DAY.fullmatch(str(bound)):
        known, holds = is_day(value), f'STR({value}) {sign} "{bound}"'
    else:
        raise Underivable
    return Verdict(
        f"COALESCE({both(known, holds)}, false)",
        f"COALESCE({both(known, no(f'({holds})'))}, false)",
    )


def is_number(value: str) -> str:
    """Return the condition that a value is a number that is compared exactly."""
    return f"(DATATYPE({value}) IN ({XSD.integer.n3()}, {XSD.decimal.n3()}))"


def is_day(value: str) -> str:
    """Return the condition that a value is a day, without time zone."""
    return f'(DATATYPE({value}) = {XSD.date.n3()} && REGEX(STR({value}), "^{DAY.pattern}$"))'


def _closed(shape: Shape, value: str) -> Verdict:
    if not bool(getattr(the_one(shape, SH.closed), "value", True)):
        return PASSES
    graph = shape.sg.graph
    allowed = {
        item for ignored in shape.objects(SH.ignoredProperties) for item in graph.items(ignored)
    }
    allowed |= {
        path for inner in shape.objects(SH.property) for path in graph.objects(inner, SH.path)
    }
    names = ", ".join(sorted(name.n3() for name in allowed if isinstance(name, rdflib.URIRef)))
    known = both(f"?p = {RDF.type.n3()}", f"?o = {RDFS.Resource.n3()}")
    other = f"EXISTS {{ {value} ?p ?o FILTER(?p NOT IN ({names}) && !{known}) }}"
    return Verdict(no(other), other)


VALUE_RULES: Final[dict[rdflib.URIRef, Rule]] = {
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.maxLength: _max_length,
    SH.languageIn: _language_in,
    SH.minInclusive: _ranged(SH.minInclusive, ">="),
    SH.minExclusive: _ranged(SH.minExclusive, ">"),
    SH.maxInclusive: _ranged(SH.maxInclusive, "<="),
    SH.maxExclusive: _ranged(SH.maxExclusive, "<"),
    SH.closed: _closed,
}
"""The rules by their SHACL parameter."""
