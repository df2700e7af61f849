"""Analyses of the network, on networks whose answer is known by hand."""

import networkx as nx
import pytest

from graph.network.analysis import (
    annotated,
    bridges,
    communities,
    neighbourhood,
)
from graph.network.export import export
from graph.network.network import Network, network
from graph.network.supply_chains import Trace, traces
from graph.rdf.quads import Quad
from ontology import BASE, NotFound, record_iri


def issue(number: int) -> str:
    return record_iri("issue", f"i{number}")


def actor(slug: str) -> str:
    return record_iri("actor", slug)


def two_groups() -> Network:
    """Return two groups of three issues, each around two actors, and one actor that joins them."""
    graph: Network = nx.Graph()
    for first, names in ((1, "ab"), (4, "cd")):
        edges = [(issue(first + step), actor(name)) for step in range(3) for name in names]
        graph.add_edges_from(edges)
    graph.add_edges_from([(issue(1), actor("joint")), (issue(4), actor("joint"))])
    for node in graph:
        graph.nodes[node].update(kind="x", label=node.rpartition("/")[2].upper())
    return graph


def test_communities_are_what_hangs_together_named_by_what_is_their_own() -> None:
    first, second = communities(two_groups())
    assert (first.issues, second.issues) == (3, 3)
    assert {issue(1), issue(2), issue(3), actor("a"), actor("b")} <= {*first.nodes}
    assert first.name.startswith("A, B")
    assert second.name.startswith("C, D")


def test_a_bridge_joins_communities() -> None:
    (bridge,) = bridges(two_groups())
    assert (bridge.label, bridge.communities) == ("JOINT", (1, 2))
    assert bridge.betweenness == round(nx.betweenness_centrality(two_groups())[actor("joint")], 6)


def test_a_neighbourhood_is_what_is_within_so_many_links() -> None:
    near = neighbourhood(two_groups(), "actor/joint", 1)
    assert {*near} == {actor("joint"), issue(1), issue(4)}
    assert len(neighbourhood(two_groups(), actor("joint"), 2)) == 7
    with pytest.raises(
        NotFound, match=r"^there is no node 'actor/jont'; the nearest are: actor/joi"
    ):
        neighbourhood(two_groups(), "actor/jont")


def test_an_empty_network_has_nothing_to_tell() -> None:
    empty: Network = nx.Graph()
    assert (communities(empty), bridges(empty)) == ([], [])
    assert len(annotated(empty)) == 0


def test_the_exported_nodes_carry_community_count_and_position(quads: list[Quad]) -> None:
    first, second = (export(annotated(network(quads)), "nodes.csv") for _ in range(2))
    assert first == second
    head, *rows = first.decode().splitlines()
    assert head == "id,kind,label,community,communityName,issues,x,y"
    assert len(rows) == len(network(quads))
    assert all(len(row.rsplit(",", 2)[1]) > 0 for row in rows)


def test_a_product_is_traced_to_its_workers_their_task_and_place(quads: list[Quad]) -> None:
    found = traces(quads)
    assert (
        Trace(
            f"{BASE}id/system/chatgpt",
            (
                f"{BASE}id/actor/openai",
                f"{BASE}id/actor/sama",
                f"{BASE}id/worker-group/sama-openai-labellers-kenya",
            ),
            ("https://w3id.org/justicegraph/concept/task/data-labelling",),
            (f"{BASE}id/place/kenya",),
        )
        in found
    )


def test_a_chain_that_leads_back_ends() -> None:
    def link(name: str, one: str, other: str) -> list[Quad]:
        jg = "https://w3id.org/justicegraph/ontology#"
        return [
            ("", "<s>", f"<{jg}labourLink>", f"<s#{name}>"),
            ("", f"<s#{name}>", f"<{jg}from>", f"<{one}>"),
            ("", f"<s#{name}>", f"<{jg}to>", f"<{other}>"),
        ]

    (trace,) = traces([*link("1", "a", "b"), *link("2", "b", "a")])
    assert trace.steps == ("a", "b")
