"""Related issues, on graphs whose answer is known by hand."""

from collections.abc import Iterable
from decimal import Decimal

import networkx as nx
import pytest

from graph.network import Network, network
from graph.quads import Quad
from graph.related import RELATED, Reason, relations, relations_of, write_relations
from ontology import BASE, JG, PREFIXES, NotFound, record_iri

XSD = PREFIXES["xsd"]
# The natural logarithms of 2, 4 and 4/3, to six places.
LOG_2, LOG_4, LOG_4_3 = Decimal("0.693147"), Decimal("1.386294"), Decimal("0.287682")


def issue(slug: str) -> str:
    return record_iri("issue", slug)


def graph_of(shared: dict[str, Iterable[str]], issues: Iterable[str] = ()) -> Network:
    """Return a network from each shared node to the slugs of the issues that lead to it."""
    graph: Network = nx.Graph()
    graph.add_nodes_from(issue(slug) for slug in issues)
    for node, slugs in shared.items():
        for slug in slugs:
            graph.add_edge(issue(slug), node, via="actor")
    for node in graph:
        graph.nodes[node]["label"] = node.rpartition("/")[2].upper()
    return graph


# Four issues. All share `hub`, three `common`, two `rare`; `own` is one issue's alone.
FOUR = graph_of({"hub": "abcd", "common": "abc", "rare": "ab", "own": "a"})


def scores(graph: Network, slug: str) -> list[tuple[str, Decimal, int]]:
    found = relations_of(graph, slug)
    return [(one.related.rpartition("/")[2], one.score, one.rank) for one in found]


def test_the_rarer_what_is_shared_the_nearer_the_issue() -> None:
    # rare: log(4/2), common: log(4/3); b shares both with a, and c the latter alone.
    assert scores(FOUR, "a") == [("b", LOG_2 + LOG_4_3, 1), ("c", LOG_4_3, 2)]


def test_a_hub_that_all_issues_share_counts_nothing() -> None:
    assert scores(FOUR, "d") == []


def test_an_isolated_issue_has_no_relations() -> None:
    graph = graph_of({"rare": "ab"}, issues="abcd")
    assert scores(graph, "c") == []
    assert scores(graph, "a") == [("b", LOG_2, 1)]


def test_a_graph_of_two_issues_has_no_rarity() -> None:
    # What both share all share, and what one has nobody shares.
    assert list(relations(graph_of({"hub": "ab", "own": "a"}))) == []


def test_equal_scores_are_ranked_by_name() -> None:
    graph = graph_of({"one": "ac", "two": "ab"}, issues="d")
    assert scores(graph, "a") == [("b", LOG_2, 1), ("c", LOG_2, 2)]


def test_a_reason_names_what_is_shared_by_which_property_with_which_weight() -> None:
    (first, _) = relations_of(FOUR, "a")
    assert (first.issue, first.related, first.label) == (issue("a"), issue("b"), "B")
    assert first.reasons == (
        Reason("rare", "RARE", "actor", LOG_2),
        Reason("common", "COMMON", "actor", LOG_4_3),
    )


def test_a_limit_keeps_the_nearest() -> None:
    assert [one.rank for one in relations_of(FOUR, "a", limit=1)] == [1]
    assert relations_of(FOUR, "a", limit=0) == []


def test_relations_of_all_issues_are_those_of_each() -> None:
    each = [one for slug in "abcd" for one in relations_of(FOUR, slug)]
    assert list(relations(FOUR)) == each


def test_an_unknown_issue_is_refused_with_the_nearest_names() -> None:
    graph = graph_of({"x": ["ghost-work", "michigan-midas"]})
    message = "^there is no issue 'gost-work'; the nearest are: ghost-work, michigan-midas$"
    with pytest.raises(NotFound, match=message):
        relations_of(graph, "gost-work")


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Network:
    return network(quads)


def test_a_score_is_the_sum_of_its_reasons_and_none_is_nothing(graph: Network) -> None:
    found = list(relations(graph))
    assert len(found) > 100
    for one in found:
        assert one.score == sum(reason.weight for reason in one.reasons)
        assert all(reason.weight > 0 for reason in one.reasons)


def test_two_issues_are_related_by_the_same_reasons_from_either_side(graph: Network) -> None:
    reasons = {(one.issue, one.related): one.reasons for one in relations(graph, limit=1_000)}
    assert all(reasons[other, this] == found for (this, other), found in reasons.items())


def test_the_order_of_nodes_and_edges_changes_nothing(graph: Network) -> None:
    mirrored: Network = nx.Graph()
    mirrored.add_nodes_from(reversed(list(graph.nodes(data=True))))
    mirrored.add_edges_from(reversed(list(graph.edges(data=True))))
    assert sorted(relations(mirrored), key=str) == sorted(relations(graph), key=str)


def test_relations_are_written_with_their_reasons_and_their_activity() -> None:
    (first, _) = relations_of(FOUR, "a")
    graph, activity = f"<{BASE}{RELATED}>", f"<{BASE}activity/related-by-rarity>"
    node, type_ = f"<{BASE}id/relation/a--b>", f"<{PREFIXES['rdf']}type>"
    generated = f"<{PREFIXES['prov']}wasGeneratedBy>"
    written = list(write_relations(iter([first])))
    label = '"Related issues by shared nodes, weighted by rarity"@en'
    assert written[:4] == [
        (graph, activity, type_, f"<{PREFIXES['prov']}Activity>"),
        (graph, activity, f"<{PREFIXES['rdfs']}label>", label),
        (graph, activity, f"<{PREFIXES['prov']}used>", f"<{BASE}dataset>"),
        (graph, graph, generated, activity),
    ]
    assert written[4:12] == [
        (graph, node, type_, f"<{JG}Relation>"),
        (graph, node, generated, activity),
        (graph, node, f"<{JG}issue>", f"<{issue('a')}>"),
        (graph, node, f"<{JG}relatedIssue>", f"<{issue('b')}>"),
        (graph, node, f"<{JG}score>", f'"0.980829"^^<{XSD}decimal>'),
        (graph, node, f"<{JG}rank>", f'"1"^^<{XSD}integer>'),
        (graph, node, f"<{JG}reason>", f"{node[:-1]}#reason-1>"),
        (graph, node, f"<{JG}reason>", f"{node[:-1]}#reason-2>"),
    ]
    assert written[12:16] == [
        (graph, f"{node[:-1]}#reason-1>", type_, f"<{JG}Reason>"),
        (graph, f"{node[:-1]}#reason-1>", f"<{JG}shared>", "<rare>"),
        (graph, f"{node[:-1]}#reason-1>", f"<{JG}via>", f"<{JG}actor>"),
        (graph, f"{node[:-1]}#reason-1>", f"<{JG}weight>", f'"0.693147"^^<{XSD}decimal>'),
    ]
    assert len(written) == 20
