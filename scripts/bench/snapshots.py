"""Reads the incidents of the real snapshots as input of entity resolution."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.identity import Entity, Incident, resolve_duplicates, term_spellings
from ontology import record_iri

__all__ = ["SNAPSHOTS", "snapshots"]

SNAPSHOTS: Final = Path(__file__).parents[3] / "shared" / "data"
ROLES: Final = ("Alleged deployer of AI system", "Alleged developer of AI system")
YEAR: Final = re.compile(r"[0-9]{4}")


def snapshots(folder: Path = SNAPSHOTS) -> list[Incident]:
    """Return the incidents of the AI Incident Database and of AIAAIC, with resolved actors."""
    names: dict[str, str] = {}
    found = [*_aiid(folder / "aiid", names), *_aiaaic(folder / "aiaaic", names)]
    actors = [
        Entity(record_iri("actor", slug), (name,), slug.partition("-")[0])
        for slug, name in sorted(names.items())
    ]
    stands = {one.duplicate.iri: one.canonical.iri for one in resolve_duplicates(actors, {})}
    iris = {slug: record_iri("actor", slug) for slug in names}
    return [
        replace(one, actors=frozenset(stands.get(iris[slug], iris[slug]) for slug in one.actors))
        for one in found
    ]


def _aiid(folder: Path, names: dict[str, str]) -> Iterator[Incident]:
    entities = json.loads((folder / "entities.json").read_text(encoding="utf-8"))
    known = {one["entity_id"]: one["name"] for one in entities}
    for row in _rows(folder / "incidents.csv"):
        slugs = {slug for role in ROLES for slug in json.loads(row[role])}
        called = {f"aiid-{slug}": known.get(slug, slug.replace("-", " ")) for slug in slugs}
        names.update(called)
        title = tuple(term_spellings(row["title"]))
        text = term_spellings(row["title"], row["description"], *sorted(called.values()))
        yield _incident(f"aiid-{row['incident_id']}", title, text, called, row["date"])


def _aiaaic(folder: Path, names: dict[str, str]) -> Iterator[Incident]:
    for row in _rows(folder / "aiaaic_incidents_2026-05_clean.csv"):
        listed = {name for role in ("deployer", "developer") for name in _listed(row[role])}
        called = {f"aiaaic-{name}": name for name in listed}
        names.update(called)
        title = tuple(term_spellings(row["headline"], *_listed(row["system_name"])))
        text = term_spellings(row["headline"], *_listed(row["system_name"]), *sorted(listed))
        slug = f"aiaaic-{row['aiaaic_id'].removeprefix('AIAAIC')}"
        yield _incident(slug, title, text, called, row["occurred"])


def _incident(
    slug: str, title: tuple[str, ...], text: dict[str, str], called: dict[str, str], dates: str
) -> Incident:
    years = sorted(int(year) for year in YEAR.findall(dates))
    span = (years[0], years[-1]) if years else None
    return Incident(
        record_iri("issue", slug), slug.partition("-")[0], title, text, frozenset(called), span
    )


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
