"""The taxonomies of the AI Incident Database: which columns hold categories, and how."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.importing.aiid.merges import number
from graph.importing.context import Context
from graph.importing.records import Records
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row
from graph.privacy.known_names import quoted
from graph.privacy.places import place

__all__ = [
    "HARMED",
    "TAXONOMIES",
    "Classified",
    "Taxonomy",
    "announce",
    "announce_harmed",
    "classified",
]


@dataclass(frozen=True)
class Taxonomy:
    """A sheet of classifications: its annotator, and the headers of its columns of categories.

    `lists` are columns that hold several; `flags` are answered yes, maybe or no; `quantities` are
    columns of numbers of people, with what they count.
    """

    name: str
    title: str
    annotator: tuple[str, str, str]
    columns: dict[str, str]
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    country: str = ""
    quantities: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """Return the name of its sheet in a snapshot."""
        return f"classifications_{self.name}.csv"

    @property
    def slug(self) -> str:
        """Return the part of its categories' addresses that is its own."""
        return f"aiid-{self.name.lower()}"


CSET: Final = ("cset", "Center for Security and Emerging Technology", "research")
HARMED: Final = "aiid-harmed"
EDITORS: Final = ("editors", "Editors of the AI Incident Database", "collective")
FLAGS: Final = "intangible-harm"
ESTIMATED: Final = "Estimated Harm Quantities"
TAXONOMIES: Final = (
    Taxonomy(
        "MIT",
        "MIT AI Risk Repository",
        ("mit-ai-risk-repository", "MIT AI Risk Repository", "research"),
        {
            "Risk Domain": "risk",
            "Risk Subdomain": "risk",
            "Entity": "entity",
            "Timing": "timing",
            "Intent": "intent",
        },
    ),
    Taxonomy(
        "GMF",
        "Goals, Methods and Failures taxonomy",
        EDITORS,
        {
            "Known AI Goal": "goal",
            "Potential AI Goal": "potential-goal",
            "Known AI Technology": "technology",
            "Potential AI Technology": "potential-technology",
            "Known AI Technical Failure": "failure",
            "Potential AI Technical Failure": "potential-failure",
        },
        lists=(
            "Known AI Goal",
            "Potential AI Goal",
            "Known AI Technology",
            "Potential AI Technology",
            "Known AI Technical Failure",
            "Potential AI Technical Failure",
        ),
    ),
    Taxonomy(
        "CSETv1",
        "CSET AI Harm Taxonomy, version 1",
        CSET,
        {
            "Tangible Harm": "tangible-harm",
            "AI Harm Level": "harm-level",
            "Harm Distribution Basis": "harm-basis",
            "Location Region": "region",
            "Infrastructure Sectors": "infrastructure",
            "Sector of Deployment": "sector",
            "Autonomy Level": "autonomy",
            "Intentional Harm": "intent",
        },
        lists=("Harm Distribution Basis", "Infrastructure Sectors", "Sector of Deployment"),
        flags=(
            "Impact on Critical Services",
            "Rights Violation",
            "Involving Minor",
            "Detrimental Content",
            "Protected Characteristic",
        ),
        country="Location Country (two letters)",
        quantities=(("Lives Lost", "lives lost"), ("Injuries", "people injured")),
    ),
    Taxonomy(
        "CSETv0",
        "CSET AI Harm Taxonomy, version 0",
        CSET,
        {
            "Near Miss": "near-miss",
            "Intent": "intent",
            "Severity": "severity",
            "Harm Type": "harm-type",
            "Harm Distribution Basis": "harm-basis",
            "Infrastructure Sectors": "infrastructure",
            "Sector of Deployment": "sector",
            "Nature of End User": "end-user",
            "Level of Autonomy": "autonomy",
            "Relevant AI functions": "function",
            "Physical System": "physical-system",
            "Problem Nature": "problem-nature",
            "Laws Implicated": "law",
        },
        country="Location",
        lists=(
            "Harm Type",
            "Harm Distribution Basis",
            "Infrastructure Sectors",
            "Sector of Deployment",
            "Relevant AI functions",
            "Physical System",
            "Problem Nature",
        ),
    ),
)
NOT_STATED: Final = ("", "--", "none", "unclear", "unclear/unknown", "unknown/unclear")
WITH_COMMAS: Final = (
    "arts, entertainment and recreation",
    "nation of origin, citizenship, immigrant status",
    "professional, scientific and technical activities",
    "electricity, gas, steam and air conditioning supply",
    "water supply, sewerage, waste management and remediation activities",
)
"""Categories that hold commas themselves, in lists that are parted by commas."""

PROTECTED: Final = "\N{SINGLE LOW-9 QUOTATION MARK}"


class Figure(NamedTuple):
    """A number of people that an annotator counts; an estimate says so."""

    counts: str
    value: str
    is_estimate: bool


