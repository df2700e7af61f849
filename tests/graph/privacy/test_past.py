"""A name that is withheld now leaves the past: releases, changes, and what is served of them."""

from pathlib import Path

import pytest

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from graph.privacy.decisions import Decided, Decision, digest, record_decisions
from graph.privacy.name_tokens import Phrases
from graph.privacy.past import FormerNames, known_names
from graph.release.history import history
from graph.release.release import Release
from ontology.namespaces import RDF_TYPE
from server import Settings, create_app
from tests.conftest import SMALL
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row

TITLE = "Chatbot praises Mary Kowalski again"
NAME = "Mary Kowalski"


def released(folder: Path, small: Path, sheet: Path, decided: Decided, words: str) -> Release:
    """Import and build after a reviewer's decision on the name in the title."""
    decisions = folder / "imports" / "decisions.tsv"
    decisions.parent.mkdir(parents=True, exist_ok=True)
    decisions.unlink(missing_ok=True)
    start = TITLE.index(NAME)
    place = ("aiaaic-7", "title", digest(TITLE), start, start + len(NAME))
    record_decisions(decisions, [Decision(*place, decided, words, "read", "Ann", "2026-01-01")])
    run(SOURCES["aiaaic"], sheet, folder)
    return build(Plan(folder, (small,)))


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release, Release]:
    folder = tmp_path_factory.mktemp("releases")
    small, sheet = folder / "small.yaml", write_sheet(folder / "a.csv", HEADER, row(headline=TITLE))
    small.write_text(SMALL.format(slug="an-actor", name="An actor"), encoding="utf-8")
    data = folder / "data"
    first = released(data, small, sheet, Decided.PUBLIC, "minister")
    assert NAME in (first.folder / "justicegraph.nq").read_text(encoding="utf-8")
    return data, first, released(data, small, sheet, Decided.WITHHELD, "a driver")


def test_a_former_release_that_names_a_withheld_person_is_gone(
    releases: tuple[Path, Release, Release],
) -> None:
    data, first, second = releases
    assert [path.name for path in first.folder.iterdir()] == ["withdrawn.json"]
    assert [(entry.name, entry.before) for entry in history(data)] == [(second.name, "")]
    assert [path for path in data.rglob("*") if path.is_file() and _names(path)] == []


def _names(path: Path) -> bool:
    return "kowalski" in path.read_text(encoding="utf-8", errors="replace").casefold()


def test_it_answers_410_and_no_change_repeats_the_name(
    releases: tuple[Path, Release, Release],
) -> None:
    data, first, second = releases
    client = create_app(Settings(data)).test_client()
    for path in ("", "/justicegraph.nq", "/changes.json"):
        response = client.get(f"/release/{first.name}{path}")
        assert response.status_code == 410
        assert "Kowalski" not in response.text
    assert client.get(f"/release/{second.name}/changes.json").status_code == 404
    assert client.get(f"/release/{second.name}").status_code == 200
    for path in ("/downloads", "/feeds", "/issue/aiaaic-7", "/search?q=chatbot"):
        assert "Kowalski" not in client.get(path).text


PUBLIC_PERSON = """
---
id: ngozi-herzberg
type: Person
name: Ngozi Herzberg
publicRole: minister of labour
source: a-book
modified: 2026-01-01
"""


def test_a_release_that_names_a_public_person_outlives_one_without_that_person(
    tmp_path: Path, small: Path
) -> None:
    more = tmp_path / "more.yaml"
    more.write_text(small.read_text(encoding="utf-8") + PUBLIC_PERSON, encoding="utf-8")
    data = tmp_path / "data"
    first, second = (build(Plan(data, (path,))) for path in (more, small))
    assert [entry.name for entry in history(data)] == [first.name, second.name]


BASE = "https://w3id.org/justicegraph"
IMPORTED = f"<{BASE}/graph/import/aiaaic>"
CURATED = f"<{BASE}/graph/issue/late-pay>"
TERMS = {
    "title": "http://purl.org/dc/terms/title",
    "abstract": "http://purl.org/dc/terms/abstract",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "url": "https://schema.org/url",
}


def line(thing: str, term: str, text: str, graph: str = IMPORTED) -> str:
    value = f"<{text}>" if term == "url" else f'"{text}"@en'
    return f"<{BASE}/id/{thing}> <{TERMS[term]}> {value} {graph} ."


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> FormerNames:
    folder = tmp_path_factory.mktemp("past")
    rows = [row(headline=f"Robot hurts {NAME} in Ohio"), row("AIAAIC8", deployer="Sunny Field")]
    run(SOURCES["aiaaic"], write_sheet(folder / "a.csv", HEADER, *rows), folder / "data")
    return FormerNames(folder / "data")


SPELT = [
    "Robot hurts MARY KOWALSKI",
    "Robot hurts Kowalski, Mary",
    "Robot hurts M. Kowalski",
    "Robot hurts Kowalski",
    "Robot hurts M\u00e1ry K\u00f4walski",
    "Robot hurts Mary-Kowalski",
    "Mary Kowalskis accident",
    "Mary Kowalski's accident",
    "Robot hurts MaryKowalski",
    "Robot hurts mary%20kowalski",
    "Robot hurts another, Ngozi Herzberg",
    "Robot hurts \u041e\u043b\u044c\u0433\u0430 \u0418\u0432\u0430\u043d\u043e\u0432\u0430",
]


