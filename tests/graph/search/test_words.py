"""Words in normal form, other spellings, what is typed as a term, identifiers of records."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.release.release import Release
from graph.search import SEARCH, Search, SearchQuery
from graph.search.source_ids import typed_record
from graph.search.words import normal_form, spelling_variants, words


@pytest.fixture(scope="module")
def search(release: Release) -> Search:
    return Search(release.folder / SEARCH)


def found(search: Search, typed: str) -> list[str]:
    return [hit.iri for hit in search.find(SearchQuery(typed, most=500)).hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Self-driving CARS", ["self", "driving", "cars"]),
        (
            "\N{FULLWIDTH LATIN CAPITAL LETTER U}ber caf\N{LATIN SMALL LETTER E WITH ACUTE}",
            ["uber", "cafe"],
        ),
        ("cafe\N{COMBINING ACUTE ACCENT}", ["cafe"]),
        ("C++ and C#", ["cplusplus", "and", "csharp"]),
        ("U.K. and U.S.A.", ["uk", "and", "usa"]),
        ("McDonald\N{RIGHT SINGLE QUOTATION MARK}s", ["mcdonalds"]),
        ("a_b", ["a", "b"]),
    ],
)
def test_ways_of_writing_a_word_have_one_form(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@given(st.text(max_size=40))
def test_a_normal_form_is_its_own(text: str) -> None:
    assert words(normal_form(text)) == words(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labor", "labour"),
        ("organization", "organisation"),
        ("labeling", "labelling"),
        ("center", "centre"),
        ("defense", "defence"),
    ],
)
def test_british_and_american_spellings_lead_to_each_other(one: str, other: str) -> None:
    assert other in spelling_variants(one)
    assert one in spelling_variants(other)


@pytest.mark.parametrize("word", ["four", "hour", "for", "uk"])
def test_a_short_word_has_no_other_spelling(word: str) -> None:
    assert not {"for", "four", "hor", "our"} & spelling_variants(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labor ", "labour "),
        ("data labeling ", "data labelling "),
        ("ghost-work ", "ghost work "),
        ("face book ", "facebook "),
        ("KENYA ", "kenya "),
    ],
)
def test_spellings_find_the_same_records(search: Search, one: str, other: str) -> None:
    assert {*found(search, one)} == {*found(search, other)} != set()


@pytest.mark.parametrize("word", ["moderation", "transcribers", "amazon", "kenya"])
def test_a_search_is_steady_while_a_word_is_typed(search: Search, word: str) -> None:
    lists = [{*found(search, word[:length])} for length in range(4, len(word) + 1)]
    assert all(longer <= shorter for shorter, longer in pairwise(lists))
    assert lists[-1]


def test_words_are_found_joined_and_parted(search: Search) -> None:
    assert "/issue/ghost-work" in found(search, "ghostwork ")[0]


def test_whole_words_come_before_words_that_begin_so(search: Search) -> None:
    whole = {*found(search, "work ")}
    begun = found(search, "work")
    assert {*begun[: len(whole)]} == whole


@pytest.mark.parametrize(
    ("typed", "path", "is_address"),
    [
        ("incident 123", "issue/aiid-123", False),
        ("  Incident #123 ", "issue/aiid-123", False),
        ("AIID-123", "issue/aiid-123", False),
        ("https://incidentdatabase.ai/cite/123", "issue/aiid-123", True),
        ("https://incidentdatabase.ai/es/cite/123#r12", "issue/aiid-123", True),
        ("incidentdatabase.ai/cite/123/", "issue/aiid-123", True),
        ("/id/issue/ghost-work", "issue/ghost-work", True),
        ("https://example.org/id/actor/amazon", "actor/amazon", True),
        ("123", "", False),
        ("incident in kenya", "", False),
    ],
)
def test_an_identifier_names_its_record(typed: str, path: str, is_address: bool) -> None:
    assert typed_record(typed) == (path, is_address)


def test_zeros_of_an_identifier_are_those_of_its_source() -> None:
    assert typed_record("AIAAIC0107") == ("issue/aiaaic-0107", False)


def test_an_address_finds_its_record_alone(search: Search, tmp_path: Path) -> None:
    (only,) = found(search, "https://w3id.org/justicegraph/id/issue/ghost-work")
    assert only.endswith("/id/issue/ghost-work")
    assert found(search, "https://incidentdatabase.ai/cite/999999") == []


def test_without_a_record_of_all_words_those_with_most_come_and_say_what_they_lack(
    search: Search,
) -> None:
    result = search.find(SearchQuery("uber kenya xyzzyxyzzy "))
    assert (result.is_partial, result.instead) == (True, {})
    assert result.total > 0
    assert all({*hit.lacks} < {"uber", "kenya", "xyzzyxyzzy"} for hit in result.hits)
    for hit in result.hits:
        has = [word for word in ("uber", "kenya") if word not in hit.lacks]
        assert hit.iri in found(search, " ".join(has) + " ")
