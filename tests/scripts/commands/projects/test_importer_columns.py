"""How the header of a table is read: fields, roles, titles, dates and the language."""

import csv
from pathlib import Path

import pytest

from ontology import Misuse, concepts
from scripts.commands.projects import importer_columns
from scripts.commands.projects.header_words import FIELDS
from scripts.commands.projects.importer_columns import read_columns


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (
            "Date,Vendor,School,Country,What happened,Link",
            "year vendor mentioned country summary link",
        ),
        ("Maker;Supplier;Buyer;Case No.;Headline", "developer vendor client id title"),
        (
            "Datum;Hersteller;Beh\u00f6rde;Land;Was ist passiert?;Quelle;Titel",
            "year developer mentioned country summary link title",
        ),
        (
            "Fecha de publicaci\u00f3n;Proveedor;Colegio;Pa\u00eds;T\u00edtulo;Enlace;"
            "Nombre de la empresa",
            "year vendor mentioned country title link mentioned",
        ),
        (
            "Ann\u00e9e\tFournisseur\t\u00c9tablissement\tPays\tR\u00e9sum\u00e9\tLien\tIntitul\u00e9",
            "year vendor mentioned country summary link title",
        ),
        ("CaseTitle|PublishedYear|Platform|Funder|Name", "title year platform funder"),
        (
            "Reference,Case number,Name of the operator,Country code,Student,Title",
            "id operator country title",
        ),
    ],
)
def test_headers_in_many_languages_say_what_columns_hold(
    tmp_path: Path, header: str, meanings: str
) -> None:
    columns = read_columns(table(tmp_path, f"{header}\n"))
    assert sorted(what for _, what in columns.meanings()) == sorted(meanings.split())


def test_a_table_with_marks_a_heading_above_and_semicolons_is_read(tmp_path: Path) -> None:
    text = "List of cases;;\n;;\nTitel;Anbieter;Stadt\nA;B;C\n"
    columns = read_columns(table(tmp_path, text, "utf-8-sig"))
    assert [*columns.meanings()] == [
        *(("Titel", "title"), ("Stadt", "country"), ("Anbieter", "vendor")),
    ]


def test_a_title_is_made_of_what_there_is_or_of_the_columns_that_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "Vendor,Country,What happened\n")
    assert read_columns(path).title_from == ("summary",)
    assert read_columns(path, "Country, vendor").title_from == ("country", "vendor")
    with pytest.raises(Misuse, match="--title-from: no column 'vendr': did you mean Vendor"):
        read_columns(path, "Vendr")
    assert read_columns(table(tmp_path, "Vendor,Country\n")).title_from == ("vendor", "country")
    with pytest.raises(Misuse, match=r"has no column of titles: name those .* 'Colour, Size'"):
        read_columns(table(tmp_path, "Colour,Size\n"))


@pytest.mark.parametrize(
    ("dates", "order", "ambiguous"),
    [
        (("03/09/2025", "14/10/2025"), "dmy", ""),
        (("03/09/2025", "10/14/2025"), "mdy", ""),
        (("03/09/2025",), "", "03/09/2025"),
        (("14/10/2025", "10/14/2025", "1/2/2025"), "", "1/2/2025"),
        (("2025-09-03", "3.9.2025", "May 2025"), "", ""),
    ],
)
def test_the_order_of_day_and_month_is_that_which_the_table_shows(
    tmp_path: Path, dates: tuple[str, ...], order: str, ambiguous: str
) -> None:
    path = table(tmp_path, "\n".join(("Date;Title", *(f"{date};A" for date in dates))))
    columns = read_columns(path)
    assert (columns.dates, columns.ambiguous) == (order, ambiguous)
    assert read_columns(path, dates="mdy").dates == "mdy"


def test_the_day_is_first_where_the_language_has_it_first_and_that_is_told(tmp_path: Path) -> None:
    text = "Fecha;T\u00edtulo\n03/09/2025;Una c\u00e1mara en la escuela\n"
    columns = read_columns(table(tmp_path, text))
    assert (columns.language, columns.dates, columns.ambiguous) == ("es", "dmy", "")
    assert ("Fecha", "year (dmy)") in columns.meanings()


