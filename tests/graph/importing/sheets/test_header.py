"""Headers of other years and other hands: plural forms, brackets, line breaks, absent columns."""

from pathlib import Path

import pytest

from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row, read_sheet

SHEET = Sheet(
    {"id": ("Id#",), "title": ("Headline",), "place": ("Jurisdiction", "Country")}, ("id", "title")
)


def rows(path: Path, text: str, encoding: str = "utf-8") -> list[Row | Refused]:
    path.write_bytes(text.encode(encoding))
    return list(read_sheet(path, SHEET))


@pytest.mark.parametrize(
    "header",
    [
        "Id#,Headline,Country(ies)",
        "ID,Headlines,Countries",
        "id,HEADLINE (taxonomy),Jurisdiction(s)",
        'Id#,"Head\nline","Juris\ndiction"',
        '"Id\n#",Headline,Country [where]',
        "Incidents of 2024,,\nId#,Headline,Country",
    ],
)
def test_a_header_may_be_written_otherwise(tmp_path: Path, header: str) -> None:
    (found,) = rows(tmp_path / "a.csv", f"{header}\n7,T,Kenya\n")
    assert isinstance(found, Row)
    assert found.cells == {"id": "7", "title": "T", "place": "Kenya"}


def test_a_column_that_is_absent_is_an_empty_cell_and_noted(tmp_path: Path) -> None:
    path, missing = tmp_path / "a.csv", list[tuple[str, ...]]()
    path.write_text("Id#,Headline\n7,T\n", encoding="utf-8")
    (found,) = read_sheet(path, SHEET, lambda header: missing.append(header.missing))
    assert isinstance(found, Row)
    assert found.cells["place"] == ""
    assert missing == [("place",)]


def test_a_first_row_without_id_is_no_second_row_of_the_header(tmp_path: Path) -> None:
    found = rows(tmp_path / "a.csv", "Id#,Headline,Country\n,T,Kenya\n7,U,Ghana\n")
    assert [row.cells["place"] for row in found if isinstance(row, Row)] == ["Kenya", "Ghana"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "mac_roman", "cp1252"])
@pytest.mark.parametrize("text", ["Caf\xe9 in Z\xfcrich", "Espa\xf1a \u2013 \u201cs\xed\u201d"])
def test_old_encodings_are_told_apart(tmp_path: Path, encoding: str, text: str) -> None:
    (found,) = rows(tmp_path / "a.csv", f"Id#,Headline\n7,{text}\n", encoding)
    assert isinstance(found, Row)
    assert found.cells["title"] == text


@pytest.mark.parametrize("line", ['a","b\n', '"\n', '"a""\n', 'a,"b""",""c\n'])
def test_broken_quotes_take_linear_time(tmp_path: Path, line: str) -> None:
    found = rows(tmp_path / "a.csv", "Id#,Headline\n1,a\n" + line * 20_000 + "2,b\n")
    assert len(found) <= 20_002
    assert found[0] == Row(2, {"id": "1", "title": "a"})
