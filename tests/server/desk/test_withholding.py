"""The page of parts: a statement and a name are withheld by a click, and taken back."""

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from graph.desk.builds import last_change
from graph.desk.current_entry import current_entry
from graph.desk.decided_files import hidden
from graph.desk.withheld import NOTHING, Name, withheld_parts
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, decide, fill, hidden_fields

ISSUE = "issue/ghost-work"
PAGE = "/desk/1/parts"


def ask(client: FlaskClient) -> str:
    sent = fill(client, "/remove", "", record=f"/id/{ISSUE}", reason="danger")
    return str(sent.headers["Location"])


def key_of(page: str, words: str) -> str:
    """Return the key of the choice that a page describes with some words."""
    (box,) = html.fromstring(page).xpath(f"//label[contains(., '{words}')]/input")
    return str(box.get("value"))


def order(client: FlaskClient, **fields: object) -> int:
    page = client.get(PAGE, headers=HTML).text
    given = {**hidden_fields(page), "words": "a driver", "text": "Unsafe.", **fields}
    return client.post(PAGE, data=given, headers=HTML).status_code


def test_a_statement_and_a_name_are_withheld_and_restored(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    receipt = ask(client)
    page = ann.get(PAGE, headers=HTML).text
    key = key_of(page, "figure: issue/ghost-work#registered-platform-workers")
    assert order(ann, key=key, name="DÉLIVEROO") == 303
    assert withheld_parts(data).names == {Name("DÉLIVEROO", "a driver")}
    entry = current_entry(data, ISSUE).entry
    assert [*entry["figure"]] == ["#hidden-workers"]
    assert "163000000" not in client.get(f"/id/{ISSUE}/correct", headers=HTML).text
    riders = current_entry(data, "worker-group/delivery-riders").entry
    assert "concerns a driver in Italy" in riders["description"]
    page = ann.get(PAGE, headers=HTML).text
    assert "The name “DÉLIVEROO”" in page
    assert key not in page
    assert "A part of the record is withheld" in client.get(receipt, headers=HTML).text
    decide(ann, 1, "take")
    assert decide(ann, 1, "accept", "Right.").status_code == 303
    assert hidden(data) == {}
    assert decide(ann, 1, "restore").status_code == 303
    assert withheld_parts(data) == NOTHING
    assert last_change(data) == 3
    assert "163000000" in client.get(f"/id/{ISSUE}/correct", headers=HTML).text


def test_what_cannot_be_withheld_changes_nothing(
    client: FlaskClient, ann: FlaskClient, app: Flask, data: Path
) -> None:
    ask(client)
    assert order(ann) == 400
    assert order(ann, name="driver") == 400
    assert order(ann, name="Zed Qwrtz", words="Zed Qwrtz") == 400
    assert order(ann, name="Zed Qwrtz", text=" ") == 400
    assert order(ann, key="0" * 12) == 409
    assert client.get(PAGE, headers=HTML).status_code == 403
    page = ann.get(PAGE, headers=HTML).text
    stale = {**hidden_fields(page), "name": "Zed Qwrtz", "words": "a driver", "text": "Unsafe."}
    ben = reviewer(app, data, "Ben")
    theirs = {**stale, **hidden_fields(ben.get(PAGE, headers=HTML).text)}
    assert ann.post(PAGE, data={**stale, "token": ""}).status_code == 403
    assert ann.post(PAGE, data=stale).status_code == 303
    assert ben.post(PAGE, data=theirs).status_code == 409
    assert len(withheld_parts(data).names) == 1


def test_a_request_that_is_declined_takes_back_what_it_withheld(
    client: FlaskClient, ann: FlaskClient, data: Path
) -> None:
    ask(client)
    assert order(ann, name="Zed Qwrtz") == 303
    decide(ann, 1, "take")
    assert re.search("Restore what is withheld", ann.get("/desk/1", headers=HTML).text)
    assert decide(ann, 1, "decline", "It is not so.").status_code == 303
    assert withheld_parts(data) == NOTHING
