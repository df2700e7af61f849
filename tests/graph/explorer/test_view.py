"""What is seen: neighbourhoods, filters, ways, the whole, and how much there is beyond."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graph.explorer import Explorer, View, ViewRequest, as_network, compute_view
from graph.explorer import index_reader as reading
from graph.network.export import export
from ontology import NotFound, OutOfTime, Unavailable
from tests.graph.explorer.linked import address, explorer


@pytest.fixture
def small(tmp_path: Path) -> Explorer:
    return explorer(tmp_path)


def names(seen: View) -> set[str]:
    return {node.name for node in seen.nodes}


def told(seen: View) -> set[tuple[str, str, str]]:
    at = {node.number: node.name for node in seen.nodes}
    return {(at[link.source], link.via, at[link.target]) for link in seen.links}


def test_around_a_node_are_its_neighbours_and_the_links_among_them(small: Explorer) -> None:
    seen = compute_view(small, ViewRequest(("system/filter",)))
    assert names(seen) == {
        *("system/filter", "actor/buyer", "actor/vendor", "worker-group/moderators"),
    }
    assert told(seen) == {
        ("system/filter", "labourLink", "actor/buyer"),
        ("system/filter", "labourLink", "actor/vendor"),
        ("system/filter", "workerGroup", "worker-group/moderators"),
        ("actor/buyer", "labourLink", "actor/vendor"),
        ("actor/vendor", "labourLink", "worker-group/moderators"),
    }


def test_it_counts_the_links_that_are_not_shown(small: Explorer) -> None:
    seen = compute_view(small, ViewRequest(("system/filter",)))
    at = {node.number: node.name for node in seen.nodes}
    assert {at[number]: amount for number, amount in seen.more.items()} == {"actor/buyer": 1}


def test_most_bounds_what_is_shown_and_the_most_linked_come_first(small: Explorer) -> None:
    seen = compute_view(small, ViewRequest(("issue/pay",), most=1))
    assert names(seen) == {"issue/pay", "actor/buyer"}
    assert sorted(seen.more.values()) == [2, 3]


@pytest.mark.parametrize(
    ("look", "left"),
    [
        (ViewRequest(("issue/pay",), kinds=frozenset({"place"})), {"place/kenya"}),
        (ViewRequest(("issue/pay",), vias=frozenset({"impact"})), {"impact/harm"}),
        (
            ViewRequest(("issue/pay",), without=("impact/harm", "actor/none")),
            {"actor/buyer", "issue/mines", "place/kenya"},
        ),
    ],
)
def test_a_look_is_narrowed(small: Explorer, look: ViewRequest, left: set[str]) -> None:
    assert names(compute_view(small, look)) == {"issue/pay"} | left


def test_a_way_leads_by_what_few_share(small: Explorer) -> None:
    seen = compute_view(small, ViewRequest(start="issue/mines", end="worker-group/moderators"))
    at = {node.number: node.name for node in seen.nodes}
    ways = [[at[number] for number in way] for way in seen.ways]
    assert ways == [
        ["issue/mines", "issue/pay", "actor/buyer", "actor/vendor", "worker-group/moderators"],
    ]


def test_a_way_passes_through_a_hub_only_where_asked(
    small: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LEAST_HUB", 2)
    look = ViewRequest(start="issue/mines", end="worker-group/moderators")
    assert compute_view(small, look).ways == ()
    assert len(compute_view(small, replace(look, through_hubs=True)).ways) == 1


def test_a_way_leaves_out_who_only_reports(tmp_path: Path) -> None:
    told = explorer(tmp_path, {"role/client": "Reporter", "role/vendor": "Reporter"})
    look = ViewRequest(start="issue/pay", end="actor/vendor")
    assert compute_view(told, look).ways == ()
    assert len(compute_view(told, replace(look, through_hubs=True)).ways) == 1


def test_without_a_name_the_most_linked_are_seen(small: Explorer) -> None:
    assert [node.name for node in compute_view(small, ViewRequest(most=2)).nodes] == [
        "issue/pay",
        "actor/buyer",
    ]
    assert len(compute_view(small, ViewRequest(most=100)).nodes) == 8


def test_the_same_look_is_the_same_to_the_place(small: Explorer) -> None:
    assert compute_view(small, ViewRequest(("issue/pay",))) == compute_view(
        small, ViewRequest(("issue/pay",))
    )
    assert all(
        0 <= node.x <= 1 and 0 <= node.y <= 1 for node in compute_view(small, ViewRequest()).nodes
    )


def test_a_hub_is_looked_at_from_the_other_end(
    small: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(compute_view(small, ViewRequest()))
    monkeypatch.setattr(reading, "WIDE", 2)
    assert told(compute_view(small, ViewRequest())) == whole


def test_a_node_that_there_is_not_is_not_found(small: Explorer) -> None:
    with pytest.raises(NotFound, match="there is no node 'actor/nobody'"):
        compute_view(small, ViewRequest(("actor/nobody",)))


def test_a_look_that_takes_too_long_is_ended(
    small: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", -1.0)
    monkeypatch.setattr(reading, "STEPS", 1)
    with pytest.raises(OutOfTime, match="ask for less"):
        compute_view(small, ViewRequest())


def test_a_release_without_an_index_says_to_build_again(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="build the release again"):
        compute_view(Explorer(tmp_path / "explore.sqlite"), ViewRequest())
    sqlite3.connect(tmp_path / "explore.sqlite").close()
    with pytest.raises(Unavailable, match="build the release again"):
        compute_view(Explorer(tmp_path / "explore.sqlite"), ViewRequest())


def test_what_is_seen_is_exported_by_addresses(small: Explorer) -> None:
    graph = as_network(
        compute_view(small, ViewRequest(("issue/pay",), vias=frozenset({"place", "actor"})))
    )
    issue, buyer = address("issue/pay"), address("actor/buyer")
    client = {"role": "Client", "side": "implicated", "standing": "Alleged", "year": 2021}
    assert [*graph.edges(data=True)] == [
        (issue, buyer, {"via": "actor", **client}),
        (issue, buyer, {"via": "actor", "role": "Vendor", "year": 2021}),
        (issue, address("place/kenya"), {"via": "place"}),
    ]
    assert export(graph, "nodes.csv").decode().splitlines()[0] == "id,kind,label"
