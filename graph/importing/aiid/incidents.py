"""The AI Incident Database: incidents with roles, merged ids, and four taxonomies."""

from collections.abc import Iterator
from typing import Any, Final

from graph.importing.aiid.classified import Classified, classified
from graph.importing.aiid.definitions import FILES as DEFINITIONS
from graph.importing.aiid.definitions import define
from graph.importing.aiid.entities import entities, unnamed_person
from graph.importing.aiid.merges import duplicates, number, standing, tombstone
from graph.importing.aiid.reports import DATABASE, SITE, Reports
from graph.importing.aiid.reports import FILE as REPORTS
from graph.importing.aiid.taxonomies import HARMED, TAXONOMIES, announce, announce_harmed
from graph.importing.categories import implied
from graph.importing.context import Context
from graph.importing.issues import classification, dated, gaps, involvements
from graph.importing.labour import worker_groups
from graph.importing.records import Records
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, names_of, plain_text
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row, read_table
from graph.importing.source import CC_BY_SA, Entry, Merged, Source
from graph.importing.titles import made_title
from graph.privacy.known_names import is_clear_group, quoted
from graph.privacy.party_classifier import Verdict, split_names
from graph.privacy.withholding import SUMMARY, TITLE, Published

__all__ = ["AIID"]

FILES: Final = (
    "incidents.csv",
    "duplicates.csv",
    "entities.json",
    REPORTS,
    *DEFINITIONS,
    *(taxonomy.file for taxonomy in TAXONOMIES),
)
SHEET: Final = Sheet(
    columns={
        "incident_id": ("incident_id", "Incident number", "ID"),
        "date": ("date", "Incident date"),
        "reports": ("reports", "Report numbers"),
        "deployer": ("Alleged deployer of AI system", "Alleged deployer", "deployers"),
        "developer": ("Alleged developer of AI system", "Alleged developer", "developers"),
        "harmed": (
            "Alleged harmed or nearly harmed parties",
            "Alleged harmed parties",
            "Harmed parties",
        ),
        "description": ("description", "summary"),
        "title": ("title", "Incident title"),
    },
    required=("incident_id", "title"),
    ends_lines=True,
)
RISKS: Final = "aiid-mit-risk-"
ROLES: Final = ("deployer", "developer")


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    return read_table(snapshot, FILES[0], SHEET)


def _key(cells: dict[str, str]) -> str:
    incident = number(cells["incident_id"])
    if not incident:
        raise BadCell(f"{quoted(cells['incident_id'])} is no number of an incident")
    return f"aiid-{incident}"


