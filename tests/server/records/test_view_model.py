"""What a page shows of a description: names for people, in order, and no more than fits."""

from decimal import Decimal

import pytest

from graph.engine.oxigraph import Store
from graph.rdf.grouped import grouped
from graph.rdf.quads import Quad, iri, literal
from ontology import BASE, JG, PREFIXES
from server.records.description import Description, describe
from server.records.reader import SHOWN
from server.records.view import Link, Page
from server.records.view_model import page

THING = f"{BASE}id/issue/pay"
RDFS, DCTERMS = PREFIXES["rdfs"], PREFIXES["dcterms"]
LABEL = RDFS + "label"


def shown(*statements: tuple[str, str, str], counts: dict[str, int] | None = None) -> Page:
    quads: set[Quad] = {("", iri(one), iri(name), value) for one, name, value in statements}
    return page(Description(THING, grouped(quads), counts or {}))


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        (['"Lohn"@de', '"Pay"@en', '"plain"'], Link("Pay", THING, "en")),
        (['"Lohn"@de', '"Pay"@en-gb'], Link("Pay", THING, "en-gb")),
        (['"Lohn"@de', '"plain"'], Link("plain", THING)),
        (['"Lohn"@de'], Link("Lohn", THING, "de")),
        ([], Link(THING, THING)),
    ],
)
def test_a_title_is_english_where_there_is_one(labels: list[str], title: Link) -> None:
    assert shown(*((THING, LABEL, label) for label in labels)).title == title


def test_statements_stand_in_the_order_of_a_records_fields_and_sources_last() -> None:
    found = shown(
        (THING, DCTERMS + "source", f"<{BASE}id/source/a>"),
        (THING, JG + "impact", f"<{BASE}concept/impact/bias>"),
        (THING, JG + "year", literal("2019", PREFIXES["xsd"] + "gYear")),
        (THING, "urn:unknown", '"x"'),
    )
    names = [statement.property.text for statement in found.statements]
    assert names == ["year", "impact", "source", "urn:unknown"]


def test_a_property_is_called_by_its_label_else_by_the_word_of_records() -> None:
    statement = (THING, JG + "justiceArea", "<urn:a>")
    (unnamed,) = shown(statement).statements
    (named,) = shown(statement, (JG + "justiceArea", LABEL, '"justice area"@en')).statements
    assert (unnamed.property.text, named.property.text) == ("justiceArea", "justice area")


def test_texts_keep_their_language() -> None:
    found = shown(
        (THING, DCTERMS + "abstract", '"Paid late."@en'),
        (THING, DCTERMS + "abstract", '"Pagado tarde."@es'),
    )
    assert found.texts == (Link("Pagado tarde.", "", "es"), Link("Paid late.", "", "en"))
    assert found.statements == ()


def test_what_is_no_web_address_is_no_link() -> None:
    (statement,) = shown((THING, PREFIXES["foaf"] + "homepage", "<javascript:alert(1)>")).statements
    assert statement.values == (Link("javascript:alert(1)"),)


def test_nested_nodes_stand_below_the_property_that_leads_to_them() -> None:
    found = shown(
        (THING, JG + "figure", f"<{THING}#people>"),
        (f"{THING}#people", JG + "value", literal("44900", PREFIXES["xsd"] + "decimal")),
        (THING, JG + "figure", f"<{THING}#not-described>"),
    )
    (node,) = found.nested
    assert (node.property.text, node.fragment) == ("figure", "people")
    assert [one.values for one in node.statements] == [(Link("44,900"),)]
    assert [one.values[0].iri for one in found.statements] == [f"{THING}#not-described"]


def test_values_are_shown_in_part_and_counted_whole() -> None:
    many = [(THING, JG + "unit", literal(f"{number:04}")) for number in range(SHOWN + 20)]
    (statement,) = shown(*many).statements
    assert (len(statement.values), statement.count) == (SHOWN, SHOWN + 20)


def test_records_that_name_a_thing_are_shown_once_each_by_property() -> None:
    other = f"{BASE}id/issue/other"
    named = [(f"{other}#{part}", JG + "actor", f"<{THING}>") for part in ("a", "b")]
    label = (other, LABEL, '"Other"@en')
    (statement,) = shown(*named, label, counts={JG + "actor": 2}).named_by
    assert (statement.values, statement.count) == ((Link("Other", other, "en"),), 1)
    (statement,) = shown(*named, label, counts={JG + "actor": 900}).named_by
    assert statement.count == 900


def test_related_issues_stand_in_the_order_of_their_scores(store: Store) -> None:
    found = page(describe(store, f"{BASE}id/issue/ghost-work")).related
    scores = [related.score for related in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0].score == sum((reason.weight for reason in found[0].reasons), Decimal(0))
    assert all(reason.shared.text and reason.sentence for one in found for reason in one.reasons)


def test_a_page_says_where_its_statements_are_from(store: Store) -> None:
    (origin,) = page(describe(store, f"{BASE}id/issue/ghost-work")).origins
    assert origin.graph == f"{BASE}graph/issue/ghost-work"
    assert origin.license == "https://creativecommons.org/licenses/by/4.0/"
    assert [source.iri for source in origin.sources] == sorted(
        source.iri for source in origin.sources
    )
    assert origin.modified


def test_a_type_is_the_narrowest_of_our_own(store: Store) -> None:
    types = page(describe(store, f"{BASE}id/actor/amazon")).types
    assert [link.iri for link in types] == [f"{JG}Organization"]


def test_a_named_graph_is_called_by_what_it_states_facts_of(store: Store) -> None:
    found = page(describe(store, f"{BASE}graph/issue/ghost-work"))
    title = "Low-paid hidden workers in developing countries keep AI running"
    assert found.title.text == f"What is stated of “{title}”"
    assert [one.text for one in found.types] == ["named graph"]
    assert [one.property.text for one in found.statements] == [
        "last changed",
        "licence",
        "from the sources",
        "made by",
        "states facts of",
    ]


def test_reasons_and_rules_name_a_record_to_no_reader(store: Store) -> None:
    (*named,) = page(describe(store, f"{BASE}id/place/kenya")).named_by
    assert {"shared", "via"} & {one.property.text for one in named} == set()
