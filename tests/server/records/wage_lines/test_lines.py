"""Wage lines of real records: what sources say is solid, what nobody says is a gap that asks."""

from collections.abc import Iterator

import pytest
from flask import Flask

from graph.engine.base import Engine
from server.drawing.stops import Stop, stops
from server.records.wage_lines import WageLine, lines_behind, lines_through, story
from server.web.site import site

ID = "https://w3id.org/justicegraph/id/"


@pytest.fixture
def engine(app: Flask) -> Iterator[Engine]:
    with app.test_request_context():
        yield site().engine


def names(line: WageLine) -> list[str]:
    return [stop.name for stop in stops(line.root)]


def find(line: WageLine, name: str) -> Stop:
    return next(stop for stop in stops(line.root) if stop.name.startswith(name))


def test_a_line_leads_from_the_product_to_what_the_workers_get(engine: Engine) -> None:
    (line,) = lines_behind(engine, [f"{ID}system/chatgpt"], [f"{ID}actor/sama"])
    assert names(line) == [
        "ChatGPT",
        "OpenAI",
        "Sama",
        "Labellers at Sama in Kenya who worked for OpenAI",
        "about 1.32 to 2 USD per hour (2021)",
    ]


def test_a_contractor_shows_what_its_client_pays(engine: Engine) -> None:
    (line,) = lines_behind(engine, [f"{ID}system/chatgpt"])
    assert [note.text for note in find(line, "Sama").notes] == [
        "OpenAI pays 12.5 USD per hour (2021)",
        "OpenAI pays about 200,000 USD (2021)",
    ]
    (gap,) = find(line, "Scale AI").notes
    assert (gap.text, gap.is_known) == ("What OpenAI pays is not known", False)


def test_workers_whom_no_source_names_are_a_gap_that_asks(engine: Engine) -> None:
    (line,) = lines_behind(engine, [f"{ID}system/chatgpt"])
    (gap,) = find(line, "Scale AI").following
    assert (gap.position, gap.name, gap.is_known) == ("workers", "Not known", False)
    assert gap.asks == f"{ID}system/chatgpt"


def test_pay_that_nobody_gives_is_a_gap_with_the_demand_and_its_answer(engine: Engine) -> None:
    (line,) = lines_through(engine, [f"{ID}worker-group/google-assistant-linguists"])
    pay = find(line, "Linguists").following[0]
    assert (pay.is_known, pay.asks) == (False, f"{ID}worker-group/google-assistant-linguists")
    assert pay.notes[0].text == "They ask for payment of what is owed: promised"
    assert pay.notes[1].text.startswith("Google: Google said that temporary workers must be paid")


def test_a_way_by_a_contractor_makes_up_for_the_link_past_it(engine: Engine) -> None:
    (line,) = lines_behind(engine, [f"{ID}system/google-assistant"])
    assert names(line)[:3] == ["Google Assistant", "Google", "Adecco"]
    assert len(find(line, "Google").following) == 1


def test_a_buyer_who_is_no_client_is_after_a_gap(engine: Engine) -> None:
    lines = lines_behind(engine, [f"{ID}system/remotasks-platform"])
    for first in (stop for line in lines for stop in line.root.following):
        assert first.position == "client"


def test_the_links_of_a_line_have_their_sources(engine: Engine) -> None:
    (line,) = lines_behind(engine, [f"{ID}system/chatgpt"], [f"{ID}actor/sama"])
    told = [(hop.start.text, hop.end.text, len(hop.sources)) for hop in line.hops]
    assert told == [
        ("OpenAI", "Sama", 3),
        ("Sama", "Labellers at Sama in Kenya who worked for OpenAI", 3),
    ]


def test_a_system_without_links_has_no_line(engine: Engine) -> None:
    assert lines_behind(engine, [f"{ID}system/michigan-midas"]) == lines_through(engine, []) == []


def test_a_release_tells_one_story_that_is_known_from_price_to_pay(engine: Engine) -> None:
    for release in ("0" * 16, "f" * 16, "63d32908e0361484"):
        (line,) = story(engine, release)
        assert all(stop.is_known for stop in stops(line.root))
        texts = " ".join(note.text for stop in stops(line.root) for note in stop.notes)
        assert " pays " in texts
        assert "They ask for " in texts
    assert names(story(engine, "1")[0]) == names(story(engine, "1")[0])
    assert names(story(engine, "1")[0]) != names(story(engine, "2")[0])
