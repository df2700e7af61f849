"""Sheets as people save them: encodings, delimiters, headers, and rows that are broken."""

from pathlib import Path

import pytest

from graph.importing.sheets import sheet
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_sheet
from ontology import BadRecord

SHEET = Sheet({"id": ("Id#",), "title": ("Headline",), "place": ("Where",)}, ("id", "title"))
LINE_TOO_LONG = "the line has more than 4,000,000 characters: is a line end missing?"
TOO_LONG = "has a cell of more than 1,000,000 characters, or a quotation mark is not closed"


def rows(path: Path) -> list[Row | Refused]:
    return list(read_sheet(path, SHEET))


def test_rows_carry_the_line_on_which_they_begin(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Id#,Headline\n1,"two\nlines"\n\n2,b\n', encoding="utf-8")
    assert rows(path) == [
        Row(2, {"id": "1", "title": "two\nlines"}),
        Row(5, {"id": "2", "title": "b"}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_ends_do_not_matter(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    lines = [["Id#", "Headline", "Where"], ["1", "Caf\xe9", "Gen\xe8ve"]]
    text = end.join(delimiter.join(cells) for cells in lines) + end
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert rows(path) == [Row(2, {"id": "1", "title": "Caf\xe9", "place": "Gen\xe8ve"})]


def test_a_header_of_three_rows_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Incidents,,\nId#,Headline,Area\n,,Where\n7,T,Kenya\n", encoding="utf-8")
    assert rows(path) == [Row(4, {"id": "7", "title": "T", "place": "Kenya"})]


def test_wrong_columns_are_told_with_what_is_expected_and_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id#,Name\n1,T\n", encoding="utf-8")
    with pytest.raises(BadRecord) as error:
        rows(path)
    assert str(error.value) == (
        f"{path}: is not such a sheet: it lacks the columns 'Headline'; "
        "expected: 'Id#', 'Headline'; found: 'Id#', 'Name'"
    )


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\x00\x01\x02", b'"'])
def test_what_is_no_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadRecord, match="lacks the columns"):
        rows(path)


def test_a_file_cut_off_within_a_row_loses_that_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Id#,Headline\n1,a\n2,"cut', encoding="utf-8")
    assert rows(path) == [
        Row(2, {"id": "1", "title": "a"}),
        Refused(3, "", "a quotation mark is not closed before the file ends: is the file cut off?"),
    ]


def test_a_row_cut_off_between_cells_is_refused_with_its_id(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id#,Headline,Where\n1,a,b\n2,c", encoding="utf-8")
    assert rows(path)[1] == Refused(
        3, "2", "has 2 cells where the header has 3: is the file cut off here?"
    )


def test_a_last_line_without_its_end_is_cut_off_where_the_source_ends_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id#,Headline\n1,a\n2,cut of", encoding="utf-8")
    assert rows(path)[1] == Row(3, {"id": "2", "title": "cut of"})
    strict = Sheet(SHEET.columns, SHEET.required, ends_lines=True)
    assert list(read_sheet(path, strict))[1] == Refused(
        3, "2", "the file ends within this row: is it cut off?"
    )


def test_a_row_with_cells_to_spare_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id#,Headline\n1,a,b\n2,c,\n", encoding="utf-8")
    assert rows(path) == [
        Refused(2, "1", "has 3 cells where the header has 2: is a delimiter not quoted?"),
        Row(3, {"id": "2", "title": "c"}),
    ]


def test_a_quotation_mark_that_is_not_closed_costs_its_own_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    body = "".join(f"{number},title {number}\n" for number in range(3, 100_001))
    path.write_text(f'Id#,Headline\n1,a\n2,"open\n{body}', encoding="utf-8")
    found = rows(path)
    assert [row for row in found if isinstance(row, Refused)] == [Refused(3, "", TOO_LONG)]
    assert len(found) == 100_000


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("x" * 1_000_001, TOO_LONG),
        ("x" * 9_000_000, LINE_TOO_LONG),
        ('"' + "x" * 9_000_000 + '"', LINE_TOO_LONG),
        ("," * 9_000_000, LINE_TOO_LONG),
        ("\0" * 9_000_000, LINE_TOO_LONG),
    ],
    ids=["cell", "line", "quoted", "commas", "zeros"],
)
def test_a_cell_or_a_line_of_megabytes_costs_its_own_row_alone(
    tmp_path: Path, cell: str, reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Id#,Headline\n1,a\n2,{cell}\n3,b\n", encoding="utf-8")
    assert rows(path) == [
        Row(2, {"id": "1", "title": "a"}),
        Refused(3, "", reason),
        Row(4, {"id": "3", "title": "b"}),
    ]


def test_a_line_of_megabytes_within_a_row_costs_both_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = "x" * 5_000_000
    path.write_text(f'Id#,Headline\n1,"a\n{long}\nb"\n3,b\n', encoding="utf-8")
    found = rows(path)
    assert found[:2] == [Refused(2, "", LINE_TOO_LONG), Refused(3, "", LINE_TOO_LONG)]
    assert found[-1] == Row(5, {"id": "3", "title": "b"})


def test_a_line_of_megabytes_above_the_header_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{'x' * 5_000_000}\nId#,Headline\n1,a\n", encoding="utf-8")
    assert rows(path) == [Row(3, {"id": "1", "title": "a"})]


def test_a_million_columns_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Id#,Headline{',' * 1_000_000}\n1,a\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=r"a\.csv:1: has more than 20,000 columns: keep those"):
        rows(path)


def test_a_null_byte_ends_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Id#,Headline\n1,a\x00b\n2,c\n")
    assert rows(path)[1] == Row(3, {"id": "2", "title": "c"})


def test_a_file_of_which_very_many_rows_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id#,Headline\n" + "1\n" * 4, encoding="utf-8")
    assert len(rows(path)) == 4
    monkeypatch.setattr(sheet, "MOST_REFUSED", 3)
    with pytest.raises(BadRecord, match=r"a.csv:5: more than 3 rows cannot be read; the next: has"):
        rows(path)
