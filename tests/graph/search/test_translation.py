"""Searches by words of another language: they find what the English label finds."""

from pathlib import Path

import pytest

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, TYPE
from graph.reconcile import NAMES, NameIndex
from graph.release.release import Release
from graph.search import SEARCH, Search, SearchQuery, write_search
from graph.search.translation import MOST_WORDS
from ontology.namespaces import JG

ISSUE = "https://w3id.org/justicegraph/id/issue/"


@pytest.fixture(scope="module")
def search(release: Release) -> Search:
    return Search(release.folder / SEARCH)


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("moderación de contenidos", "content moderation"),
        ("moderacion de contenidos", "content moderation"),
        ("Moderación de Contenidos en Kenia", "content moderation en Kenya"),
        ("reconocimiento facial", "facial recognition"),
        ("Kenia", "Kenya"),
        ("Alemania", "Germany"),
        ("Sur Global", "Global South"),
        ("trabajo fantasma", "ghost work"),
    ],
)
def test_spanish_words_find_what_the_english_label_finds(
    search: Search, spanish: str, english: str
) -> None:
    found, meant = (search.find(SearchQuery(one)) for one in (spanish, english))
    assert meant.total
    assert [hit.iri for hit in found.hits] == [hit.iri for hit in meant.hits]
    assert [*search.first(spanish, 5)] == [*search.first(english, 5)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("reconocimientos faciales", "Face recognition"),
        ("reconocimiento fac", "Face recognition"),
        ("etiquetado", "Data label"),
        ("sindicatos", "Union"),
    ],
)
def test_a_plural_and_a_part_of_a_phrase_find_it(search: Search, typed: str, title: str) -> None:
    found = search.find(SearchQuery(typed))
    assert any(title.casefold() in hit.title.casefold() for hit in found.hits)
    assert found.instead
    assert search.first(typed, 3)


def test_only_the_first_words_of_a_text_are_translated(search: Search) -> None:
    first = search.in_english(f"{'xx ' * (MOST_WORDS - 1)}Kenia")
    assert [one[-5:].casefold() for one in first] == ["kenya"]
    assert search.in_english(f"{'xx ' * MOST_WORDS}Kenia") == ()


def test_it_is_said_what_was_searched_instead(search: Search) -> None:
    assert search.find(SearchQuery("Kenia")).instead == {"kenia": "kenya"}
    assert search.find(SearchQuery("Kenya")).instead == {}


@pytest.mark.parametrize("words", ["America", "Bank of America", "Congo", "Micronesia", "women"])
def test_an_english_word_is_searched_as_it_is(search: Search, words: str) -> None:
    assert search.find(SearchQuery(words)).instead == {}


def test_where_no_document_has_the_first_label_the_last_is_searched(search: Search) -> None:
    assert search.find(SearchQuery("discrimination")).total == 0
    found = search.find(SearchQuery("discriminación"))
    assert found.total > 0
    assert found.instead == {"discriminacion": "bias and discrimination"}


def test_a_document_that_has_the_words_as_typed_is_found_behind_the_others(tmp_path: Path) -> None:
    titles = {
        "a": "Discriminación en Chile",
        "b": "Discrimination by a lender",
        "c": "Discrimination by a landlord",
    }
    quads: list[Quad] = []
    for slug, title in titles.items():
        quads += [("<a:g>", iri(ISSUE + slug), TYPE, iri(JG + "Issue"))]
        quads += [("<a:g>", iri(ISSUE + slug), LABEL, literal(title, language="en"))]
    write_search(tmp_path / SEARCH, quads)
    found = Search(tmp_path / SEARCH).find(SearchQuery("discriminación"))
    assert {hit.title for hit in found.hits[:2]} == {titles["b"], titles["c"]}
    assert found.hits[2].title == titles["a"]
    assert found.instead == {}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Kenia", "id/place/kenya"),
        ("Estados Unidos", "id/place/united-states"),
        ("Moderación de contenidos", "concept/task/content-moderation"),
    ],
)
def test_a_spanish_name_is_reconciled(release: Release, name: str, id_: str) -> None:
    (first,) = NameIndex(release.folder / NAMES).find(name, most=1)
    assert first.entity.id.removeprefix("https://w3id.org/justicegraph/") == id_
    assert first.entity.label in ("Kenya", "United States", "Content moderation")
