"""The AI Intersections Database: entries as lines of JSON, or the saved text of a page of it.

Its justice areas, impacts and affected groups carry the labels of our own concepts, so no crosswalk
stands between. It does not part events from practices: an entry with a year is taken for an
incident, one without for a systemic practice.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from graph.importing.aidb_page import entries_of_page
from graph.importing.context import Context
from graph.importing.issues import dated, gaps, places, systems
from graph.importing.labels import concept
from graph.importing.parties import Parties
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, json_list, plain_text
from graph.importing.sheets.encodings import encoding
from graph.importing.sheets.lines import LINE_TOO_LONG, TooLong, read_line
from graph.importing.sheets.sheet import Cells, Refused, Row
from graph.importing.source import Entry, Mapper, Source
from graph.importing.titles import made_title
from graph.privacy.addresses import is_clear_slug
from graph.privacy.hidden_slugs import hidden_slug
from graph.privacy.known_names import is_clear, quoted
from graph.privacy.party_classifier import Party, Verdict
from graph.privacy.row_texts import RowTexts
from graph.privacy.withholding import SUMMARY, TITLE, Published
from graph.reading.fields import is_address
from graph.reading.places import place
from graph.slugs import slug
from ontology import CC_BY, BadRecord

__all__ = ["AIDB"]

FILE: Final = "aidb_issues.jsonl"
HOMEPAGE: Final = "https://aidatabase.mozilla.org/"
PUBLISHER: Final = "aidb-mozilla-foundation"
LISTS: Final = {
    "justiceArea": ("justice-area", "justice_areas"),
    "impact": ("impact", "ai_impacts"),
    "affectedGroup": ("affected-group", "affected_groups"),
}
KINDS: Final = {
    "company": "company",
    "government body": "government-body",
    "ngo": "ngo",
    "research": "research",
    "media": "media",
    "insurer": "insurer",
    "union": "union",
    "court": "court",
}
ALLEGED: Final = ("developer", "deployer", "operator", "client", "vendor", "platform", "employer")
ROLES: Final = (*ALLEGED, "researcher", "reporter", "regulator", "court", "union", "organiser")
TASKS: Final = {
    "data labellers": "data-labelling",
    "data cleaners": "data-cleaning",
    "content moderators": "content-moderation",
    "text-processing workers": "text-processing",
    "people operating AI assistants": "assistant-operation",
    "delivery riders": "delivery",
    "ride-hail drivers": "ride-hailing",
    "manufacturing workers": "manufacturing",
}


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    path = snapshot.file(FILE)
    is_page = _is_page(path)
    with path.open(encoding=encoding(path), errors="replace") as file:
        yield from _page(file.read(1_000_000), str(snapshot.path)) if is_page else _lines(file)


def _is_page(path: Path) -> bool:
    with path.open(encoding=encoding(path), errors="replace") as file:
        return file.read(1) not in ("{", "[")


def _lines(file: IO[str]) -> Iterator[Row | Refused]:
    for line, text in enumerate(iter(lambda: read_line(file), ""), start=1):
        if not text.strip():
            continue
        if isinstance(text, TooLong):
            yield Refused(line, "", LINE_TOO_LONG)
            continue
        try:
            found = json.loads(text)
            if not isinstance(found, dict) or "slug" not in found:
                yield Refused(line, "", "is no entry: it has no slug")
                continue
        except (ValueError, RecursionError):
            yield Refused(line, "", f"is not JSON: {quoted(text)}")
            continue
        yield Row(line, Cells((name, _cell(value)) for name, value in found.items()))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _page(text: str, path: str) -> Iterator[Row]:
    found = list(entries_of_page(text))
    if not found:
        raise BadRecord("is neither lines of JSON nor the saved text of an entry's page", path)
    yield from (
        Row(line, Cells((name, _cell(value)) for name, value in cells.items()))
        for line, cells in found
    )


def _key(cells: dict[str, str]) -> str:
    """Return the id of an entry: its slug, or its digest where the slug may name a person."""
    if not cells["slug"].strip():
        raise BadCell("the entry has no slug")
    return f"aidb-{_slug(cells)}"


def _slug(cells: dict[str, str], ending: str = "") -> str:
    words = slug(cells["slug"])
    title = plain_text(cells.get("own_title") or cells.get("title", ""), "title")
    clear = is_clear_slug(cells["slug"], title if is_clear(title) else "")
    return words + ending if clear else hidden_slug(words + ending)


def _mapper(_: Snapshot, context: Context) -> Mapper:
    context.records.add(
        {
            "id": PUBLISHER,
            "type": "Organization",
            "name": "Mozilla Foundation",
            "kind": "ngo",
            "source": context.records.dataset,
        }
    )
    return lambda id_, cells: _entries(id_, cells, context)


def _entries(id_: str, cells: dict[str, str], context: Context) -> Iterator[Entry]:
    title = plain_text(cells.get("own_title") or cells.get("title", ""), "title")
    if not title:
        raise BadCell("the title is empty")
    summary = plain_text(cells.get("own_summary") or cells.get("summary", ""), "summary")
    when = dated(cells.get("year", ""))
    published = context.texts.publish(id_, {TITLE: title, SUMMARY: summary})
    page = f"aidb-entry-{id_.removeprefix('aidb-')}"
    workers = list(_workers(cells, page))
    named = systems(context, id_, _list(cells, "ai_systems"))
    impacts = [label for label in _list(cells, "ai_impacts") if is_clear(label)]
    where = [name for name in _list(cells, "locations_shown") if place(name)]
    names = [str(context.records.entries[f"system/{found}"]["name"]) for found in named]
    yield _source(page, cells.get("url", ""), published, context.texts)
    yield from workers
    yield gaps(
        {
            "id": id_,
            "type": "Incident" if when else "SystemicPractice",
            "title": published.texts[TITLE]
            or made_title(names, impacts, where, when.get("year", "")),
            "titleMade": "" if published.texts[TITLE] else "true",
            "summary": published.texts[SUMMARY],
            **when,
            **{
                field: list(_concepts(cells, context.counts, *names))
                for field, names in LISTS.items()
            },
            "place": _places(cells, context.counts),
            "system": named,
            "workerGroup": [entry["id"] for entry in workers],
            "involvement": dict(_involvements(cells, context.parties, page)),
            "source": page,
        }
    )


def _list(cells: dict[str, str], name: str) -> list[str]:
    return [plain_text(text, name) for text in json_list(cells.get(name, ""), name)]


def _concepts(cells: dict[str, str], counts: Counter[str], scheme: str, name: str) -> Iterator[str]:
    for label in _list(cells, name):
        found = concept(scheme, label)
        counts[f"{scheme} labels that no concept has"] += not found
        if found:
            yield found


def _places(cells: dict[str, str], counts: Counter[str]) -> list[str]:
    columns = ("locations_shown", "countries", "regions")
    return places(counts, [name for column in columns for name in _list(cells, column)])


def _workers(cells: dict[str, str], page: str) -> Iterator[Entry]:
    for name in _list(cells, "workers"):
        if not is_clear(name):
            continue
        ending = f"-{slug(name)[:24].strip('-')}"
        entry = {"id": f"aidb-{_slug(cells, ending)}", "type": "WorkerGroup"}
        entry["name"] = name[:1].upper() + name[1:]
        if name in TASKS:
            entry["task"] = TASKS[name]
        yield entry | {"source": page}


def _involvements(
    cells: dict[str, str], parties: Parties, page: str
) -> Iterator[tuple[str, Entry]]:
    for found in _actors(cells.get("actors", "")):
        name, kind = plain_text(found["name"], "actor"), KINDS.get(found["kind"], "")
        role = found["role"] if found["role"] in ROLES else "mentioned"
        stated = Party(name, Verdict.ORGANIZATION, kind) if kind else None
        if actor := parties.actor(name, role, stated):
            assertion = "alleged" if role in ALLEGED else "reported"
            node = {"actor": actor, "role": role, "assertion": assertion, "source": page}
            yield f"#{role}-{slug(name)}", node


def _actors(cell: str) -> list[dict[str, str]]:
    try:
        found = json.loads(cell or "[]")
        return [{name: str(one[name]) for name in ("name", "kind", "role")} for one in found]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadCell("the actors are no list of name, kind and role") from None


def _source(id_: str, address: str, published: Published, texts: RowTexts) -> Entry:
    title = "AI Intersections Database, entry " + id_.removeprefix("aidb-entry-").replace("-", " ")
    entry = {"id": id_, "type": "Source", "title": title, "sourceKind": "database-entry"}
    entry |= {"publisher": PUBLISHER, "license": CC_BY}
    if not is_address(address):
        return entry
    return entry | {"url": texts.address(id_, address, published) or HOMEPAGE}


AIDB: Final = Source(
    name="aidb",
    title="AI Intersections Database",
    homepage=HOMEPAGE,
    publisher=PUBLISHER,
    licence=CC_BY,
    attribution="AI Intersections Database, Mozilla Foundation, CC BY 4.0",
    files=(FILE,),
    read=_read,
    key=_key,
    mapper=_mapper,
    is_partial=lambda snapshot: _is_page(snapshot.file(FILE)),
)
