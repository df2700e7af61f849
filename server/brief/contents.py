"""Contents of a brief: facts, pay, figures, proceedings, demands, wins and whom to call."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from graph.search import word_of
from ontology import JG
from ontology.namespaces import DCTERMS
from server.brief.selection import Selection
from server.directory.entries import Entry, entries
from server.directory.listing import listing
from server.records.demands import Demand, demands
from server.records.description import Description, around
from server.records.kinds.sources import SOURCE, Notes, Source
from server.records.proceedings import Event, Proceeding, events, proceedings
from server.records.reader import Reader
from server.records.view import Link
from server.records.wage_lines.money import amounts, newest
from server.web.site import Site

__all__ = ["Brief", "Fact", "Part", "brief"]

LOADED: Final = 40
"""The most issues and worker groups whose descriptions are loaded."""
MOST: Final = {
    "facts": 8,
    "pay": 8,
    "figures": 6,
    "proceedings": 6,
    "demands": 6,
    "wins": 4,
    "events": 4,
    "calls": 10,
}
"""The most entries of each part, so that a brief fits on two sheets of paper."""
ANSWERING: Final = ("union", "ngo", "collective", "law-firm")
LONGEST: Final = 170
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Fact:
    """A statement: what it is about, when, its words and its sources."""

    about: Link
    when: str
    text: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Part(Generic[Shown]):
    """A part of a brief: the entries that have room, and how many there are."""

    shown: tuple[Shown, ...]
    total: int

    @property
    def more(self) -> int:
        """Return how many entries have no room."""
        return self.total - len(self.shown)


@dataclass(frozen=True)
class Brief:
    """All that a brief tells, each statement with its sources."""

    facts: Part[Fact]
    pay: Part[Fact]
    unpaid: tuple[Link, ...]
    figures: Part[Fact]
    proceedings: Part[Proceeding]
    demands: Part[Demand]
    wins: Part[Demand]
    events: Part[Event]
    calls: Part[Entry]
    notes: Notes
    sources: tuple[Source, ...]


def brief(site: Site, chosen: Selection) -> Brief:
    """Return the contents of a brief.

    Complexity: a dozen queries and look-ups of bounded size.
    """
    engine, nodes = site.engine, _nodes(chosen)
    issues, groups = chosen.issues[:LOADED], chosen.groups[:LOADED]
    reader = Reader(Description("", around(engine, [*issues, *groups]), {}))
    asked = _asked(site, chosen)
    facts = _part("facts", [_fact(reader, issue) for issue in issues], chosen.total)
    pay, figures = (
        _part("pay", [*_pay(reader, groups)]),
        _part("figures", [*_figures(reader, issues)]),
    )
    docket = _part("proceedings", proceedings(engine, nodes))
    open_ = _part("demands", [one for one in asked if not one.is_won])
    wins = _part("wins", [one for one in asked if one.is_won])
    organised = _part("events", events(engine, nodes))
    cited = [one.sources for one in (*facts.shown, *pay.shown, *figures.shown)]
    cited += [one.sources[:3] for one in docket.shown]
    cited += [one.sources for one in (*open_.shown, *wins.shown)]
    cited += [one.sources for one in organised.shown]
    notes = Notes([], [link for links in cited for link in links])
    named = Reader(Description("", around(engine, notes.numbers), {}))
    unpaid = tuple(reader.name(one) for one in groups if not reader.links(one, JG + "pay"))
    return Brief(
        facts,
        pay,
        unpaid,
        figures,
        docket,
        open_,
        wins,
        organised,
        _calls(site, chosen),
        notes,
        tuple(notes.sources(named)),
    )


def _nodes(chosen: Selection) -> list[str]:
    """Return what proceedings and organising are looked for by."""
    return [*chosen.issues[: 10 * LOADED], *chosen.groups, *chosen.actors]


def _part(name: str, found: Sequence[Shown], total: int = 0) -> Part[Shown]:
    return Part(tuple(found[: MOST[name]]), total or len(found))


def _fact(reader: Reader, issue: str) -> Fact:
    words = " ".join(link.text for link in reader.links(issue, DCTERMS + "abstract")[:1])
    when = next((link.text for link in reader.links(issue, JG + "year")), "")
    return _told(reader.name(issue), when, _first_sentence(words), _sources(reader, issue))


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text.

    >>> _first_sentence("They earn little. They ask for more.")
    'They earn little.'
    """
    first = text.partition(". ")[0]
    return first + "." * (bool(first) and first != text)


def _cut(text: str) -> str:
    """Return the first words of a text that is too long for a sheet of paper, or all of it."""
    if len(text) <= LONGEST:
        return text
    return (text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]) + " …"


def _told(about: Link, when: str, text: str, sources: tuple[Link, ...]) -> Fact:
    return Fact(about._replace(text=_cut(about.text)), when, _cut(text), sources)


def _pay(reader: Reader, groups: Iterable[str]) -> Iterator[Fact]:
    for group in groups:
        for amount in newest(amounts(reader, group, "pay"))[:2]:
            text = f"{amount.text}: {amount.counts}" if amount.counts else amount.text
            yield _told(reader.name(group), amount.year, text, _sources(reader, amount.iri))


def _figures(reader: Reader, issues: Iterable[str]) -> Iterator[Fact]:
    for issue in issues:
        for figure in amounts(reader, issue, "figure")[:2]:
            text = f"{figure.text}: {figure.counts}" if figure.counts else figure.text
            yield _told(reader.name(issue), figure.year, text, _sources(reader, figure.iri))


def _sources(reader: Reader, node: str) -> tuple[Link, ...]:
    return tuple(reader.links(node, SOURCE))[:3]


def _asked(site: Site, chosen: Selection) -> list[Demand]:
    """Return the demands of the workers, in the issues and to the actors of a brief, each once."""
    ways = {
        "workers": chosen.groups,
        "issue": chosen.issues[: 10 * LOADED],
        "addressee": chosen.actors,
    }
    found = {
        one.iri: one for way, nodes in ways.items() for one in demands(site.engine, way, nodes)
    }
    return sorted(found.values(), key=lambda one: (one.when, one.iri), reverse=True)


def _calls(site: Site, chosen: Selection) -> Part[Entry]:
    """Return whom to call: those who work on it there, then others who can be reached.

    Others work on another matter there (a state body that takes complaints, too), or on the matter
    elsewhere; without a contact they help nobody, unless nobody works on it there.
    """
    asked = {
        name: [word_of(link.iri) for link in chosen.values[name]]
        for name in ("place", "task", "area")
        if chosen.values.get(name)
    }
    if not asked:
        return Part((), 0)
    near = _answering(site, asked, ANSWERING)
    there = _answering(site, _without(asked, "task"), (*ANSWERING, "government-body"))
    elsewhere = _answering(site, _without(asked, "place"), ANSWERING)
    others = [one for one in dict.fromkeys((*there, *elsewhere)) if one not in near]
    found = entries(site.engine, site.search, near[:LOADED])
    more = entries(site.engine, site.search, others[:LOADED])
    found.sort(key=lambda one: not one.contacts)
    found += [one for one in more if one.contacts] if found else more
    return _part("calls", found, max(len(near), len(found)))


def _answering(site: Site, asked: dict[str, list[str]], kinds: Sequence[str]) -> Sequence[str]:
    return listing(site, asked | {"kind": kinds}).actors if asked else ()


def _without(asked: dict[str, list[str]], name: str) -> dict[str, list[str]]:
    return {one: values for one, values in asked.items() if one != name}