def test_each_column_that_is_known_is_a_field_or_a_role_and_a_kind() -> None:
    path = Path(importer_columns.__file__).with_name("headers.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file, delimiter="\t")]
    assert tuple(row["column"] for row in rows if not row["role"]) == FIELDS
    assert {row["role"] for row in rows} - {""} <= {*concepts("role")}
    assert {row["kind"] for row in rows} - {""} <= {*concepts("actor-kind")}


@pytest.mark.parametrize("text", ["", "PK\x03\x04 a workbook,\x01"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Misuse, match="is no table with a header: save it as CSV"):
        read_columns(table(tmp_path, text))


def test_a_column_of_addresses_is_that_of_links_whatever_it_is_called(tmp_path: Path) -> None:
    text = "Title,Evidence,Remark\nA,https://a.example/1,x\nB,www.a.example/2,y\nC,,https://z.example\n"
    assert ("Evidence", "link") in read_columns(table(tmp_path, text)).meanings()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Who sold the software", "vendor"),
        ("Wer hat die Software verkauft?", "vendor"),
        ("Programa vendido por", "vendor"),
        ("Company that sold the software", "vendor"),
        ("Supplier for the software", "vendor"),
        ("Softwareanbieter", "vendor"),
        ("Software\nOrbex B.V.\nVigila Oy\nZorp", "vendor"),
        ("System\nWatcher Inc.", "vendor"),
        ("Qui a d\u00e9velopp\u00e9 l'outil", "developer"),
        ("Used by", "deployer"),
        ("Deployer", "deployer"),
        ("School", "mentioned"),
        ("Farm or dairy", "mentioned"),
        ("Empresa", "mentioned"),
        ("Affected school", "affected"),
        ("Betroffene Klinik", "affected"),
        ("Empresa perjudicada", "affected"),
        ("Hit by the outage", ""),
        ("Who was hurt", ""),
        ("Care home / operator", "deployer"),
        ("Pflegeheim oder Betreiber", "deployer"),
        ("Network operator", "operator"),
        ("Remark\nOrbex S.p.A.", "mentioned"),
        ("Noticed on\n3 March 2024\n2024-05-01", "year"),
        ("Entdeckt\n03.03.2024", "year"),
        ("Score made by\nSeedscore Analytics\nFieldRank", "developer"),
        ("Loan given out with help of\nSeedscore Analytics", ""),
        ("Complaint made by\nMary Roe", ""),
        ("Complaint made by\nFarmers and widows", ""),
        ("Staff\n2001", ""),
        ("Who lost a home", ""),
        ("Who made the complaint", ""),
    ],
)
def test_a_longer_header_is_read_by_verb_parts_compound_and_cells(
    tmp_path: Path, text: str, meaning: str
) -> None:
    rows = [line + ";A" for line in text.splitlines()]
    path = table(tmp_path, "\n".join([rows[0].removesuffix("A") + "Titel", *rows[1:]]))
    found = {what for _, what in read_columns(path).meanings()} - {"title"}
    assert found == ({meaning} if meaning else set())


LOST = [
    ("A dredger dug through a spawning ground", "fishing ground"),
    ("A robot cut the lobster pots of eleven boats", "gear"),
    ("A plume closed an oyster fishery for a year", "fishing ground"),
    ("A model saw no boats and paid no fisher", "fishing ground"),
]


@pytest.mark.parametrize("header", ["What happened,What was lost", "The gist,Case", "Gist,Name"])
def test_a_title_is_a_text_that_differs_in_most_rows_and_no_category(
    tmp_path: Path, header: str
) -> None:
    rows = "".join(f"{text},{category}\n" for text, category in LOST)
    columns = read_columns(table(tmp_path, f"{header}\n{rows}"))
    told = columns.names["title"] or columns.names["summary"]
    assert (told, columns.repeated) == (header.split(",")[0], None)
    assert [values for _, values in columns.values] == [("fishing ground", "gear")]


def test_titles_that_repeat_are_told_with_the_column_of_better_ones(tmp_path: Path) -> None:
    rows = "".join(f"{text},{category}\n" for text, category in LOST)
    columns = read_columns(table(tmp_path, f"The gist,Case\n{rows}"), "Case")
    assert columns.repeated == ("fishing ground", 3, 4, "The gist")


def test_names_of_one_word_and_rows_with_several_links_are_titles(tmp_path: Path) -> None:
    text = (
        "Name,Remarks on it,Link\nSyRI,It is shut down,https://a.example\nSyRI,It is shut down,\n"
    )
    columns = read_columns(table(tmp_path, f"{text}Robodebt,It is shut down,\nMiDAS,,\n"))
    assert (columns.title_from, columns.names["title"]) == (("title",), "Name")
    assert columns.repeated is None
