"""An issue's page: two sides, what is claimed, who works, the numbers of sources, what is near."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring

from graph.engine.base import Answer
from graph.engine.lookup import Found
from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.grouped import grouped
from graph.rdf.quads import iri, literal
from ontology import BASE, JG, PREFIXES
from server.records.description import Description
from server.records.kinds.answers import figures
from server.records.kinds.issue import heading, own_titles
from server.records.kinds.parties import parties
from server.records.kinds.sources import Notes
from server.records.reader import Reader
from server.records.view import Link, Nested, Statement

ISSUE = f"{BASE}id/issue/pay"
HTML = {"Accept": "text/html"}


def reader(*statements: tuple[str, str, str]) -> Reader:
    nodes = grouped(("", iri(one), iri(name), value) for one, name, value in statements)
    return Reader(Description(ISSUE, nodes, {}))


def involvement(
    part: str, actor: str, role: str, status: str = ""
) -> Iterator[tuple[str, str, str]]:
    node = f"{ISSUE}#{part}"
    yield ISSUE, JG + "involvement", iri(node)
    yield node, JG + "actor", iri(f"{BASE}id/actor/{actor}")
    yield node, JG + "role", iri(f"{BASE}concept/role/{role}")
    if status:
        yield node, JG + "assertion", iri(f"{BASE}concept/assertion/{status}")


def test_parties_stand_on_their_sides_with_all_of_their_roles() -> None:
    found = parties(
        reader(
            *involvement("a", "acme", "developer", "alleged"),
            *involvement("b", "acme", "deployer", "confirmed"),
            *involvement("c", "union", "organiser"),
            *involvement("d", "town", "mentioned"),
            *involvement("e", "dairy", "affected"),
        ),
        Notes([]),
    )
    told = {
        side: [
            (one.actor.iri.rpartition("/")[2], [role.standing for role in one.roles])
            for one in some
        ]
        for side, some in found.items()
    }
    assert told == {
        "implicated": [("acme", ["alleged", "confirmed"])],
        "responding": [("union", [""])],
        "mentioned": [("dairy", [""]), ("town", [""])],
    }


def test_sources_are_numbered_as_people_count_and_own_ones_first() -> None:
    own = [Link("", "urn:report-10"), Link("", "urn:report-9")]
    notes = Notes(own, [Link("", "urn:a"), Link("", "urn:report-9")])
    assert notes.numbers == {"urn:report-9": 1, "urn:report-10": 2, "urn:a": 3}
    assert notes.of([Link("", "urn:a"), Link("", "urn:report-9"), Link("", "urn:none")]) == (1, 3)


def test_a_source_leads_to_web_addresses_alone() -> None:
    said = reader(
        ("urn:a", PREFIXES["schema"] + "url", "<javascript:alert(1)>"),
        ("urn:a", PREFIXES["schema"] + "archivedAt", "<https://example.org/a>"),
    )
    (source,) = Notes([Link("", "urn:a")]).sources(said)
    assert (source.url, source.archive) == ("", "https://example.org/a")


@pytest.mark.parametrize(
    ("precision", "before"), [("Estimate", "estimated"), ("At least", "at least"), ("", "")]
)
def test_a_figure_says_how_exact_it_is(precision: str, before: str) -> None:
    node, kind = f"{ISSUE}#people", f"{BASE}concept/precision/x"
    said: list[Any] = [
        (ISSUE, JG + "figure", iri(node)),
        (node, JG + "value", literal("1000", PREFIXES["xsd"] + "decimal")),
        (node, JG + "upperValue", literal("2000", PREFIXES["xsd"] + "decimal")),
    ]
    if precision:
        said += [
            (node, JG + "precision", iri(kind)),
            (kind, PREFIXES["rdfs"] + "label", literal(precision, language="en")),
        ]
    (figure,) = figures(reader(*said), Notes([]))
    assert (figure.before, figure.number) == (before, "1,000 to 2,000")


def test_the_page_leads_from_an_assistant_to_its_workers_and_their_conditions(
    client: FlaskClient,
) -> None:
    page = client.get("/id/issue/google-assistant-subcontracted-linguists", headers=HTML).text
    systems = page.partition('id="systems"')[2].partition("</section>")[0]
    workers = page.partition('id="workers"')[2].partition("</section>")[0]
    assert "26 languages by itself" in systems
    assert 'href="/id/worker-group/google-assistant-linguists"' in systems
    for condition in ("low-wages", "unpaid-overtime", "concerns-dismissed"):
        assert f'href="/concept/condition/{condition}"' in workers


def test_every_note_leads_to_a_source_of_the_page(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    notes = {*re.findall(r'href="#(source-\d+)"', page)}
    assert notes == {*re.findall(r'id="(source-\d+)"', page)}
    assert len(notes) == 5


def test_all_that_the_picture_names_is_in_the_list_below_it(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    around = page.partition('id="neighbourhood"')[2].partition("</section>")[0]
    picture, _, listed = around.partition("</svg>")
    drawn = {*re.findall(r'<a href="([^"]+)"', picture)} - {"/id/issue/ghost-work"}
    assert drawn
    assert drawn <= {*re.findall(r'href="([^"]+)"', listed)}


def test_nobody_named_is_asked_for_and_leaves_no_empty_heading(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    assert "<h3>Implicated</h3>" not in page
    asked = page.partition('id="help"')[2].partition("</section>")[0]
    assert 'href="/id/issue/ghost-work/correct#in-involvement"' in asked
    assert "Who is implicated? The record names nobody." in asked


def test_a_long_page_has_a_table_of_its_sections(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    listed = page.partition('aria-label="On this page"')[2].partition("</nav>")[0]
    anchors = re.findall(r'href="#([^"]+)"', listed)
    assert anchors == re.findall(r'<h2 id="([^"]+)"', page.partition("</nav>")[2])[: len(anchors)]
    assert len(anchors) > 4


def test_no_id_stands_twice(client: FlaskClient, store: Store) -> None:
    rows = store.rows(f"SELECT ?issue {{ ?issue a <{JG}Issue> }}")
    for row in rows:
        page = client.get(row["issue"].text.removeprefix(BASE[:-1]), headers=HTML).text
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert sorted(ids) == sorted({*ids}), row["issue"].text


LINES = ["SELECT", "around", "around", "SELECT", "around"]
"""What a wage line asks for, however many systems it begins at: two queries, three look-ups."""


@pytest.mark.parametrize(
    ("slug", "lines"),
    [
        ("allegheny-family-screening", []),
        ("michigan-midas", []),
        ("openai-sama-toxicity-labelling", LINES),
    ],
)
def test_the_page_asks_for_three_look_ups_and_for_a_wage_line_where_workers_are_named(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, slug: str, lines: list[str]
) -> None:
    asked, evaluate, look_up = list[str](), Store.evaluate, Store.look_up

    def evaluated(store: Store, query: Query, *rest: Any) -> Answer:
        asked.append(query.form)
        return evaluate(store, query, *rest)

    def looked_up(store: Store, what: str, nodes: Iterable[str]) -> Found:
        asked.append(what)
        return look_up(store, what, nodes)

    monkeypatch.setattr(Store, "evaluate", evaluated)
    monkeypatch.setattr(Store, "look_up", looked_up)
    page = client.get(f"/id/issue/{slug}", headers=HTML)
    assert page.status_code == 200
    assert len(page.data) < 150_000
    assert asked == ["issue", "around", "stated", *lines]


def test_a_classification_stands_under_who_made_it_and_other_nodes_under_what_they_are() -> None:
    annotator = Statement(Link("annotator", JG + "annotator"), (Link("CSET"),), 1)
    assert heading(Nested(Link("classification"), "csetv0", lambda: [annotator])) == "CSET"
    assert heading(Nested(Link("classification"), "csetv0", tuple)) == "Classification"


def test_figures_and_responses_have_their_evidence_at_hand(client: FlaskClient) -> None:
    path = "/id/issue/google-assistant-subcontracted-linguists"
    page = fromstring(client.get(path, headers=HTML).text)
    for section in ("figures", "responses"):
        buttons = page.xpath(f"//section[@aria-labelledby='{section}']//button[@class='why']")
        assert buttons, section
        for button in buttons:
            (note,) = page.xpath(f"//*[@id='{button.get('popovertarget')}']")
            assert note.xpath("./a[starts-with(@href, '/id/source/')]")
            assert note.xpath(f".//a[@href='{path}/history']")


def test_a_title_in_another_language_is_shown_with_that_language() -> None:
    title = PREFIXES["dcterms"] + "title"
    near = reader(
        (ISSUE, title, literal("Pay", language="en")),
        (ISSUE, title, literal("Lohn", language="de")),
    )
    assert own_titles(near) == [Link("Lohn", "", "de")]
