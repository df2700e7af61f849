"""What the build counts, it counts over the quads that its queries name; the others say nothing."""

import pytest

from graph.build.assemble import stated_quads
from graph.build.subset import iris_in_query, relevant_quads, store_for
from graph.engine.oxigraph import Store
from graph.rdf.formats import RESULT_FORMATS
from graph.rdf.quads import Quad, to_n_quads
from graph.reading.files import curated_records, read_records
from graph.reports.charts import charts
from graph.reports.coverage import measures

CSV = RESULT_FORMATS[2]
QUERIES = {one.slug: one.text for one in charts()} | {one.slug: one.text for one in measures()}


@pytest.fixture(scope="module")
def stated() -> list[Quad]:
    return stated_quads(read_records([curated_records()]))


@pytest.fixture(scope="module")
def whole(stated: list[Quad]) -> Store:
    return Store.in_memory(to_n_quads(stated))


@pytest.fixture(scope="module")
def part(stated: list[Quad]) -> Store:
    return store_for(QUERIES.values(), stated)


@pytest.mark.parametrize("slug", sorted(QUERIES))
def test_an_answer_over_what_the_query_names_is_that_over_everything(
    slug: str, whole: Store, part: Store
) -> None:
    assert part.query(QUERIES[slug], CSV).read() == whole.query(QUERIES[slug], CSV).read()


def test_most_of_the_graph_concerns_no_count(stated: list[Quad]) -> None:
    assert len([*relevant_quads(stated, QUERIES.values())]) < len(stated) / 2


def test_a_name_in_a_declaration_or_without_one_is_none() -> None:
    text = "PREFIX a: <https://example.org/a:b#> ASK { ?x a:one-two/^a:three* ?y ; b:c ?z }"
    assert iris_in_query(text) == {
        "<https://example.org/a:b#one-two>",
        "<https://example.org/a:b#three>",
    }
