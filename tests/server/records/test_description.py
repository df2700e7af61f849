"""A description: what is said, what is nested, who names it; and a bound on each of these."""

import re
from collections.abc import Generator, Iterable
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from graph.engine.base import Answer, Engine
from graph.engine.lookup.by_query import ByQuery
from graph.engine.lookup.kinds import LOOKUPS
from graph.engine.lookup.result import Found
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, Format
from graph.rdf.quads import Quad, iri, literal, to_n_quads
from graph.release.release import Release
from ontology import BASE, JG, PREFIXES
from server.records.description import describe
from server.records.serialization import write

QUERIES = Path(str(files("server"))) / "queries"
ISSUE, ACTOR = f"{BASE}id/issue/pay", f"{BASE}id/actor/firm"
RDFS, VOID, XSD = PREFIXES["rdfs"], PREFIXES["void"], PREFIXES["xsd"]
LABEL = f"<{RDFS}label>"


class Independent(Engine):
    """rdflib as an engine: SPARQL 1.1 with nothing of our store's own."""

    def __init__(self, n_triples: Path) -> None:
        self.data = rdflib.Graph().parse(n_triples, format="nt")

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:  # noqa: ARG002
        found = self.data.query(query.text)
        name = "nt" if format_ in GRAPH_FORMATS else "json"
        return Answer(format_, _once(found.serialize(format=name) or b""))

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        return LOOKUPS[what](ByQuery(self), nodes)


def _once(chunk: bytes) -> Generator[bytes, None, None]:
    yield chunk


def quad(subject: str, name: str, object_: str, graph: str = "pay") -> Quad:
    return f"<{BASE}graph/issue/{graph}>", iri(subject), name, object_


def jg(name: str) -> str:
    return f"<{JG}{name}>"


SMALL = [
    quad(ISSUE, LABEL, '"Late pay"@en'),
    quad(ISSUE, jg("involvement"), f"<{ISSUE}#firm>"),
    quad(f"{ISSUE}#firm", jg("actor"), iri(ACTOR)),
    quad(f"{ISSUE}#firm", jg("figure"), f"<{ISSUE}#deep>"),
    quad(f"{ISSUE}#deep", jg("unit"), '"people"'),
    quad(ACTOR, LABEL, '"A firm"@en'),
    quad(jg("actor")[1:-1], LABEL, '"actor"@en'),
    quad(f"{BASE}id/issue/payment", LABEL, '"Another, with a longer name"@en'),
]


def store(quads: list[Quad]) -> Store:
    return Store.in_memory(to_n_quads(quads))


def said(quads: frozenset[Quad]) -> set[tuple[str, ...]]:
    """Return the statements, without the counts of a document."""
    return {one[1:] for one in quads if "#named_by" not in one[1] + one[3]}


def test_a_thing_is_described_with_its_nested_nodes_at_any_depth_and_the_names_of_all() -> None:
    found = describe(store(SMALL), ISSUE)
    assert said(found.quads) == {one[1:] for one in SMALL[:7]}
    assert found.counts == {}


def test_what_names_a_thing_is_counted_and_shown_with_the_record_it_stands_in() -> None:
    found = describe(store(SMALL), ACTOR)
    assert found.counts == {f"{JG}actor": 1}
    assert said(found.quads) == {
        SMALL[5][1:],
        SMALL[2][1:],
        SMALL[1][1:],
        SMALL[0][1:],
        SMALL[6][1:],
    }


def test_counts_are_said_as_a_dataset_and_its_parts() -> None:
    found = describe(store(SMALL), ACTOR)
    whole, part = f"<{ACTOR}#named_by>", f"<{ACTOR}#named_by_jg_actor>"
    one = literal("1", XSD + "integer")
    assert {quad[1:] for quad in found.quads if quad[1] in (whole, part)} == {
        (whole, f"<{PREFIXES['rdf']}type>", f"<{VOID}Dataset>"),
        (whole, LABEL, '"All statements that name this"@en'),
        (whole, f"<{PREFIXES['foaf']}topic>", iri(ACTOR)),
        (whole, f"<{VOID}triples>", one),
        (whole, f"<{VOID}propertyPartition>", part),
        (part, f"<{VOID}property>", jg("actor")),
        (part, f"<{VOID}triples>", one),
    }


