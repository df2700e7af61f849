"""Ways on graphs whose shortest are known by hand."""

from collections import Counter

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.explorer.shortest_paths import Ends, shortest_paths


def ends_of(links: list[tuple[int, int]]) -> Ends:
    graph = nx.Graph(links)
    amounts = Counter(end for link in links for end in link)
    return lambda node: [(other, amounts[other]) for other in sorted(graph[node])]


def test_what_is_linked_needs_no_other() -> None:
    assert shortest_paths(1, 2, ends_of([(1, 2)])) == [(1, 2)]


def test_a_longer_way_beats_one_through_what_all_share() -> None:
    hub = [(9, other) for other in (1, 2, *range(10, 200))]
    links = [*hub, (1, 3), (3, 4), (4, 2)]
    assert shortest_paths(1, 2, ends_of(links)) == [(1, 3, 4, 2), (1, 9, 2)]


def test_ways_share_no_node_between_their_ends() -> None:
    links = [(1, 3), (3, 2), (1, 4), (4, 2), (1, 5), (5, 2), (1, 6), (6, 2)]
    assert shortest_paths(1, 2, ends_of(links)) == [(1, 3, 2), (1, 4, 2), (1, 5, 2)]


def test_what_hangs_apart_has_none() -> None:
    assert shortest_paths(1, 2, ends_of([(1, 3), (2, 4)])) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40))
def test_there_is_a_way_wherever_networkx_finds_one(links: list[tuple[int, int]]) -> None:
    links = [link for link in links if link[0] != link[1]] + [(0, 10), (9, 11)]
    graph = nx.Graph(links)
    found = shortest_paths(0, 9, ends_of(links))
    assert bool(found) == nx.has_path(graph, 0, 9)
    assert all(nx.is_path(graph, list(way)) for way in found)
