"""Invented names of many languages in every field of every importer are in no output."""

import csv
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from faker import Faker

from graph.importing import SOURCES, run
from graph.importing.aiaaic import SHEET as AIAAIC_SHEET
from graph.privacy.name_lists import folded
from ontology import JusticeGraphError
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row

LOCALES = "en_NG de_DE es_MX vi_VN tr_TR pl_PL ru_RU ar_AA hi_IN zh_CN ja_JP ko_KR".split()  # noqa: SIM905
HIDDEN = {"names.tsv", ".key", ".lock", "decisions.tsv"}
"""Files of a data folder that no release, server or export reads; they hold digests alone."""


def invented(locale: str, seed: int = 3) -> str:
    faker = Faker(locale)
    faker.seed_instance(seed)
    return f"{faker.first_name()} {faker.last_name()}"


NAMES = [invented(locale) for locale in LOCALES]
FIELDS = sorted({name for name in AIAAIC_SHEET.columns if name != "aiaaic_id"})


def spellings(name: str) -> set[str]:
    words = folded(name).split()
    return {" ".join(words), "-".join(words), "".join(words), quote(name).casefold(), words[-1]}


def holding(folder: Path, names: list[str]) -> list[tuple[str, str]]:
    """Return which files below a folder hold which names, however they are spelt."""
    texts = [
        (path, folded(path.read_text(encoding="utf-8", errors="replace")))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return [
        (path.name, name)
        for path, text in texts
        for name in names
        if any(one in text for one in spellings(name) if len(one) > 4)
    ]


def planted(field: str, name: str) -> dict[str, str]:
    if field == "summary_url":
        slug = quote("-".join(name.split()))
        return {field: f"https://www.aiaaic.org/aiaaic-repository/{slug}-arrested"}
    if field in ("headline", "purpose"):
        return {field: f"Robot hurts {name} in Ohio"}
    return {field: f"{name}; {name}"}


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_the_aiaaic_sheet_lets_a_name_through(tmp_path: Path, field: str) -> None:
    rows = [row(f"AIAAIC{n}", **planted(field, name)) for n, name in enumerate(NAMES, 10)]
    sheet = write_sheet(tmp_path / "a.csv", HEADER, *rows)
    run(SOURCES["aiaaic"], sheet, tmp_path / "data")
    assert holding(tmp_path / "data", NAMES) == []


COLUMNS = {
    "incident_id": "9",
    "date": "2020-01-02",
    "reports": "[1]",
    "Alleged deployer of AI system": '["uber"]',
    "Alleged developer of AI system": '["uber"]',
    "Alleged harmed or nearly harmed parties": '["uber-drivers"]',
    "description": "Drivers were locked out.",
    "title": "Drivers locked out",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_the_incident_database_lets_a_name_through(
    tmp_path: Path, column: str
) -> None:
    rows = []
    for number, name in enumerate(NAMES, 10):
        cells = COLUMNS | {"incident_id": str(number)}
        text = f"A robot hurts {name}. {name.split()[-1]} survived."
        is_list = cells[column].startswith("[")
        cells[column] = json.dumps([name], ensure_ascii=False) if is_list else text
        rows.append([*cells.values()])
    sheet = write_sheet(tmp_path / "incidents.csv", [*COLUMNS], *rows)
    run(SOURCES["aiid"], sheet, tmp_path / "data")
    assert holding(tmp_path / "data", NAMES) == []


ENTRY = {
    "slug": "late-pay",
    "title": "Late pay",
    "summary": "A platform paid late.",
    "year": "2020",
    "url": "https://example.org/late-pay",
    "justice_areas": ["Economic Justice"],
    "ai_impacts": ["Economic Harm and Inequity"],
    "ai_systems": ["Example"],
    "workers": ["data labellers"],
    "locations_shown": ["Kenya"],
    "actors": [{"name": "Example", "kind": "company", "role": "developer"}],
}


@pytest.mark.parametrize("field", ENTRY)
def test_no_field_of_the_intersections_database_lets_a_name_through(
    tmp_path: Path, field: str
) -> None:
    lines = []
    for number, name in enumerate(NAMES):
        entry = ENTRY | {"slug": f"late-pay-{number}"}
        if field == "actors":
            entry[field] = [{"name": name, "kind": "company", "role": "developer"}]
        elif isinstance(entry[field], list):
            entry[field] = [name]
        elif field == "url":
            entry[field] = f"https://example.org/{quote(name)}"
        else:
            entry[field] = f"Robot hurts {name} in Ohio"
        lines.append(json.dumps(entry, ensure_ascii=False))
    path = tmp_path / "entries.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    run(SOURCES["aidb"], path, tmp_path / "data")
    assert holding(tmp_path / "data", NAMES) == []


def test_a_refused_file_is_told_without_the_names_in_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([NAMES, NAMES])
    with pytest.raises(JusticeGraphError) as refused:
        run(SOURCES["aiaaic"], path, tmp_path / "data")
    assert [name for name in NAMES if name in str(refused.value)] == []
