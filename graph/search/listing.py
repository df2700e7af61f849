"""Streamed listing of all documents of an index, in parts of equal size (for the sitemap)."""

from collections.abc import Iterator
from pathlib import Path

from graph.index_file import opened_index

__all__ = ["listed", "numbers_of", "parts"]


def listed(path: Path, part: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield the IRI and the day of the last change of each document of a part, from 0 on.

    Raises `Unavailable` where the index cannot be read. Complexity: linear in the part.
    """
    bounds = (part * size, (part + 1) * size)
    yield from _rows(
        path, "SELECT iri, modified FROM document WHERE number >= ? AND number < ?", bounds
    )


def numbers_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the IRI of each document, the newest first; one scan of them."""
    text = "SELECT number, iri FROM document ORDER BY number"
    yield from ((int(number), iri) for number, iri in _rows(path, text, ()))


def parts(path: Path, size: int) -> list[str]:
    """Return the day of the last change in each part; one scan of the documents."""
    text = "SELECT number / ? AS part, MAX(modified) FROM document GROUP BY part ORDER BY part"
    return [day for _, day in _rows(path, text, (size,))]


def _rows(path: Path, text: str, values: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    with opened_index(path, any_thread=True) as connection:
        yield from connection.execute(text, values)
