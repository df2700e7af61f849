"""What the pages of a project of three issues say is so: sentences, examples, related issues."""

import json
import re
from html import unescape

from tests.scripts.commands.projects.conftest import BASE, DRY, GATE, ISSUE, Odd

RECORD = re.compile(r"/id/[a-z-]+/[a-z0-9-]+")
OF_OURS = re.compile(
    r"An open record of|Most sources|in English and|English-language|told in English|Free to use"
    r"|No source that we hold tells|No source that we hold names|[Ii]mported databases|true story"
)
"""Sentences that are true of our graph and not of every other."""
SUPERLATIVE = re.compile(r"the most reported issues|has most, with|comes first, with|named most")


def test_no_page_says_of_a_project_what_is_so_of_ours(odd: Odd) -> None:
    said = {
        path: found for path, (_, text) in odd.pages.items() if (found := {*OF_OURS.findall(text)})
    }
    assert said == {}
    assert "Theirs, and of nobody else." in odd.text("/").partition('<p class="lead">')[2][:60]


def test_no_page_promises_letters_or_workers_where_there_are_none(odd: Odd) -> None:
    lacking = re.compile(
        r"\b0 groups of workers|[Bb]y mail|Not known: who does the work|workers and pl"
    )
    said = {path for path, (_, text) in odd.pages.items() if lacking.search(text)}
    assert said - {"/follow"} == set()  # which says that this server sends no letters


def test_each_record_that_a_page_gives_as_an_example_is_in_the_graph(odd: Odd) -> None:
    held = set(RECORD.findall((odd.release / "justicegraph.nt").read_text(encoding="utf-8")))
    given = {
        (path, record)
        for path in ("/api", "/openapi.json", "/brief", "/actors", "/remove", "/llms.txt")
        for record in RECORD.findall(unescape(odd.text(path)))
        if record not in held
    }
    assert {one for one in given if not one[1].endswith("/none")} == set()
    assert "ghost-work" not in odd.text(f"{ISSUE}/related") + odd.text("/api")


def test_no_page_says_that_one_leads_where_each_has_one(odd: Odd) -> None:
    one_each = ("/pictures/coverage/by-year", "/charts", "/coverage")
    said = {path for path in one_each if path in odd.pages and SUPERLATIVE.search(odd.text(path))}
    assert said == set()


def test_an_own_property_below_one_of_ours_relates_as_that_does_and_others_do_not(odd: Odd) -> None:
    found = json.loads(odd.text(f"{ISSUE}/related.json"))
    assert [one["issue"] for one in found] == [f"{BASE}id/issue/{DRY}"]
    reasons = {one["shared"]: one["via"] for one in found[0]["reasons"]}
    assert reasons[f"{BASE}concept/impact/water-taken"] == "jg:impact"
    assert json.loads(odd.text(f"/id/issue/{GATE}/related.json")) == []
    assert "Related issues, and why" not in odd.text(f"/id/issue/{GATE}")


def test_a_record_that_states_its_source_is_not_said_to_have_none(odd: Odd) -> None:
    asked = odd.text(f"/id/issue/{GATE}").partition('id="help"')[2].partition("</section>")[0]
    assert re.findall(r"correct#in-\w+\">([^<]+)", asked) == [
        "What happened? The record has no summary yet.",
        "Where did it happen?",
        "Which justice area does it touch?",
        "Who is implicated? The record names nobody.",
        "Who reported it, or answered? The record names nobody.",
    ]


def test_own_terms_are_under_one_heading_of_the_vocabulary_whatever_their_files(odd: Odd) -> None:
    page = odd.text("/ontology").partition("<main")[2]
    headings = re.findall(r'<h2 id="topic-([^"]+)">', page)
    assert headings[-2:] == ["withdrawal", "additions"]
    assert "@prefix" not in page
    own = page.partition('<h2 id="topic-additions">')[2].partition("<h2")[0]
    assert own.count("</a> <code>own:") == page.count("</a> <code>own:") == 10
    assert {*re.findall(r">([^<]+)</a></dt>", own)} == {"Deep well", "Water taken"}
