"""Related issues, on graphs whose answer is known by hand and on the curated one."""

from decimal import Decimal
from importlib.metadata import version

import numpy as np
import pytest

from graph.rdf.quads import Quad
from graph.related import (
    RELATED,
    TYPES,
    Features,
    Link,
    Reason,
    Relation,
    features,
    gather,
    index,
    write_relations,
    write_terms,
)
from graph.related.service import View, relations, relations_of, row_of, viewed
from ontology import BASE, JG, PREFIXES, Misuse, NotFound, record_iri

XSD, RDF, RDFS, PROV = (PREFIXES[name] for name in ("xsd", "rdf", "rdfs", "prov"))
ACTOR = next(one for one in TYPES if one.name == "actor")


def issue(slug: str) -> str:
    return record_iri("issue", slug)


def linked(shared: dict[str, str], issues: str = "abcd", type_: str = "actor") -> Features:
    """Return features from each actor to the slugs of the issues that lead to it."""
    links = [
        Link(issue(slug), type_, record_iri("actor", node), how="vendor")
        for node, slugs in shared.items()
        for slug in slugs
    ]
    labels = {issue(slug): slug.upper() for slug in issues} | {
        record_iri("actor", node): node.upper() for node in shared
    }
    return features(links, labels, [issue(slug) for slug in issues])


# Four issues. All share `hub`, three `common`, two `rare`; `own` is one issue's alone.
NAMED = "Both name RARE as the vendor"
FOUR = linked({"hub": "abcd", "common": "abc", "rare": "ab", "own": "a"})


def test_a_view_lists_what_its_digits_show() -> None:
    # Of ten issues two are known from one publisher: 0.002 · (1 - 1/4).
    known = linked({"daily": "ab"}, issues="abcdefghij", type_="publisher")
    assert relations_of(viewed(known), "a") == []
    (shown,) = relations_of(viewed(known, View(only="source")), "a")
    assert shown.score == Decimal("0.001500")


def test_a_reason_names_what_is_shared_its_type_what_it_adds_and_why_in_words() -> None:
    (first,) = relations_of(index(FOUR), "a")
    # Two of four issues lead to `rare`, which is one of four actors and one of three:
    # 0.12 · (1 - 1/2) / (4 · 3)^0.3.
    expected = Reason(
        ACTOR,
        record_iri("actor", "rare"),
        "RARE",
        NAMED,
        Decimal("0.028471"),
    )
    assert first == Relation(issue("a"), issue("b"), "B", 1, (expected,))
    assert first.score == Decimal("0.028471")


def test_an_isolated_issue_has_no_relations() -> None:
    assert relations_of(index(FOUR), "d") == []


def test_relations_of_all_issues_are_those_of_each() -> None:
    made = index(FOUR)
    each = [one for slug in "abcd" for one in relations_of(made, slug)]
    assert list(relations(FOUR)) == each


@pytest.mark.parametrize("slug", ["gost-work", ""])
def test_an_unknown_issue_is_refused_with_the_nearest_names(slug: str) -> None:
    known = features([], issues=[issue("ghost-work"), issue("michigan-midas")])
    near = "ghost-work, michigan-midas"
    with pytest.raises(NotFound, match=f"^there is no issue '{slug}'; the nearest are: {near}$"):
        relations_of(index(known), slug)


def test_an_empty_graph_has_no_issue_and_no_nearest() -> None:
    with pytest.raises(NotFound, match=r"^there is no issue 'a'$"):
        row_of(features([]), "a")


def test_a_view_shows_one_side_alone() -> None:
    other = viewed(FOUR, View(only="labour"))
    assert relations_of(other, "a") == []
    assert len(relations_of(viewed(FOUR, View(only="actor")), "a")) == 1
    with pytest.raises(Misuse, match=r"^only 'colour': choose one of topic, term, actor, time, "):
        View(only="colour")


def test_a_view_leaves_out_what_a_node_adds() -> None:
    known = linked({"x": "ab", "y": "ac"}, issues="abcdefgh")
    assert [one.label for one in relations_of(viewed(known), "a")] == ["B", "C"]
    without = viewed(known, View(without=("actor/x",)))
    assert [one.label for one in relations_of(without, "a")] == ["C"]
    with pytest.raises(NotFound, match=r"^without 'actor/z': no issue leads to https://"):
        viewed(known, View(without=("actor/z",)))


