"""What a row of a table becomes: its texts, parties and address, without a private person."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from graph.importing.context import Context
from graph.importing.rows.ids import row_id
from graph.importing.rows.links import pages_of
from graph.importing.rows.parties import involved
from graph.importing.rows.texts import in_language, published_texts
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Cells
from graph.privacy.decisions import Decided, Decision, Decisions, digest
from graph.privacy.withholding import Published

COLUMNS = {"vendor": ("vendor", "company"), "school": ("deployer", "unspecified")}


def row(*decisions: Decision, **cells: str) -> tuple[Context, dict[str, Any]]:
    context = Context.of("toy", Decisions(decisions))
    found = Cells(cells)
    published = published_texts(context, "toy-1", found, ("title",), COLUMNS)
    entry: dict[str, Any] = dict(published.texts)
    entry["involvement"] = involved(context, "toy-1", found, COLUMNS)
    entry["source"] = pages_of(context, "toy-1", "A page", found["link"], published)
    return context, entry


def roles(entry: Mapping[str, Any]) -> dict[str, str]:
    return {one["actor"]: one["role"] for one in entry["involvement"].values()}


def test_organisations_of_a_row_have_the_role_of_their_column_and_are_named_in_its_texts() -> None:
    _, entry = row(
        title="Proctorly flagged pupils of Colegio San Mart\u00edn",
        vendor="Proctorly Ltd",
        school="Colegio San Mart\u00edn; Oakwood Academy",
        link="https://news.example/proctorly-in-colegio-san-martin",
    )
    assert entry["title"] == "Proctorly flagged pupils of Colegio San Mart\u00edn"
    assert roles(entry) == {
        "toy-proctorly-ltd": "vendor",
        "toy-colegio-san-martin": "deployer",
        "toy-oakwood-academy": "deployer",
    }
    assert entry["source"] == ["toy-1"]


def test_of_those_who_were_harmed_or_merely_named_nothing_is_alleged() -> None:
    context = Context.of("toy", Decisions([]))
    cells = Cells(vendor="Proctorly Ltd", school="Oakwood Academy")
    for role, assertion in (
        ("deployer", "alleged"),
        ("affected", "reported"),
        ("mentioned", "reported"),
    ):
        columns = {"school": (role, "education")}
        (entry,) = involved(context, "toy-1", cells, columns).values()
        assert (entry["role"], entry["assertion"]) == (role, assertion)


def test_pages_of_a_row_have_made_titles_that_say_so_and_differ_by_their_host() -> None:
    links = "https://www.cnn.com/news https://bbc.com/news"
    context, entry = row(title="Pupils were flagged", link=links)
    titles = [context.records.entries[f"source/{id_}"]["title"] for id_ in entry["source"]]
    assert titles == ["Page at cnn.com: A page", "Page at bbc.com: A page"]


def test_a_company_is_named_without_its_legal_form_unless_that_leaves_a_person() -> None:
    for vendor, is_kept in (("Vigila M\u00e1s SL", True), ("Mary Herzberg Ltd", False)):
        name = vendor.rpartition(" ")[0]
        _, entry = row(title=f"{name} flagged pupils", vendor=vendor, country="Spain")
        assert (entry["title"] == f"{name} flagged pupils") is is_kept


def test_an_address_may_hold_the_whole_name_of_an_organisation_and_no_part_of_it() -> None:
    cells = {"title": "Pupils were flagged", "school": "Colegio San Mart\u00edn"}
    for path, is_kept in (("colegiosanmartin", True), ("colegio-martin", False), ("martin", False)):
        context, entry = row(**cells, link=f"https://news.example/{path}")
        assert entry["source"] == ["toy-1"] * is_kept
        assert context.counts["links that may name a person"] == (not is_kept)


@pytest.mark.parametrize(
    ("cells", "held"),
    [
        ({"title": "App fires Mary Herzberg", "school": "Mary Herzberg School"}, "Mary Herzberg"),
        ({"title": "Mary Herzberg was fired", "vendor": "Mary Herzberg Ltd"}, "Mary Herzberg was"),
        ({"title": "Herzberg was fired", "vendor": "Mary Herzberg"}, "Herzberg"),
        ({"title": "Ngozi was fired", "vendor": "Ngozi"}, "Ngozi was"),
        ({"title": "Pupils left", "school": "Lehrerin Herzberg Gesamtschule"}, "Herzberg"),
        ({"title": "A pupil left", "link": "https://a.example/mary-herzberg-left"}, "herzberg"),
        (
            {
                "title": "A pupil left",
                "school": "Martin Herzberg School",
                "link": "https://a.example/martin-herzberg-left",
            },
            "a.example",
        ),
        (
            {
                "title": "Mary Herzberg Ltd flagged a pupil",
                "vendor": "Mary Herzberg Ltd",
                "link": "https://a.example/mary-herzberg-left",
            },
            "a.example",
        ),
    ],
)
def test_no_private_person_is_named_by_a_row(cells: dict[str, str], held: str) -> None:
    context, entry = row(**cells, country="Spain")
    pages = [one for key, one in context.records.entries.items() if key.startswith("source/")]
    assert held not in json.dumps([entry, pages], ensure_ascii=False)


def test_a_title_that_may_name_a_person_is_made_of_facts_and_waits() -> None:
    cells = {
        "title": "Eine Schule z\u00e4hlte Blicke",
        "vendor": "Lernwerk GmbH",
        "country": "Spain",
    }
    context, entry = row(**cells, year="2025")
    assert (entry["title"], entry["titleMade"]) == ("Lernwerk GmbH (Spain, 2025)", "true")
    assert context.counts.examples["titles that may name a person"] == ["toy-1"]
    assert {one.field for one in context.texts.withholder.waiting} == {"title"}
    with pytest.raises(BadCell, match="may name a private person"):
        row(title="Eine Schule z\u00e4hlte Blicke")
    with pytest.raises(BadCell, match="the title is empty: it is made of title"):
        row(vendor="Lernwerk GmbH")


def test_a_party_that_a_reviewer_read_is_an_organisation_in_that_row() -> None:
    name = "Zyxwv Qrstu"
    waits, entry = row(title="Pupils left", school=name)
    assert roles(entry) == {}
    assert [(one.field, one.text) for one in waits.texts.withholder.waiting] == [("school", name)]
    place = "toy-1", "school", digest(name), 0, len(name)
    decision = Decision(*place, Decided.NONE, "", "A school.", "Ann", "2026-01-01")
    context, entry = row(decision, title="Pupils left", school=name)
    assert roles(entry) == {"toy-zyxwv-qrstu": "deployer"}
    assert context.texts.withholder.waiting == []


@pytest.mark.parametrize("name", ["Mary Herzberg", "Zyxwv Qrstu", "Ol\u00e9nka"])
def test_an_id_repeats_no_name_and_is_the_same_whoever_is_named(name: str) -> None:
    other = "".join("x" if char.isalpha() else char for char in name)
    of = [
        row_id("toy", Cells(title=f"App fired {one} in June", id=id_), ["title"])
        for one in (name, other)
        for id_ in ("", "mary-herzberg")
    ]
    assert of[0] == of[2]
    assert of[1] == of[3]
    assert all("herzberg" not in one and "zyxwv" not in one for one in of)
    assert row_id("toy", Cells(title="A", id="INC-0042"), ["title"]) == "toy-inc-0042"
    assert "li" not in row_id("toy", Cells(title="A", id="Amy Li 2"), ["title"])


def test_texts_in_another_language_keep_it_and_an_english_title_says_the_facts() -> None:
    cells = Cells(title="A B", vendor="Lernwerk GmbH", country="\u00d6sterreich", year="2025")
    context = Context.of("toy", Decisions([]))
    published = Published({"title": "Eine Schule", "summary": "Blicke."}, frozenset())
    told = [
        in_language(context, "toy-1", cells, published, COLUMNS, language)
        for language in ("de", "en")
    ]
    title = {"en": "Lernwerk GmbH (Austria, 2025)", "de": "Eine Schule"}
    assert told == [
        {"title": title, "summary": {"de": "Blicke."}, "titleMade": "true"},
        {"title": "Eine Schule", "summary": "Blicke."},
    ]


def test_a_cell_may_hold_several_links_without_scheme_and_none_is_lost_unsaid() -> None:
    cells = {"title": "An app set the hours", "vendor": "Uber drivers, unknown people"}
    link = "www.a.example/hours; https://b.example/app\nhttps://c.example/mary-herzberg"
    context, entry = row(**cells, link=link)
    urls = {id_: one.get("url") for id_, one in context.records.entries.items()}
    assert entry["source"] == ["toy-1", "toy-1-2"]
    assert urls["source/toy-1"] == "https://www.a.example/hours"
    assert urls["source/toy-1-2"] == "https://b.example/app"
    assert context.counts["links that may name a person"] == 1
    assert {one.text for one in context.texts.withholder.waiting} == {
        "https://c.example/mary-herzberg"
    }
    assert context.counts.examples["names of no organisation"] == ["unknown people"]
    context, entry = row(title="An app set the hours", link="of a friend")
    assert (entry["source"], context.counts["links that are no address"]) == ([], 1)
