"""Tables of many rows: templates, a preview, formulas as text, and bombs that are refused."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from graph.desk.suggestions import Desk
from ontology import Misuse
from server.contribute import sheets, tables
from server.contribute.sheets import columns, read_sheet, template_csv, template_xlsx
from tests.server.desk.desk_client import HTML, all_fields

PATH = "/contribute/issue/table"
ROW = {
    "source.url": "https://example.org/toys",
    "source.title": "A report on toys",
    "source.sourceKind": "report",
    "type": "Incident",
    "title": "A toy listens to children",
    "summary": "=HYPERLINK(1; 2)",
    "year": "2019",
    "justiceArea": "economic-justice; racial-justice",
    "impact": "economic-harm-and-inequity",
    "place": "Kenya",
}


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [name for name, _ in columns("issue")])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def upload(client: FlaskClient, content: bytes, name: str = "rows.csv") -> TestResponse:
    fields = all_fields(client.get(PATH, headers=HTML).text)
    data = {"token": fields["token"][0], "file": (io.BytesIO(content), name)}
    return client.post(PATH, data=data, headers=HTML)


def test_the_template_names_the_fields_and_its_notes_are_not_read() -> None:
    for what in ("issue", "actor", "system", "worker-group", "source"):
        assert read_sheet(template_csv(what).encode(), what) == []
        assert read_sheet(template_xlsx(what), what) == []
        assert "source.url" in template_csv(what)


def test_rows_are_previewed_and_then_sent_as_one_suggestion(
    client: FlaskClient, data: Path
) -> None:
    page = upload(client, table(ROW, {**ROW, "title": "Another toy listens"})).text
    assert "It can be sent" in page
    assert "issue/another-toy-listens" in page
    answer = send(client, page)
    assert answer.status_code == 303
    (one,) = Desk(data).all()
    assert [entry["id"] for entry in one.content["entries"]] == [
        "a-report-on-toys",
        "a-toy-listens-to-children",
        "another-toy-listens",
    ]
    assert one.content["entries"][1]["summary"] == "=HYPERLINK(1; 2)"
    assert one.content["entries"][1]["justiceArea"] == ["economic-justice", "racial-justice"]


def send(client: FlaskClient, page: str) -> TestResponse:
    (form,) = [one for one in html.fromstring(page).forms if "rows" in one.fields]
    return client.post(PATH, data={**dict(form.form_values()), "do": "send"}, headers=HTML)


def test_a_row_that_breaks_a_rule_is_shown_with_what_to_mend(
    client: FlaskClient, data: Path
) -> None:
    page = upload(client, table(ROW, {**ROW, "title": "Another", "year": "soon"})).text
    assert "Please mend this first" in page
    assert "a year of four digits" in page
    page = upload(client, table(ROW, ROW)).text
    assert "it repeats another row" in page
    assert Desk(data).all() == []


def test_a_row_may_name_several_places_a_company_and_what_nobody_knows(
    client: FlaskClient, data: Path
) -> None:
    more = {"involvement.0.actor": "Google", "involvement.0.role": "developer"}
    row = {**ROW, **more, "place": "Kenya; India", "year": "?"}
    assert send(client, upload(client, table(row)).text).status_code == 303
    (one,) = Desk(data).all()
    entry = one.content["entries"][-1]
    assert entry["place"] == ["kenya", "india"]
    assert entry["notStated"] == "year"
    assert [(each["actor"], each["role"]) for each in entry["involvement"].values()] == [
        ("google", "developer")
    ]


def told(page: str) -> list[str]:
    """Return what the preview says of each row."""
    cells = html.fromstring(page).xpath('//section[@class="verdict"]//tbody/tr/td[3]')
    return [" ".join(cell.text_content().split()) for cell in cells]


def test_a_row_says_in_the_words_of_the_form_what_to_mend(client: FlaskClient) -> None:
    rows = [
        {**ROW, "source.sourceKind": ""},
        {**ROW, "source.url": "https://example.org/b", "impact": "", "title": "Another"},
        {**ROW, "place": "Santa Nada", "title": "A third"},
        {**ROW, "title": "Maria Schmidt lost her job"},
    ]
    first, second, third, fourth = told(upload(client, table(*rows)).text)
    assert first.startswith("Kind of source: ")
    assert second == "Impact: An issue needs an impact."
    told_of_place = "Place: 'Santa Nada' is not a place that we know: write the country; did"
    assert third.startswith(told_of_place)
    assert "santa-nada" not in third
    assert fourth.endswith("(only a remark)")


def test_a_workbook_is_read_as_text(client: FlaskClient) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append([*ROW])
    sheet.append([*ROW.values()])
    sheet["G2"] = 2019
    file = io.BytesIO()
    book.save(file)
    (row,) = read_sheet(file.getvalue(), "issue")
    assert row == ROW
    assert "It can be sent" in upload(client, file.getvalue(), "rows.xlsx").text


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"title,evil\nx,y\n", b'title\n"x'],
)
def test_what_is_no_table_is_refused(client: FlaskClient, data: Path, content: bytes) -> None:
    assert upload(client, content).status_code == 400
    assert Desk(data).all() == []


ROWS = b"<worksheet><sheetData>"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", ROWS + b'<row r="1">' + b"<c/>" * 200_000),
        ("xl/worksheets/sheet1.xml", ROWS + b"<row/>" * 200_000),
        ("xl/worksheets/sheet1.xml", ROWS + b"<row " + b'a="1" ' * 2_000 + b"/>"),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 200_000),
        ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 20_000),
    ],
    ids=["cells", "rows", "attributes", "strings", "styles"],
)
def test_a_small_workbook_that_takes_minutes_to_read_is_refused(part: str, content: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, content)
    with pytest.raises(Misuse, match="this workbook is too large when it is unpacked: divide it"):
        read_sheet(file.getvalue(), "issue")


def test_a_workbook_whose_sheet_is_no_xml_is_refused_in_words() -> None:
    whole, file = zipfile.ZipFile(io.BytesIO(template_xlsx("issue"))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in whole.namelist():
            content = ROWS + b"<row><c>" if "sheet1" in name else whole.read(name)
            packed.writestr(name, content)
    with pytest.raises(Misuse, match="this workbook cannot be read"):
        read_sheet(file.getvalue(), "issue")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (sheets.UNPACKED + 1))
    assert len(file.getvalue()) < 100_000
    with pytest.raises(Misuse, match="too large when it is unpacked"):
        read_sheet(file.getvalue(), "issue")


def test_a_workbook_with_entities_expands_nothing() -> None:
    file = io.BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", bomb)
        packed.writestr("xl/workbook.xml", bomb)
    with pytest.raises(Misuse):
        read_sheet(file.getvalue(), "issue")


def test_a_table_is_bounded(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misuse, match="at most 200 rows"):
        read_sheet(table(*[ROW] * 201), "issue")
    monkeypatch.setattr(tables, "LARGEST", 1_000)
    assert upload(client, b"x" * 10_000).status_code == 413
