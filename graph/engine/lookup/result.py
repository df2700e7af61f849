"""Result of a look-up, and its serialisation between processes."""

import json
from typing import NamedTuple

from graph.rdf.quads import Quad

__all__ = ["Found", "Quads"]

Quads = set[Quad]


class Found(NamedTuple):
    r"""Result of a look-up: statements without their graphs, and counts of incoming properties.

    For provenance, the counts are by named graph: how many classes each gives the thing.

    >>> found = Found({("", "<a:s>", "<a:p>", '"o p"')}, {"a:p": 2})
    >>> found.to_bytes()
    b'{"a:p": 2}\n<a:s> <a:p> "o p"'
    >>> Found.from_bytes(found.to_bytes()) == found
    True
    """

    quads: Quads
    counts: dict[str, int]

    def to_bytes(self) -> bytes:
        """Serialise it: a line of counts, and a line for each statement."""
        lines = [" ".join(quad[1:]) for quad in self.quads]
        return "\n".join([json.dumps(self.counts), *lines]).encode()

    @classmethod
    def from_bytes(cls, written: bytes) -> "Found":
        """Parse it; no term but the last of a statement holds a space."""
        counts, *lines = written.decode().split("\n")
        parts = [line.split(" ", 2) for line in lines]
        return cls({("", start, name, end) for start, name, end in parts}, json.loads(counts))
