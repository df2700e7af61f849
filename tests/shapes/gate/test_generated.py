"""Generated shapes and graphs: both phases report what pySHACL alone reports."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shapes.gate import agree

PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
XSD = "http://www.w3.org/2001/XMLSchema#"

# Every kind of literal that rdflib and the engine might see differently, and some that they do not.
TYPED = [
    ("integer", ["1", "01", "2", "-3", "x", "40"]),
    ("decimal", ["1.0", "1.5", "2", "1.50", "0.1234567890123456789012"]),
    ("double", ["1.0E0", "NaN", "INF", "1"]),
    ("boolean", ["true", "1", "false", "yes"]),
    ("date", ["2019-05-31", "2019-02-31", "2019-05-31Z", "2020-01-01", "12019-01-01"]),
    ("dateTime", ["2019-05-31T10:00:00", "2019-05-31T10:00:00+01:00", "2019"]),
    ("gYear", ["2019", "1919", "2019Z", "abc"]),
    ("string", ["a", "b"]),
]
LITERALS = [f'"{text}"^^<{XSD}{name}>' for name, texts in TYPED for text in texts]
LITERALS += ['"a"', '"b"', '"ab\\n"', '""', '"a"@en', '"a"@EN', '"b"@en', '"a"@en-GB', '"a"@de']
LITERALS += ['"x"^^<https://example.org/type>']
IRIS = [f"<https://example.org/{name}>" for name in ("a", "b", "c")]
CLASSES = [f"<https://example.org/{name}>" for name in ("C", "D", "E")]
BLANK = ["_:x", "_:y"]
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"

names = st.sampled_from([":p", ":q", ":r"])
values = st.sampled_from([*LITERALS, *IRIS])
triples = st.one_of(
    st.tuples(st.sampled_from([*IRIS, *BLANK]), st.just(TYPE), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(CLASSES), st.just(SUBCLASS), st.sampled_from(CLASSES)),
    st.tuples(
        st.sampled_from([*IRIS, *BLANK]),
        names.map(lambda name: f"<https://example.org/{name[1:]}>"),
        st.sampled_from([*LITERALS, *IRIS, *BLANK]),
    ),
)
graphs = st.lists(triples, max_size=24, unique=True).map(
    lambda found: "".join(f"{' '.join(triple)} .\n" for triple in found).encode()
)


def listed(items: list[str]) -> str:
    return f"( {' '.join(items)} )"


paths = st.one_of(
    names,
    st.lists(names, min_size=2, max_size=3).map(listed),
    names.map(lambda name: f"[ sh:inversePath {name} ]"),
    st.lists(names, min_size=2, max_size=2).map(
        lambda two: f"[ sh:alternativePath {listed(two)} ]"
    ),
    st.tuples(st.sampled_from(["zeroOrMore", "oneOrMore", "zeroOrOne"]), names).map(
        lambda two: f"[ sh:{two[0]}Path {two[1]} ]"
    ),
)
patterns = st.sampled_from(
    [
        "^a$",
        "^a",
        "b",
        "^[0-9]{4}$",
        "^https?://",
        "a|b",
        "^.$",
        "^[a-c]+$",
        r"\\d",
        "(?i)A",
        "^a++$",
    ]
)


def said(parameter: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return values.map(lambda value: f"sh:{parameter} {value}")


counts = st.integers(0, 5).map(str)
on_values = st.one_of(
    said("datatype", st.sampled_from([f"xsd:{name}" for name, _ in TYPED] + ["rdf:langString"])),
    said("nodeKind", st.sampled_from(["sh:IRI", "sh:Literal", "sh:BlankNode", "sh:IRIOrLiteral"])),
    said("class", st.sampled_from([":C", ":D"])),
    said("in", st.lists(values, min_size=1, max_size=4).map(listed)),
    said("pattern", patterns.map(lambda pattern: f'"{pattern}"')),
    said("minLength", counts),
    said("maxLength", counts),
    said("languageIn", st.sampled_from(['( "en" )', '( "de" "en-gb" )', '( "*" )'])),
    said("hasValue", values),
    *(
        said(f"{end}{kind}", st.sampled_from(["1", "1.5", '"2019-05-31"^^xsd:date', '"a"', "1e0"]))
        for end in ("min", "max")
        for kind in ("Inclusive", "Exclusive")
    ),
    said("equals", names),
    said("disjoint", names),
    said("closed", st.just("true ; sh:ignoredProperties ( rdf:type )")),
)
on_all = st.one_of(
    said("minCount", counts),
    said("maxCount", counts),
    said("uniqueLang", st.sampled_from(["true", "false"])),
    said("lessThan", names),
    said("lessThanOrEquals", names),
)


def constraints(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    node = st.lists(st.one_of(on_values, inner), min_size=1, max_size=2, unique=True).map(joined)
    several = st.lists(node.map(bracketed), min_size=1, max_size=3).map(listed)
    property_ = st.tuples(paths, st.lists(st.one_of(on_values, on_all, inner), max_size=2)).map(
        lambda two: bracketed(joined([f"sh:path {two[0]}", *dict.fromkeys(two[1])]))
    )
    qualified = st.tuples(paths, node, counts, st.sampled_from(["Min", "Max"])).map(
        lambda four: bracketed(
            f"sh:path {four[0]} ; sh:qualifiedValueShape [ {four[1]} ] ;"
            f" sh:qualified{four[3]}Count {four[2]}"
        )
    )
    return st.one_of(
        *(said(name, several) for name in ("and", "or", "xone")),
        *(said(name, node.map(bracketed)) for name in ("not", "node")),
        said("property", st.one_of(property_, qualified)),
    )


def bracketed(text: str) -> str:
    return f"[ {text} ]"


def joined(parts: list[str]) -> str:
    """Say one thing about a parameter at most, as most parameters need it."""
    return " ; ".join({part.split()[0]: part for part in parts}.values())


referring = st.recursive(on_values, constraints, max_leaves=5)
targets = st.one_of(
    said("targetClass", st.sampled_from([":C", ":D"])),
    said("targetSubjectsOf", names),
    said("targetObjectsOf", names),
    said("targetNode", values),
)
node_shapes = st.tuples(targets, st.lists(referring, min_size=1, max_size=3)).map(
    lambda two: joined(["a sh:NodeShape", two[0], *two[1]])
)
property_shapes = st.tuples(
    targets, paths, st.lists(st.one_of(on_values, on_all, referring), min_size=1, max_size=3)
).map(lambda three: joined([three[0], f"sh:path {three[1]}", *three[2]]))
shapes = st.lists(st.one_of(node_shapes, property_shapes), min_size=1, max_size=3).map(
    lambda found: PREFIXES + "".join(f":S{n} {text} .\n" for n, text in enumerate(found))
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, str]:
    """Draw data and shapes, under a name that is shorter than all they are made of."""
    return draw(graphs), draw(shapes)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(documents())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_both_phases_report_what_pyshacl_reports(drawn: tuple[bytes, str]) -> None:
    assert agree(*drawn)
