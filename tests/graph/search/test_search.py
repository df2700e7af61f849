"""Looking for records by words, with typos, and by facets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.quads import iri, literal
from graph.release.release import Release
from graph.search import FACETS, SEARCH, Search, SearchQuery, write_search
from ontology import BASE, PREFIXES, Unavailable

JG = PREFIXES["jg"]


@pytest.fixture(scope="module")
def search(release: Release) -> Search:
    return Search(release.folder / SEARCH)


def slugs(search: Search, wish: SearchQuery) -> list[str]:
    return [hit.iri.rpartition("/")[2] for hit in search.find(wish).hits]


def test_words_find_titles_before_texts(search: Search) -> None:
    first, *_ = search.find(SearchQuery("moderators", most=3)).hits
    assert "moderat" in first.title.casefold()


def test_a_record_is_found_by_the_name_of_whom_it_names(search: Search) -> None:
    assert "ghost-work" in slugs(search, SearchQuery("mary gray", most=50))


def test_counts_that_are_kept_are_not_of_records_that_are_hidden_since(release: Release) -> None:
    hidden: set[str] = set()
    search, wish = Search(release.folder / SEARCH, lambda: hidden), SearchQuery("mary gray")
    before, areas = search.count(wish), search.counts("area", wish)
    hidden.add(f"{BASE}id/issue/ghost-work")
    assert search.count(wish) == before - 1
    assert sum(one.documents for one in search.counts("area", wish)) < sum(
        one.documents for one in areas
    )
    hidden.clear()
    assert (search.count(wish), search.counts("area", wish)) == (before, areas)


def test_words_narrow_and_their_endings_do_not_count(search: Search) -> None:
    one, both = (search.find(SearchQuery(words)).total for words in ("workers", "working kenyan "))
    assert one > both > 0


def test_the_last_word_may_have_just_begun(search: Search) -> None:
    assert (
        search.find(SearchQuery("transcr")).total
        >= search.find(SearchQuery("transcribers")).total
        > 0
    )


@pytest.mark.parametrize(
    ("typed", "meant"), [("amazn", "amazon"), ("gogle", "google"), ("moderaters", "moderators")]
)
def test_a_misspelt_word_is_taken_for_the_nearest(search: Search, typed: str, meant: str) -> None:
    found = search.find(SearchQuery(typed))
    assert found.instead == {typed: meant}
    assert found.hits == search.find(SearchQuery(f"{meant} ")).hits


def test_what_nothing_is_near_finds_nothing(search: Search) -> None:
    found = search.find(SearchQuery("xyzzyxyzzy"))
    assert (found.total, found.hits, found.instead) == (0, (), {})


def test_values_of_one_facet_widen_and_facets_narrow(search: Search) -> None:
    def total(**chosen: tuple[str, ...]) -> int:
        return search.find(SearchQuery(chosen=chosen)).total

    economic, racial = total(area=("economic-justice",)), total(area=("racial-justice",))
    either = total(area=("economic-justice", "racial-justice"))
    assert max(economic, racial) < either <= economic + racial
    assert total(area=("economic-justice",), kind=("Incident",)) < economic
    assert total(area=("no-such-area",)) == 0


def test_each_count_is_what_its_choice_finds(search: Search) -> None:
    found = search.find(SearchQuery("work", {"kind": ("SystemicPractice",)}))
    for name in FACETS:
        for choice in found.choices[name]:
            chosen = {"kind": ("SystemicPractice",)} | {name: (choice.word,)}
            assert search.find(SearchQuery("work", chosen)).total == choice.documents, choice


@pytest.mark.parametrize("name", FACETS)
def test_all_values_of_a_facet_are_counted(search: Search, name: str) -> None:
    chosen: dict[str, tuple[str, ...]] = {"kind": ("Incident", "SystemicPractice")}
    for choice in search.counts(name, SearchQuery(chosen=chosen)):
        wish = SearchQuery(chosen=chosen | {name: (choice.word,)})
        assert search.count(wish) == choice.documents, choice
        assert search.count(wish) == search.find(wish, facets=()).total


def test_an_actor_is_found_in_each_of_its_roles_and_on_its_side(search: Search) -> None:
    parts = {one.word: one for one in search.counts("part", SearchQuery(), begins="amazon.")}
    assert parts["amazon.developer"].label == "Amazon: developer"
    assert (
        parts["amazon.implicated"].documents
        >= parts["amazon.developer"].documents
        >= search.count(SearchQuery(chosen={"part": ("amazon.developer",), "role": ("client",)}))
    )
    assert {word.partition(".")[0] for word in parts} == {"amazon"}


def test_unlisted_facets_are_shown_where_they_are_chosen(search: Search) -> None:
    found = search.find(SearchQuery(chosen={"system": ("google-assistant",)}))
    assert [(one.word, one.documents) for one in found.choices["system"]] == [
        ("google-assistant", found.total)
    ]
    assert found.choices["workers"] == ()


def test_what_is_chosen_is_shown_even_where_nothing_has_it(search: Search) -> None:
    choices = search.find(SearchQuery("kenya", {"area": ("disability-justice",)})).choices["area"]
    assert [one.word for one in choices if one.is_chosen] == ["disability-justice"]


def test_a_list_is_told_in_parts(search: Search) -> None:
    whole = search.find(SearchQuery(most=1_000))
    parts = [
        search.find(SearchQuery(first=first, most=7)).hits for first in range(0, whole.total, 7)
    ]
    assert [hit for part in parts for hit in part] == list(whole.hits)


def test_an_order_by_time_goes_either_way(search: Search) -> None:
    newest = search.find(SearchQuery("amazon", order="newest", most=100)).hits
    assert [hit.year or 0 for hit in newest] == sorted(hit.year or 0 for hit in newest)[::-1]
    assert search.find(SearchQuery("amazon", order="oldest", most=100)).hits == newest[::-1]


@given(words=st.text(max_size=60), most=st.integers(0, 3))
def test_no_words_are_an_error(search: Search, words: str, most: int) -> None:
    found = search.find(SearchQuery(words, most=most))
    assert len(found.hits) == min(found.total, most)


HOSTILE = ['"', "a OR b", "NEAR(a b)", "title:a", "*", "-a", "^a", "a*b", "'); DROP TABLE words;--"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_taken_for_a_query_of_the_engine(search: Search, words: str) -> None:
    plain = "".join(letter if letter.isalnum() else " " for letter in words).rstrip()
    assert search.find(SearchQuery(words)).total == search.find(SearchQuery(plain)).total


def test_the_same_quads_give_the_same_bytes(tmp_path: Path) -> None:
    subject, graph = iri(f"{BASE}id/issue/a"), iri(f"{BASE}graph/issue/a")
    quads = [
        (graph, subject, iri(PREFIXES["rdf"] + "type"), iri(JG + "Incident")),
        (graph, subject, iri(PREFIXES["rdfs"] + "label"), literal("A \u202e 💥", language="en")),
    ]
    for name in ("one", "other"):
        write_search(tmp_path / name, quads)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert Search(tmp_path / "one").find(SearchQuery("💥")).total == 1


def test_an_index_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_bytes(b"no index at all")
    for name in ("empty", "other", "none"):
        with pytest.raises(
            Unavailable, match=rf"^{name}: cannot be read: .*build the release again"
        ):
            Search(tmp_path / name).find(SearchQuery())


@pytest.mark.parametrize(
    "words", ["kenya", "moderators nairobi", "amazn", "xyzzy kenya", "incident"]
)
def test_suggestions_are_the_first_hits_of_the_search(search: Search, words: str) -> None:
    assert search.first(words, 8) == search.find(SearchQuery(words, most=8)).hits


def test_the_record_that_is_called_so_is_suggested_however_frequent_the_word(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.search.search.FEW", 3)
    assert search.first("google", 3)[0].title == "Google"
    assert search.first("", 3) == ()
