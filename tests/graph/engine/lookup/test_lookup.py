"""Looking up: by the index, by queries and in another process, with the same result."""

from collections.abc import Iterable, Iterator

import pytest
from rdflib.plugins.sparql import prepareQuery

from graph.engine.base import Answer, Engine
from graph.engine.lookup import Found
from graph.engine.lookup.by_query import FEW, QUERIES, ByQuery
from graph.engine.lookup.kinds import COUNTED, LOOKUPS
from graph.engine.oxigraph import Store
from graph.engine.pool.client import PoolEngine
from graph.engine.pool.supervisor import Size
from graph.engine.query import Query
from graph.rdf.formats import Format
from graph.rdf.grouped import grouped
from graph.rdf.quads import Quad, iri, literal, to_n_quads
from graph.release.release import Release
from ontology import BASE, JG, PREFIXES
from tests.graph.engine.pool.keeping import LIMITS, kept

ISSUE, ACTOR = f"{BASE}id/issue/pay", f"{BASE}id/actor/firm"
LABEL = f"<{PREFIXES['rdfs']}label>"
LED = [
    (ISSUE, LABEL, '"Late pay"@en'),
    (ISSUE, iri(JG + "involvement"), iri(f"{ISSUE}#firm")),
    (f"{ISSUE}#firm", iri(JG + "actor"), iri(ACTOR)),
    (f"{ISSUE}#firm", iri(JG + "figure"), iri(f"{ISSUE}#deep")),
    (f"{ISSUE}#deep", iri(JG + "unit"), '"people \\n of two lines"'),
    (ACTOR, LABEL, '"A firm"@en'),
]


class Asking(Engine):
    """A store that is asked queries alone, and counts them."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked = store, 0

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        self.asked += 1
        return self.store.evaluate(query, format_, seconds)

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        return LOOKUPS[what](ByQuery(self), nodes)


def quads(*told: tuple[str, str, str], graph: str = "pay") -> list[Quad]:
    return [(f"<{BASE}graph/issue/{graph}>", iri(start), name, end) for start, name, end in told]


def store_of(*found: Quad) -> Store:
    return Store.in_memory(to_n_quads(found))


@pytest.fixture(scope="module")
def pool(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PoolEngine]:
    path = tmp_path_factory.mktemp("lookup") / "socket"
    with kept(release, path, LIMITS, Size(ready=1, slow=1, queue=4)):
        yield PoolEngine(path, LIMITS)


@pytest.mark.parametrize("what", sorted(LOOKUPS))
@pytest.mark.parametrize("path", ["id/issue/ghost-work", "id/place/kenya", "id/none/none"])
def test_the_index_queries_and_a_worker_find_the_same(
    what: str, path: str, store: Store, pool: PoolEngine
) -> None:
    found = store.look_up(what, [BASE + path])
    assert bool(found.nodes) == (path != "id/none/none")
    assert Asking(store).look_up(what, [BASE + path]) == found
    assert pool.look_up(what, [BASE + path]) == found


def test_what_is_said_goes_down_to_nested_nodes_at_any_depth() -> None:
    stated = quads(*LED)
    assert store_of(*stated).look_up("said", [ISSUE]) == Found(grouped(stated[:5]), {})


def test_a_statement_of_two_graphs_is_one() -> None:
    store = store_of(*quads(*LED), *quads(*LED, graph="again"))
    assert store.look_up("near", [ACTOR]).counts == {f"{JG}actor": 1}


def test_names_are_those_of_the_nodes_alone() -> None:
    found = store_of(*quads(*LED)).look_up("names", [ACTOR, f"{BASE}id/actor/none"])
    assert found == Found(grouped(quads(LED[5])), {})


def test_the_weightiest_relations_of_an_issue_are_near_it() -> None:
    scores = (1, 10, 9.5, 2, 3, 4)
    relations = [f"{BASE}id/relation/{number}" for number in range(7)]
    stated = [
        *quads(*((one, iri(JG + "issue"), iri(ISSUE)) for one in relations)),
        *quads(
            *(
                (one, iri(JG + "score"), literal(str(score), PREFIXES["xsd"] + "decimal"))
                for one, score in zip(relations, scores, strict=False)
            )
        ),
    ]
    store = store_of(*stated)
    found = store.look_up("near", [ISSUE])
    assert {*found.nodes} == {relations[one] for one in range(1, 6)}
    assert found.counts == {f"{JG}issue": 7}
    assert Asking(store).look_up("near", [ISSUE]) == found


def test_what_is_named_often_is_counted_by_a_query() -> None:
    hub = [(f"{BASE}id/issue/{number}", iri(JG + "place"), iri(ACTOR)) for number in range(500)]
    found = store_of(*quads(*hub)).look_up("near", [ACTOR])
    assert found.counts == {f"{JG}place": 500}
    assert len(found.nodes) == 100
    assert f"LIMIT {COUNTED} " in QUERIES["counts"]
    assert f"LIMIT {FEW + 1}" in QUERIES["few"]


def test_the_graph_of_a_thing_is_found_where_a_count_that_was_cut_missed_it(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setitem(QUERIES, "counts", QUERIES["counts"].replace(f"{COUNTED}", "0"))
    monkeypatch.setattr("graph.engine.lookup.by_query.FEW", 0)
    monkeypatch.setattr("graph.engine.lookup.kinds.COUNTED", 0)
    found = Asking(store).look_up("near", [f"{BASE}id/actor/amazon"])
    assert found.counts == {PREFIXES["foaf"] + "primaryTopic": 1}


def test_of_what_is_no_iri_nothing_is_said() -> None:
    assert store_of(*quads(*LED)).look_up("around", ["no iri"]) == Found({}, {})


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_declares_its_prefixes(name: str) -> None:
    text = QUERIES[name].replace("{ ?nodes }", "{ <urn:a> <urn:b> }")
    assert text.startswith("# ")
    assert prepareQuery(text).prologue