@dataclass
class Classified:
    """Classification of one incident by one annotator.

    `reviewed` is the sheet's own flag, true or false, and empty where it says nothing.
    """

    taxonomy: Taxonomy
    categories: list[tuple[str, str]]
    reviewed: str
    place: str = ""
    figures: tuple[Figure, ...] = ()


def _announce_annotator(records: Records, annotator: tuple[str, str, str]) -> str:
    """Keep the record of an annotator (slug, name, kind), and return its id."""
    slug, name, kind = annotator
    entry = {"id": f"aiid-{slug}", "type": "Organization", "name": name, "kind": kind}
    return records.add(entry | {"source": records.dataset})


def announce_harmed(records: Records) -> None:
    """Keep the records of the taxonomy of harmed parties and of its annotator, the editors."""
    actor = _announce_annotator(records, EDITORS)
    title = "AI Incident Database: harmed or nearly harmed parties"
    entry = {"id": HARMED, "type": "Taxonomy", "title": title}
    records.add(entry | {"author": actor, "source": records.dataset})


def announce(records: Records, taxonomy: Taxonomy) -> None:
    """Keep the records of a taxonomy's annotator and of its parts."""
    actor = _announce_annotator(records, taxonomy.annotator)
    parts = [*taxonomy.columns.values(), *([FLAGS] if taxonomy.flags else [])]
    for part in dict.fromkeys(parts):
        title = f"{taxonomy.title}: {part.replace('-', ' ')}"
        entry = {"id": f"{taxonomy.slug}-{part}", "type": "Taxonomy", "title": title}
        records.add(entry | {"author": actor, "source": records.dataset})


def classified(
    snapshot: Snapshot, taxonomy: Taxonomy, context: Context
) -> Iterator[tuple[str, Classified]]:
    """Yield incident ids with what a sheet says of them; what cannot be read is refused."""
    quantities = (*dict(taxonomy.quantities), *([ESTIMATED] * bool(taxonomy.quantities)))
    country = [taxonomy.country] * bool(taxonomy.country)
    headers = (*taxonomy.columns, *taxonomy.flags, *country, *quantities)
    columns = {header: (header,) for header in ("Incident ID", "Published", *headers)}
    sheet, sheets = Sheet(columns, ("Incident ID",), ends_lines=True), context.sheets
    counts = sheets.counts[taxonomy.file] = {"rows": 0, "used": 0, "refused": 0, "of no issue": 0}
    for row in context.tables.rows(snapshot, taxonomy.file, sheet, sheets):
        counts["rows"] += 1
        try:
            found = _classified(row, taxonomy)
        except BadCell as error:
            counts["refused"] += 1
            line, id_ = row.line, row.id if isinstance(row, Refused) else row.cells["Incident ID"]
            sheets.refuse(taxonomy.file, Refused(line, id_[:80], str(error)))
            continue
        counts["used"] += 1
        if isinstance(row, Row):
            context.tables.keep(taxonomy.file, row.cells)
        yield found


def _classified(row: Row | Refused, taxonomy: Taxonomy) -> tuple[str, Classified]:
    if isinstance(row, Refused):
        raise BadCell(row.reason)
    incident = number(row.cells["Incident ID"])
    if not incident:
        raise BadCell(f"{quoted(row.cells['Incident ID'])} is no number of an incident")
    found = [
        (part, label)
        for header, part in taxonomy.columns.items()
        for label in _labels(row.cells.get(header, ""), header, taxonomy)
    ]
    found += [
        (FLAGS, header if answer == "yes" else f"{header} ({answer})")
        for header in taxonomy.flags
        if (answer := row.cells.get(header, "").strip().casefold()) in ("yes", "maybe")
    ]
    flag = row.cells["Published"].strip().casefold()
    reviewed = str(flag in ("true", "1", "yes")).lower() if flag else ""
    where = place(row.cells[taxonomy.country])
    return incident, Classified(taxonomy, found, reviewed, where, tuple(_figures(row, taxonomy)))


def _figures(row: Row, taxonomy: Taxonomy) -> Iterator[Figure]:
    """Yield what the columns of quantities count; of none, and of words, nothing is said."""
    is_estimate = row.cells[ESTIMATED].strip().casefold() == "true"
    for header, counts in taxonomy.quantities:
        value = number(row.cells[header])
        if value.strip("0"):
            yield Figure(counts, value, is_estimate)


def _labels(cell: str, header: str, taxonomy: Taxonomy) -> Iterator[str]:
    text = plain_text(cell, header)
    if header in taxonomy.lists:
        for label in WITH_COMMAS:
            place_ = text.casefold().find(label)
            if place_ >= 0:
                kept = text[place_ : place_ + len(label)].replace(",", PROTECTED)
                text = text[:place_] + kept + text[place_ + len(label) :]
        labels = [part.strip().replace(PROTECTED, ",") for part in text.split(",")]
    else:
        labels = [text]
    for label in labels:
        named = "Other" if label.casefold().startswith("other:") else label
        if named.casefold() not in NOT_STATED:
            yield named[:1].upper() + named[1:]
