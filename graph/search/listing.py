"""Streamed listing of the documents and sources of an index, in equal parts (for the sitemap)."""

from collections.abc import Iterator
from pathlib import Path

from graph.index_file import opened_index

__all__ = ["listed", "listed_sources", "number_of_sources", "numbers_of", "parts"]


def listed(path: Path, part: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield the IRI and the day of the last change of each document of a part, from 0 on.

    Raises `Unavailable` where the index cannot be read. Complexity: linear in the part.
    """
    bounds = (part * size, (part + 1) * size)
    yield from _rows(
        path, "SELECT iri, modified FROM document WHERE number >= ? AND number < ?", bounds
    )


def listed_sources(path: Path, part: int, size: int) -> Iterator[str]:
    """Yield the IRI of each source of a part, from 0 on, as `listed` does for documents."""
    bounds = (part * size, (part + 1) * size)
    text = "SELECT iri, '' FROM source WHERE number >= ? AND number < ?"
    yield from (iri for iri, _ in _rows(path, text, bounds))


def number_of_sources(path: Path) -> int:
    """Return how many sources there are; one look-up."""
    ((number, _),) = _rows(path, "SELECT COALESCE(MAX(number) + 1, 0), '' FROM source", ())
    return int(number)


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