@pytest.mark.parametrize("text", SPELT)
@pytest.mark.parametrize("term", ["title", "abstract"])
def test_a_name_of_a_row_is_found_however_it_is_spelt(
    names: FormerNames, term: str, text: str
) -> None:
    assert names.are_in([line("issue/aiaaic-7", term, text)])


SLUGS = [
    "mary-kowalski-hurt",
    "kowalski-mary",
    "mary_kowalski.html",
    "MaryKowalski",
    "robot-hurts-m-kowalski",
    "the-kowalskis",
    "?q=Mary%2520Kowalski",
    "#mary+kowalski",
    "m%C3%A1ry-kowalski",
]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_name_is_found_in_addresses_too(names: FormerNames, slug: str) -> None:
    assert names.are_in([line("source/aiaaic-7", "url", f"https://example.org/{slug}")])


def test_a_name_of_everyday_words_that_a_column_had_is_found(names: FormerNames) -> None:
    for text in ("Sunny Field sues", "Field, Sunny", "sunny-field"):
        assert names.are_in([line("issue/aiaaic-8", "title", text)])


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        ("actor/aiaaic-x", "Mary Kowalski"),
        ("actor/aiaaic-x", "kowalski mary"),
        ("system/aiaaic-x", "Mary Kowalski's chatbot"),
        ("category/aiid-harmed-x", "victims of mary kowalski"),
        ("worker-group/aiaaic-x", "Friends of Mary Kowalski"),
        ("issue/aidb-mary-kowalski", "Late pay"),
    ],
)
def test_a_name_is_found_in_other_records(names: FormerNames, thing: str, text: str) -> None:
    kind = f"<{BASE}/id/{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:a>"
    assert names.are_in([line(thing, "label", text), f"{kind} {IMPORTED} ."])


def test_a_person_of_a_curated_record_is_found_who_is_nobody_known_now(names: FormerNames) -> None:
    lines = [line("issue/late-pay", "abstract", f"The firm dismissed {NAME}.", CURATED)]
    assert names.are_in(lines)
    assert not names.are_in(lines, lambda: Phrases([NAME]))


MINISTER = "Ngozi Herzberg"


def role(thing: str, graph: str = CURATED) -> str:
    return f'<{BASE}/id/{thing}> <{BASE}/ontology#publicRole> "minister of labour"@en {graph} .'


def test_a_person_in_a_public_role_of_the_former_release_is_known(names: FormerNames) -> None:
    former = [
        line("issue/late-pay", "abstract", f"{MINISTER} changed the rules.", CURATED),
        line("actor/ngozi-herzberg", "label", MINISTER, CURATED),
    ]
    public = [*former, role("actor/ngozi-herzberg")]
    assert not names.are_in(public, lambda: known_names([], public))
    assert names.are_in(former, lambda: known_names([], former))


@pytest.mark.parametrize(
    ("name", "kind", "is_known"),
    [
        ("Ngozi Herzberg Law Firm", "Organization", True),
        ("Ngozi Herzberg", "Organization", False),
        ("Ngozi Adaeze Chidinma Amara Herzberg", "Person", False),
    ],
)
def test_a_body_of_the_former_release_is_known_unless_its_name_is_a_persons(
    names: FormerNames, name: str, kind: str, *, is_known: bool
) -> None:
    thing = f"<{BASE}/id/actor/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    former = [
        line("actor/x", "label", name, CURATED),
        f"{thing} <{BASE}/ontology#{kind}> {CURATED} .",
    ]
    assert names.are_in(former, lambda: known_names([], former)) is not is_known


def test_a_role_that_an_import_states_makes_nobody_known(names: FormerNames) -> None:
    former = [
        line("actor/aiaaic-x", "label", MINISTER),
        role("actor/aiaaic-x", IMPORTED),
        line("issue/late-pay", "abstract", f"{MINISTER} changed the rules.", CURATED),
    ]
    assert names.are_in(former, lambda: known_names([], former))


@pytest.mark.parametrize(
    ("thing", "term", "text"),
    [
        ("issue/aiaaic-7", "title", "A robot hurts a person in Ohio"),
        ("issue/aiaaic-9", "title", "Taylor Swift is impersonated"),
        ("source/aiaaic-7", "url", "https://www.aiaaic.org/aiaaic-repository/robot-hurts-person"),
        ("actor/aiaaic-google", "label", "Google"),
        ("system/aiaaic-x", "label", "Zorblify"),
    ],
)
def test_what_names_nobody_stays(names: FormerNames, thing: str, term: str, text: str) -> None:
    assert not names.are_in([line(thing, term, text)])


def test_the_name_of_a_table_that_is_a_surname_too_names_nobody(names: FormerNames) -> None:
    graph, page = f"<{BASE}/graph/import/wells>", "Page at a.org: Wells:"
    kind = f"<{RDF_TYPE}> <https://w3id.org/justicegraph/ontology#SystemicPractice>"
    assert not names.are_in([line("source/wells-8", "title", f"{page} A well fell dry", graph)])
    assert not names.are_in([f"<{BASE}/id/issue/wells-w8> {kind} {graph} ."])
    assert names.are_in([line("source/wells-8", "title", f"{page} {NAME} fell ill", graph)])
    assert names.are_in([f"<{BASE}/id/issue/wells-mary-kowalski> {kind} {graph} ."])
