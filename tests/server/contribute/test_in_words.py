"""What is proposed comes back in words: every choice and text of every input of every form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from graph.desk.current_entry import current_entry
from server.contribute.drafts import CLASSES, PARTS, Draft, correction, new_record, part
from server.contribute.filling import Fields, fields_of
from server.contribute.in_words import Shown, in_words
from server.contribute.inputs import Input, inputs_of
from server.contribute.offers import TYPES
from server.contribute.references import Names
from server.web.site import site
from tests.server.desk.desk_client import HTML, ISSUE, SOURCE, fill

TEXTS = {"year": "2019", "day": "2019-05-31", "date": "2019-05", "number": "7"}
RECORDS = {
    "place": "Kenya",
    "actor": "Turkopticon",
    "system": "Google Assistant",
    "worker-group": "Low-paid data workers in developing countries",
}
SOURCES = inputs_of("Source")
Answer = tuple[dict[str, str], list[str]]
"""The fields of one answer, and the words that have to come back."""


def answers(inputs: tuple[Input, ...], prefix: str = "") -> Iterator[Answer]:
    """Yield an answer to each input alone, of a list each of its choices."""
    for one in inputs:
        name = f"{prefix}{one.name}"
        if one.kind == "part":
            yield from answers(one.inputs, f"{name}.0.")
        for slug, label in one.choices:
            yield {name: slug}, [label]
        if one.may_be_unknown:
            yield {f"{name}.unknown": "1"}, [one.label]
        if one.kind == "address":
            yield {name: "https://example.org/home"}, ["https://example.org/home"]
        elif one.kind not in ("part", "choice"):
            text = RECORDS.get(one.target) or TEXTS.get(one.kind, f"some {one.name} of ours")
            yield {f"{name}.0" if one.is_many else name: text}, [text]


def words_of(shown: list[Shown]) -> str:
    rows = [" ".join(row) for record in shown for row in record.rows]
    return "\n".join([*(record.heading for record in shown), *rows])


def missing(draft: Draft, words: list[str]) -> list[str]:
    said = words_of(in_words(draft.content, draft.record, site()))
    return [one for one in words if one not in said]


def asked(inputs: tuple[Input, ...], prefix: str = "") -> dict[str, str]:
    """Return the hidden fields of a form, which name its inputs."""
    fields = {f"{prefix}{one.name}.asked": "1" for one in inputs}
    for one in inputs:
        fields |= asked(one.inputs, f"{prefix}{one.name}.0.")
    return fields


def form(inputs: tuple[Input, ...], fields: dict[str, str]) -> Fields:
    start = {**SOURCE, "name": "A name", "title": "A title"}
    return MultiDict({**start, **asked(inputs), **asked(SOURCES, "source."), **fields})


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind != "source"])
def test_every_answer_to_every_input_of_a_new_record_comes_back(app: Flask, kind: str) -> None:
    with app.test_request_context():
        seen: list[Answer] = []
        for class_ in CLASSES[kind]:
            inputs, chosen = inputs_of(class_), [TYPES[class_]] if class_ in TYPES else []
            for fields, words in [({}, []), *(one for one in answers(inputs) if one not in seen)]:
                seen.append((fields, words))
                draft = new_record(kind, form(inputs, {"type": class_, **fields}), site())
                assert missing(draft, [*words, *chosen]) == [], fields


def test_every_answer_about_a_source_comes_back(app: Flask) -> None:
    with app.test_request_context():
        for fields, words in answers(SOURCES, "source."):
            draft = new_record("source", form(SOURCES, fields), site())
            assert missing(draft, words) == [], fields


@pytest.mark.parametrize("what", PARTS)
def test_every_answer_about_a_part_of_a_record_comes_back(app: Flask, what: str) -> None:
    kind, name = PARTS[what]
    record = {"issue": "ai-works-against-disabled-people", "worker-group": "hidden-data-workers"}[
        kind
    ]
    (one,) = [each for each in inputs_of(CLASSES[kind][0]) if each.name == name]
    with app.test_request_context():
        for fields, words in answers(one.inputs, f"{name}.0."):
            draft = part(what, form((one,), {"record": record, **fields}), site())
            assert missing(draft, words) == [], fields


@pytest.mark.parametrize(
    ("name", "class_"),
    [("actor/mary-gray", "Person"), ("issue/new-one", "Hazard"), ("place/new-one", "Country")],
)
def test_every_answer_in_a_correction_comes_back_with_its_label(
    app: Flask, name: str, class_: str
) -> None:
    entry = {"id": name.partition("/")[2], "type": class_, "title": "Old", "source": "a-book"}
    inputs = inputs_of(class_)
    with app.test_request_context():
        for fields, words in {tuple(one[0]): one for one in answers(inputs)}.values():
            start = MultiDict({**asked(inputs), **fields_of(entry, inputs), **fields})
            draft = correction(name, entry, start, site())
            labels = [one.label for one in inputs if {one.name, f"{one.name}.0"} & {*fields}]
            assert missing(draft, [*words, *labels]) == [], fields


def test_a_correction_shows_names_and_keeps_the_records_that_they_mean(
    app: Flask, data: Path
) -> None:
    entry = current_entry(data, "issue/ghost-work").entry
    inputs = inputs_of("SystemicPractice")
    with app.test_request_context():
        start = Names(entry, inputs, site()).shown(fields_of(entry, inputs))
        assert start["involvement.0.actor"] == "Mary Gray"
        assert correction("issue/ghost-work", entry, start, site()).changes == {}
        start["year"] = "2018"
        assert correction("issue/ghost-work", entry, start, site()).changes == {"year": "2018"}


def test_of_many_values_those_that_stay_are_an_ellipsis(app: Flask) -> None:
    places = ["kenya", "india", "ghana", "global-south"]
    content = {
        "before": {"place": places, "alias": ["A", "B"]},
        "changes": {"place": [*places[:3], "asia"], "alias": ["A", "C"]},
        "type": "Incident",
    }
    with app.test_request_context():
        (shown,) = in_words(content, "issue/ghost-work", site())
    assert [(row.before, row.after) for row in shown.rows] == [
        ("…, Global South", "…, Asia"),
        ("A, B", "A, C"),
    ]


def test_what_is_written_in_place_of_a_choice_reaches_the_reviewer_and_comes_back(
    client: FlaskClient, ann: FlaskClient
) -> None:
    more = {"affectedGroup.other": "Nurses", "remark": "It is urgent.", "mail": "a@example.org"}
    more |= {"response.0.demands.other": "A pause"}
    page = fill(client, "/contribute/issue", **ISSUE, **more).text
    note = "It is urgent. Affected group, in other words: Nurses. Demands, in other words: A pause."
    assert f"<dt>Note</dt><dd>{note}</dd>" in page
    assert "<dt>Mail address</dt><dd>a@example.org</dd>" in page
    answer = fill(client, "/contribute/issue", "send", **ISSUE, **more)
    receipt = client.get(answer.headers["Location"], headers=HTML).text
    assert f"<dt>Note</dt><dd>{note}</dd>" in receipt
    assert "a@example.org" not in receipt
    assert f"<p>{note}</p>" in ann.get("/desk/1", headers=HTML).text


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("Lisbon, Portugal", "<dt>Note</dt><dd>Place, as written: Lisbon, Portugal.</dd>"),
        ("Bogotá", "<dt>Note</dt><dd>Place, as written: Bogotá.</dd>"),
    ],
)
def test_a_city_of_which_the_record_keeps_the_country_is_in_the_note(
    client: FlaskClient, typed: str, note: str
) -> None:
    page = fill(client, "/contribute/issue", **ISSUE, **{"place.0": typed}).text
    assert note in page


def test_a_country_needs_no_note(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", **ISSUE, **{"place.0": "Kenya"}).text
    assert "as written" not in page
