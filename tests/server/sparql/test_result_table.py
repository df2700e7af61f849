"""What a page shows of results."""

import pytest

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from server.sparql.result_table import BYTES, ROWS, Cell, shown

DATA = """\
<https://example.org/kenya> <a:name> "Kenya\\tand \\"more\\""@en .
<https://example.org/kenya> <a:number> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .
"""


@pytest.fixture
def store() -> Store:
    return Store.in_memory(DATA)


def test_rows_hold_texts_addresses_and_languages(store: Store) -> None:
    text = "SELECT * { ?s <a:name> ?name ; <a:number> ?number OPTIONAL { ?s <a:none> ?none } }"
    answer = shown(store, Query(text))
    assert sorted(answer.columns) == ["name", "none", "number", "s"]
    (row,) = answer.rows
    kenya = "https://example.org/kenya"
    assert dict(zip(answer.columns, row, strict=True)) == {
        "s": Cell(kenya, kenya),
        "name": Cell('Kenya\tand "more"', "", "en"),
        "number": Cell("12"),
        "none": Cell(""),
    }
    assert not answer.is_cut


def test_a_graph_and_a_yes_are_text(store: Store) -> None:
    assert "Kenya" in shown(store, Query("DESCRIBE <https://example.org/kenya>")).text
    assert '"boolean":true' in shown(store, Query("ASK {}")).text


def test_no_rows_have_columns_all_the_same(store: Store) -> None:
    answer = shown(store, Query("SELECT ?s { ?s <a:none> ?o }"))
    assert (answer.columns, answer.rows) == (("s",), ())


@pytest.mark.parametrize("length", [1, BYTES // ROWS])
def test_of_a_long_result_the_first_rows_are_shown(length: int) -> None:
    rows = "".join(f'<a:{number}> <a:p> "{"é" * length}" .\n' for number in range(ROWS + 1))
    answer = shown(Store.in_memory(rows), Query("SELECT ?s ?o { ?s ?p ?o }"))
    assert answer.is_cut
    assert 0 < len(answer.rows) <= ROWS
    assert {row[1].text for row in answer.rows} == {"é" * length}
