"""The table of judgements: the last word on a pair stands, and nothing is overwritten."""

from pathlib import Path

import pytest

from graph.identity import Judgement, Verdict, judge, judgement_files, read_judgements
from ontology import BadRecord, Unavailable

SAME = Judgement("actor/b", "actor/a", Verdict.SAME, "Ann", "2026-11-22", "One firm, one site.")
HEAD = "left,right,verdict,who,when,why\n"


def test_a_judgement_is_read_as_it_was_written(tmp_path: Path) -> None:
    table = tmp_path / "own" / "judgements.csv"
    judge(table, SAME)
    assert read_judgements([table]) == {("actor/a", "actor/b"): SAME}
    line = 'actor/b,actor/a,same,Ann,2026-11-22,"One firm, one site."\n'
    assert table.read_text(encoding="utf-8") == HEAD + line


def test_the_last_word_stands_and_the_first_is_kept(tmp_path: Path) -> None:
    table = tmp_path / "judgements.csv"
    other = Judgement("actor/a", "actor/b", Verdict.DIFFERENT, "Ben", "2026-11-23", "Two firms.")
    judge(table, SAME)
    judge(table, other)
    assert read_judgements([table]) == {("actor/a", "actor/b"): other}
    assert len(table.read_text(encoding="utf-8").splitlines()) == 3


def test_a_table_without_a_last_line_end_is_not_broken(tmp_path: Path) -> None:
    table = tmp_path / "judgements.csv"
    table.write_text(f"{HEAD}issue/a,issue/b,unsure,Ben,2026-11-21,", encoding="utf-8")
    judge(table, SAME)
    assert [*read_judgements([table])] == [("issue/a", "issue/b"), ("actor/a", "actor/b")]


def test_an_open_pair_is_as_if_nobody_had_judged(tmp_path: Path) -> None:
    table = tmp_path / "judgements.csv"
    judge(table, SAME)
    judge(table, Judgement("actor/a", "actor/b", Verdict.OPEN, "Ann", "2026-11-23", "A mistake."))
    assert read_judgements([table]) == {}


def test_the_table_of_the_package_comes_before_that_of_the_data_folder(tmp_path: Path) -> None:
    (curated,) = judgement_files(tmp_path)
    judge(tmp_path / "judgements.csv", SAME)
    assert judgement_files(tmp_path) == [curated, tmp_path / "judgements.csv"]
    assert read_judgements([curated]) is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("left,right\n", r"judgements.csv:1: its first line is not 'left,right,verdict,who,"),
        ("", r"judgements.csv:1: its first line is not"),
        (f"{HEAD}a,b,perhaps,Ann,2026-11-22,x\n", r":2: needs two records, a verdict \(same, diff"),
        (f"{HEAD}a,b,same,,2026-11-22,x\n", r":2: needs two records"),
        (f"{HEAD}a,b,same,Ann,yesterday,x\n", r":2: needs two records"),
        (f"{HEAD}a,b,same,Ann,2026-02-31,x\n", r":2: needs two records"),
        (f"{HEAD}a,b,same\n", r":2: needs two records"),
        (f"{HEAD}a,a,same,Ann,2026-11-22,x\n", r":2: judges a with itself: name two records"),
        (f'{HEAD}a,"b,same', r"judgements.csv:2: is no CSV"),
    ],
)
def test_a_row_that_is_no_judgement_is_refused_with_its_line(
    text: str, message: str, tmp_path: Path
) -> None:
    table = tmp_path / "judgements.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(BadRecord, match=message):
        read_judgements([table])


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "judgements.csv"
    table.write_bytes(HEAD.encode() + b"a,b,same,\xff,2026-11-22,x\n")
    with pytest.raises(BadRecord, match="is no table in UTF-8"):
        read_judgements([table])


def test_a_table_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        read_judgements([tmp_path])
    with pytest.raises(Unavailable, match="cannot be written"):
        judge(tmp_path, SAME)
