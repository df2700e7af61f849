"""The competency questions: each is answered by the release, and exactly as its CSV says."""

import re
from importlib.resources import as_file, files

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.engine.oxigraph import Store
from graph.rdf.formats import RESULT_FORMATS
from graph.reports.coverage import measures
from ontology import NotFound, Question, question, questions

CSV = next(format_ for format_ in RESULT_FORMATS if format_.name == "csv")
QUESTIONS = {found.slug: found for found in questions()}


def expected(slug: str) -> bytes | None:
    """Return the CSV beside a question, with the line ends that SPARQL results have."""
    with as_file(files("ontology") / "questions" / f"{slug}.csv") as path:
        if not path.is_file():
            return None
        return path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


ANSWERED = [slug for slug in QUESTIONS if expected(slug) is not None]


@pytest.mark.parametrize("slug", ANSWERED)
def test_a_question_has_exactly_the_answer_beside_it(slug: str, store: Store) -> None:
    assert store.query(QUESTIONS[slug].text, CSV).read() == expected(slug)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_has_at_least_one_row(slug: str, store: Store) -> None:
    assert store.rows(QUESTIONS[slug].text)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_declares_every_prefix_that_it_uses(slug: str) -> None:
    ox.Store().query(QUESTIONS[slug].text, prefixes={})


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_begins_with_its_words(slug: str) -> None:
    found = QUESTIONS[slug]
    assert found.text.startswith(f"# {found.title}\n")
    assert found.title.endswith("?")


def test_every_answer_has_its_question() -> None:
    with as_file(files("ontology") / "questions") as folder:
        assert sorted(path.stem for path in folder.glob("*.csv")) == ANSWERED


def test_a_question_is_found_by_its_slug() -> None:
    found = question("old-figures")
    assert found == Question("old-figures", found.title, found.text)


def test_an_unknown_question_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound, match=r"^there is no question 'payy'; the nearest are: pay, "):
        question("payy")


ORDERED = re.compile(r"\} ORDER BY")
ENTRIES = """
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
jg:Incident rdfs:label "incident"@en .
<urn:table> {
  <urn:one> a jg:Issue , jg:Incident ; rdfs:label "One"@en ;
    dcterms:source <urn:list> , <urn:news> .
  <urn:two> a jg:Issue , jg:Incident ; rdfs:label "Two"@en ; dcterms:source <urn:a> , <urn:news> .
  <urn:list> rdfs:label "List"@en ; dcterms:license <urn:licence> .
  <urn:a> rdfs:label "A"@en . <urn:news> rdfs:label "News"@en .
}
"""


def test_each_list_of_names_is_in_an_order_that_no_engine_chooses() -> None:
    found = {one.slug for one in questions() if "GROUP_CONCAT" in one.text}
    assert len(found) > 10
    assert {slug for slug in found if not ORDERED.search(QUESTIONS[slug].text)} == set()


TITLES = ["Zoë", "Able", "Middle", "able", "News"]


@pytest.mark.parametrize("titles", [TITLES, TITLES[::-1], sorted(TITLES)])
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_sources_of_an_issue_that_nobody_answered_are_sorted(
    titles: list[str], engine: str
) -> None:
    sources = "".join(
        f'<urn:{number}> rdfs:label "{title}"@en ; dcterms:license <urn:l> . '
        for number, title in enumerate(titles)
    )
    some = ENTRIES.replace("<urn:list> rdfs", f"{sources} <urn:list> rdfs").replace(
        "dcterms:source <urn:list>",
        f"dcterms:source {', '.join(f'<urn:{number}>' for number in range(5))}",
    )
    text = QUESTIONS["coverage"].text
    if engine == "rdflib":
        turtle = some.replace("<urn:table> {", "").removesuffix("}\n")
        rows = Graph().parse(data=turtle, format="turtle").query(text)
        found = [str(row.source) for row in rows]  # type: ignore[union-attr]
    else:
        store = ox.Store()
        store.load(some.encode(), format=ox.RdfFormat.TRIG)
        found = [row["source"].text for row in Store(store).rows(text)]
    assert found == ["Able; Middle; News; Zoë; able"]


def test_a_second_source_is_the_same_for_the_question_and_for_the_page_of_coverage() -> None:
    engine = ox.Store()
    engine.load(ENTRIES.encode(), format=ox.RdfFormat.TRIG)
    found = Store(engine)
    assert [row["id"].text for row in found.rows(QUESTIONS["coverage"].text)] == ["urn:one"]
    measure = next(one for one in measures() if one.slug == "second-source")
    assert [row["issues"].text for row in found.rows(measure.text)] == ["1"]
