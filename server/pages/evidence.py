"""Evidence at hand: what records and counts rest on, for the control of each row that names them.

A row has one control, a link to such a page; scripts open what the page says where the row is.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from graph.search import SearchQuery
from ontology import JG, TOMBSTONE, BadQuery, Gone, NotFound
from ontology.namespaces import RDF_TYPE
from server.records.description import Description, around, describe_issue
from server.records.kinds.derivations import Derived, derivations
from server.records.kinds.history import Stated, stated
from server.records.kinds.parties import Party, parties
from server.records.kinds.sources import SOURCE, Notes, Source
from server.records.merged import MergedDescription, merged
from server.records.not_found import nearest_hits
from server.records.reader import Reader
from server.records.resource import PATH
from server.records.view import Link
from server.search.search import address_of, asked_of
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("evidence", __name__)

RECORDS: Final = 5
"""The most records of which one control tells."""
SOURCES: Final = 5
"""The most sources of a record that are listed; its page names all."""
ROLES: Final = 6
DERIVED: Final = "derived"
"""The facet whose values are the rules that derived something."""
ROOT: Final = "/id/"


@dataclass(frozen=True)
class Evidence:
    """Evidence of a record: graphs, sources, roles with their standing, and what was derived.

    `rest` is the number of sources that are not listed.
    """

    record: Link
    stated: tuple[Stated, ...]
    sources: tuple[Source, ...]
    rest: int
    parties: tuple[Party, ...]
    derived: tuple[Derived, ...]


@blueprint.app_template_global()
def evidence_at(iris: Iterable[str], most: int = RECORDS) -> str:
    """Return the address of the evidence of what a row names; nothing where that is no record."""
    paths = (site().address(iri).partition("#")[0] for iri in iris if iri)
    names = dict.fromkeys(path.removeprefix(ROOT) for path in paths if path.startswith(ROOT))
    records = [name for name in names if not name.startswith("source/")] or [*names]
    asked = urlencode([("of", one) for one in records[:most]], safe="/")
    return f"/evidence?{asked}" if asked else ""


@blueprint.get("/evidence")
def of_records() -> str:
    """Tell what some records rest on; of the roles in an issue, those of the other records.

    Raises `BadQuery` without a record, `NotFound` for an unknown one, `Gone` for a withdrawn one.
    """
    names = [*dict.fromkeys(one.strip("/") for one in request.args.getlist("of") if one)]
    if not names:
        raise BadQuery("name a record: /evidence?of=issue/ghost-work")
    row = {f"{site().base}id/{name}": name for name in names[:RECORDS]}
    evidence = [_evidence(_known(iri, name), row.keys()) for iri, name in row.items()]
    return render_template("evidence-of.html", evidence=evidence)


@blueprint.get("/evidence/list")
def of_list() -> str:
    """Tell from what a list is counted: who tells of its issues, and what was derived."""
    wish, search = asked_of(request.args), site().search
    found = search.find(wish, facets=("source",))
    rules = search.values.beginning(DERIVED, "")
    counts = [(one, search.count(_narrowed(wish, one.word))) for one in rules]
    derived = [(Link(site().called(one.value, one.label), one.value), n) for one, n in counts if n]
    listed = address_of(wish)
    return render_template(
        "evidence-of-list.html", found=found, listed=listed, derived=derived, release=site().release
    )


def _narrowed(wish: SearchQuery, rule: str) -> SearchQuery:
    return replace(wish, chosen={**wish.chosen, DERIVED: (rule,)})


def _known(iri: str, name: str) -> Description:
    """Return what is said of a record; of an issue by all of its records."""
    kind, _, slug = name.partition("/")
    found = Description(iri, {}, {})
    if PATH.fullmatch(name):
        found = _described(iri, kind)
    if JG + TOMBSTONE in found.values(RDF_TYPE) or f"id/{name}" in site().hidden_ids():
        raise Gone(f"{name} was withdrawn")
    if not found.values(RDF_TYPE):
        near = {hit.iri.rpartition("/id/")[2]: hit.title for hit in nearest_hits(kind, slug)}
        raise NotFound(f"there is no record '{name[:80]}'").with_nearest(name, near)
    return merged(site().engine, found)


def _described(iri: str, kind: str) -> Description:
    engine = site().engine
    if kind == "issue":
        return describe_issue(engine, iri)
    return Description(iri, around(engine, [iri]), {})


def _evidence(description: Description, row: Collection[str]) -> Evidence:
    """Return what a record rests on; complexity: that of its description, and of few sources."""
    iri = description.iri
    near = Reader(description)
    notes = Notes(near.links(iri, SOURCE), _cited(near))
    wider = around(site().engine, [*notes.numbers][:SOURCES])
    reader = Reader(description, Description(iri, wider, {}))
    return Evidence(
        reader.title(),
        tuple(stated(site().engine, iri)),
        tuple(islice(notes.sources(reader), SOURCES)),
        max(0, len(notes.numbers) - SOURCES),
        tuple(_named(parties(reader, notes).values(), row))[:ROLES],
        tuple(derivations(reader, is_merged=isinstance(description, MergedDescription)).values()),
    )


def _cited(reader: Reader) -> Iterator[Link]:
    """Yield the sources of the parts of a record."""
    for node in reader.nodes:
        if node.startswith(f"{reader.iri}#"):
            yield from reader.links(node, SOURCE)


def _named(sides: Iterable[tuple[Party, ...]], row: Collection[str]) -> Iterator[Party]:
    """Yield the parties that a row names; all of them where it names none."""
    found = [party for side in sides for party in side]
    yield from [party for party in found if party.actor.iri in row] or found
