"""An issue that several records report keeps its IRI, whatever records come or go."""

from pathlib import Path

import pytest

from graph.identity import (
    Judgement,
    Verdict,
    append_canonical,
    identify,
    read_canonical,
)
from graph.identity.issues.canonical import canonical_files, groups
from graph.identity.issues.incidents import Incident
from graph.rdf.quads import iri
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import BASE, JG, BadRecord

COUNTED = iri(JG + "countedAs")


def record(slug: str, source: str = "", type_: str = "Incident") -> Record:
    path = f"build/imports/{source}/records.jsonl" if source else f"{slug}.yaml"
    title = f"{{id: {slug}, type: {type_}, title: What {slug.replace('-', ' ')} reports}}"
    (document,) = documents(title, path)
    return read_record(document, path)


AIID, AIAAIC = record("aiid-1", "aiid"), record("aiaaic-7", "aiaaic")
CURATED = record("robot-accident")


def same(*slugs: str, verdict: Verdict = Verdict.SAME) -> dict[tuple[str, str], Judgement]:
    first, *others = (f"issue/{slug}" for slug in slugs)
    judged = [Judgement(first, one, verdict, "Ann", "2026-11-29", "") for one in others]
    return {one.pair: one for one in judged}


def counted(
    records: list[Record],
    judgements: dict[tuple[str, str], Judgement],
    known: dict[str, int] | None = None,
) -> dict[str, str]:
    """Return which record is counted as which."""
    quads = identify(records, judgements, canonical=known or {}).quads
    slug = {one.iri: one.slug for one in records}
    return {slug[quad[1][1:-1]]: slug[quad[3][1:-1]] for quad in quads if quad[2] == COUNTED}


def test_the_first_by_name_is_canonical_and_new() -> None:
    judged = same("aiid-1", "aiaaic-7")
    assert counted([AIID, AIAAIC], judged) == {"aiid-1": "aiaaic-7"}
    assert identify([AIID, AIAAIC], judged).canonical == ("issue/aiaaic-7",)


def test_a_curated_record_is_canonical_among_imported_ones() -> None:
    assert counted([AIID, CURATED], same("aiid-1", "robot-accident")) == {
        "aiid-1": "robot-accident"
    }


def test_a_record_that_is_added_renames_no_issue() -> None:
    judged = same("aiid-1", "aiaaic-7", "robot-accident")
    known = {"issue/aiaaic-7": 0}
    assert counted([AIID, AIAAIC, CURATED], judged, known) == {
        "aiid-1": "aiaaic-7",
        "robot-accident": "aiaaic-7",
    }
    assert identify([AIID, AIAAIC, CURATED], judged, canonical=known).canonical == ()


def test_of_two_issues_that_become_one_the_earlier_keeps_its_iri() -> None:
    judged = same("aiid-1", "aiaaic-7")
    known = {"issue/aiid-1": 0, "issue/aiaaic-7": 1}
    assert counted([AIID, AIAAIC], judged, known) == {"aiaaic-7": "aiid-1"}


def test_a_merge_that_is_undone_gives_both_records_back() -> None:
    known = {"issue/aiaaic-7": 0}
    apart = same("aiid-1", "aiaaic-7", verdict=Verdict.DIFFERENT)
    result = identify([AIID, AIAAIC], apart, canonical=known)
    assert counted([AIID, AIAAIC], apart, known) == {}
    assert [one.quads for one in result.records] == [AIID.quads, AIAAIC.quads]
    again = counted([AIID, AIAAIC], same("aiid-1", "aiaaic-7"), known)
    assert again == {"aiid-1": "aiaaic-7"}


def test_a_practice_is_merged_into_none_of_its_incidents() -> None:
    practice = record("late-pay", type_="SystemicPractice")
    judged = same("aiid-1", "late-pay") | same("aiaaic-7", "late-pay")
    assert counted([AIID, AIAAIC, practice], judged) == {}
    assert counted([AIID, AIAAIC, practice], judged | same("aiid-1", "aiaaic-7")) == {
        "aiid-1": "aiaaic-7"
    }


def test_practices_are_merged_with_each_other() -> None:
    ours, theirs = (record(slug, type_="SystemicPractice") for slug in ("pay-a", "pay-b"))
    assert counted([ours, theirs], same("pay-a", "pay-b")) == {"pay-b": "pay-a"}


def test_ties_without_end_give_one_group() -> None:
    a, b, c = (Incident(f"{BASE}id/issue/{one}", "", (), {}) for one in "abc")
    assert [*groups([(a, b), (b, c), (c, a)], {"issue/b": 0})] == [(b.iri, a.iri, c.iri)]


def test_the_table_is_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "canonical-issues.csv"
    append_canonical(path, ["issue/aiid-2"])
    append_canonical(path, [])
    append_canonical(path, ["issue/aiid-1", "issue/aiid-3"])
    assert path.read_text() == "issue\nissue/aiid-2\nissue/aiid-1\nissue/aiid-3\n"
    assert read_canonical(canonical_files(tmp_path)) == {
        "issue/aiid-2": 0,
        "issue/aiid-1": 1,
        "issue/aiid-3": 2,
    }


@pytest.mark.parametrize("row", ["aiid-1", "issue/a,b", '""'])
def test_a_row_that_names_no_issue_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "canonical-issues.csv"
    path.write_text(f"issue\nissue/aiid-1\n{row}\n")
    with pytest.raises(BadRecord, match="needs one issue") as caught:
        read_canonical([path])
    assert caught.value.line == 3


def test_a_table_without_its_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "canonical-issues.csv"
    path.write_text("issue/aiid-1\n")
    with pytest.raises(BadRecord, match="its first line is not 'issue'"):
        read_canonical([path])
