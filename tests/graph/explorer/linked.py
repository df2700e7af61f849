"""A graph small enough to know by heart, in quads, and its index."""

from pathlib import Path

from graph.explorer import Explorer, write_explorer
from graph.rdf.quads import Quad, literal
from ontology import BASE, CONCEPT, JG, PREFIXES

G = "<a:g>"
LABEL = f"<{PREFIXES['rdfs']}label>"
LABELS = {
    "issue/pay": "Pay of moderators",
    "issue/mines": "Mines",
    "actor/buyer": "Buyer",
    "actor/vendor": "Vendor",
    "system/filter": "Filter",
    "worker-group/moderators": "Moderators",
    "place/kenya": "Kenya",
    "impact/harm": "Harm",
    "role/client": "Client",
    "role/vendor": "Vendor",
    "assertion/alleged": "Alleged",
}
LINKS = [
    ("issue/pay", "impact", "impact/harm"),
    ("issue/mines", "impact", "impact/harm"),
    ("issue/pay", "place", "place/kenya"),
    ("issue/pay#one", "actor", "actor/buyer"),
    ("issue/pay#one", "role", "role/client"),
    ("issue/pay#one", "assertion", "assertion/alleged"),
    ("issue/pay#two", "actor", "actor/buyer"),
    ("issue/pay#two", "role", "role/vendor"),
    ("system/filter#claim", "workerGroup", "worker-group/moderators"),
    ("system/filter#first", "from", "actor/buyer"),
    ("system/filter#first", "to", "actor/vendor"),
    ("system/filter#last", "from", "actor/vendor"),
    ("system/filter#last", "to", "worker-group/moderators"),
    ("relation/mines--pay", "issue", "issue/pay"),
    ("relation/mines--pay", "issue", "issue/mines"),
    # What is no link of the explorer: to what has no name, to itself, from what is no record.
    ("issue/pay", "system", "system/unnamed"),
    ("issue/pay", "countedAs", "issue/pay"),
    ("relation/mines--pay#harm", "place", "place/kenya"),
]


def address(name: str) -> str:
    kind = name.partition("/")[0]
    is_concept = kind in ("assertion", "impact", "role")
    return f"{CONCEPT}{name}" if is_concept else f"{BASE}id/{name}"


def quads(labels: dict[str, str] | None = None) -> list[Quad]:
    named = {**LABELS, **(labels or {})}
    found = [(G, f"<{address(a)}>", f"<{JG}{via}>", f"<{address(b)}>") for a, via, b in LINKS]
    found += [(G, f"<{address(a)}>", LABEL, literal(b, language="en")) for a, b in named.items()]
    score = (G, f"<{address('relation/mines--pay')}>", f"<{JG}score>", '"0.25"')
    year = (G, f"<{address('issue/pay')}>", f"<{JG}year>", '"2021"')
    side = (
        G,
        f"<{address('role/client')}>",
        f"<{PREFIXES['skos']}broader>",
        f"<{address('role/implicated')}>",
    )
    return sorted([*found, score, side, year])


def explorer(folder: Path, labels: dict[str, str] | None = None) -> Explorer:
    path = folder / "explore.sqlite"
    write_explorer(path, quads(labels))
    return Explorer(path)
