"""What the issues of a graph lead to."""

import pytest

from graph.rdf.one_issue import COUNTED_AS, one_issue
from graph.rdf.quads import Quad
from graph.rdf.terms import TITLE
from graph.related import (
    TYPES,
    Features,
    gather,
    index,
    relation_between,
    with_record_titles,
)
from ontology import BASE, JG, PREFIXES

ISSUE = f"<{JG}Issue>"
RDF_TYPE, LABEL = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}label>"
EDTF = "^^<http://id.loc.gov/datatypes/edtf/EDTF>"


def iri(path: str) -> str:
    return f"<{BASE}id/{path}>"


def said(subject: str, **properties: str) -> list[Quad]:
    """Return statements of our properties about a node."""
    return [("", subject, f"<{JG}{name}>", value) for name, value in properties.items()]


def issue(name: str, actor: str = "", **properties: str) -> list[Quad]:
    one, involvement = iri(f"issue/{name}"), iri(f"issue/{name}#involvement-1")
    named = said(one, involvement=involvement) if actor else []
    return [
        ("", one, RDF_TYPE, ISSUE),
        *named,
        *(said(involvement, actor=iri(f"actor/{actor}")) if actor else []),
        *said(one, **properties),
    ]


def nodes(found: Features, name: str, type_: str) -> list[str]:
    row = found.counts[found.issues.index(f"{BASE}id/issue/{name}")]
    return [found.nodes[at] for at in row.indices if TYPES[found.types[at]].name == type_]


def test_an_issue_leads_to_the_owners_of_those_whom_it_names() -> None:
    owned = said(iri("actor/site"), ownedBy=iri("actor/firm"))
    higher = said(iri("actor/firm"), ownedBy=iri("actor/holding"))
    labels = [("", iri("actor/site"), LABEL, '"Site"@en')]
    found = gather([*issue("a", "site"), *issue("b", "firm"), *owned, *higher, *labels])
    reached = [f"{BASE}id/actor/{name}" for name in ("firm", "holding", "site")]
    assert nodes(found, "a", "actor") == reached
    assert nodes(found, "b", "actor") == reached[:2]
    assert found.roles[f"{BASE}id/issue/a", reached[1]] == "owner of Site"


def test_a_reason_says_through_what_an_owner_is_shared() -> None:
    owned = said(iri("actor/site"), ownedBy=iri("actor/firm"))
    labels = [
        ("", iri(f"actor/{name}"), LABEL, f'"{name.title()}"@en') for name in ("site", "firm")
    ]
    others = [quad for name in "cdefgh" for quad in issue(name)]
    found = gather([*issue("a", "site"), *issue("b", "site"), *others, *owned, *labels])
    relation = relation_between(index(found), 0, 1)
    assert relation is not None
    assert sorted(reason.sentence for reason in relation.reasons) == [
        "Both name Firm as the owner of Site",
        "Both name Site",
    ]


@pytest.mark.parametrize(
    ("date", "windows"),
    [
        ("2020", ["2019/2", "2020/2"]),
        ("2020/2022", ["2019/2", "2020/2"]),
        ("2020-21", ["2019/2", "2020/2"]),  # spring 2020, as EDTF writes it
        ("2020-01-31", ["2019-08/6", "2019-09/6", "2019-10/6", "2019-11/6", "2019-12/6"]),
        ("2020-01/..", ["2019-08/6", "2019-09/6", "2019-10/6", "2019-11/6", "2019-12/6"]),
    ],
)
def test_an_issue_stands_in_the_windows_of_its_year_and_of_its_month(
    date: str, windows: list[str]
) -> None:
    found = gather(issue("a", year='"2020"', date=f'"{date}"{EDTF}'))
    years, month = ["2019/2", "2020/2"], ["2020-01/6"]
    expected = years if windows == years else sorted([*windows, *years, *month])
    assert nodes(found, "a", "time") == expected


def test_an_issue_whose_month_no_source_tells_stands_in_the_windows_of_its_year() -> None:
    assert nodes(gather(issue("a", year='"2020"')), "a", "time") == ["2019/2", "2020/2"]


@pytest.mark.parametrize(("source", "reached"), [("a-report", 1), ("aiid-report-7", 0)])
def test_outlets_of_reports_that_a_database_lists_tie_no_issues(source: str, reached: int) -> None:
    work, terms = iri(f"source/{source}"), PREFIXES["dcterms"]
    published = [("", work, f"<{terms}publisher>", iri("actor/daily"))]
    tied = [("", iri("issue/a"), f"<{terms}source>", work)]
    labels = [("", iri("actor/daily"), LABEL, '"Daily"@en')]
    found = gather([*issue("a"), *tied, *published, *labels])
    assert len(nodes(found, "a", "publisher")) == reached


def titled(name: str, title: str) -> Quad:
    return ("", iri(f"issue/{name}"), TITLE, f'"{title}"@en')


def test_the_titles_of_all_records_of_an_issue_are_words_of_it() -> None:
    counted = ("", iri("issue/b"), COUNTED_AS, iri("issue/a"))
    quads = [*issue("a"), *issue("b"), counted, titled("a", "Couriers"), titled("b", "Riders")]
    found = gather(one_issue(with_record_titles(quads)))
    assert found.issues == (f"{BASE}id/issue/a",)
    assert nodes(found, "a", "term") == ["term:courier", "term:rider"]
    assert found.counts.data.tolist() == [2.0, 2.0]


def test_a_title_that_two_records_of_an_issue_have_counts_once() -> None:
    counted = ("", iri("issue/b"), COUNTED_AS, iri("issue/a"))
    quads = [*issue("a"), *issue("b"), counted, titled("a", "Couriers"), titled("b", "Couriers")]
    found = gather(one_issue(with_record_titles(quads)))
    assert found.counts.data.tolist() == [2.0]
