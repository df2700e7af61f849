"""The way of a suggestion through the pages, without scripts: form, receipt, desk, files."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from graph.build.build import records_of
from graph.build.inputs import Plan
from graph.desk.builds import build_state, last_change
from graph.desk.current_entry import current_entry
from graph.desk.decided_files import hidden
from graph.desk.suggestions import Desk
from server import Settings, create_app
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, decide, fill, hidden_fields, propose


def test_an_issue_is_proposed_asked_back_answered_and_accepted(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    receipt = propose(client)
    assert "Your suggestion has arrived" in client.get(receipt, headers=HTML).text
    assert "1: A toy listens to children" in ann.get("/desk", headers=HTML).text
    assert decide(ann, 1, "take").status_code == 303
    assert decide(ann, 1, "ask", "Which country?").status_code == 303
    page = client.get(receipt, headers=HTML).text
    assert "Which country?" in page
    fields = {**hidden_fields(page), "do": "answer", "text": "Kenya."}
    assert client.post(receipt, data=fields).status_code == 303
    assert "Kenya." in ann.get("/desk/1", headers=HTML).text
    assert decide(ann, 1, "accept", "The report says so.").status_code == 303
    assert "Your suggestion was accepted" in client.get(receipt, headers=HTML).text
    entry = current_entry(data, "issue/a-toy-listens-to-children").entry
    assert entry["involvement"] == {
        "#google-developer": {
            "actor": "google",
            "role": "developer",
            "source": "a-report-of-the-court",
            "assertion": "alleged",
        }
    }
    names = {f"{record.kind}/{record.slug}" for record in records_of(Plan(data))}
    assert {"issue/a-toy-listens-to-children", "source/a-report-of-the-court"} <= names
    assert (last_change(data), build_state(data).state) == (1, "waiting")


def test_a_correction_shows_and_keeps_only_what_changes(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    path = "/id/issue/ghost-work/correct"
    assert "nothing was changed" in fill(client, path).text
    sent = fill(client, path, "send", year="2018")
    assert sent.status_code == 303
    decide(ann, 1, "take")
    page = ann.get("/desk/1", headers=HTML).text
    assert "<del>2019</del>" in page
    assert "<ins>2018</ins>" in page
    assert decide(ann, 1, "accept", "Yes.").status_code == 303
    before = current_entry(data / "none", "issue/ghost-work").entry
    after = current_entry(data, "issue/ghost-work").entry
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed - {"modified"} == {"year"}


def test_every_curated_kind_has_a_form_that_changes_nothing_by_itself(client: FlaskClient) -> None:
    names = ("issue/covalen-layoffs", "actor/amazon", "system/bard", "place/kenya")
    groups = ("worker-group/genpact-moderators-hyderabad", "source/adweek-facebook-settlement-2020")
    for name in (*names, *groups, "actor/timnit-gebru", "issue/black-white-wealth-gap"):
        path = f"/id/{name}/correct"
        assert "nothing was changed" in fill(client, path).text, name


def test_of_two_reviewers_at_once_the_second_gets_a_conflict(
    client: FlaskClient, ann: FlaskClient, app: Flask, data: Path
) -> None:
    propose(client)
    ben = reviewer(app, data, "Ben")
    pages = [one.get("/desk/1", headers=HTML).text for one in (ann, ben)]
    answers = [
        one.post("/desk/1", data={**hidden_fields(page), "do": "take"}, headers=HTML)
        for one, page in zip((ann, ben), pages, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Ann did &#39;take&#39; meanwhile" in answers[1].text
    assert decide(ben, 1, "decline", "no").status_code == 409


def test_a_sender_withdraws(client: FlaskClient, ann: FlaskClient) -> None:
    receipt = propose(client, mail="sender@example.org")
    fields = {**hidden_fields(client.get(receipt, headers=HTML).text), "do": "withdraw"}
    assert client.post(receipt, data=fields).status_code == 303
    assert "You withdrew your suggestion" in client.get(receipt, headers=HTML).text
    assert decide(ann, 1, "take").status_code == 409


def test_a_record_is_hidden_at_once_and_can_be_shown_again(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    path = "/id/issue/ghost-work"
    sent = fill(client, "/remove", "", record=f"http://localhost{path}", reason="danger")
    assert sent.status_code == 303
    assert client.get(path, headers=HTML).status_code == 200
    assert decide(ann, 1, "hide", "It endangers somebody.").status_code == 303
    for address in (path, f"{path}.ttl", f"{path}/history", f"{path}/related", f"{path}/correct"):
        assert client.get(address, headers=HTML).status_code == 410, address
    listed = client.get("/search.json?q=ghost+work").get_json()
    assert not [hit for hit in listed["hits"] if hit["page"] == path]
    matches = client.get("/reconcile", query_string={"queries": '{"q": {"query": "Ghost work"}}'})
    assert "id/issue/ghost-work" not in matches.text
    assert hidden(data) == {"issue/ghost-work": "It endangers somebody."}
    assert decide(ann, 1, "show").status_code == 303
    assert client.get(path, headers=HTML).status_code == 200
    decide(ann, 1, "take")
    assert decide(ann, 1, "accept", "Right.").status_code == 303
    assert client.get(path, headers=HTML).status_code == 410
    assert last_change(data) == 4


def test_a_program_that_fills_in_the_hidden_field_asks_for_nothing(
    client: FlaskClient, data: Path
) -> None:
    given = {"record": "/id/issue/ghost-work", "reason": "danger", "website": "http://spam"}
    assert fill(client, "/remove", "", **given).status_code == 400
    assert not Desk(data).all()


@pytest.mark.parametrize(
    ("host", "address"),
    [("abc.onion", "http://abc.onion/"), ("evil.example", "https://example.org/")],
)
def test_a_receipt_by_an_onion_service_leads_back_there(
    data: Path, host: str, address: str
) -> None:
    client = create_app(Settings(data, address="https://example.org/")).test_client()
    receipt = fill(client, "/remove", "", record="/id/issue/ghost-work").headers["Location"]
    page = html.fromstring(client.get(receipt, base_url=f"http://{host}/", headers=HTML).text)
    assert page.get_element_by_id("receipt-address").text == f"{address}{receipt[1:]}"


def test_the_receipt_of_a_removal_says_what_was_sent_and_what_was_done(
    client: FlaskClient, ann: FlaskClient
) -> None:
    written = {"record": "/id/issue/ghost-work", "reason": "danger", "text": "My <b>name</b>."}
    receipt = fill(client, "/remove", "", **written).headers["Location"]

    def sections() -> str:
        return " ".join(html.fromstring(client.get(receipt).text).find(".//main").itertext())

    page = sections()
    sent = ("Why? It puts somebody in danger", "What should be removed My <b>name</b>.")
    assert all(words in " ".join(page.split()) for words in sent)
    assert "Within about a minute a new release is built without it" in page
    assert decide(ann, 1, "hide", "It endangers somebody.").status_code == 303
    assert "The record is hidden: its page answers that it is gone" in sections()
    decide(ann, 1, "take")
    assert decide(ann, 1, "decline", "It is not so.").status_code == 303
    page = sections()
    assert "The record stays as it is" in page
    assert "It is not so." in page
    assert "My <b>name</b>." in page


def test_a_hidden_issue_leaves_the_feeds_at_once(client: FlaskClient, ann: FlaskClient) -> None:
    def listed(name: str) -> list[str]:
        items = client.get(f"/feeds/{name}.json").get_json()["items"]
        return [item["id"].partition("#")[0] for item in items]

    first = listed("new")[0]
    path = first[first.index("/id/") :]
    fill(client, "/remove", "", record=f"http://localhost{path}", reason="danger")
    assert decide(ann, 1, "hide", "It endangers somebody.").status_code == 303
    assert first not in listed("new") + listed("changed")


def test_hits_of_other_records_do_not_name_a_hidden_one(
    client: FlaskClient, ann: FlaskClient
) -> None:
    def named() -> list[str]:
        hits = client.get("/search.json?q=hiring").get_json()["hits"]
        return [name for hit in hits for name in hit["about"]]

    assert "GlobalLogic" in named()
    fill(client, "/remove", "", record="/id/actor/globallogic", reason="danger")
    assert decide(ann, 1, "hide", "It endangers somebody.").status_code == 303
    assert "GlobalLogic" not in named()


def test_a_removal_lists_the_texts_of_other_records_that_name_it(
    client: FlaskClient, ann: FlaskClient
) -> None:
    fill(client, "/remove", "", record="http://localhost/id/actor/turkopticon", reason="danger")
    page = ann.get("/desk/1", headers=HTML).text
    assert "Other records that name it" in page
    assert '<a href="/id/issue/mturk-mass-rejections/correct">Correct it</a>' in page
    assert "/remove?record=issue/mturk-mass-rejections" in page
    fill(client, "/contribute/source", "send", url="https://example.org/a", title="A report")
    assert "Other records" not in ann.get("/desk/2", headers=HTML).text


def test_a_figure_of_pay_and_a_reply_are_added_to_their_records(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    source = {"source.title": "A letter", "source.sourceKind": "open-letter"}
    pay = {"pay.0.value": "2", "pay.0.unit": "USD per hour", "pay.0.counts": "hourly pay"}
    name = "worker-group/genpact-moderators-hyderabad"
    sent = fill(client, "/contribute/pay", "send", record=name, **source, **pay)
    assert sent.status_code == 303, sent.text
    reply = {"response.0.by.0": "Google", "response.0.description": "It denies this."}
    reply |= {"response.0.responseKind": "statement", "record": "issue/ghost-work"}
    sent = fill(client, "/contribute/reply", "send", **source, **reply)
    assert sent.status_code == 303, sent.text
    decide(ann, 2, "take")
    assert decide(ann, 2, "accept", "Their own words.").status_code == 303
    responses = current_entry(data, "issue/ghost-work").entry["response"]
    assert responses["#statement-google"] == {
        "responseKind": "statement",
        "by": "google",
        "description": "It denies this.",
        "source": "a-letter",
    }
