"""Explorer addresses: parses a view from the query string, and builds the addresses of others."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from graph.explorer import ViewRequest, explored_kinds, name_of
from ontology import Misuse

__all__ = ["NEIGHBOURS", "PARAMETERS", "WHOLE", "ExplorerQuery", "default_amount", "parse_query"]

NEIGHBOURS: Final = (25, 100, 200, 500)
"""Allowed numbers of neighbours of a node; the second is the default."""
WHOLE: Final = (150, 500, 1500, 5000, 10_000)
"""Allowed numbers of nodes of an overview; the first is the default."""
PICTURES: Final = (".svg", ".png")
"""Formats that show the selected node and the opened groups, as the page does."""
PARAMETERS: Final = frozenset(
    ("around", "from", "to", "chain", "kind", "via", "without", "most", "select", "add", "all")
)
"""Parameters that ask for a view; without any, the page offers where to begin."""
MOST_NAMED: Final = 40
MOST_HIDDEN: Final = 200
LONGEST: Final = 300


@dataclass(frozen=True)
class ExplorerQuery:
    """A view with its selected node, opened groups, and a text to search a node by.

    The most linked nodes are drawn as a network, one by one, where `is_network` says so.
    """

    look: ViewRequest = field(default_factory=ViewRequest)
    select: str = ""
    add: str = ""
    opened: tuple[str, ...] = ()
    is_network: bool = False
    is_tall: bool = False
    """Whether a file has one column, as for a narrow frame."""

    @property
    def is_sheet(self) -> bool:
        """Whether the picture is in columns, with like nodes counted."""
        return bool(self.look.named) or not self.is_network

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of the address in a fixed order, without defaults."""
        look = self.look
        yield from (("around", name) for name in look.around)
        ends = (("from", look.start), ("to", look.end), ("chain", look.chain))
        yield from (pair for pair in ends if pair[1])
        yield from (("kind", kind) for kind in sorted(look.kinds))
        yield from (("via", via) for via in sorted(look.vias))
        yield from (("without", name) for name in look.without)
        if look.through_hubs:
            yield "hubs", "1"
        if not look.named or look.most != default_amount(look):
            yield "most", str(look.most)
        if not self.is_sheet:
            yield "all", "1"
        yield from (("open", key) for key in self.opened)
        yield from (pair for pair in (("select", self.select), ("add", self.add)) if pair[1])

    def address(self, suffix: str = "") -> str:
        """Return the address of the page, or of a data format.

        >>> request = ViewRequest(("actor/amazon",), most=200)
        >>> ExplorerQuery(request, select="issue/ghost-work").address()
        '/explore?around=actor%2Famazon&most=200&select=issue%2Fghost-work'
        """
        pairs = list(self.pairs())
        leaving = ("add",) if suffix in PICTURES else ("select", "add", "open", "all")
        if suffix:
            pairs = [pair for pair in pairs if pair[0] not in leaving]
        return f"/explore{suffix}" + (f"?{urlencode(pairs)}" if pairs else "")

    def selecting(self, name: str) -> str:
        """Return the address with a node selected."""
        return replace(self, select=name, add="").address()

    def around(self, name: str) -> str:
        """Return the address with the neighbourhood of a node, which is then selected."""
        shown = (*(one for one in self.look.around if one != name), name)
        without = tuple(one for one in self.look.without if one != name)
        return self._with(name, around=shown, without=without)

    def chaining(self, name: str) -> str:
        """Return the address of the supply chain of an actor."""
        return ExplorerQuery(ViewRequest(chain=name), name).address()

    def opening(self, key: str) -> str:
        """Return the address with a group opened, or closed if it is open."""
        opened = tuple(one for one in self.opened if one != key)
        return replace(self, opened=opened if key in self.opened else (*opened, key)).address()

    def closing(self) -> str:
        """Return the address with no group opened."""
        return replace(self, opened=(), add="").address()

    def through(self, *, hubs: bool) -> str:
        """Return the address with ways that may, or may not, pass through hubs."""
        return self._with(self.select, through_hubs=hubs)

    def folded(self, name: str) -> str:
        """Return the address without the neighbourhood of a node."""
        return self._with("", around=tuple(one for one in self.look.around if one != name))

    def hiding(self, name: str) -> str:
        """Return the address without a node."""
        look = self.look
        named = tuple(one for one in look.around if one != name)
        start, end = ("" if one == name else one for one in (look.start, look.end))
        without = (*look.without, name)
        chain = "" if look.chain == name else look.chain
        return self._with("", around=named, start=start, end=end, chain=chain, without=without)

    def starting(self, name: str) -> str:
        """Return the address with ways that begin at a node."""
        return self._with(name, start=name)

    def ending(self, name: str) -> str:
        """Return the address with ways that end at a node."""
        return self._with(name, end=name)

    def drawn(self, *, is_network: bool) -> str:
        """Return the address with all nodes drawn as a network, or like ones counted."""
        return replace(self, is_network=is_network, add="").address()

    def most(self, most: int) -> str:
        """Return the address with another number of nodes."""
        return self._with(self.select, most=most)

    def _with(self, select: str, **changes: object) -> str:
        look = replace(self.look, **changes)  # type: ignore[arg-type]
        if bool(look.named) != bool(self.look.named):
            look = replace(look, most=default_amount(look))
        return replace(self, look=look, select=select, add="").address()


def parse_query(arguments: "MultiDict[str, str]") -> ExplorerQuery:
    """Parse the query string of the explorer.

    Raises `Misuse` for too much at once, and for an amount that is not on offer.

    >>> parse_query(MultiDict([("around", "actor/amazon"), ("kind", "issue")])).look.most
    100
    """
    given = {name: _names(arguments, name) for name in ("around", "kind", "via", "without", "open")}
    if len(given["around"]) > MOST_NAMED or max(map(len, given.values())) > MOST_HIDDEN:
        raise Misuse(f"at most {MOST_NAMED} nodes around and {MOST_HIDDEN} without: leave some out")
    start, end, chain, select, add = (
        _name(arguments.get(name, "")) for name in ("from", "to", "chain", "select", "add")
    )
    kinds, vias = frozenset(given["kind"]), frozenset(given["via"])
    kinds = frozenset() if kinds >= explored_kinds() else kinds  # all kinds are as good as none
    look = ViewRequest(given["around"], start, end, kinds, vias, given["without"], chain=chain)
    flags = (arguments.get(name, "") not in ("", "0") for name in ("hubs", "all", "tall"))
    hubs, is_network, is_tall = flags
    look = replace(look, most=_most(arguments.get("most", ""), look), through_hubs=hubs)
    return ExplorerQuery(look, select, add, given["open"], is_network, is_tall)


def _names(arguments: "MultiDict[str, str]", name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(value) for value in arguments.getlist(name) if value))


def _name(value: str) -> str:
    """Return the name of a node, which may be given by its IRI.

    >>> _name("https://w3id.org/justicegraph/id/actor/amazon")
    'actor/amazon'
    """
    text = value[:LONGEST].strip()
    return name_of(text) or text


def default_amount(look: ViewRequest) -> int:
    """Return the default number of nodes."""
    return NEIGHBOURS[1] if look.named else WHOLE[0]


def _most(text: str, look: ViewRequest) -> int:
    """Parse the number of nodes; reduced to the limit for neighbours."""
    if not text:
        return default_amount(look)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= WHOLE[-1]):
        raise Misuse(f"most={text[:40]}: give a number from 1 to {WHOLE[-1]:,}")
    return min(int(text), (NEIGHBOURS if look.named else WHOLE)[-1])
