"""A statement is in one graph, so that the union counts it as VoID does."""

from hypothesis import given
from hypothesis import strategies as some

from graph.build.once import in_one_graph
from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad
from graph.release.release import Release

GRAPHS = [f"<https://a.example/graph/{one}>" for one in ("actor/a", "import/b", "identity")]
QUADS = some.lists(
    some.tuples(
        some.sampled_from(GRAPHS),
        some.sampled_from(["<a:s>", "<a:t>"]),
        some.sampled_from(["<a:p>", "<a:q>"]),
        some.sampled_from(['"1"', '"2"']),
    ),
    unique=True,
)


@given(QUADS)
def test_each_statement_stays_once_in_the_graph_that_states_it_first(quads: list[Quad]) -> None:
    kept = in_one_graph(quads)
    assert len({quad[1:] for quad in quads}) == len({quad[1:] for quad in kept}) == len(kept)
    assert all(
        quad[0] == min((one[0] for one in quads if one[1:] == quad[1:]), key=GRAPHS.index)
        for quad in kept
    )


def test_the_order_of_statements_stays() -> None:
    quads = [(GRAPHS[0], "<a:s>", "<a:p>", f'"{one}"') for one in range(3)]
    assert in_one_graph(quads) == quads


def test_the_union_has_as_many_statements_as_void_says(release: Release) -> None:
    store = Store.open(release.store)
    (row,) = store.rows("SELECT (COUNT(*) AS ?all) { ?s ?p ?o }")
    counts = release.manifest["counts"]
    assert int(row["all"].text) == counts["triples"] == counts["quads"]
    described = (release.folder / "void.ttl").read_text(encoding="utf-8")
    assert f"void:triples {row['all'].text} ;" in described
