"""A data folder that version 0.1.0 made is read, or refused in words with what to do.

`data-0.1.0.tar.xz` holds what `justicegraph import` and `justicegraph build` of 0.1.0 wrote for a
few invented records: an import, a judgement, two releases and their history. Downloads that nothing
reads again were left out.
"""

import tarfile
from pathlib import Path

import pytest

from graph import Plan, Query, Store, build, current_release
from graph.explorer import EXPLORER, Explorer, ViewRequest, compute_view
from graph.identity import Verdict, judgement_files, read_judgements
from graph.importing.reader import read_imported
from graph.rdf.formats import RESULT_FORMATS
from graph.related import read_features
from graph.release.changes import difference
from graph.release.diff import find_release_data
from graph.release.history import history
from graph.reports.charts import charts, read_counts
from graph.reports.coverage import read_coverage
from graph.search import SEARCH, Search, SearchQuery
from ontology import Unavailable

ARCHIVE = Path(__file__).parent / "data-0.1.0.tar.xz"
FIRST, SECOND = "3d846e3a321f15e3", "8a3bc190e5e8bdc0"
PAY = "https://w3id.org/justicegraph/id/issue/tagger-pay"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


def test_its_import_is_read(data: Path) -> None:
    (record,) = read_imported(data)
    assert (record.iri.rpartition("/")[2], record.problems) == ("tagger-quota", [])


def test_its_judgement_is_read(data: Path) -> None:
    table = read_judgements(judgement_files(data))
    assert table["actor/exampletag", "actor/exampletag-ltd"].verdict is Verdict.SAME


def test_its_history_is_read_in_order(data: Path) -> None:
    first, second = history(data)
    assert (first.name, second.name, second.before) == (FIRST, SECOND, FIRST)
    assert [change.iri for change in second.changed] == [PAY]


def test_its_releases_are_compared(data: Path) -> None:
    found = difference(find_release_data(FIRST, data), find_release_data("current", data))
    assert [(one.record, one.change) for one in found.changes] == [("issue/tagger-pay", "changed")]


def test_its_store_answers_queries(data: Path) -> None:
    release = current_release(data)
    query = Query(f"SELECT ?title {{ <{PAY}> dcterms:title ?title }}")
    store = Store.open(release.store)
    assert store.query(query.text, RESULT_FORMATS[2]).read() == (
        b"title\r\nTaggers in Examplia are paid two months late\r\n"
    )
    assert read_coverage(store).total == 2


def test_its_search_index_is_refused_since_its_tables_have_changed(data: Path) -> None:
    with pytest.raises(Unavailable, match="build the release again"):
        Search(current_release(data).folder / SEARCH).find(SearchQuery("taggers"))


def test_its_explorer_index_is_refused_since_its_tables_have_changed(data: Path) -> None:
    explorer = Explorer(current_release(data).folder / EXPLORER)
    with pytest.raises(Unavailable, match="build the release again"):
        compute_view(explorer, ViewRequest(("issue/tagger-pay",)))


def test_its_counts_are_read_and_those_of_newer_charts_are_refused(data: Path) -> None:
    folder = current_release(data).folder
    counted = {path.stem for path in (folder / "charts").glob("*.csv")}
    assert any(read_counts(folder, chart).numbers for chart in charts() if chart.slug in counted)
    for newer in (chart for chart in charts() if chart.slug not in counted):
        with pytest.raises(Unavailable, match="build it again"):
            read_counts(folder, newer)


def test_its_features_are_refused_since_their_types_have_changed(data: Path) -> None:
    with pytest.raises(Unavailable, match="build the release again"):
        read_features(current_release(data).folder)


def test_a_build_goes_on_from_its_history_and_takes_up_its_import(data: Path) -> None:
    release = build(Plan(data, (data / "records",)))
    assert [entry.name for entry in history(data)] == [FIRST, SECOND, release.name]
    assert history(data)[-1].before == SECOND
    assert b"issue/tagger-quota>" in (release.folder / "justicegraph.nq").read_bytes()
    assert read_features(release.folder).issues
