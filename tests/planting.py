"""Snapshots of all importers with an invented name in each field, in many languages and forms."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from faker import Faker

from graph.importing import SOURCES
from graph.importing.aiaaic import SHEET as AIAAIC
from graph.importing.aiid.definitions import FILES as DEFINITIONS
from graph.importing.aiid.incidents import SHEET as AIID
from graph.importing.aiid.reports import SHEET as REPORTS
from graph.importing.aiid.taxonomies import ESTIMATED, TAXONOMIES
from graph.privacy.name_lists import folded

__all__ = ["NAMES", "WRITERS", "held"]

LOCALES = """
en_NG de_DE es_MX fr_FR it_IT pt_BR nl_NL pl_PL tr_TR vi_VN ru_RU uk_UA el_GR ar_AA fa_IR he_IL
hi_IN zh_CN ja_JP ko_KR th_TH
""".split()  # noqa: SIM905


SHORT = 4


def invented(locale: str, seed: int = 7) -> str:
    faker = Faker(locale)
    faker.seed_instance(seed)
    return f"{faker.first_name()} {faker.last_name()}"


NAMES = [invented(locale) for locale in LOCALES]


def name(number: int) -> str:
    return NAMES[number % len(NAMES)]


def forms(one: str) -> list[str]:
    """Return how a cell may hold a name: in a sentence, a list, JSON, or an address."""
    slug = quote("-".join(one.split()))
    return [
        f"Robot hurts {one} in Ohio",
        f"{one}; Google",
        f"Google, {one}",
        f"Mr {one.split()[-1]} v. Google",
        json.dumps([one, "Google"], ensure_ascii=False),
        f"https://example.org/{slug}-arrested?q={quote(one)}",
    ]


def cells(number: int, usual: str) -> Iterator[str]:
    """Yield a cell with a name in each form, in the manner of a usual cell."""
    one = name(number)
    if usual.startswith("["):
        yield from (json.dumps([form], ensure_ascii=False) for form in (one, forms(one)[0]))
    else:
        yield from forms(one)


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def sheet(usual: dict[str, str], key: str, first: int, pattern: str = "{}") -> list[list[str]]:
    """Return rows, each with a name in one form in one column; the key, too, is such a column."""
    rows = [[*usual.values()]]
    for place, (column, cell) in enumerate(usual.items()):
        for text in cells(place, cell):
            number = first + len(rows)
            changed = usual | {key: pattern.format(number)} | {column: text}
            rows.append([*changed.values()])
    return rows


def aiaaic(folder: Path) -> Path:
    usual = dict.fromkeys(AIAAIC.columns, "") | {
        "aiaaic_id": "AIAAIC1",
        "headline": "Robot hurts a worker",
        "occurred": "2020",
        "deployer": "Google",
        "developer": "Google",
    }
    header = [spellings[0] for spellings in AIAAIC.columns.values()]
    write(folder / "sheet.csv", header, sheet(usual, "aiaaic_id", 10, "AIAAIC{}"))
    return folder / "sheet.csv"


def aiid(folder: Path) -> Path:
    """Write a snapshot of all files that the importer reads."""
    snapshot = folder / "aiid"
    snapshot.mkdir()
    usual = {
        "incident_id": "1",
        "date": "2020-01-02",
        "reports": json.dumps([*range(1, 40)]),
        "deployer": '["google"]',
        "developer": '["google"]',
        "harmed": '["uber-drivers"]',
        "description": "Drivers were locked out.",
        "title": "Drivers locked out",
    }
    assert [*usual] == [*AIID.columns]
    header = [spellings[0] for spellings in AIID.columns.values()]
    write(snapshot / "incidents.csv", header, sheet(usual, "incident_id", 10))
    pairs = [[form, "1"] for form in forms(name(0))] + [["2", form] for form in forms(name(1))]
    write(snapshot / "duplicates.csv", ["duplicate_incident_number", "true_incident_number"], pairs)
    entities = [{"entity_id": one, "name": one} for one in NAMES]
    text = json.dumps(entities, ensure_ascii=False)
    (snapshot / "entities.json").write_text(text, encoding="utf-8")
    for taxonomy in TAXONOMIES:
        columns = ["Incident ID", "Published", *taxonomy.columns, *dict(taxonomy.flags)]
        columns += [taxonomy.country] * bool(taxonomy.country)
        columns += [*dict(taxonomy.quantities), ESTIMATED, *dict(taxonomy.parties)]
        columns += [*taxonomy.dates, *([taxonomy.cost] * bool(taxonomy.cost))]
        rows = sheet(dict.fromkeys(columns, ""), "Incident ID", 10)[1:]
        write(snapshot / taxonomy.file, columns, rows)
    reports = dict.fromkeys(REPORTS.columns, "") | {"report_number": "1"}
    write(snapshot / "reports.csv", [*REPORTS.columns], sheet(reports, "report_number", 1)[1:])
    for file in DEFINITIONS:
        (snapshot / file).write_text(json.dumps(taxa(), ensure_ascii=False), encoding="utf-8")
    assert {path.name for path in snapshot.iterdir()} == {*SOURCES["aiid"].files}
    return snapshot


def taxa() -> list[dict[str, Any]]:
    """Return taxonomies with a name in each description, and in values and what they mean."""
    taxonomies = []
    for taxonomy in TAXONOMIES:
        fields = [
            {
                "short_name": column,
                "short_description": forms(name(place))[0],
                "long_description": f"Some: {name(place + 1)} is meant.\n\n# {name(place)}\n\nX",
                "permitted_values": ["Some", *forms(name(place))],
            }
            for place, column in enumerate(taxonomy.columns)
        ]
        taxonomies.append({"namespace": taxonomy.name, "field_list": fields})
    return taxonomies


def aidb(folder: Path) -> Path:
    actors = [{"name": "Example", "kind": "company", "role": "developer"}]
    usual: dict[str, Any] = {
        "slug": "late-pay",
        "title": "Late pay",
        "own_title": "",
        "summary": "A platform paid late.",
        "own_summary": "",
        "year": "2020",
        "url": "https://example.org/late-pay",
        "actors": actors,
    }
    lists = "justice_areas ai_impacts affected_groups ai_systems workers locations_shown"
    usual |= {field: [] for field in (*lists.split(), "countries", "regions")}
    entries: list[str] = []
    for place, field in enumerate(usual):
        for text in forms(name(place)):
            entry = usual | {"slug": f"late-pay-{len(entries)}"}
            entry[field] = [text] if isinstance(usual[field], list) else text
            if field == "actors":
                entry[field] = [dict.fromkeys(actors[0], text), actors[0] | {"name": text}]
            entries.append(json.dumps(entry, ensure_ascii=False))
    (folder / "entries.jsonl").write_text("\n".join(entries), encoding="utf-8")
    return folder / "entries.jsonl"


RECORD = """\
id: {slug}
type: Incident
title: {title}
summary: {summary}
year: 2021
justiceArea: {area}
impact: economic-harm-and-inequity
source: own-page
---
id: {slug}-page
type: Source
title: {source}
sourceKind: report
url: https://example.org/{path}
"""
OWN = {
    "slug": "",
    "title": "Late pay",
    "summary": "A firm paid late.",
    "area": "economic-justice",
    "source": "A report",
    "path": "a-report",
}


def own(folder: Path) -> Path:
    (folder / "own").mkdir()
    page = "id: own-page\ntype: Source\ntitle: A page\nsourceKind: report\n"
    (folder / "own" / "page.yaml").write_text(page, encoding="utf-8")
    for number, field in enumerate(OWN):
        one = name(number)
        slug = re.sub(r"[^a-z]+", "-", folded(name(0)))
        text = slug if field == "slug" else quote(one.replace(" ", "-")) if field == "path" else one
        values = OWN | {"slug": f"own-{field}"} | {field: text}
        path = folder / "own" / f"{field}.yaml"
        path.write_text(RECORD.format(**values), encoding="utf-8")
    return folder / "own"


WRITERS = {"aiaaic": aiaaic, "aiid": aiid, "aidb": aidb, "records": own}


def spellings(one: str) -> set[str]:
    """Return by what a name is found: its last word, or the whole where that word is short."""
    words = one.split()
    texts = [words[-1]] if len(words[-1]) > SHORT else [m.join(words) for m in (" ", "-", "")]
    written = {form for text in texts for form in (text, folded(text))}
    return {
        form.lower() for text in written for form in (text, quote(text), json.dumps(text)[1:-1])
    }


PATTERN = re.compile("|".join(re.escape(text) for one in NAMES for text in spellings(one)))


def held(text: str) -> list[str]:
    """Return the invented names that a text holds, as written, folded, joined or encoded."""
    return PATTERN.findall(text.lower())