def test_relations_are_written_with_their_reasons_and_their_activity() -> None:
    first = relations_of(index(FOUR), "a")[0]
    graph, activity = f"<{BASE}{RELATED}>", f"<{BASE}activity/related>"
    node, type_ = f"<{BASE}id/relation/a--b>", f"<{RDF}type>"
    generated = f"<{PROV}wasGeneratedBy>"
    written = list(write_relations([first], "abc"))
    label = '"Related issues by what they share, typed, rare and saturated"@en'
    assert written[:3] == [
        (graph, activity, type_, f"<{PROV}Activity>"),
        (graph, activity, f"<{RDFS}label>", label),
        (graph, activity, "<https://schema.org/softwareVersion>", f'"{version("justicegraph")}"'),
    ]
    assert written[3][2] == f"<{JG}parameters>"
    assert '\\"actor\\": 0.12' in written[3][3]
    assert written[4:7] == [
        (graph, activity, f"<{JG}inputHash>", '"sha256:abc"'),
        (graph, activity, f"<{PROV}used>", f"<{BASE}dataset>"),
        (graph, graph, generated, activity),
    ]
    assert written[7:14] == [
        (graph, node, type_, f"<{JG}Relation>"),
        (graph, node, f"<{RDFS}label>", '"Both name RARE."@en'),
        (graph, node, generated, activity),
        (graph, node, f"<{JG}issue>", f"<{issue('a')}>"),
        (graph, node, f"<{JG}issue>", f"<{issue('b')}>"),
        (graph, node, f"<{JG}score>", f'"0.028471"^^<{XSD}decimal>'),
        (graph, node, f"<{JG}reason>", f"{node[:-1]}#reason-1>"),
    ]
    reason = f"{node[:-1]}#reason-1>"
    assert written[14:] == [
        (graph, reason, type_, f"<{JG}Reason>"),
        (graph, reason, f"<{RDFS}label>", '"Both name RARE as the vendor"@en'),
        (graph, reason, f"<{JG}shared>", f"<{BASE}id/actor/rare>"),
        (graph, reason, f"<{JG}via>", f"<{JG}actor>"),
        (graph, reason, f"<{JG}weight>", f'"0.028471"^^<{XSD}decimal>'),
    ]


def test_two_issues_are_told_related_once_from_whichever_side() -> None:
    named = [
        Link(issue(slug), "actor", "x", how=how) for slug, how in (("a", "user"), ("b", "maker"))
    ]
    made = index(features([*named, Link(issue("c"), "actor", "y")]))
    one, other = (list(write_relations(relations_of(made, slug))) for slug in "ab")
    assert len(one) > 10
    assert sorted(one) == sorted(other)
    both = [*relations_of(made, "a"), *relations_of(made, "b")]
    assert sorted(write_relations(both)) == sorted(one)


def test_the_terms_are_told_that_several_issues_speak_of() -> None:
    links = [Link(issue(slug), "term", "term:hire") for slug in "ab"]
    found = features([*links, Link(issue("a"), "term", "term:pay")], {"term:hire": "hiring"})
    term, graph = f"<{BASE}id/term/hire>", f"<{BASE}{RELATED}>"
    assert list(write_terms(found)) == [
        (graph, term, f"<{RDF}type>", f"<{JG}Term>"),
        (graph, term, f"<{RDFS}label>", '"hiring"@en'),
        (graph, term, f"<{JG}mentionedIn>", f"<{issue('a')}>"),
        (graph, term, f"<{JG}mentionedIn>", f"<{issue('b')}>"),
    ]


@pytest.fixture(scope="module")
def known(quads: list[Quad]) -> Features:
    return gather(quads)


def test_a_score_is_the_sum_of_its_reasons_and_none_is_nothing(known: Features) -> None:
    found = list(relations(known))
    assert len(found) > 300
    for one in found:
        assert one.score == sum(reason.weight for reason in one.reasons)
        assert all(reason.weight > 0 for reason in one.reasons)


def test_two_issues_are_related_by_the_same_nodes_from_either_side(known: Features) -> None:
    shared = {
        (one.issue, one.related): {(why.shared, why.weight) for why in one.reasons}
        for one in relations(known, limit=1_000)
    }
    assert all(shared[other, this] == found for (this, other), found in shared.items())


def test_the_order_of_quads_changes_nothing(known: Features, quads: list[Quad]) -> None:
    assert list(relations(gather(reversed(quads)))) == list(relations(known))


def test_what_is_inferred_is_not_inferred_from(known: Features, quads: list[Quad]) -> None:
    stated = [quad for quad in quads if not quad[0].endswith(f"{RELATED}>")]
    assert list(relations(gather(stated))) == list(relations(known))
    assert np.array_equal(gather(stated).counts.data, known.counts.data)
