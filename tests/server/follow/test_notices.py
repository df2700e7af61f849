"""Notices: a sender who gave an address hears of a question and of the decision, then no more."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from graph.desk.suggestions import Desk
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import SOURCE, decide, fill
from tests.server.follow.test_follow import letters, text_of


def test_a_sender_hears_of_questions_and_decisions_by_mail(
    app: Flask, client: FlaskClient, data: Path
) -> None:
    mail = "sender@example.org"
    assert fill(client, "/contribute/source", "send", **SOURCE, mail=mail).status_code == 303
    ann = reviewer(app, data, "Ann")
    decide(ann, 1, "take")
    decide(ann, 1, "ask", "Which court?")
    decide(ann, 1, "take")
    decide(ann, 1, "decline", "It cannot be read.")
    assert [letter["To"] for letter in letters(data)] == [mail, mail]
    texts = [text_of(letter) for letter in letters(data)]
    assert "Which court?" in texts[0]
    assert "It was declined" in texts[1]
    assert Desk(data).address_of(1) == ""
