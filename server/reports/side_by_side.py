"""Side-by-side table: what is known of each compared actor or AI system, a row for each matter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.engine.base import Engine
from graph.search import word_of
from ontology import JG
from server.drawing.stops import Stop, stops
from server.languages.current import gettext as _
from server.languages.current import ngettext, number
from server.records.company_groups import company_group
from server.records.demands import demands
from server.records.description import describe
from server.records.kinds.listing import newest
from server.records.proceedings import Proceeding, proceedings
from server.records.view import Link, Page, Statement
from server.records.view_model import page
from server.records.wage_lines import CLAIM, WageLine, lines_behind, lines_through
from server.search.issue_lists import issues_with
from server.search.search import address_of
from server.web.site import Site

__all__ = ["Cell", "Entry", "Row", "side_by_side"]

FEW: Final = 6
"""The most entries of a cell; the page of the record has all."""
OWNER: Final = JG + "ownerInvolved"
SAID: Final = JG + "claim"
CASES: Final = 3
LOADED: Final = 60
"""The most issues of a system whose proceedings are looked for."""


@dataclass(frozen=True)
class Entry:
    """A line of a cell: a link, and what is said of it, with links of their own."""

    link: Link
    notes: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Cell:
    """Entries of one record, the link to all of them, and the record to tell us of if unknown."""

    entries: tuple[Entry, ...] = ()
    more: Link | None = None
    asks: str = ""


@dataclass(frozen=True)
class Row:
    """A matter by its heading, with a cell for each record."""

    heading: str
    cells: tuple[Cell, ...]


def side_by_side(site: Site, facet: str, iris: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of some actors or systems; none of other facets. Empty rows are left out.

    Complexity: for each record about the cost of its page.
    """
    read = READERS.get(facet)
    if not read:
        return ()
    columns = [read(site, iri) for iri in iris]
    headings = dict.fromkeys(heading for column in columns for heading in column)
    rows = (
        Row(heading, tuple(column.get(heading, Cell()) for column in columns))
        for heading in headings
    )
    return tuple(row for row in rows if any(cell.entries or cell.asks for cell in row.cells))


def _actor(site: Site, iri: str) -> Mapping[str, Cell]:
    engine, word, shown = site.engine, word_of(iri), page(describe(site.engine, iri))
    here, named = site.address(iri), {one.property.iri: one for one in shown.named_by}
    developed = named.get(JG + "developedBy")
    docket = proceedings(engine, [iri])
    return {
        _("Implicated, as alleged"): _counted(site, part=f"{word}.implicated"),
        _("Responding"): _counted(site, part=f"{word}.responding"),
        _("Named, with what it owned at the time"): _group(engine, iri)
        if OWNER in named
        else Cell(),
        _("Owned by"): _links(_values(shown, "ownedBy")),
        _("Owns, or owned at some time"): _owned(named, here),
        _("Workers in its chains, and their pay"): _workers(
            lines_through(engine, [iri]), f"{here}#wage-lines", iri
        ),
        _("Demands put to it"): _demanded(engine, iri, f"{here}#demands"),
        _("Proceedings"): _docket(docket, f"{here}#proceedings"),
        _("AI systems that it develops"): _links(
            developed.values, f"{here}#systems", developed.count
        )
        if developed
        else Cell(),
    }


def _system(site: Site, iri: str) -> Mapping[str, Cell]:
    engine, word = site.engine, word_of(iri)
    here, shown = site.address(iri), page(describe(site.engine, iri))
    issues = newest(site.search, issues_with(LOADED, system=word)).hits
    docket = proceedings(engine, [hit.iri for hit in issues])
    return {
        _("Issues that name it"): _counted(site, system=word),
        _("Developed by"): _links(_values(shown, "developedBy")),
        _("Sold as automatic"): _claims(shown),
        _("Workers behind it, and their pay"): _workers(
            lines_behind(engine, [iri]), f"{here}#wage-lines", iri
        ),
        _("Proceedings about its issues"): _docket(docket, here),
    }


READERS: Final[Mapping[str, Callable[[Site, str], Mapping[str, Cell]]]] = {
    "actor": _actor,
    "system": _system,
}


def _counted(site: Site, **chosen: str) -> Cell:
    """Return the number of issues with a value of a facet, with the address of their list."""
    query = issues_with(**chosen)
    number = site.search.count(query)
    return Cell((Entry(_issues(number, address_of(query))),)) if number else Cell()


def _all_of(count: int, listed: str) -> Link:
    return Link(_("All %(n)s", n=number(count)), listed)


def _issues(count: int, address: str) -> Link:
    return Link(ngettext("%(n)s issue", "%(n)s issues", count), address)


def _group(engine: Engine, iri: str) -> Cell:
    group = company_group(engine, iri)
    return Cell((Entry(_issues(group.issues, group.answer)),))


def _owned(named: Mapping[str, Statement], here: str) -> Cell:
    """Return what an actor owns, by a statement with or without dates."""
    several = [named[JG + name] for name in ("ownedBy", "owner") if JG + name in named]
    links = dict.fromkeys(link for one in several for link in one.values)
    return _links(links, here, len(links))


def _links(links: Iterable[Link], listed: str = "", count: int = 0) -> Cell:
    several = tuple(links)
    more = _all_of(count, listed) if count > FEW else None
    return Cell(tuple(map(Entry, several[:FEW])), more)


def _workers(lines: Iterable[WageLine], listed: str, asks: str) -> Cell:
    """Return the groups of workers of some wage lines, each with its work and its newest pay."""
    groups = {
        stop.iri: stop
        for line in lines
        for stop in stops(line.root)
        if stop.position == "workers" and stop.is_known and stop.following
    }
    entries = tuple(map(_group_of_workers, groups.values()))
    more = _all_of(len(entries), listed) if len(entries) > FEW else None
    return Cell(entries[:FEW], more, "" if entries else asks)


def _group_of_workers(stop: Stop) -> Entry:
    pay = stop.following[0]
    told = Link(pay.name, pay.iri) if pay.is_known else Link(_("pay not known"))
    return Entry(Link(stop.name, stop.iri), (*(Link(note.text) for note in stop.notes[:1]), told))


def _demanded(engine: Engine, iri: str, listed: str) -> Cell:
    asked = demands(engine, "addressee", [iri])
    if not asked:
        return Cell()
    won = sum(one.is_won for one in asked)
    notes = (Link(_("%(n)s met, or met in part", n=number(won))),) if won else ()
    return Cell(
        (Entry(Link(ngettext("%(n)s demand", "%(n)s demands", len(asked)), listed), notes),)
    )


def _docket(docket: Sequence[Proceeding], listed: str) -> Cell:
    entries = tuple(
        Entry(one.link, tuple(filter(_has_text, (one.status, Link(one.filed[:4])))))
        for one in docket[:CASES]
    )
    return Cell(entries, _all_of(len(docket), listed) if len(docket) > CASES else None)


def _has_text(link: Link) -> bool:
    return bool(link.text)


def _values(shown: Page, name: str) -> tuple[Link, ...]:
    """Return the values of a property by its local name."""
    return next((one.values for one in shown.statements if one.property.iri == JG + name), ())


def _claims(shown: Page) -> Cell:
    """Return the automation claims of a system, as texts."""
    nested = (one for one in shown.nested if one.property.iri == CLAIM)
    claims = (said for one in nested for said in one.statements if said.property.iri == SAID)
    return Cell(tuple(Entry(link) for said in claims for link in said.values))
