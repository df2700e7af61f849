"""What is compared counts as the same query in SPARQL would."""

from pathlib import Path

import pytest

from graph.rdf.quads import Quad, iri, literal
from graph.release.release import Release
from graph.reports.charts import Cell
from graph.search import SEARCH, Comparison, Search, write_search
from ontology import BASE, PREFIXES

JG = PREFIXES["jg"]
GRAPH = iri(f"{BASE}graph/a")


def said(subject: str, word: str, object_: str) -> Quad:
    return GRAPH, iri(subject), iri(word), object_


def issue(slug: str, *areas: str) -> list[Quad]:
    subject = f"{BASE}id/issue/{slug}"
    return [
        said(subject, PREFIXES["rdf"] + "type", iri(JG + "Issue")),
        said(subject, PREFIXES["rdf"] + "type", iri(JG + "Incident")),
        said(subject, PREFIXES["rdfs"] + "label", literal(slug, language="en")),
        said(subject, JG + "year", '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        *(said(subject, JG + "justiceArea", iri(f"{BASE}concept/{one}")) for one in areas),
    ]


@pytest.fixture
def search(tmp_path: Path) -> Search:
    """Three tellings of two issues: `too` tells of `one` again."""
    quads = [*issue("one", "work"), *issue("too", "work", "care"), *issue("other", "work")]
    again = said(f"{BASE}id/issue/too", JG + "countedAs", iri(f"{BASE}id/issue/one"))
    write_search(tmp_path / SEARCH, [*quads, again])
    return Search(tmp_path / SEARCH)


def compared(release: Release, facet: str, word: str) -> Comparison:
    search = Search(release.folder / SEARCH)
    return Comparison(search, facet, search.values.of_words(facet, (word,)))


def test_an_issue_that_is_told_of_twice_counts_once(search: Search) -> None:
    found = Comparison(search, "area", search.values.of_words("area", ("work", "care")))
    work, care = (Cell(one, f"{BASE}concept/{one}") for one in ("work", "care"))
    assert found.totals() == {work: 2, care: 1}
    assert found.shared() == 1
    assert found.by("year").numbers == {(work, Cell("2020")): 2, (care, Cell("2020")): 1}


def test_only_issues_count(release: Release) -> None:
    found = compared(release, "place", "kenya")
    assert found.totals() == {
        Cell("Kenya", f"{BASE}id/place/kenya"): sum(found.by("kind").numbers.values())
    }


def test_of_many_values_the_most_frequent_are_told(release: Release) -> None:
    found = compared(release, "area", "economic-justice")
    few, all_ = found.by("impact", 1), found.by("impact")
    assert [*few.numbers.values()] == [max(all_.numbers.values())]
    assert few.numbers.items() < all_.numbers.items()
