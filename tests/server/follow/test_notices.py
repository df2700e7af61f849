"""Notices to a sender who gave an address: a question, the decision, in their language."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from graph.desk.suggestions import Desk
from tests.server.desk.conftest import reviewer
from tests.server.desk.desk_client import HTML, SOURCE, decide, fill
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
    assert "Your suggestion was declined: A report of the court" in texts[1]
    assert Desk(data).address_of(1) == ""


def test_letters_to_a_sender_are_in_the_language_of_the_page_on_which_it_was_sent(
    app: Flask, client: FlaskClient, data: Path
) -> None:
    mail = "sender@example.org"
    sent = fill(client, "/es/contribute/source", "send", **SOURCE, mail=mail)
    page = client.get(sent.location, headers=HTML).text
    assert "Su sugerencia ha llegado" in page
    assert f"https://example.org{sent.location}</a>" in page
    removal = {"record": "issue/ghost-work", "mail": mail}
    assert fill(client, "/es/remove", "", **removal).location.startswith("/es/receipt/")
    ann = reviewer(app, data, "Ann")
    assert "Sent on a page in Español" in ann.get("/desk/1", headers=HTML).text
    for number in (1, 2):
        decide(ann, number, "take")
        decide(ann, number, "ask", "¿Qué tribunal?")
        decide(ann, number, "take")
        decide(ann, number, "decline", "No se puede leer.")
    subjects = [str(letter["Subject"]) for letter in letters(data)]
    assert subjects == [
        "Hay una pregunta sobre su sugerencia: A report of the court",
        "Su sugerencia fue rechazada: A report of the court",
        "Hay una pregunta sobre su solicitud de retirada: issue/ghost-work",
        "Su solicitud de retirada fue rechazada: issue/ghost-work",
    ]
    assert {letter["Content-Language"] for letter in letters(data)} == {"es"}
    assert text_of(letters(data)[0]) == (
        "Hay una pregunta sobre su sugerencia: A report of the court\n\n¿Qué tribunal?\n\n"
        "Para contestar, abra la dirección del comprobante que se le mostró al enviarla.\n"
    )
