"""Result of a look-up, and its serialisation between processes."""

import json
from typing import NamedTuple

from graph.rdf.grouped import Nodes

__all__ = ["Found"]


class Found(NamedTuple):
    r"""Result of a look-up: grouped statements, and counts of incoming properties.

    For provenance, the counts are by named graph: how many classes each gives the thing.

    >>> found = Found({"a:s": {"a:p": ['"o p"']}}, {"a:p": 2})
    >>> found.to_bytes()
    b'[{"a:s": {"a:p": ["\\"o p\\""]}}, {"a:p": 2}]'
    >>> Found.from_bytes(found.to_bytes()) == found
    True
    """

    nodes: Nodes
    counts: dict[str, int]

    def to_bytes(self) -> bytes:
        """Serialise it as JSON."""
        return json.dumps(self).encode()

    @classmethod
    def from_bytes(cls, written: bytes) -> "Found":
        """Parse it."""
        return cls(*json.loads(written))
