"""Force-directed layout: linked nodes near, all nodes apart, parts of a network in one disc."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from graph.network.force_layout import Plane, force_layout

Pairs = list[tuple[int, int]]


def laid_out(count: int, pairs: Pairs) -> Plane:
    links = np.reshape(np.array(pairs, dtype=np.intp), (-1, 2))
    return force_layout(count, links, np.ones(len(pairs)))


def distances(at: Plane) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.asarray(pdist(np.column_stack((at.real, at.imag))))


@given(
    st.integers(2, 40).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(
                st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
                    lambda pair: pair[0] != pair[1]
                )
            ),
        )
    )
)
@settings(max_examples=15)
def test_every_network_is_laid_out_with_all_nodes_apart(drawn: tuple[int, Pairs]) -> None:
    count, pairs = drawn
    at = laid_out(count, pairs)
    assert np.isfinite(at).all()
    assert distances(at).min() > 0.01
    assert (laid_out(count, pairs) == at).all()


def test_two_nodes_that_are_linked_keep_the_distance_at_which_forces_cancel_out() -> None:
    # The spring and half the gravity of two nodes pull by 1.25 d, repulsion pushes by 1 / d.
    assert abs(np.diff(laid_out(2, [(0, 1)])))[0] == pytest.approx(0.9, abs=0.1)


def test_linked_nodes_are_nearer_than_others() -> None:
    pairs = list(nx.grid_2d_graph(12, 12).edges())
    numbered = [(one[0] * 12 + one[1], other[0] * 12 + other[1]) for one, other in pairs]
    at = laid_out(144, numbered)
    lengths = np.abs([at[one] - at[other] for one, other in numbered])
    assert np.max(lengths) < np.median(distances(at)) / 2


def test_leaves_of_many_hubs_do_not_cover_one_another() -> None:
    pairs = [(hub, 40 + hub * 50 + leaf) for hub in range(40) for leaf in range(50)]
    at = laid_out(40 + 40 * 50, [*pairs, *((hub, hub + 1) for hub in range(39))])
    assert distances(at).min() > 0.1


def test_unlinked_parts_share_one_disc() -> None:
    pairs = [(triple * 3 + one, triple * 3 + one + 1) for triple in range(300) for one in (0, 1)]
    radius = np.abs(laid_out(900, pairs))
    # Gravity g and repulsion 1 / d balance in a disc of radius sqrt(n / g).
    assert radius.max() < 1.1 * np.sqrt(900 / 0.5)
    assert np.median(radius) == pytest.approx(np.sqrt(900 / 0.5 / 2), rel=0.1)
