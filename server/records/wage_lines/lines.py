"""Wage lines of a page: which systems they begin at, and both layouts of each."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from graph.engine.base import Engine
from graph.rdf.grouped import joined
from graph.rdf.quads import iri
from graph.search import word_of
from ontology import JG, kind_of
from ontology.namespaces import DCTERMS
from server.drawing.stops import Stop, gaps, stops
from server.drawing.wage_line import Drawing, draw_upright, draw_wide
from server.records.demands import Demand, demands
from server.records.description import Description, around
from server.records.reader import Reader
from server.records.view import Link
from server.records.wage_lines.tree import CLAIM, LABOUR, Tree
from server.web.site import query_text, site

__all__ = ["Hop", "WageLine", "end_of", "kept_lines", "lines_behind", "lines_through", "story"]

SOURCE: Final = DCTERMS + "source"
LOADED: Final = 12
"""The most systems whose chains are loaded."""
PICTURES: Final = "/pictures"
SHOWN: Final = 6
"""The most lines of a page: those with the fewest gaps."""


@dataclass(frozen=True)
class Hop:
    """A link of the chain with its kind and its sources."""

    start: Link
    end: Link
    kind: Link
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class WageLine:
    """The wage line behind a system: both layouts of the picture, and its links with sources.

    `picture` is the address of the same picture with its files.
    """

    system: Link
    root: Stop
    wide: Drawing
    upright: Drawing
    hops: tuple[Hop, ...]
    picture: str


def lines_behind(
    engine: Engine, systems: Iterable[str], focus: Collection[str] = ()
) -> list[WageLine]:
    """Return the wage lines behind some systems, of the ways through `focus` only, if given.

    Complexity: three look-ups and one query, whatever the number of systems.
    """
    wanted = [*dict.fromkeys(systems)][:LOADED]
    near = around(engine, wanted)
    groups = [*dict.fromkeys(_groups(Reader(Description("", near, {})), wanted))]
    reader = Reader(Description("", joined(near, around(engine, groups)), {}))
    asked = _by_group(demands(engine, "workers", groups))
    lines = [line for system in wanted for line in _lines(reader, system, asked, {*focus})]
    return sorted(lines, key=lambda one: (gaps(one.root), one.system.text))[:SHOWN]


@lru_cache(maxsize=64)
def kept_lines(_version: str, _language: str, *systems: str) -> tuple[WageLine, ...]:
    """Return the wage lines behind some systems of the release that is served, from memory.

    Many issues are about the same few systems. The version of the release and the code of the
    language of the request are the key by which lines are kept, since neither ever changes them.
    """
    return tuple(lines_behind(site().engine, systems))


def lines_through(engine: Engine, nodes: Collection[str]) -> list[WageLine]:
    """Return the wage lines on which some actors or groups of workers are.

    Complexity: as `lines_behind`, and one query more; none without nodes.
    """
    if not nodes:
        return []
    named = " ".join(map(iri, sorted(nodes)))
    rows = engine.rows(query_text("lines-of").replace("?nodes", named))
    return lines_behind(engine, [row["system"].text for row in rows], nodes)


def end_of(engine: Engine, group: str) -> WageLine:
    """Return the end of a wage line: a group of workers on no line, and what they get.

    Complexity: as `lines_behind` of one system.
    """
    reader = Reader(Description(group, around(engine, [group]), {}))
    root = Tree(reader, "", _by_group(demands(engine, "workers", [group]))).end(group)
    picture = f"{PICTURES}/pay/{word_of(group)}"
    return WageLine(reader.name(group), root, draw_wide(root), draw_upright(root), (), picture)


def story(engine: Engine, release: str) -> list[WageLine]:
    """Return one line that is known from price to pay, chosen by the release's name; or none.

    It is one of those that say the most: conditions of work, what is demanded, what was answered.
    The same release gives the same line. Complexity: one query, and one line.
    """
    rows = engine.rows(query_text("whole-lines"))
    if not rows:
        return []
    fullest = [row for row in rows if row["parts"].text == rows[0]["parts"].text]
    row = fullest[int(release, 16) % len(fullest)]
    return lines_behind(engine, [row["system"].text], [row["workers"].text])


def _groups(reader: Reader, systems: Iterable[str]) -> Iterator[str]:
    for system in systems:
        for node in reader.ends(system, LABOUR):
            yield from reader.ends(node, JG + "to")
        for node in reader.ends(system, CLAIM):
            yield from reader.ends(node, JG + "workerGroup")


def _by_group(several: Iterable[Demand]) -> dict[str, list[Demand]]:
    by_group: dict[str, list[Demand]] = {}
    for demand in several:
        for group in demand.groups:
            by_group.setdefault(group, []).append(demand)
    return by_group


def _lines(
    reader: Reader, system: str, asked: Mapping[str, list[Demand]], focus: Collection[str]
) -> Iterator[WageLine]:
    root = Tree(reader, system, asked).root(focus)
    if root.following:
        shown = {one.iri for one in stops(root)}
        hops = tuple(one for one in _hops(reader, system) if {one.start.iri, one.end.iri} <= shown)
        name, picture = reader.name(system), _picture(system, {*focus} & shown)
        yield WageLine(name, root, draw_wide(root), draw_upright(root), hops, picture)


def _picture(system: str, focus: Collection[str]) -> str:
    """Return the address of the picture of a line through some records."""
    through = [("through", f"{kind_of(one)}/{word_of(one)}") for one in sorted(focus)]
    query = f"?{urlencode(through, safe='/')}" if through else ""
    return f"{PICTURES}/wage-line/{word_of(system)}{query}"


def _hops(reader: Reader, system: str) -> Iterator[Hop]:
    for node in reader.links(system, LABOUR):
        kind = next(iter(reader.links(node.iri, JG + "linkKind")), Link(""))
        sources = tuple(reader.links(node.iri, SOURCE))
        for start in reader.links(node.iri, JG + "from"):
            for end in reader.links(node.iri, JG + "to"):
                yield Hop(start, end, kind, sources)
