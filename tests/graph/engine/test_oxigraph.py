"""The store: a query in, bytes out, of the graphs that were asked for and of nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from graph.engine.base import Value
from graph.engine.oxigraph import Store
from graph.engine.query import Dataset, Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import BadQuery, QueryRefused, Unavailable

DATA = """\
<urn:kenya> <urn:within> <urn:africa> <urn:one> .
<urn:ghana> <urn:within> <urn:africa> <urn:two> .
<urn:ghana> <urn:name> "Ghana"@en <urn:two> .
<urn:nowhere> <urn:within> <urn:none> .
"""
JSON, XML, CSV, TSV = RESULT_FORMATS
PLACES = "SELECT ?place {0} {{ ?place <urn:within> ?in }} ORDER BY ?place"


@pytest.fixture(scope="module", params=["memory", "disk"])
def small_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    if request.param == "memory":
        return Store.in_memory(DATA)
    folder = tmp_path_factory.mktemp("store")
    (folder / "data.nq").write_text(DATA)
    Store.write(folder / "data.nq", folder / "store")
    return Store.open(folder / "store")


def answer(store: Store, query: str, format_: Format = CSV, dataset: Dataset | None = None) -> str:
    return store.evaluate(Query(query, dataset or Dataset()), format_).read().decode()


def places(store: Store, query: str, dataset: Dataset | None = None) -> list[str]:
    head, *found = answer(store, query, CSV, dataset).split()
    assert head == "place"
    return [place.removeprefix("urn:") for place in found]


def test_without_a_dataset_the_union_of_all_graphs_is_asked(small_store: Store) -> None:
    assert places(small_store, PLACES.format("")) == ["ghana", "kenya", "nowhere"]


def test_no_statement_of_the_release_stands_in_two_graphs(quads: list[Quad]) -> None:
    # The engine, pyoxigraph 0.5.13, gives such a statement twice where the union is asked.
    triples = Counter(quad[1:] for quad in quads)
    assert [triple for triple, count in triples.items() if count > 1] == []


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("FROM <urn:one>", ["kenya"]),
        ("from<urn:one>", ["kenya"]),
        ("FROM <urn:one> FROM <urn:two>", ["ghana", "kenya"]),
        ("FROM <urn:unknown>", []),
        ("FROM NAMED <urn:one>", []),
        ("FROM <http://127.0.0.1:9/data.ttl>", []),
        ("FROM <file:///etc/passwd>", []),
    ],
)
def test_from_restricts_the_query_and_fetches_nothing(
    clause: str, found: list[str], small_store: Store
) -> None:
    assert places(small_store, PLACES.format(clause)) == found


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        (Dataset(default=("urn:one",)), ["kenya"]),
        (Dataset(default=("urn:one", "urn:two")), ["ghana", "kenya"]),
        (Dataset(default=("urn:unknown",)), []),
        (Dataset(named=("urn:one",)), []),
    ],
)
def test_a_dataset_restricts_the_default_graph(
    dataset: Dataset, found: list[str], small_store: Store
) -> None:
    assert places(small_store, PLACES.format(""), dataset) == found


def test_a_dataset_goes_before_from(small_store: Store) -> None:
    dataset = Dataset(default=("urn:two",))
    assert places(small_store, PLACES.format("FROM <urn:one>"), dataset) == ["ghana"]


NAMED = "SELECT DISTINCT ?place {0} {{ GRAPH ?place {{ ?s ?p ?o }} }} ORDER BY ?place"


@pytest.mark.parametrize(
    ("clause", "dataset", "found"),
    [
        ("", Dataset(), ["one", "two"]),
        ("FROM NAMED <urn:one>", Dataset(), ["one"]),
        ("FROM <urn:one>", Dataset(), []),
        ("", Dataset(named=("urn:two",)), ["two"]),
        ("", Dataset(named=("urn:unknown",)), []),
        ("", Dataset(default=("urn:one",)), []),
    ],
)
def test_named_graphs_are_those_of_the_dataset(
    clause: str, dataset: Dataset, found: list[str], small_store: Store
) -> None:
    assert places(small_store, NAMED.format(clause), dataset) == found


ANSWERS = {
    "json": '{"head":{"vars":["in"]},"results":{"bindings":'
    '[{"in":{"type":"uri","value":"urn:africa"}}]}}',
    "xml": '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    '<variable name="in"/></head><results><result><binding name="in"><uri>urn:africa</uri>'
    "</binding></result></results></sparql>",
    "csv": "in\r\nurn:africa\r\n",
    "tsv": "?in\n<urn:africa>\n",
}


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda format_: format_.name)
def test_rows_are_written_in_every_format(format_: Format, small_store: Store) -> None:
    query = "SELECT ?in { <urn:kenya> <urn:within> ?in }"
    assert answer(small_store, query, format_) == ANSWERS[format_.name]


def test_a_yes_or_no_is_written() -> None:
    store = Store.in_memory(DATA)
    assert answer(store, "ASK { <urn:kenya> ?p ?o }", JSON) == '{"head":{},"boolean":true}'


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        (GRAPH_FORMATS[1], "<urn:kenya> <urn:within> <urn:africa> .\n"),
        (GRAPH_FORMATS[0], "<urn:kenya> <urn:within> <urn:africa> .\n"),
    ],
    ids=["nt", "ttl"],
)
def test_a_graph_is_written(format_: Format, text: str, small_store: Store) -> None:
    query = "CONSTRUCT { <urn:kenya> ?p ?o } { <urn:kenya> ?p ?o }"
    found = answer(small_store, query, format_)
    assert "".join(part for part in found.splitlines(keepends=True) if part[0] == "<") == text


def test_a_large_answer_is_read_from_its_beginning() -> None:
    lines = "".join(f"<urn:s> <urn:p> <urn:o-{number}> .\n" for number in range(100_000))
    found = answer(Store.in_memory(lines), "CONSTRUCT WHERE { ?s ?p ?o }", GRAPH_FORMATS[1])
    assert sorted(found.splitlines()) == sorted(lines.splitlines())


@pytest.mark.parametrize(
    ("query", "format_"),
    [
        ("SELECT * { ?s ?p ?o }", GRAPH_FORMATS[0]),
        ("ASK { }", GRAPH_FORMATS[0]),
        ("CONSTRUCT WHERE { ?s ?p ?o }", CSV),
        ("DESCRIBE <urn:kenya>", JSON),
        ("SELECT", CSV),
        ("", CSV),
        ("SELECT * { ?s unknown:p ?o }", CSV),
        ("LOAD <urn:x>", CSV),
        ("INSERT DATA { <urn:s> <urn:p> <urn:o> }", CSV),
        ("DROP ALL", CSV),
    ],
)
def test_what_is_no_query_of_that_kind_is_a_bad_query(
    query: str, format_: Format, small_store: Store
) -> None:
    with pytest.raises(BadQuery):
        small_store.query(query, format_)


def test_a_graph_name_that_is_no_iri_is_a_bad_query(small_store: Store) -> None:
    with pytest.raises(BadQuery):
        small_store.evaluate(Query("ASK { }", Dataset(default=("not an iri",))), JSON)


def test_service_is_refused_before_evaluation(small_store: Store) -> None:
    with pytest.raises(QueryRefused):
        small_store.query("ASK { SERVICE <http://127.0.0.1:9/> { } }", JSON)


def test_rows_hold_what_is_bound_and_say_what_is_an_iri(small_store: Store) -> None:
    query = "SELECT ?place ?name ?none { ?place <urn:name> ?name OPTIONAL { ?place <a:a> ?none } }"
    assert small_store.rows(query) == [
        {"place": Value("urn:ghana", is_iri=True), "name": Value("Ghana")}
    ]


def test_a_bound_value_is_a_value_and_never_query_text(small_store: Store) -> None:
    query = "SELECT ?in { ?place <urn:within> ?in }"
    assert small_store.rows(query, place="urn:kenya") == [{"in": Value("urn:africa", is_iri=True)}]
    with pytest.raises(BadQuery):
        small_store.rows(query, place="urn:x> ?p ?o } #")


def test_only_a_select_has_rows(small_store: Store) -> None:
    with pytest.raises(BadQuery, match=r"^only a SELECT query has rows$"):
        small_store.rows("ASK { }")


def test_project_prefixes_need_no_declaration(store: Store) -> None:
    assert store.rows("SELECT ?s { ?s a jg:Incident } LIMIT 1")


def test_a_store_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no store")
    for path in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(Unavailable, match="the store cannot be opened"):
            Store.open(path)


def test_several_can_open_one_store_for_reading(store: Store, release: Release) -> None:
    query = "SELECT ?s { ?s a jg:Hazard } ORDER BY ?s"
    assert Store.open(release.store).rows(query) == store.rows(query)


@pytest.mark.parametrize("format_", [*RESULT_FORMATS, *GRAPH_FORMATS], ids=lambda one: one.name)
def test_every_format_has_a_name_and_a_media_type_of_its_own(format_: Format) -> None:
    formats = [*RESULT_FORMATS, *GRAPH_FORMATS]
    assert [one for one in formats if one.name == format_.name] == [format_]
    assert [one for one in formats if one.media_type == format_.media_type] == [format_]


def test_a_file_that_cannot_be_read_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"lost\.nq: cannot be read"):
        Store.in_memory(tmp_path / "lost.nq")
