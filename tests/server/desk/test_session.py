"""Sessions of reviewers: nothing is seen or done without one, or by a form of another."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.desk.reviewers import Reviewers
from graph.desk.suggestions import Desk
from server.languages.catalogue import catalogues
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, hidden_fields, propose


def test_without_a_session_nothing_is_seen(client: FlaskClient) -> None:
    propose(client)
    assert client.get("/desk", headers=HTML).headers["Location"] == "/desk/sign-in"
    for path in ("/desk/1", "/desk/identity", "/desk/names"):
        assert client.get(path, headers=HTML).status_code == 403, path
    assert client.post("/desk/1", data={"do": "take"}).status_code == 403


@pytest.mark.parametrize("token", ["", "false", "x" * 32, "\x00"])
def test_a_false_token_opens_nothing(client: FlaskClient, token: str) -> None:
    answer = client.post("/desk/sign-in", data={"secret": token}, headers=HTML)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_the_cookie_is_for_the_desk_alone(client: FlaskClient, data: Path) -> None:
    token = Reviewers(data).invite("Ann")
    answer = client.post("/desk/sign-in", data={"secret": token})
    cookies = [{*one.split("; ")} for one in answer.headers.getlist("Set-Cookie")]
    assert [{"HttpOnly", "SameSite=Strict"} <= one for one in cookies] == [True] * len(catalogues())
    paths = {part for one in cookies for part in one if part.startswith("Path=")}
    assert paths == {"Path=/desk", "Path=/es/desk"}
    assert not any("Secure" in one for one in cookies)


def test_the_cookie_is_secure_over_https(client: FlaskClient, data: Path) -> None:
    token = Reviewers(data).invite("Ann")
    answer = client.post("/desk/sign-in", data={"secret": token}, base_url="https://localhost")
    cookies = answer.headers.getlist("Set-Cookie")
    assert ["; Secure;" in one for one in cookies] == [True, True]


@pytest.mark.parametrize(("first", "other"), [("", "/es"), ("/es", "")])
def test_a_session_holds_in_every_language_and_ends_in_all(
    client: FlaskClient, data: Path, first: str, other: str
) -> None:
    token = Reviewers(data).invite("Ann")
    answer = client.post(f"{first}/desk/sign-in", data={"secret": token}, headers=HTML)
    assert answer.headers["Location"] == f"{first}/desk"
    pages = [client.get(f"{prefix}/desk", headers=HTML) for prefix in (first, other)]
    assert [page.status_code for page in pages] == [200, 200]
    fields = hidden_fields(pages[1].text)
    assert client.post(f"{other}/desk/sign-out", data=fields).status_code == 303
    left = [client.get_cookie("desk", path=path) for path in ("/desk", "/es/desk")]
    assert left == [None, None]
    assert client.get(f"{first}/desk", headers=HTML).status_code == 303


def test_a_form_of_another_session_changes_nothing(
    client: FlaskClient, ann: FlaskClient, app: Flask, data: Path
) -> None:
    propose(client)
    ben = reviewer(app, data, "Ben")
    fields = {**hidden_fields(ben.get("/desk/1", headers=HTML).text), "do": "take"}
    assert ann.post("/desk/1", data=fields).status_code == 403
    assert ann.post("/desk/1", data={**fields, "token": ""}).status_code == 403
    assert len(Desk(data).get(1).events) == 1


def test_a_revoked_reviewer_is_out_at_once(ann: FlaskClient, data: Path) -> None:
    assert ann.get("/desk", headers=HTML).status_code == 200
    Reviewers(data).revoke("Ann")
    assert ann.get("/desk", headers=HTML).status_code == 303


def test_signing_out_ends_the_session(ann: FlaskClient) -> None:
    fields = hidden_fields(ann.get("/desk", headers=HTML).text)
    assert ann.post("/desk/sign-out", data=fields).status_code == 303
    assert ann.get("/desk", headers=HTML).status_code == 303
