"""One mapping: the door and the publisher agree with independent JSON-LD processors."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyld
import pyoxigraph as ox
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from graph.rdf.jsonld_compact import compact_graphs
from graph.rdf.quads import Quad, from_engine, literal
from graph.reading.record import Record
from graph.release.release import Release
from ontology import BASE, CONCEPT, JG, PREFIXES, context

XSD = PREFIXES["xsd"]


@cache
def trees(path: str) -> list[dict[str, Any]]:
    """Return the documents of a YAML file as plain trees, by a reader that is not ours."""
    text = Path(path).read_text(encoding="utf-8")
    return list(yaml.load_all(text, Loader=yaml.BaseLoader))


def as_json_ld(record: Record) -> dict[str, Any]:
    (tree,) = (tree for tree in trees(record.path) if tree["id"] == record.slug)
    # The day of change is about the graph, and no statement of its own record.
    return {"@context": context()} | {name: tree[name] for name in tree if name != "modified"}


def triples(record: Record) -> set[Quad]:
    return {("", *quad[1:]) for quad in record.quads if quad[0]}


def test_the_door_expands_every_record_as_pyoxigraph_does(curated: list[Record]) -> None:
    for record in curated:
        text = json.dumps(as_json_ld(record))
        found = ox.parse(text, format=ox.RdfFormat.JSON_LD, base_iri=record.iri)
        assert set(from_engine(found)) == triples(record), record.path


def test_the_door_expands_every_record_as_pyld_does(curated: list[Record]) -> None:
    for record in curated:
        options = {"base": record.iri, "format": "application/n-quads"}
        text = pyld.jsonld.to_rdf(as_json_ld(record), options)
        found = ox.parse(text, format=ox.RdfFormat.N_QUADS)
        assert set(from_engine(found)) == triples(record), record.path


def test_the_json_ld_download_is_the_graph(release: Release, quads: list[Quad]) -> None:
    path = release.folder / "justicegraph.jsonld"
    found = ox.parse(path=path, format=ox.RdfFormat.JSON_LD)
    assert sorted(set(from_engine(found))) == quads


def read(quads: list[Quad], base: str = BASE) -> set[Quad]:
    """Return quads that were compacted and read by the engine's JSON-LD processor."""
    document = {"@context": context(base), "@graph": list(compact_graphs(sorted(quads), base))}
    return set(from_engine(ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)))


WORDS = ["ghost-work", "schema", "id", "type", "name", "Incident", "a--b", "A", "é", "x/y", ""]
SUBJECTS = ["urn:s", f"{BASE}id/issue/pay", f"{BASE}id/issue/pay#first", f"{BASE}id/issue/pay#x"]
OBJECTS = [
    *SUBJECTS,
    *(f"{BASE}id/actor/{word}" for word in WORDS),
    *(f"{CONCEPT}role/{word}" for word in WORDS),
    *(f"{JG}{word}" for word in ("Incident", "year", "no-such", "é")),
]
PROPERTIES = [
    f"{PREFIXES['rdf']}type",
    f"{PREFIXES['rdf']}value",
    f"{PREFIXES['rdfs']}label",
    f"{PREFIXES['dcterms']}issued",
    f"{PREFIXES['dcterms']}title",
    "urn:p",
    *(
        f"{JG}{word}"
        for word in (
            *("actor", "role", "to", "via", "year", "unit", "value", "rank", "figure"),
            *("involvement", "reason", "notStated", "shared", "unheard-of"),
        )
    ),
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LITERALS = st.one_of(
    st.builds(literal, TEXTS),
    st.builds(lambda text, tag: literal(text, language=tag), TEXTS, st.sampled_from(["en", "de"])),
    st.builds(
        literal,
        st.one_of(TEXTS, st.sampled_from(["2019", "2019-05-31", "1.5", "true"])),
        st.sampled_from([f"{XSD}gYear", f"{XSD}date", f"{XSD}decimal", f"{XSD}boolean", "urn:t"]),
    ),
)
QUADS = st.lists(
    st.tuples(
        st.sampled_from(["<urn:g>", f"<{BASE}graph/issue/pay>"]),
        st.sampled_from(SUBJECTS).map(lambda subject: f"<{subject}>"),
        st.sampled_from(PROPERTIES).map(lambda name: f"<{name}>"),
        st.one_of(st.sampled_from(OBJECTS).map(lambda object_: f"<{object_}>"), LITERALS),
    ),
    max_size=12,
)
PAY = f"<{BASE}id/issue/pay>"


@given(quads=QUADS)
@example(quads=[("<urn:g>", PAY, f"<{JG}actor>", f"<{BASE}id/actor/schema>")])
@example(quads=[("<urn:g>", PAY, f"<{JG}actor>", '"Google"')])
@example(quads=[("<urn:g>", PAY, f"<{JG}figure>", '"a figure"')])
@example(quads=[("<urn:g>", PAY, f"<{PREFIXES['rdf']}type>", '"Incident"')])
def test_whatever_is_compacted_reads_back_as_it_was(quads: list[Quad]) -> None:
    assert read(quads) == set(quads)


def test_a_base_of_ones_own_reads_back_as_it_was() -> None:
    own = "https://example.org/"
    quads = [
        (
            f"<{own}graph/issue/pay>",
            f"<{own}id/issue/pay>",
            f"<{JG}actor>",
            f"<{own}id/actor/a-co>",
        ),
        (f"<{own}graph/issue/pay>", f"<{own}id/issue/pay>", f"<{JG}actor>", f"<{BASE}id/actor/b>"),
    ]
    assert read(quads, own) == set(quads)


@pytest.mark.parametrize(
    ("object_", "field"),
    [
        (literal("Pay", language="en"), {"title": "Pay"}),
        (literal("Lohn", language="de"), {"title": {"de": "Lohn"}}),
        (literal("Pay"), {"dcterms:title": {"@value": "Pay", "@type": "xsd:string"}}),
        ("<urn:x>", {"dcterms:title": {"@id": "urn:x"}}),
    ],
)
def test_a_text_is_written_in_the_words_of_records(object_: str, field: dict[str, Any]) -> None:
    quad = ("<urn:g>", "<urn:s>", f"<{PREFIXES['dcterms']}title>", object_)
    assert list(compact_graphs([quad])) == [{"id": "urn:g", "@graph": [{"id": "urn:s", **field}]}]


def test_a_nested_node_stands_inside_its_record() -> None:
    nested = f"<{PAY[1:-1]}#fine>"
    quads = [
        ("<urn:g>", PAY, f"<{JG}figure>", nested),
        ("<urn:g>", nested, f"<{JG}unit>", '"USD"'),
        ("<urn:g>", nested, f"<{JG}value>", literal("1.50", f"{XSD}decimal")),
    ]
    node = {"id": PAY[1:-1], "figure": {nested[1:-1]: {"unit": "USD", "value": "1.5"}}}
    assert list(compact_graphs(quads)) == [{"id": "urn:g", "@graph": [node]}]
