"""Columns of a supply chain, from product to wage: each actor after those that buy its work.

A column is called after the roles of its actors: a contractor sells work to somebody who is shown,
a client buys it or has a system made, others own or are owned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.explorer import Link, View
from graph.explorer.chain import DETAILS
from server.languages.current import gettext
from server.languages.current import gettext_noop as _

__all__ = ["chain_columns", "chain_links"]

STEPS: Final = 4
"""The most columns of actors."""
FIRST: Final = 1
"""The column of those that buy from somebody and sell to nobody; systems are in the one before."""
ROLES: Final = {
    "system": _("AI systems"),
    "owner": _("owners"),
    "client": _("clients"),
    "company": _("company"),
    "subsidiary": _("subsidiaries"),
    "contractor": _("contractors"),
    "subcontractor": _("subcontractors"),
    "worker-group": _("workers"),
    "place": _("places"),
    "arrangement": _("conditions"),
    "condition": _("conditions"),
}
"""Role of an actor, or kind of another node → what a column that has it is called, in order."""

Ends = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class _Chain:
    """The links of a chain by what they say of its actors."""

    kinds: Mapping[int, str]
    links: tuple[Link, ...]

    def _by(self, via: str, source: str, target: str) -> list[tuple[int, int]]:
        return [
            (link.source, link.target)
            for link in self.links
            if (link.via, self.kinds[link.source], self.kinds[link.target]) == (via, source, target)
            and link.source != link.target
        ]

    @cached_property
    def bought(self) -> list[tuple[int, int]]:
        """Return clients, each with who sells work to it."""
        return self._by("labourLink", "actor", "actor")

    @cached_property
    def owned(self) -> list[tuple[int, int]]:
        """Return the owned, each with an owner."""
        return self._by("ownedBy", "actor", "actor")

    @cached_property
    def clients(self) -> set[int]:
        """Return who buys work from another actor, or has a system made."""
        made = {end for _, end in self._by("labourLink", "system", "actor")}
        return made | {buyer for buyer, _ in self.bought}

    @cached_property
    def employers(self) -> set[int]:
        """Return who has workers."""
        return {source for source, _ in self._by("labourLink", "actor", "worker-group")}

    @cached_property
    def columns(self) -> dict[int, int]:
        """Return the column of each actor; with the other where it only owns or is owned."""
        columns = {number: FIRST for number, kind in self.kinds.items() if kind == "actor"}
        for _step in range(STEPS):
            for buyer, doer in self.bought:
                if columns[doer] <= columns[buyer] < STEPS:
                    columns[doer] = columns[buyer] + 1
        trading = self.clients | {doer for _, doer in self.bought}
        for _step in range(2):
            for owned, owner in self.owned:
                for one, other in ((owned, owner), (owner, owned)):
                    if one not in trading:
                        columns[one] = columns[other]
        return columns

    def role(self, number: int) -> str:
        """Return the role of an actor, or the kind of another node."""
        column = self.columns.get(number)
        if column is None:
            return self.kinds[number]
        sells = number in {doer for _, doer in self.bought}
        if sells or (column > FIRST and number in self.employers):
            return "contractor" if column <= FIRST + 1 else "subcontractor"
        if number in self.clients:
            return "client"
        if number in {owner for _, owner in self.owned}:
            return "owner"
        return "subsidiary" if number in {owned for owned, _ in self.owned} else "company"


def chain_columns(seen: View, start: str) -> tuple[dict[int, int], dict[int, str]]:
    """Return the column of each node of a chain, and what the columns are called.

    Complexity: linear in nodes, and in links between actors for each step.
    """
    kinds = {node.number: node.kind for node in seen.nodes}
    chain = _Chain(kinds, seen.links)
    last = max(chain.columns.values(), default=FIRST)
    after = {"system": 0, "worker-group": last + 1}
    columns = {
        number: chain.columns.get(number, after.get(kind, last + 2))
        for number, kind in kinds.items()
    }
    names = {node.number: node.name for node in seen.nodes}
    roles: dict[int, set[str]] = defaultdict(set)
    for number, column in columns.items():
        role = chain.role(number)
        is_alone = role == "subsidiary" and names[number] == start and last == FIRST
        roles[column].add("company" if is_alone else role)
    return columns, {column: _head(some) for column, some in roles.items()}


def _head(roles: set[str]) -> str:
    """Return what a column is called that has some roles."""
    named = dict.fromkeys(gettext(text) for role, text in ROLES.items() if role in roles)
    text = ", ".join(named)
    return text[:1].upper() + text[1:]


def chain_links(
    links: Iterable[Link], kinds: Mapping[int, str], columns: Mapping[int, int]
) -> list[Link]:
    """Return the links that a chain is drawn with: one step of the work each, where there is one.

    A system leads to who works on it only where no other link does.
    """
    drawn = [
        link
        for link in links
        if link.via not in ("relatedIssue", "within")
        and (link.via not in DETAILS or kinds[link.source] == "worker-group")
    ]
    steps = [link for link in drawn if kinds[link.source] != "system"]
    reached = {link.target for link in steps if columns[link.source] < columns[link.target]}
    return [
        link
        for link in drawn
        if kinds[link.source] != "system"
        or columns[link.target] == FIRST
        or link.target not in reached
    ]
