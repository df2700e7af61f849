"""Neighbourhood picture of an issue: what it names, and related issues that share it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ontology import JG, kind_of
from server.drawing.flow import Item, Picture, draw
from server.drawing.marks import mark
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.records.kinds.parties import Party
from server.records.reader import Reader
from server.records.view import Link, Page, Related

__all__ = ["Neighbourhood", "Tie", "neighbourhood"]

AROUND: Final = {
    "system": _("AI system"),
    "workerGroup": _("workers"),
    "place": _("place"),
    "justiceArea": _("justice area"),
    "impact": _("impact"),
    "affectedGroup": _("who is affected"),
}
"""Properties that lead to neighbours, with the caption of each."""
KINDS: Final = {
    "term": _("word"),
    "year": _("year"),
    "gregorian interval": _("months"),
    "topic": _("topic"),
    "actor": _("actor"),
    "arrangement": _("arrangement"),
    "condition": _("working condition"),
    "task": _("task"),
    "sector": _("sector"),
    "demand": _("demand"),
    "affected group": _("affected group"),
}
"""Kinds of what related issues share, with the caption of each."""
OF_EACH: Final = 2
MOST: Final = 14
RELATED: Final = 5


@dataclass(frozen=True)
class Tie:
    """A neighbour of an issue: its caption, and the related issues that share it."""

    thing: Link
    caption: str
    shared_by: tuple[Link, ...]


@dataclass(frozen=True)
class Neighbourhood:
    """A neighbourhood as a picture and as a list."""

    picture: Picture
    ties: tuple[Tie, ...]


def neighbourhood(
    reader: Reader, this: Page, sides: Mapping[str, Iterable[Party]]
) -> Neighbourhood | None:
    """Return the neighbourhood of an issue, or None if it has no neighbours.

    What is shared with a related issue comes first, and of each kind a few: the whole is small,
    whatever the issue names.
    """
    related = this.related[:RELATED]
    shared = [*_shared(related)]
    captions = dict(_captions(reader, sides))
    things = {thing.iri: thing for thing, _ in shared} | {
        thing.iri: thing for thing in _named(reader, sides)
    }
    chosen = [*islice((thing for thing in things.values() if thing.iri), MOST)]
    ties = tuple(_tie(thing, captions, shared) for thing in chosen)
    return Neighbourhood(_picture(this, related, ties), ties) if ties else None


def _shared(related: Iterable[Related]) -> Iterator[tuple[Link, Link]]:
    """Yield the things that related issues share, those of the largest weight first."""
    for one in related:
        marked = [why for why in one.reasons if mark(why.shared.iri) not in ("term", "source")]
        for why in marked[: OF_EACH + 1] or one.reasons[:1]:
            yield why.shared, one.issue


def _named(reader: Reader, sides: Mapping[str, Iterable[Party]]) -> Iterator[Link]:
    for parties in sides.values():
        yield from (party.actor for party in islice(parties, OF_EACH + 1))
    for name in AROUND:
        yield from reader.links(reader.iri, JG + name)[:OF_EACH]


def _captions(reader: Reader, sides: Mapping[str, Iterable[Party]]) -> Iterator[tuple[str, str]]:
    for parties in sides.values():
        for party in parties:
            yield party.actor.iri, party.roles[0].role.text.lower()
    for name, caption in AROUND.items():
        yield from ((link.iri, translated(caption)) for link in reader.links(reader.iri, JG + name))


def _tie(thing: Link, captions: Mapping[str, str], shared: list[tuple[Link, Link]]) -> Tie:
    kind = "year" if thing.text.isdecimal() else kind_of(thing.iri).replace("-", " ")
    caption = captions.get(thing.iri) or translated(KINDS.get(kind, kind))
    return Tie(thing, caption, tuple(issue for one, issue in shared if one.iri == thing.iri))


def _picture(this: Page, related: Iterable[Related], ties: Iterable[Tie]) -> Picture:
    centre = Item(this.iri, this.title.text, "issue", gettext("this issue"))
    middle = [Item(tie.thing.iri, tie.thing.text, mark(tie.thing.iri), tie.caption) for tie in ties]
    ends = [
        Item(one.issue.iri, one.issue.text, "issue", gettext("related issue")) for one in related
    ]
    links = [(this.iri, tie.thing.iri) for tie in ties]
    links += [(tie.thing.iri, issue.iri) for tie in ties for issue in tie.shared_by]
    return draw([[centre], middle, ends] if ends else [[centre], middle], links)
