"""The taxonomies of the AI Incident Database: which columns hold categories, and how."""

from dataclasses import dataclass
from typing import Final

from graph.importing.records import Records

__all__ = [
    "HARMED",
    "TAXONOMIES",
    "Taxonomy",
    "announce",
    "announce_harmed",
]


@dataclass(frozen=True)
class Taxonomy:
    """A sheet of classifications: its annotator, and the headers of its columns of categories.

    `lists` are columns that hold several, `phrases` those of them in free words; `flags` are
    answered yes, maybe or no, each in its part of the taxonomy; `quantities` are columns of numbers
    of people, with what they count; `parties` list organisations, groups and persons; `dates` are a
    first and a last date, or year, month and day; `cost` is a sum of money.
    """

    name: str
    title: str
    annotator: tuple[str, str, str]
    columns: dict[str, str]
    lists: tuple[str, ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    country: str = ""
    quantities: tuple[tuple[str, str], ...] = ()
    phrases: tuple[str, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    cost: str = ""

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
INTANGIBLE: Final = "intangible-harm"
DEPLOYMENT: Final = "deployment"
ESTIMATED: Final = "Estimated Harm Quantities"
LOCATION: Final = "Location"
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
            "Location City": "city",
            "AI Task": "task",
            "AI tools and methods": "method",
            "Data Inputs": "data-input",
        },
        lists=("Harm Distribution Basis", "Infrastructure Sectors", "Sector of Deployment"),
        phrases=("AI Task", "AI tools and methods", "Data Inputs"),
        parties=(("Entities", "entity"),),
        dates=("Date of Incident Year", "Date of Incident Month", "Date of Incident Day"),
        flags=(
            ("Impact on Critical Services", INTANGIBLE),
            ("Rights Violation", INTANGIBLE),
            ("Involving Minor", INTANGIBLE),
            ("Detrimental Content", INTANGIBLE),
            ("Protected Characteristic", INTANGIBLE),
            ("Public Sector Deployment", DEPLOYMENT),
            ("Embedded", DEPLOYMENT),
            ("Multiple AI Interaction", DEPLOYMENT),
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
            LOCATION: "location",
            "AI Techniques": "technique",
            "AI Applications": "application",
            "Data Inputs": "data-input",
        },
        flags=(("Public Sector Deployment", DEPLOYMENT),),
        country=LOCATION,
        phrases=("AI Techniques", "AI Applications", "Data Inputs"),
        parties=(
            ("Named Entities", "entity"),
            ("Technology Purveyor", "purveyor"),
            ("System Developer", "developer"),
        ),
        dates=("Beginning Date", "Ending Date"),
        cost="Financial Cost",
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
    parts = [*taxonomy.columns.values(), *dict(taxonomy.flags).values()]
    parts += dict(taxonomy.parties).values()
    for part in dict.fromkeys(parts):
        title = f"{taxonomy.title}: {part.replace('-', ' ')}"
        entry = {"id": f"{taxonomy.slug}-{part}", "type": "Taxonomy", "title": title}
        records.add(entry | {"author": actor, "source": records.dataset})
