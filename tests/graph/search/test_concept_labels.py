"""Searches by labels of concepts and classes: they find the records that name these."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.index_file import opened_index
from graph.rdf.quads import Quad, iri, literal, parsed
from graph.rdf.terms import LABEL, TYPE
from graph.release.release import Release
from graph.search import SEARCH, Search, SearchQuery, write_search
from graph.search.concept_labels import (
    documents_by_concept,
    documents_of_label,
    labels_within,
)
from graph.search.documents import documents
from graph.search.words import words
from ontology.namespaces import BASE, CONCEPT, JG, SKOS

LABELS = (LABEL, f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>")
CONSONANT = re.compile(r"[^aeious]$")
MALE = re.compile(r"o$|(?<=[dts]or)$")


@pytest.fixture(scope="module")
def search(release: Release) -> Search:
    return Search(release.folder / SEARCH)


def written(label: str, language: str) -> Iterator[str]:
    """Yield a label as people type it: without accents, and a word of it in the other number."""
    yield label
    plain = " ".join(words(label))
    yield plain
    if " " in plain or plain.endswith(("s", "mente")):
        return
    many = "es" if language == "es" and CONSONANT.search(plain) else "s"
    if not plain.endswith("y") and not plain.endswith("z"):
        yield plain + many


@pytest.fixture(scope="module")
def held(quads: list[Quad]) -> dict[str, set[int]]:
    """The documents of each concept and class in use."""
    return documents_by_concept(quads, documents(quads)[0])


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_label_of_a_concept_in_use_finds_the_records_that_name_it(
    release: Release, quads: list[Quad], held: dict[str, set[int]], language: str
) -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for _, subject, predicate, object_ in quads:
        if predicate in LABELS and subject[1:-1] in held and object_.endswith(f"@{language}"):
            labels[subject[1:-1]].add(parsed(object_)[0])
    assert labels.keys() == held.keys()
    with opened_index(release.folder / SEARCH) as connection:
        missed = [
            (concept, typed)
            for concept, texts in labels.items()
            for text in texts
            for typed in written(text, language)
            if held[concept] - {*documents_of_label(connection, typed)}
        ]
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("desarrolladoras", "Desarrollador"),
        ("REGULADORES", "regulador"),
        ("presuntos", "Presunta"),
        ("tribunales", "Tribunal"),
        ("clasificaciones erroneas", "Clasificación errónea"),
        ("courts", "Court"),
    ],
)
def test_another_number_or_gender_finds_what_the_label_names(
    search: Search, release: Release, typed: str, label: str
) -> None:
    with opened_index(release.folder / SEARCH) as connection:
        named = documents_of_label(connection, label)
    assert named
    assert named <= search.documents(SearchQuery(typed))


def test_what_only_names_the_concept_comes_behind_what_has_the_words(tmp_path: Path) -> None:
    court, issue = f"<{CONCEPT}role/court>", iri(f"{BASE}id/issue/a")
    quads = [
        ("<a:g>", court, TYPE, iri(f"{SKOS}Concept")),
        ("<a:g>", court, f"<{SKOS}prefLabel>", '"Court"@en'),
        ("<a:g>", court, f"<{SKOS}prefLabel>", '"Tribunal"@es'),
        ("<a:g>", f"{issue[:-1]}#party>", iri(f"{JG}role"), court),
        ("<a:g>", issue, iri(f"{JG}year"), '"2024"'),
    ]
    for slug, title in {"a": "A judge decides", "b": "The courts of Chile"}.items():
        one = iri(f"{BASE}id/issue/{slug}")
        quads += [("<a:g>", one, TYPE, iri(f"{JG}Incident"))]
        quads += [("<a:g>", one, LABEL, literal(title, language="en"))]
    write_search(tmp_path / SEARCH, quads)
    search = Search(tmp_path / SEARCH)
    for typed in ("court", "courts", "tribunal", "tribunales"):
        hits = search.find(SearchQuery(typed)).hits
        assert [hit.title for hit in hits] == ["The courts of Chile", "A judge decides"]
        assert [hit.title for hit in search.first(typed, 5)] == [hit.title for hit in hits]


def test_a_name_is_no_inflected_word(search: Search) -> None:
    assert "syria" not in search.find(SearchQuery("Siri")).instead.values()
    assert search.find(SearchQuery("regular")).total < search.find(SearchQuery("regulador")).total


def test_an_index_without_labels_is_searched_by_words_alone(tmp_path: Path) -> None:
    write_search(tmp_path / SEARCH, [])
    assert Search(tmp_path / SEARCH).find(SearchQuery("incidente")).total == 0


@pytest.mark.parametrize("typed", ["tribunales Kenia", "tribunales en Kenia", "courts in Kenya"])
def test_a_label_beside_other_words_finds_what_has_both(search: Search, typed: str) -> None:
    titles = {hit.title for hit in search.find(SearchQuery(typed), facets=()).hits}
    assert {"High Court of Kenya", "Employment and Labour Relations Court, Nairobi"} <= titles


def test_labels_are_looked_for_in_short_texts_alone(release: Release) -> None:
    with opened_index(release.folder / SEARCH) as connection:
        assert [rest for _, rest in labels_within(connection, "tribunales de Kenia")] == ["kenia"]
        assert [*labels_within(connection, "court " * 8)] == []
        assert [*labels_within(connection, "court")] == []
