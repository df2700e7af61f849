"""Wage lines as pictures: from a product to what workers get, or the pay of a group alone."""

import re
from collections.abc import Iterator
from typing import Final

from flask import request

from ontology import BadQuery, NotFound, record_iri
from ontology.namespaces import SLUG
from server.drawing.stops import Stop, stops
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.pictures.picture import Picture, Row
from server.records.view import Link
from server.records.wage_lines import WageLine, end_of, lines_behind
from server.web.site import site

__all__ = ["pay_picture", "wage_line_picture"]

SUBJECT: Final = _("From a product to a wage: who pays whom, and what the workers get")
READING: Final = _(
    "Read from the product on the left to the pay on the right: each stop buys the work of the "
    "next. A solid line is said by a source, a dashed one is known to nobody here."
)
BIAS: Final = _("What companies do not publish is missing: a gap says that no source tells it.")
COLUMNS: Final = ("position", "name", "after", "notes", "stated", "sources")
"""Columns of the table; `after` is the stop before, `sources` are those of the link from it."""
RECORD: Final = re.compile(rf"[a-z-]+/{SLUG}")
MOST: Final = 60
"""The most records that a line may be asked to lead through."""


def wage_line_picture(system: str) -> Picture:
    """Return the wage line behind a system, or the part that leads `through` some records.

    Raises `NotFound` where there is none. Complexity: that of `lines_behind`.
    """
    iri = _known("system", system)
    for line in lines_behind(site().engine, [iri], _through()):
        return _picture(line, f"/id/system/{system}#wage-lines")
    raise NotFound(f"no wage line is known behind the AI system '{system[:80]}'")


def pay_picture(group: str) -> Picture:
    """Return what a group of workers gets; raises `NotFound` where there is no such group."""
    iri = _known("worker-group", group)
    return _picture(end_of(site().engine, iri), f"/id/worker-group/{group}#wage-lines")


def _known(kind: str, slug: str) -> str:
    """Return the IRI of a record that is in the search index."""
    iri = record_iri(kind, slug, site().base)
    if not (re.fullmatch(SLUG, slug) and site().search.has(iri)):
        raise NotFound(f"there is no {kind} '{slug[:80]}'")
    return iri


def _through() -> list[str]:
    given = request.args.getlist("through")[:MOST]
    if wrong := [one for one in given if not RECORD.fullmatch(one)]:
        raise BadQuery(f"through={wrong[0][:80]}: give a kind and a name, such as actor/google")
    return [f"{site().base}id/{one}" for one in given]


def _picture(line: WageLine, shown_at: str) -> Picture:
    return Picture(
        "wage-line",
        _finding(line),
        translated(SUBJECT),
        translated(READING),
        line.wide,
        COLUMNS,
        tuple(_rows(line)),
        "workers",
        translated(BIAS),
        shown_at=shown_at,
        note=line.system.text,
        narrow=line.upright,
    )


def _finding(line: WageLine) -> str:
    """Return a sentence on the first pay that is known, else that none is."""
    for workers in stops(line.root):
        for pay in workers.following:
            if pay.position == "pay" and pay.is_known:
                words = {"workers": workers.name, "pay": pay.name, "product": line.system.text}
                if workers.iri == line.system.iri:
                    return gettext("%(workers)s get %(pay)s", **words)
                return gettext("Behind %(product)s, %(workers)s get %(pay)s", **words)
    if line.root.iri == line.system.iri and line.root.position == "workers":
        return gettext("What %(workers)s get is not known", workers=line.system.text)
    return gettext("What workers get behind %(product)s is not known", product=line.system.text)


def _rows(line: WageLine) -> Iterator[Row]:
    sources = {(hop.start.iri, hop.end.iri): hop.sources for hop in line.hops}
    for before, stop in _pairs(line.root):
        said = sources.get((before.iri, stop.iri), ()) if before else ()
        yield (
            (Link(stop.head),),
            (Link(stop.name, stop.iri),),
            (Link(before.name),) if before else (),
            tuple(Link(note.text) for note in stop.notes),
            (Link(gettext("yes") if stop.is_known else gettext("no")),),
            said,
        )


def _pairs(stop: Stop, before: Stop | None = None) -> Iterator[tuple[Stop | None, Stop]]:
    """Yield each stop with the one before it."""
    yield before, stop
    for following in stop.following:
        yield from _pairs(following, stop)
