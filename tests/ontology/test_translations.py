"""Labels and definitions in other languages: whole, one a language, and none left in English."""

from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest

from ontology import BASE, ONTOLOGY, concepts, translations, vocabulary
from ontology.namespaces import DCTERMS, RDFS, SKOS

LABELS = (RDFS + "label", SKOS + "prefLabel", DCTERMS + "title")
LANGUAGES = [path.stem for path in translations()]
SAME = {"es": {"actor", "sector", "Editorial", "Roles", "Legislación"}}
"""Labels that are the same word in both languages."""


def texts(language: str, *properties: str) -> dict[str, list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in vocabulary():
        text = quad.object
        if isinstance(text, ox.Literal) and text.language == language:
            found[quad.predicate.value, str(quad.subject)[1:-1]].append(text.value)
    return {iri: some for (name, iri), some in found.items() if name in properties}


def test_spanish_is_a_language() -> None:
    assert LANGUAGES == ["es"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_has_an_english_label_has_one_preferred_label(language: str) -> None:
    named = {iri for iri in texts("en", *LABELS) if iri.startswith(BASE)}
    labels = texts(language, SKOS + "prefLabel")
    assert set(labels) == named
    assert {iri: some for iri, some in labels.items() if len(some) != 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["definition", "scopeNote", "editorialNote"])
def test_all_that_is_explained_in_english_is_explained_once(language: str, name: str) -> None:
    ours, others = texts("en", SKOS + name), texts(language, SKOS + name)
    assert set(others) == set(ours)
    assert {iri for iri, some in others.items() if len(some) != 1} == set()
    assert {iri for iri in ours if ours[iri] == others[iri]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_as_in_english_only_where_the_word_is_the_same(language: str) -> None:
    ours, others = texts("en", *LABELS), texts(language, SKOS + "prefLabel")
    same = {one for iri in ours for one in ours[iri] if one in others[iri]}
    assert same <= SAME[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preferred_label_is_no_other_label_too(language: str) -> None:
    preferred, other = texts(language, SKOS + "prefLabel"), texts(language, SKOS + "altLabel")
    assert {iri for iri in other if set(preferred[iri]) & set(other[iri])} == set()
    assert {iri for iri, some in other.items() if max(Counter(some).values()) > 1} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_who_reviewed_it(language: str) -> None:
    assert texts(language, SKOS + "changeNote").keys() == {ONTOLOGY}


def test_concepts_keep_their_english_labels() -> None:
    assert concepts("assertion")["alleged"] == "Alleged"