def test_a_term_of_the_vocabulary_is_counted_under_an_iri_too() -> None:
    used = describe(store([quad(ISSUE, f"<{PREFIXES['rdf']}type>", jg("Hazard"))]), f"{JG}Hazard")
    assert f"{JG}Hazard/named_by" in used.nodes
    assert write(used, GRAPH_FORMATS[0])


def test_what_is_only_named_has_a_description_and_what_is_neither_has_none() -> None:
    kenya = f"{BASE}id/place/kenya"
    found = describe(store([*SMALL, quad(ISSUE, jg("place"), iri(kenya))]), kenya)
    assert found.counts == {f"{JG}place": 1}
    assert describe(store(SMALL), kenya).quads == frozenset()


def test_a_hub_is_counted_whole_and_shown_in_part() -> None:
    hub = [quad(f"{BASE}id/issue/i{n}#x", jg("actor"), iri(ACTOR), f"i{n}") for n in range(500)]
    owned = [
        quad(f"{BASE}id/issue/i{n}", jg("involvement"), f"<{BASE}id/issue/i{n}#x>", f"i{n}")
        for n in range(500)
    ]
    found = describe(store([*SMALL, *hub, *owned]), ACTOR)
    assert found.counts == {f"{JG}actor": 501}
    assert (
        len([one for one in found.quads if one[3] == iri(ACTOR) and one[2] == jg("actor")]) == 100
    )
    assert len(found.quads) < 350


def test_a_count_that_was_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.records.description.COUNTED", 1)
    labels = {one[3] for one in describe(store(SMALL), ACTOR).quads if "#named_by>" in one[1]}
    assert '"At least these statements that name this"@en' in labels


def test_the_values_of_one_thing_are_bounded_too() -> None:
    many = [quad(ISSUE, jg("unit"), literal(f"unit {number}")) for number in range(10_100)]
    assert len(describe(store(many), ISSUE).quads) == 10_000


def test_relations_and_provenance_of_an_issue_are_part_of_its_description(store: Store) -> None:
    issue = f"{BASE}id/issue/ghost-work"
    nodes = describe(store, issue).nodes
    relation = f"{BASE}id/relation/ghost-work--labour-sold-as-automation"
    assert f"<{issue}>" in nodes[relation][f"{JG}issue"]
    assert nodes[f"{relation}#reason-1"][f"{JG}weight"]
    assert nodes[f"{BASE}graph/issue/ghost-work"][PREFIXES["dcterms"] + "license"]


def test_a_name_that_reads_like_a_call_is_a_name() -> None:
    named = [
        quad(ISSUE, jg("system"), f"<{BASE}id/system/service-{number}>") for number in range(60)
    ]
    assert len(said(describe(store(named), ISSUE).quads)) == 60


@pytest.fixture(scope="module")
def independent(release: Release) -> Independent:
    return Independent(release.folder / "justicegraph.nt")


@pytest.mark.parametrize(
    "path",
    [
        "id/issue/ghost-work",
        "id/place/global-south",
        "id/relation/ghost-work--labour-sold-as-automation",
        "concept/role",
        "graph/issue/ghost-work",
        "id/none/none",
    ],
)
def test_any_sparql_engine_gives_the_same_description(
    path: str, store: Store, independent: Independent
) -> None:
    assert describe(independent, BASE + path) == describe(store, BASE + path)


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.rq")), ids=lambda path: path.stem)
def test_a_query_of_the_server_declares_its_prefixes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{ [?$](actors|names|nodes|records|things) \}", "{ <urn:a> <urn:b> }", text)
    text = text.replace("$among", "?value a ?class .")
    assert text.startswith("# ")
    assert prepareQuery(text).prologue
