"""The network: issues, what they lead to, and by which property."""

from graph.network.network import network
from graph.rdf.quads import Quad
from ontology import BASE, CONCEPT, JG, PREFIXES

G = "<a:g>"
TYPE, LABEL = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}label>"
PAY, MINES = f"{BASE}id/issue/pay", f"{BASE}id/issue/mines"
CO, KENYA = f"{BASE}id/actor/a-co", f"{BASE}id/place/kenya"
HARM = f"{CONCEPT}impact/harm"

QUADS: list[Quad] = [
    (G, f"<{PAY}>", TYPE, f"<{JG}Issue>"),
    (G, f"<{MINES}>", TYPE, f"<{JG}Issue>"),
    (G, f"<{PAY}>", LABEL, '"Pay of \\"moderators\\""@en'),
    (G, f"<{PAY}>", LABEL, '"Lohn"@de'),
    (G, f"<{CO}>", LABEL, '"A company"@en'),
    (G, f"<{PAY}>", f"<{JG}impact>", f"<{HARM}>"),
    # By way of two nested nodes: the company is involved, and it answers.
    (G, f"<{PAY}#vendor>", f"<{JG}actor>", f"<{CO}>"),
    (G, f"<{PAY}#answer>", f"<{JG}by>", f"<{CO}>"),
    (G, f"<{PAY}>", f"<{JG}place>", f"<{KENYA}>"),
    # What no issue says is no edge: where a company is, and what an issue does not share.
    (G, f"<{CO}>", f"<{JG}place>", f"<{KENYA}>"),
    (G, f"<{PAY}>", f"<{JG}status>", f"<{CONCEPT}status/ongoing>"),
]


def test_nodes_are_issues_and_what_they_lead_to_by_name() -> None:
    assert [(node, dict(data)) for node, data in network(QUADS).nodes(data=True)] == [
        (HARM, {"kind": "impact", "label": HARM}),
        (CO, {"kind": "actor", "label": "A company"}),
        (MINES, {"kind": "issue", "label": MINES}),
        (PAY, {"kind": "issue", "label": 'Pay of "moderators"'}),
        (KENYA, {"kind": "place", "label": KENYA}),
    ]


def test_edges_come_by_name_with_the_first_property_that_leads_there() -> None:
    assert list(network(QUADS).edges(data="via")) == [
        (HARM, PAY, "impact"),
        (CO, PAY, "actor"),
        (PAY, KENYA, "place"),
    ]


def test_the_order_of_quads_changes_nothing() -> None:
    one, other = network(QUADS), network(QUADS[::-1])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_edges_of_the_release_are_in_the_order_of_their_names(quads: list[Quad]) -> None:
    edges = list(network(quads).edges())
    assert edges == sorted(edges)
    assert len(edges) > 100


def test_a_graph_without_issues_is_empty() -> None:
    assert list(network(QUADS[4:5])) == []
