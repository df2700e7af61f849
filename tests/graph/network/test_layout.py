"""Node positions: in a square, the same each time, and of many nodes as densely everywhere."""

from math import hypot

from graph.network.layout import MANY, layout

RING = [(one, (one + 1) % (MANY + 1)) for one in range(MANY + 1)]
HUB = [(0, one) for one in range(1, MANY + 1)]


def test_places_are_the_same_for_the_same_links() -> None:
    assert layout(RING, MANY + 1) == layout(RING[::-1], MANY + 1)


def test_many_nodes_fill_a_disc_evenly() -> None:
    places = layout(RING + HUB, MANY + 1)
    within = [hypot(x - 0.5, y - 0.5) for x, y in places]
    assert max(within) <= 0.5001
    for radius in (0.1, 0.25, 0.4):
        part = sum(one <= radius for one in within) / len(within)
        assert abs(part - (radius / 0.5) ** 2) < 0.01


def test_what_all_are_linked_to_stands_in_the_middle() -> None:
    x, y = layout(RING + HUB, MANY + 1)[0]
    assert hypot(x - 0.5, y - 0.5) < 0.1


def test_one_node_stands_in_the_middle_and_none_nowhere() -> None:
    assert layout([], 1) == [(0.5, 0.5)]
    assert layout([], 0) == []
