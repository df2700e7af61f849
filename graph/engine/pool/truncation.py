"""Truncation of results after a whole row, well-formed and marked as truncated."""

from collections.abc import Callable
from typing import Final

__all__ = ["cut"]

Boundary = Callable[[bytes], int]


def cut(format_name: str, tail: bytes) -> bytes | None:
    r"""Return the last whole rows of a result's tail, with a note and an end; nothing if it cannot.

    CSV and TSV have no place for a note, and a cut file that looks whole is worse than none.
    Complexity: linear in the tail; as a rule only its last row is looked at.
    Source: SPARQL 1.1 Query Results JSON and XML Formats; RDF 1.1 Turtle, N-Triples and N-Quads.

    >>> cut("nt", b'<a:s> <a:p> "1" .\n<a:s> <a')
    b'<a:s> <a:p> "1" .\n# truncated: the result is larger than the limit of this endpoint\n'
    >>> cut("csv", b"s\r\na:s\r\n") is None
    True
    """
    if format_name not in ENDINGS:
        return None
    boundary, ending = ENDINGS[format_name]
    end = boundary(tail)
    return tail[:end] + ending if end > 0 else None


def _after(mark: bytes) -> Boundary:
    """Cut after a separator that occurs only between rows."""

    def boundary(tail: bytes) -> int:
        found = tail.rfind(mark)
        return found + len(mark) if found >= 0 else 0

    return boundary


def _row_of_json(tail: bytes) -> int:
    """Cut between two rows; a text that ends like one is followed by a comma or a brace."""
    mark = b'}},{"'
    found = tail.rfind(mark)
    while found >= 0 and tail[found + len(mark) : found + len(mark) + 1] in (b"", b",", b"}"):
        found = tail.rfind(mark, 0, found)
    return found + 2 if found >= 0 else 0


def _node_of_json_ld(tail: bytes) -> int:
    found = tail.rfind(b']},{"@id":"')
    return found + 2 if found >= 0 else 0


def _element_of_rdf_xml(tail: bytes) -> int:
    """Cut after a top element; in a text, the angle bracket would be escaped."""
    found = tail.rfind(b"\n\t</")
    while found >= 0 and (end := tail.find(b">", found)) < 0:
        found = tail.rfind(b"\n\t</", 0, found)
    return end + 1 if found >= 0 else 0


NOTE: Final = b"truncated: the result is larger than the limit of this endpoint"
COMMENT: Final = b"# " + NOTE + b"\n"
ENDINGS: Final[dict[str, tuple[Boundary, bytes]]] = {
    "json": (_row_of_json, b']},"truncated":true}'),
    "xml": (_after(b"</result>"), b"</results><!-- " + NOTE + b" --></sparql>"),
    "ttl": (_after(b" .\n"), COMMENT),
    "nt": (_after(b" .\n"), COMMENT),
    "nq": (_after(b" .\n"), COMMENT),
    "jsonld": (_node_of_json_ld, b',{"truncated":true}]'),
    "rdf": (_element_of_rdf_xml, b"\n<!-- " + NOTE + b" -->\n</rdf:RDF>\n"),
}
