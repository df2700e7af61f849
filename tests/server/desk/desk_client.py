"""A sender and a reviewer, who use the pages as browsers without scripts do."""

import re
from html import unescape

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

HTML = {"Accept": "text/html"}
INPUT = re.compile(r"<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
SOURCE = {
    "source.url": "https://example.org/court-report",
    "source.title": "A report of the court",
    "source.sourceKind": "report",
}
ISSUE = {
    **SOURCE,
    "type": "Incident",
    "title": "A toy listens to children",
    "summary": "A talking toy kept what children said, and its maker read it.",
    "year": "2019",
    "justiceArea": "economic-justice",
    "impact": "economic-harm-and-inequity",
    "involvement.0.actor": "Google",
    "involvement.0.role": "developer",
}


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, its token among them."""
    return {unescape(name): unescape(value) for name, value in INPUT.findall(page)}


def all_fields(page: str) -> dict[str, list[str]]:
    """Return the fields of the form of a page, as a browser sends them."""
    form = html.fromstring(page).forms[-1]
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def fill(client: FlaskClient, path: str, do: str = "check", **more: str) -> TestResponse:
    """Open a form, and send it with some fields filled in."""
    page = client.get(path, headers=HTML)
    assert page.status_code == 200, page.text
    fields = {**all_fields(page.text), **more, "do": do}
    return client.post(path, data=fields, headers=HTML)


def propose(client: FlaskClient, **more: str) -> str:
    """Propose an issue; return the address of its receipt."""
    answer = fill(client, "/contribute/issue", "send", **{**ISSUE, **more})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def sign_in(client: FlaskClient, token: str) -> None:
    answer = client.post("/desk/sign-in", data={"secret": token}, headers=HTML)
    assert answer.status_code == 303, answer.text


def decide(client: FlaskClient, number: int, do: str, text: str = "") -> TestResponse:
    """Do as a reviewer what the page of a suggestion offers."""
    page = client.get(f"/desk/{number}", headers=HTML)
    assert page.status_code == 200, page.text
    fields = {**hidden_fields(page.text), "do": do, "text": text}
    return client.post(f"/desk/{number}", data=fields, headers=HTML)
