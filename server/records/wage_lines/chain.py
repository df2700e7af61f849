"""Supply chain as a directed graph: first buyers, followers, and links that others make up."""

from collections.abc import Iterable, Mapping

__all__ = ["first_buyers", "followers"]

Followers = Mapping[str, tuple[str, ...]]


def followers(pairs: Iterable[tuple[str, str]]) -> Followers:
    """Return buyer → sellers, without the links that a longer way makes up for.

    Where a client buys from a vendor and the vendor from workers, the link from the client to the
    workers says less than the way by the vendor.
    Complexity: links times links; a chain has a few dozen at most.
    Source: transitive reduction; Aho, Garey and Ullman, SIAM J. Comput. 1 (1972).

    >>> followers([("client", "vendor"), ("vendor", "workers"), ("client", "workers")])
    {'client': ('vendor',), 'vendor': ('workers',)}
    """
    sold: dict[str, tuple[str, ...]] = {}
    for start, end in sorted(set(pairs)):
        if start != end:
            sold[start] = (*sold.get(start, ()), end)
    return {start: tuple(_shortest(start, sold)) for start in sold}


def _shortest(start: str, sold: Followers) -> Iterable[str]:
    for end in sold[start]:
        others = [one for one in sold[start] if one != end]
        if end not in _reached(others, sold, start) or start in _reached([end], sold, ""):
            yield end


def _reached(ahead: Iterable[str], sold: Followers, without: str) -> set[str]:
    """Return what can be reached from some nodes, not by way of one."""
    waiting, reached = [*ahead], set[str]()
    while waiting:
        for end in sold.get(waiting.pop(), ()):
            if end not in reached and end != without:
                reached.add(end)
                waiting.append(end)
    return reached


def first_buyers(sold: Followers) -> list[str]:
    """Return the buyers from whom nobody buys; of a circle its first by name.

    >>> first_buyers({"client": ("vendor",), "vendor": ("workers",)})
    ['client']
    >>> first_buyers({"b": ("a",), "a": ("b",)})
    ['a']
    """
    sellers = {end for ends in sold.values() for end in ends}
    return sorted(set(sold) - sellers) or sorted(sold)[:1]
