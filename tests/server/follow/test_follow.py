"""Following by mail: double opt-in, digests of what is new and why, one click out."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.desk.database import later
from graph.following.followers import Followers
from graph.following.letters import Letters
from server import Settings, create_app
from server.follow.digests import queue_digests
from server.follow.topics import topic_of
from tests.server.desk.desk_client import HTML, fill

TOPICS = ("/search?area=economic-justice", "/id/issue/ghost-work", "/questions/pay")


def letters(data: Path) -> list[EmailMessage]:
    with Letters(data).reading() as connection:
        rows = connection.execute("SELECT message FROM letter ORDER BY id").fetchall()
    return [message_from_bytes(row[0], policy=default) for row in rows]


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def link(message: EmailMessage, what: str) -> str:
    match = re.search(rf"https://example.org(/follow/{what}/\S+)", text_of(message))
    assert match
    return match[1]


def follow(client: FlaskClient, data: Path, topic: str, period: str = "daily") -> str:
    fields = {"topic": topic, "mail": "ann@example.org", "period": period}
    assert fill(client, "/follow", "", **fields).status_code == 200
    address = link(letters(data)[-1], "confirm")
    assert client.get(address, headers=HTML).status_code == 200
    assert Followers(data).due(later(200)) == []
    page = client.post(address, headers=HTML)
    assert "You follow it now" in page.text
    return address


@pytest.mark.parametrize("topic", TOPICS)
def test_an_address_is_confirmed_before_any_digest(
    app: Flask, client: FlaskClient, data: Path, topic: str
) -> None:
    follow(client, data, topic)
    with app.test_request_context("/"):
        assert queue_digests(later(25)) == 0  # what is there already is not new
    (one,) = Followers(data).due(later(60))
    assert len(one.seen) > 0


def test_a_digest_tells_what_is_new_and_why_and_how_to_leave(
    app: Flask, client: FlaskClient, data: Path
) -> None:
    follow(client, data, TOPICS[0])
    with app.test_request_context("/"):
        forget(data)
        assert queue_digests() == 0  # not due yet
        assert queue_digests(later(25)) == 1
        assert queue_digests(later(25)) == 0
    letter = letters(data)[-1]
    text = text_of(letter)
    assert re.search(r"- .+ \(new\)\n", text)
    assert re.search(r"- .+ \(changed\)\n", text)
    assert "https://example.org/id/issue/" in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = link(letter, "stop")
    assert letter["List-Unsubscribe"].strip() == f"<https://example.org{stop}>"
    assert "ann@example.org" in [one.address for one in Followers(data).due(later(60))]
    assert client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Followers(data).due(later(60)) == []
    assert client.post(f"{stop}x").status_code == 404


def test_letters_are_in_the_language_of_the_page_on_which_they_were_asked_for(
    app: Flask, client: FlaskClient, data: Path
) -> None:
    fields = {"topic": "/questions/pay", "mail": "ann@example.org", "period": "daily"}
    fill(client, "/es/follow", "", **fields)
    (asked,) = letters(data)
    assert str(asked["Subject"]).startswith("Confirme: ¿Cuánto se paga")
    assert "en dos días la dirección se borra" in text_of(asked)
    match = re.search(r"https://example.org(/es/follow/confirm/\S+)", text_of(asked))
    assert match
    assert "Ya lo sigue" in client.post(match[1], headers=HTML).text
    with app.test_request_context("/"):
        forget(data)
        assert queue_digests(later(25)) == 1
    digest = letters(data)[-1]
    text = text_of(digest)
    assert "https://example.org/es/questions/pay" in text
    assert re.search(r"- .+ \(nuevo\)\n", text)
    assert re.search(
        r"Para dejar de recibir estos mensajes: https://example.org/es/follow/stop/\S+", text
    )
    assert digest["Content-Language"] == "es"


def forget(data: Path) -> None:
    """Let a follower have seen one item less, and one of another text."""
    with Followers(data).writing() as connection:
        (text,) = connection.execute("SELECT seen FROM follower").fetchone()
        first, second = re.findall(r'"(https:[^"]+)": "(\w+)"', text)[:2]
        text = text.replace(f'"{first[0]}": "{first[1]}", ', "").replace(second[1], "0")
        connection.execute("UPDATE follower SET seen = ?", (text,))


def test_nobody_learns_who_follows(client: FlaskClient, data: Path) -> None:
    follow(client, data, TOPICS[1])
    fields = {"topic": TOPICS[1], "mail": "ann@example.org", "period": "daily"}
    again = fill(client, "/follow", "", **fields)
    assert "Look into your mail" in again.text
    assert len(letters(data)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"mail": "a@example.org\nBcc: b@example.org"},
        {"mail": "a@example.org, b@example.org"},
        {"mail": "none"},
        {"topic": "https://example.com/evil"},
        {"topic": "/search?nothing=x"},
        {"topic": "/id/issue/none"},
        {"topic": "/questions/none"},
        {"period": "hourly"},
        {"token": "x"},
    ],
    ids=str,
)
def test_a_hostile_wish_sends_no_letter(
    client: FlaskClient, data: Path, fields: dict[str, str]
) -> None:
    good = {"topic": TOPICS[0], "mail": "ann@example.org", "period": "daily"}
    assert fill(client, "/follow", "", **{**good, **fields}).status_code in (400, 403, 404)
    assert Letters(data).count() == 0


@pytest.mark.parametrize("suffix", ["atom", "json"])
@pytest.mark.parametrize("path", ["/id/issue/ghost-work", "/questions/pay"])
def test_records_and_questions_have_feeds(client: FlaskClient, path: str, suffix: str) -> None:
    answer = client.get(f"{path}/feed.{suffix}")
    assert answer.status_code == 200
    if suffix == "json":
        feed = answer.get_json()
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["items"]
    else:
        assert "<entry>" in answer.text
    assert client.get(f"{path}/feed.exe").status_code == 404


def test_lists_have_a_json_feed_with_the_newest_first(client: FlaskClient) -> None:
    feed = client.get("/search.jsonfeed?area=economic-justice&order=newest").get_json()
    days = [item["date_modified"] for item in feed["items"]]
    assert len(days) > 10
    assert client.get("/feeds/new.json").get_json()["items"]


def test_a_list_that_is_followed_has_the_records_first_that_changed_last(data: Path) -> None:
    with create_app(Settings(data)).test_request_context("/"):
        items = topic_of("search?area=economic-justice").items
    days = [item.updated for item in items]
    assert len(days) == 50
    assert days == sorted(days, reverse=True)


def test_a_server_without_mail_says_so(data: Path) -> None:
    page = create_app(Settings(data)).test_client().get("/follow", headers=HTML)
    assert "sends no letters" in page.text
