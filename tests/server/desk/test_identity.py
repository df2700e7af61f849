"""The page of identity: a pair is decided by a click, once."""

import csv
import json
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from graph.desk.builds import last_change
from graph.desk.pairs import write_pairs
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, hidden_fields

PAIR = {
    "left": "actor/google",
    "right": "actor/youtube",
    "score": 0.7,
    "left_name": "Google",
    "right_name": "YouTube <b>",
    "reasons": "spelling 0.90",
}


def test_a_pair_is_shown_with_its_evidence_and_judged_by_a_click(
    ann: FlaskClient, app: Flask, data: Path
) -> None:
    write_pairs(data, json.dumps({"pairs": [PAIR]}), "a release")
    page = ann.get("/desk/identity", headers=HTML).text
    assert "spelling 0.90" in page
    assert "YouTube &lt;b&gt;" in page
    fields = {**hidden_fields(page), "do": "different", "text": "Owner and service."}
    ben = reviewer(app, data, "Ben")
    other = {**fields, **hidden_fields(ben.get("/desk/identity", headers=HTML).text)}
    assert ann.post("/desk/identity", data=fields).status_code == 303
    assert ben.post("/desk/identity", data={**other, "do": "same"}).status_code == 409
    text = (data / "judgements.csv").read_text(encoding="utf-8")
    rows = [*csv.DictReader(text.splitlines())]
    assert [(row["left"], row["right"], row["verdict"], row["who"]) for row in rows] == [
        ("actor/google", "actor/youtube", "different", "Ann")
    ]
    assert "Nothing waits" in ann.get("/desk/identity", headers=HTML).text
    assert last_change(data) == 1


def test_a_pair_that_is_not_listed_is_not_judged(ann: FlaskClient, data: Path) -> None:
    write_pairs(data, json.dumps({"pairs": [PAIR]}), "a release")
    fields = hidden_fields(ann.get("/desk/identity", headers=HTML).text)
    fields |= {"left": "actor/amazon", "do": "same", "text": "x"}
    assert ann.post("/desk/identity", data=fields).status_code == 404
    assert not (data / "judgements.csv").exists()
