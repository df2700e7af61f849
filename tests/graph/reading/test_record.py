"""The door: what a record becomes behind it, and that nothing can break it."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.rdf.quads import to_n_quads
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import Node, documents
from ontology import KINDS, PREFIXES, terms
from shapes import Mark

ISSUE = "https://w3id.org/justicegraph/id/issue/a"
JG = PREFIXES["jg"]

HEAD = "id: a\ntype: Incident\n"

TREES = st.recursive(
    st.text() | st.sampled_from([*KINDS, *terms().fields, "a", "2019", "1.5", "#a", "en"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text() | st.sampled_from([*terms().fields, "id", "type", "#a", "en", "@id"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)
NAMED = st.fixed_dictionaries(
    {"id": st.just("a"), "type": st.sampled_from([*KINDS]), "figure": TREES, "title": TREES},
    optional={name: TREES for name in terms().fields if name not in ("figure", "title")},
)


def read(text: str) -> Record:
    (document,) = documents(text, "a.yaml")
    return read_record(document, "a.yaml")


def objects(text: str, field: str) -> list[str]:
    """Return what a field of a sound record stands for, as N-Quads writes it."""
    record = read(HEAD + text)
    assert record.problems == []
    predicate = f"<{terms().fields[field].iri}>"
    return [quad[3] for quad in record.quads if quad[2] == predicate]


def node(tree: object) -> Node:
    if isinstance(tree, dict):
        return Node({str(name): node(value) for name, value in tree.items()}, 1, 1)
    if isinstance(tree, list):
        return Node([node(item) for item in tree], 1, 1)
    return Node(str(tree), 1, 1)


def test_a_record_is_expanded_in_a_graph_of_its_own() -> None:
    record = read(f"{HEAD}year: 2019\nplace: [kenya, uganda]\nmodified: 2026-11-22")
    graph = "<https://w3id.org/justicegraph/graph/issue/a>"
    xsd = PREFIXES["xsd"]
    assert record.quads == [
        (graph, f"<{ISSUE}>", f"<{PREFIXES['rdf']}type>", f"<{JG}Incident>"),
        (graph, f"<{ISSUE}>", f"<{JG}year>", f'"2019"^^<{xsd}gYear>'),
        (graph, f"<{ISSUE}>", f"<{JG}place>", "<https://w3id.org/justicegraph/id/place/kenya>"),
        (graph, f"<{ISSUE}>", f"<{JG}place>", "<https://w3id.org/justicegraph/id/place/uganda>"),
        ("", graph, f"<{PREFIXES['dcterms']}modified>", f'"2026-11-22"^^<{xsd}date>'),
    ]
    assert (record.path, record.line, record.kind, record.slug) == ("a.yaml", 1, "issue", "a")
    assert (record.iri, f"<{record.graph}>") == (ISSUE, graph)


def test_a_record_keeps_the_place_of_each_field_and_each_nested_entry() -> None:
    record = read(f'{HEAD}figure:\n  "#workers":\n    value: 12\n')
    assert record.marks == {
        (ISSUE, f"{PREFIXES['rdf']}type"): Mark("type", 2, 1),
        (ISSUE, f"{JG}figure"): Mark("figure", 3, 1),
        (f"{ISSUE}#workers", ""): Mark("figure #workers", 4, 3),
        (f"{ISSUE}#workers", f"{JG}value"): Mark("value", 5, 5),
    }


def test_a_nested_entry_is_a_node_named_after_its_record() -> None:
    record = read(f'{HEAD}figure:\n  "#workers":\n    value: 12\n')
    assert [quad[1:3] for quad in record.quads[1:]] == [
        (f"<{ISSUE}>", f"<{JG}figure>"),
        (f"<{ISSUE}#workers>", f"<{JG}value>"),
    ]
    assert record.quads[1][3] == f"<{ISSUE}#workers>"


def test_data_live_under_a_base_of_ones_own_and_concepts_stay() -> None:
    (document,) = documents(f"{HEAD}place: kenya\nstatus: ended", "a.yaml")
    record = read_record(document, "a.yaml", "http://localhost:8000/")
    assert record.iri == "http://localhost:8000/id/issue/a"
    assert record.graph == "http://localhost:8000/graph/issue/a"
    assert [quad[3] for quad in record.quads[1:]] == [
        "<http://localhost:8000/id/place/kenya>",
        "<https://w3id.org/justicegraph/concept/status/ended>",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1.50", "1.5"), ("007", "7"), ("-0.0", "0"), ("2.", "2"), (".5", "0.5"), ("+3", "3")],
)
def test_a_decimal_is_kept_in_its_canonical_form(written: str, kept: str) -> None:
    assert objects(f"value: {written}", "value") == [f'"{kept}"^^<{PREFIXES["xsd"]}decimal>']


def test_a_code_stays_as_it_is_written() -> None:
    assert objects("alpha2: NO", "alpha2") == ['"NO"']
    assert objects("m49: 007", "m49") == ['"007"']
    assert objects("unit: true", "unit") == ['"true"']


def test_a_text_is_english_unless_it_says_otherwise() -> None:
    assert objects("title: b", "title") == ['"b"@en']
    assert objects("title: {sw: b, en-GB: c}", "title") == ['"b"@sw', '"c"@en-gb']
    assert objects("title: [b, {sw: c}]", "title") == ['"b"@en', '"c"@sw']


def test_a_text_keeps_its_quotes_line_ends_and_signs() -> None:
    assert objects('title: "say \\"hi\\"\\n\\tto 🙂 \\\\"', "title") == [
        '"say \\"hi\\"\\n\\tto 🙂 \\\\"@en'
    ]
    assert objects('title: {sw: "\\"\\n"}', "title") == ['"\\"\\n"@sw']


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "https://例え.jp/パス",
        "https://example.org/%20",
        "https://[2001:db8::1]/",
    ],
)
def test_a_web_address_is_taken_as_it_is(address: str) -> None:
    assert objects(f"url: '{address}'", "url") == [f"<{address}>"]


def test_what_is_not_stated_is_the_property_of_a_field() -> None:
    assert objects("notStated: [year, summary]", "notStated") == [
        f"<{JG}year>",
        f"<{PREFIXES['dcterms']}abstract>",
    ]


def test_to_and_to_workers_stand_for_one_property() -> None:
    assert objects("to: sama\ntoWorkers: riders", "to") == [
        "<https://w3id.org/justicegraph/id/actor/sama>",
        "<https://w3id.org/justicegraph/id/worker-group/riders>",
    ]


def test_a_record_may_have_several_types_and_the_first_names_it() -> None:
    record = read("id: a\ntype: [Incident, Hazard]")
    assert record.problems == []
    assert record.kind == "issue"
    assert [quad[3] for quad in record.quads] == [f"<{JG}Incident>", f"<{JG}Hazard>"]


def test_the_day_of_a_nested_entry_is_not_the_day_of_the_record() -> None:
    record = read(f'{HEAD}figure:\n  "#workers":\n    modified: 2019-05-31\n')
    assert record.quads[-1][1] == f"<{ISSUE}#workers>"


def test_every_type_of_record_has_an_address() -> None:
    found = {type_: read(f"id: a\ntype: {type_}").iri for type_ in KINDS}
    assert found == {
        type_: f"https://w3id.org/justicegraph/id/{kind}/a" for type_, kind in KINDS.items()
    }


@settings(deadline=None)
@given(TREES)
@example([])
@example({"id": "a", "type": ["Incident", {}]})
def test_any_tree_is_read_without_an_error(tree: object) -> None:
    record = read_record(node(tree), "a.yaml")
    assert record.problems or record.iri


@settings(deadline=None)
@given(NAMED)
@example({"id": "a", "type": "Source", "url": "https://[bad"})
@example({"id": "a", "type": "Source", "title": {"en-12": "b"}})
def test_whatever_is_read_is_read_by_the_engine_too(tree: object) -> None:
    quads = read_record(node(tree), "a.yaml").quads
    read_back = ox.parse(to_n_quads(quads), format=ox.RdfFormat.N_QUADS)
    assert len(list(read_back)) == len(quads)
