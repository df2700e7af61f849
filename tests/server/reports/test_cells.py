"""Cells of an answer: each leads to a page, names to their own, all else to that of its row."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from graph.engine.base import Value
from graph.engine.oxigraph import Store
from graph.engine.query_guard import MAX_CHARACTERS
from ontology import BASE, question, subject_of, with_subject
from ontology.namespaces import RDFS_LABEL
from server.reports.cells import linked
from server.reports.wording import heading

HTML = {"Accept": "text/html"}
ANSWERS = [
    "demands",
    "pay",
    "proceedings",
    "remedies",
    "organising",
    "supply-chain",
    "unanswered",
    "who-works-on",
]


def table(client: FlaskClient, name: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/questions/{name}", headers=HTML).text)


@pytest.mark.parametrize("name", ANSWERS)
def test_each_cell_of_an_answer_leads_to_a_page(client: FlaskClient, name: str) -> None:
    cells = [cell for cell in table(client, name).xpath("//td") if cell.text_content()]
    assert len(cells) > 50
    assert [cell.text_content() for cell in cells if not cell.xpath("./a/@href")] == []


def test_a_name_leads_to_its_own_record_and_a_number_to_that_of_its_row(
    client: FlaskClient,
) -> None:
    row = next(
        row
        for row in table(client, "supply-chain").xpath("//tr[td]")
        if row.xpath("string(td[1]/a[1])") == "ChatGPT" and row.xpath("string(td[3])") == "Sama"
    )
    hrefs = {cell.text_content(): cell.xpath("./a/@href")[0] for cell in row.xpath("td")}
    assert hrefs["OpenAI"] == "/id/actor/openai"
    assert hrefs["Kenya"] == "/id/place/kenya"
    assert hrefs["12.5 USD per hour (2021); 200,000 USD (2021)"] == "/id/system/chatgpt"


def test_each_name_of_a_list_leads_to_its_own_record_also_with_a_comma_in_it(
    client: FlaskClient,
) -> None:
    links = table(client, "proceedings").xpath("//td/a")
    hrefs = {link.text_content(): link.get("href") for link in links}
    court = "Employment and Labour Relations Court, Nairobi"
    assert hrefs[court] == "/id/actor/employment-and-labour-relations-court-nairobi"
    assert hrefs["Sama"] == "/id/actor/sama"


def test_a_linked_answer_has_the_columns_and_the_rows_of_the_question(client: FlaskClient) -> None:
    for name in ANSWERS:
        found = table(client, name)
        vars_ = client.get(f"/questions/{name}.json").get_json()["head"]["vars"]
        assert set(found.xpath("//thead//th/text()")) <= {*map(heading, vars_)}
        assert subject_of(question(name).text) not in vars_
        assert with_subject(question(name).text) != question(name).text


def test_an_answer_with_many_long_names_is_linked_by_queries_that_are_answered(
    app: Flask, store: Store
) -> None:
    names = [f"{number} {'a long name ' * 20}" for number in range(1_500)]
    assert sum(map(len, names)) > MAX_CHARACTERS
    rows = [{"name": Value(name)} for name in ["Kenya", *names, "x" * MAX_CHARACTERS]]
    with app.test_request_context("/"):
        cells = [*linked(store, rows, ["name"], "")]
    assert [cell[0][0].iri.rpartition("/")[2] for cell in (cells[0], cells[1], cells[-1])] == [
        *("kenya", "", ""),
    ]


def test_of_things_of_one_name_a_cell_leads_to_that_of_the_kind_of_its_column(app: Flask) -> None:
    things = {
        "Open": ("category/open", "actor/open"),
        "Word": ("category/word",),
        "Mood": ("system/mood", "actor/mood"),
        "Sama": ("actor/sama",),
        "Chat": ("system/chat",),
        "Twice": ("actor/twice", "actor/twice-more"),
    }
    store = Store.in_memory(
        "".join(
            f'<{BASE}id/{one}> <{RDFS_LABEL}> "{name}"@en .\n'
            for name, ids in things.items()
            for one in ids
        )
    )
    columns = {
        "client": ["Open", "Mood", "Sama", "Word", "Twice"],
        "product": ["Chat", "Mood", "Chat", "Chat", "Chat"],
    }
    rows = [
        {name: Value(text) for name, text in zip(columns, row, strict=True)}
        for row in zip(*columns.values(), strict=True)
    ]
    with app.test_request_context("/"):
        cells = [*linked(store, rows, [*columns], "")]
    assert [[link.iri.removeprefix(f"{BASE}id/") for (link,) in row] for row in cells] == [
        ["actor/open", "system/chat"],
        ["actor/mood", "system/mood"],
        ["actor/sama", "system/chat"],
        ["category/word", "system/chat"],
        ["", "system/chat"],
    ]