class _Incidents:
    """Maps incidents, with the other files of the snapshot."""

    def __init__(self, snapshot: Snapshot, context: Context) -> None:
        self.context, self.parties, self.counts = context, context.parties, context.counts
        self.categories = context.categories
        self.names = entities(snapshot, context)
        self.sources = Reports(snapshot, context)
        pairs = duplicates(snapshot, context)
        reports: dict[str, list[str]] = {}
        known = self._survey(snapshot, pairs, reports)
        self.merged = standing(pairs, known)
        self.reports: dict[str, list[str]] = {}
        for one, found in reports.items():
            if one in self.merged:
                self.reports.setdefault(self.merged[one], []).extend(found)
        self.classified: dict[str, list[Classified]] = {}
        self._about(snapshot, known)

    def _survey(
        self, snapshot: Snapshot, pairs: dict[str, str], reports: dict[str, list[str]]
    ) -> set[str]:
        """Return the numbers of all rows; keep the reports of those that were merged."""
        known = set()
        for row in _read(snapshot):
            if isinstance(row, Row):
                incident = number(row.cells["incident_id"])
                known.add(incident)
                if incident in pairs:
                    reports[incident] = _listed(row.cells["reports"])
        return known

    def _name(self, slug: str) -> str:
        return self.names.get(slug) or slug.replace("-", " ").replace("_", " ")

    def _about(self, snapshot: Snapshot, known: set[str]) -> None:
        records, sheets = self.context.records, self.context.sheets
        records.add(_publisher(records))
        announce_harmed(records)
        define(snapshot, self.context)
        for merged, true in sorted(self.merged.items()):
            records.add(tombstone(merged, true))
        for taxonomy in TAXONOMIES:
            if self.context.tables.has(snapshot, taxonomy.file):
                announce(records, taxonomy)
                for incident, found in classified(snapshot, taxonomy, self.context):
                    target = self.merged.get(incident, incident)
                    if target in known:
                        self.classified.setdefault(target, []).append(found)
                    else:
                        sheets.counts[taxonomy.file]["of no issue"] += 1

    def entries(self, id_: str, cells: dict[str, str]) -> Iterator[Entry]:
        """Yield the records of an incident; raises `Merged` for one that lives on in another."""
        incident = id_.removeprefix("aiid-")
        if incident in self.merged:
            raise Merged(tombstone(incident, self.merged[incident]))
        title, summary = (
            plain_text(cells.get(name, ""), name) for name in ("title", "description")
        )
        if not title:
            raise BadCell("the title is empty")
        when = dated(cells["date"])
        reports = _listed(cells["reports"])
        reports = list(dict.fromkeys([*reports, *self.reports.get(incident, ())]))
        names = {
            column: [
                name
                for slug in names_of(cells[column], column)
                for name in split_names(plain_text(self._name(slug), column))
            ]
            for column in (*ROLES, "harmed")
        }
        named = [name for column in names.values() for name in column]
        hidden = self.parties.hidden([*named, *filter(None, map(unnamed_person, named))])
        published = self.context.texts.publish(id_, {TITLE: title, SUMMARY: summary}, hidden)
        yield _page(incident)
        yield from self.sources.sources(reports, published, hidden)
        yield from self._issue(id_, published, when, names, reports)

    def _issue(
        self,
        id_: str,
        published: Published,
        when: dict[str, str],
        names: dict[str, list[str]],
        reports: list[str],
    ) -> Iterator[Entry]:
        nodes, places = self._classifications(id_, names["harmed"])
        fields = implied(id_ for node in nodes.values() for id_ in node["category"])
        summary = published.texts[SUMMARY]
        title = published.texts[TITLE] or self._made_title(nodes, names, places, when)
        who = f"{'; '.join(names['harmed'])}. {title}"
        workers = worker_groups(id_, who, f"{who}. {summary}", places, id_)
        yield from workers
        roles = (involvements(self.parties, role, names[role], id_).items() for role in ROLES)
        yield gaps(
            {
                "id": id_,
                "type": "Incident",
                "title": title,
                "titleMade": "" if published.texts[TITLE] else "true",
                "summary": summary,
                **when,
                "sector": fields.get("sector"),
                "severity": fields.get("severity"),
                "place": places,
                "workerGroup": [entry["id"] for entry in workers],
                "involvement": {key: node for items in roles for key, node in items},
                "classification": nodes,
                "figure": self._figures(id_),
                "source": [id_, *(f"aiid-report-{one}" for one in reports if one.isdecimal())],
            }
        )

    def _made_title(
        self,
        nodes: dict[str, dict[str, Any]],
        names: dict[str, list[str]],
        places: list[str],
        when: dict[str, str],
    ) -> str:
        """Return a title of facts: developers, risk, place and year."""
        labels = [
            str(self.context.records.entries[f"category/{category}"]["label"])
            for node in nodes.values()
            for category in node["category"]
            if category.startswith(RISKS)
        ]
        parties = [self.parties.party(name, role) for role in ROLES for name in names[role]]
        makers = [one.name for one in parties if one.verdict is Verdict.ORGANIZATION]
        where = [one.replace("-", " ").title() for one in places]
        return made_title(list(dict.fromkeys(makers)), labels, where, when.get("year", ""))

    def _figures(self, id_: str) -> dict[str, dict[str, str]]:
        """Return how many people annotators count as killed or injured, by what is counted."""
        figures: dict[str, dict[str, str]] = {}
        for found in self.classified.get(id_.removeprefix("aiid-"), ()):
            by = f"by the count of the {found.taxonomy.annotator[1]}"
            for one in found.figures:
                node = {"value": one.value, "unit": one.unit, "counts": f"{one.counts}, {by}"}
                node |= {"precision": "estimate"} if one.is_estimate else {}
                figures.setdefault(f"#{one.counts.replace(' ', '-')}", node | {"source": id_})
        return figures

    def _classifications(
        self, id_: str, harmed: list[str]
    ) -> tuple[dict[str, dict[str, Any]], list[str]]:
        nodes: dict[str, dict[str, Any]] = {}
        places = set()
        for found in self.classified.get(id_.removeprefix("aiid-"), ()):
            slug = found.taxonomy.slug
            categories = [
                self.categories.category(f"{slug}-{part}", label)
                for part, label in found.categories
            ]
            actor = f"aiid-{found.taxonomy.annotator[0]}"
            node = classification(self.counts, categories, actor)
            key = f"#{slug.removeprefix('aiid-')}"
            if node and key not in nodes:
                more = {"reviewed": found.reviewed, "date": found.date}
                nodes[key] = node | {name: value for name, value in more.items() if value}
            places |= {found.place} - {""}
        parties = [self.categories.category(HARMED, name) for name in self._harmed(harmed)]
        if node := classification(self.counts, parties, "aiid-editors"):
            nodes["#harmed"] = node
        return nodes, sorted(places)

    def _harmed(self, names: list[str]) -> Iterator[str]:
        """Yield the harmed who are no persons: groups and organisations without a private name."""
        for name in names:
            verdict = self.parties.party(name, "harmed").verdict
            if verdict in (Verdict.GROUP, Verdict.ORGANIZATION):
                if is_clear_group(name):
                    yield name
                else:
                    self.counts["harmed groups that may name a person"] += 1


def _listed(cell: str) -> list[str]:
    """Return the numbers of the reports that a cell lists; other texts are none."""
    return list(
        dict.fromkeys(found for one in names_of(cell, "list of reports") if (found := number(one)))
    )


def _page(number: str) -> Entry:
    return {
        "id": f"aiid-{number}",
        "type": "Source",
        "title": f"AI Incident Database, incident {number}",
        "sourceKind": "database-entry",
        "publisher": DATABASE,
        "license": CC_BY_SA,
        "url": f"{SITE}/cite/{number}/",
    }


def _publisher(records: Records) -> Entry:
    return {
        "id": DATABASE,
        "type": "Organization",
        "name": "Responsible AI Collaborative",
        "kind": "ngo",
        "homepage": f"{SITE}/",
        "source": records.dataset,
    }


AIID: Final = Source(
    name="aiid",
    title="AI Incident Database",
    homepage=f"{SITE}/",
    publisher=DATABASE,
    licence=CC_BY_SA,
    attribution=(
        "AI Incident Database (incidentdatabase.ai), CC BY-SA 4.0; private names left out; "
        "definitions of risks: MIT AI Risk Repository, CC BY 4.0"
    ),
    files=FILES,
    read=_read,
    key=_key,
    mapper=lambda snapshot, context: _Incidents(snapshot, context).entries,
)
