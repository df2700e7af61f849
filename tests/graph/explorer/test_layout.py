"""Where nodes stand: in a square, the same each time, and where many, as densely everywhere."""

from math import hypot

from graph.explorer.layout import SMALL, placed

RING = [(one, (one + 1) % (SMALL + 1)) for one in range(SMALL + 1)]
HUB = [(0, one) for one in range(1, SMALL + 1)]


def test_places_are_the_same_for_the_same_links() -> None:
    assert placed(RING) == placed(RING[::-1])


def test_many_nodes_fill_a_disc_evenly() -> None:
    places = placed(RING + HUB)
    within = [hypot(x - 0.5, y - 0.5) for x, y in places]
    assert max(within) <= 0.5001
    for radius in (0.1, 0.25, 0.4):
        part = sum(one <= radius for one in within) / len(within)
        assert abs(part - (radius / 0.5) ** 2) < 0.01


def test_what_all_are_linked_to_stands_in_the_middle() -> None:
    x, y = placed(RING + HUB)[0]
    assert hypot(x - 0.5, y - 0.5) < 0.1


def test_one_node_stands_in_the_middle_and_none_nowhere() -> None:
    assert placed([], 1) == [(0.5, 0.5)]
    assert placed([]) == []
