"""The picture: one circle a node, one line an edge, the same each time."""

import random

import networkx as nx
import pytest
from lxml import etree

from graph.network.layout import positions
from graph.network.network import Network
from graph.network.svg import COLOURS, draw

SVG = "{http://www.w3.org/2000/svg}"


def star(leaves: int) -> Network:
    """A hub and its leaves: what is shared, and the issues that share it."""
    graph: Network = nx.Graph()
    graph.add_node("hub", kind="actor", label="Hub & <co>")
    for number in range(leaves):
        graph.add_node(f"issue-{number}", kind="issue", label=f"Issue {number}")
        graph.add_edge(f"issue-{number}", "hub", via="actor")
    return graph


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_every_node_stands_within_the_square(count: int) -> None:
    graph = star(count)
    found = positions(graph)
    assert list(found) == list(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())


def test_positions_do_not_hang_on_chance() -> None:
    random.seed(1)
    first = positions(star(20))
    random.seed(2)
    assert positions(star(20)) == first


def test_a_picture_has_a_circle_a_node_and_a_line_an_edge() -> None:
    root = etree.fromstring(draw(star(9)))
    circles = [circle for circle in root.iter(f"{SVG}circle") if len(circle)]
    assert len(circles) == 10
    assert len(list(root.iter(f"{SVG}line"))) == 9
    assert circles[0].findtext(f"{SVG}title") == "Hub & <co> (actor)"


def test_a_node_is_as_large_as_its_links_are_many_and_coloured_by_kind() -> None:
    root = etree.fromstring(draw(star(9)))
    hub, leaf = (circle for circle in list(root.iter(f"{SVG}circle"))[:2])
    # 4 + 2 times the root of the links: 9 of the hub, 1 of a leaf.
    assert (hub.get("r"), hub.get("fill")) == ("10.0", COLOURS["actor"])
    assert (leaf.get("r"), leaf.get("fill")) == ("6.0", COLOURS["issue"])


def test_the_legend_names_the_kinds_that_are_there() -> None:
    root = etree.fromstring(draw(star(3)))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Hub & <co>", "actor", "issue"]


def test_an_empty_network_has_a_picture() -> None:
    root = etree.fromstring(draw(nx.Graph()))
    assert list(root.iter(f"{SVG}circle")) == []
