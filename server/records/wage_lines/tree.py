"""Builds the tree of stops of one system's wage line from its description."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from ontology import JG
from server.drawing.marks import mark
from server.drawing.stops import Note, Stop, in_order
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.records.demands import Demand
from server.records.reader import Reader
from server.records.wage_lines.chain import first_buyers, followers
from server.records.wage_lines.money import Amount, amounts, newest

__all__ = ["CLAIM", "LABOUR", "Tree"]

CLAIM: Final = JG + "automationClaim"
LABOUR: Final = JG + "labourLink"
UNKNOWN: Final = _("Not known")
LINKS: Final = 100
AMOUNTS: Final = 3
ASKED: Final = 2
"""The most demands at the end of a line, the newest first."""
LONGEST: Final = 110


class Tree:
    """The wage line behind one system: product, clients, contractors, workers, pay.

    `asked` holds the demands of each group of workers. A node is followed at its first stop only,
    so that the tree is linear in the links, and a circle ends.
    """

    def __init__(self, reader: Reader, system: str, asked: Mapping[str, Sequence[Demand]]) -> None:
        self._reader, self._system, self._asked = reader, system, asked
        self._seen: set[str] = set()

    def root(self, focus: Collection[str] = ()) -> Stop:
        """Return the stop of the product with all that follows, or what leads through `focus`."""
        self._seen.clear()
        name = self._reader.name(self._system)
        makers = self._reader.links(self._system, JG + "developedBy")
        names = ", ".join(one.text for one in makers)
        made = Note(gettext("made by %(names)s", names=names))
        after = in_order([*self._first(), *self._claimed()])
        product = Stop("product", name.text, name.iri, "system", (made,) if makers else (), after)
        return _pruned(product, focus) if focus else product

    def end(self, group: str) -> Stop:
        """Return the stop of a group of workers with what they get, from any buyer."""
        self._seen.clear()
        return self._workers(group)

    @cached_property
    def _links(self) -> list[tuple[str, str, str]]:
        """Return the links of the chain: node, buyer and seller."""
        nodes = [link.iri for link in self._reader.links(self._system, LABOUR)]
        return [
            (node, start.iri, end.iri)
            for node in nodes[:LINKS]
            for start in self._reader.links(node, JG + "from")
            for end in self._reader.links(node, JG + "to")
        ]

    @cached_property
    def _followers(self) -> Mapping[str, tuple[str, ...]]:
        return followers((start, end) for _, start, end in self._links)

    def _first(self) -> Iterator[Stop]:
        """Yield the first buyers; one that is no client is after a gap in the client's place."""
        for buyer in first_buyers(self._followers):
            if self._is_client(buyer):
                yield self._actor("client", buyer)
            else:
                yield self._gap("client", (self._actor("contractor", buyer),))

    def _is_client(self, buyer: str) -> bool:
        kinds = (
            kind.iri.rpartition("/")[2]
            for node, start, _ in self._links
            if start == buyer
            for kind in self._reader.links(node, JG + "linkKind")
        )
        return any(kind.startswith("client-") for kind in kinds)

    def _claimed(self) -> Iterator[Stop]:
        """Yield, after a gap, the workers of claims to whom no link leads."""
        for claim in self._reader.links(self._system, CLAIM):
            for group in self._reader.links(claim.iri, JG + "workerGroup"):
                if group.iri not in self._seen:
                    yield self._gap("client", (self._workers(group.iri),))

    def _gap(self, position: str, following: tuple[Stop, ...] = ()) -> Stop:
        """Return a stop that no source names."""
        mark_ = "workers" if position == "workers" else "actor"
        return Stop(
            position,
            translated(UNKNOWN),
            "",
            mark_,
            (),
            following,
            is_known=False,
            asks=self._system,
        )

    def _actor(self, position: str, iri: str, buyer: str = "") -> Stop:
        name, notes = self._reader.name(iri), tuple(self._paid(buyer, iri) if buyer else ())
        stop = Stop(position, name.text, name.iri, mark(iri), notes)
        if iri in self._seen:
            return stop
        self._seen.add(iri)
        after = in_order(self._after(iri, one) for one in self._followers.get(iri, ()))
        return replace(stop, following=after or (self._gap("workers"),))

    def _after(self, buyer: str, iri: str) -> Stop:
        if mark(iri) == "workers":
            return self._workers(iri)
        return self._actor("contractor", iri, buyer)

    def _paid(self, buyer: str, seller: str) -> Iterator[Note]:
        """Yield what a buyer pays to a seller; a gap if no source says."""
        name = self._reader.name(buyer).text
        paid = [
            amount
            for node, *ends in self._links
            if ends == [buyer, seller]
            for amount in amounts(self._reader, node, "price")
        ]
        for amount in paid[:AMOUNTS]:
            text = gettext("%(name)s pays %(amount)s", name=name, amount=amount.dated)
            yield Note(text, amount.iri)
        if not paid:
            yield Note(gettext("What %(name)s pays is not known", name=name), is_known=False)

    def _workers(self, iri: str) -> Stop:
        name, links = self._reader.name(iri), self._reader.links
        if iri in self._seen:
            above = (Note(gettext("see above")),)
            return Stop("workers", name.text, name.iri, "workers", above, is_repeated=True)
        self._seen.add(iri)
        what = [link.text.lower() for link in links(iri, JG + "task")]
        where = [link.text for link in links(iri, JG + "place")]
        under = [link.text.lower() for link in links(iri, JG + "condition")]
        notes = tuple(Note(", ".join(words)) for words in (what + where, under) if words)
        return Stop("workers", name.text, name.iri, "workers", notes, (self._pay(iri),))

    def _pay(self, group: str) -> Stop:
        """Return the end of the line: pay of the newest year, demands and answers."""
        earned = newest(amounts(self._reader, group, "pay"))[:AMOUNTS]
        notes = (*_counted(earned), *self._demanded(group))
        if not earned:
            return Stop(
                "pay", translated(UNKNOWN), "", "workers", notes, is_known=False, asks=group
            )
        return Stop("pay", earned[0].dated, earned[0].iri, "workers", notes)

    def _demanded(self, group: str) -> Iterator[Note]:
        asked = {_asked(one): one for one in reversed(self._asked.get(group, ()))}
        for text, demand in [*reversed(asked.items())][:ASKED]:
            yield Note(text, demand.iri)
            for answer in demand.answers[-1:]:
                by = ", ".join(link.text for link in answer.by) or gettext("Answer")
                text = " ".join(link.text for link in answer.texts)
                yield Note(_cut(f"{by}: {text}"), demand.iri)


def _asked(demand: Demand) -> str:
    what = ", ".join(link.text.lower() for link in demand.demands)
    state = f": {demand.state.text.lower()}" if demand.state else ""
    asked = gettext("They ask for %(what)s", what=what) if what else gettext("They made a demand")
    return f"{asked}{state}"


def _counted(earned: Sequence[Amount]) -> Iterator[Note]:
    """Yield what the first amount counts, and the other amounts with what they count."""
    for number, amount in enumerate(earned):
        text = f"{amount.dated}: {amount.counts}" if number else amount.counts
        if text:
            yield Note(_cut(text), amount.iri)


def _cut(text: str) -> str:
    """Return a text of at most `LONGEST` characters, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"


def _pruned(stop: Stop, focus: Collection[str]) -> Stop:
    """Return a stop with the followers that lead through `focus`; all of them behind it."""
    if stop.iri in focus:
        return stop
    after = (_pruned(one, focus) for one in stop.following if _leads(one, focus))
    return replace(stop, following=tuple(after))


def _leads(stop: Stop, focus: Collection[str]) -> bool:
    return stop.iri in focus or any(_leads(one, focus) for one in stop.following)
