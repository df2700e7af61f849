"""The W3C's cases of SPARQL 1.1: what queries are, what they find, and how results are written."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.engine.oxigraph import Store
from graph.engine.query import EVERYTHING, Dataset, Query
from ontology import BadQuery, QueryRefused
from tests.w3c.manifest import Case, needs_suite, path, query_cases, statements
from tests.w3c.results import READERS, Result, comparable, read_set

pytestmark = needs_suite

FORMATS = {".csv": "csv", ".srj": "json", ".srx": "xml", ".tsv": "tsv"}
ORDERED = re.compile(r"ORDER\s+BY[^}]*$", re.IGNORECASE)
CASES = query_cases()

with (Path(__file__).parent / "known_failures.csv").open(encoding="utf-8", newline="") as file:
    KNOWN_FAILURES = {row["case"]: row["reason"] for row in csv.DictReader(file)}


def ask(case: Case, quads: Sequence[ox.Quad] = (), dataset: Dataset = EVERYTHING) -> Result:
    """Ask a store the query of a case; the only place that knows how."""
    query = Query(case.text, dataset)
    wanted = FORMATS.get(path(case.result).suffix)
    format_ = next((one for one in query.formats if one.name == wanted), query.formats[1])
    n_quads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    answer = Store.in_memory(n_quads or b"", case.query).evaluate(query, format_)
    return READERS[format_.name](answer.read())


def found(case: Case) -> Result:
    """Ask the query of a case over its data: a default graph alone, or a dataset of graphs."""
    quads = [q for one in case.data for q in statements(one, one if case.graphs else "")]
    quads += [q for one in case.graphs for q in statements(one, one)]
    is_given = case.graphs and not Query(case.text).names_its_dataset
    return ask(case, quads, Dataset(case.data, case.graphs) if is_given else EVERYTHING)


def expected(case: Case) -> Result:
    """Return the result of a case: rows, a truth value, a graph or rows that a graph describes."""
    file = path(case.result)
    if file.suffix in FORMATS:
        return READERS[FORMATS[file.suffix]](file.read_bytes())
    described = read_set(file, case.result)
    return described if described.names else statements(case.result)


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    """Run a test for each case of some kinds."""
    cases = [case for case in CASES if case.kind in kinds]
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name, marks=marks(case)) for case in cases]
    )


def marks(case: Case) -> list[pytest.MarkDecorator]:
    reason = KNOWN_FAILURES.get(case.name)
    raises = (AssertionError, BadQuery)
    return [pytest.mark.xfail(strict=True, reason=reason, raises=raises)] if reason else []


@of_kind("QueryEvaluationTest", "CSVResultFormatTest")
def test_a_query_finds_what_it_should(case: Case) -> None:
    ordered = bool(ORDERED.search(case.text))
    assert comparable(found(case), ordered=ordered) == comparable(expected(case), ordered=ordered)


@of_kind("PositiveSyntaxTest11")
def test_what_is_sparql_is_taken(case: Case) -> None:
    ask(case)


@of_kind("NegativeSyntaxTest11")
def test_what_is_not_sparql_is_refused(case: Case) -> None:
    with pytest.raises((BadQuery, QueryRefused)):
        ask(case)


def test_every_known_failure_is_a_case() -> None:
    assert {*KNOWN_FAILURES} <= {case.name for case in CASES}
