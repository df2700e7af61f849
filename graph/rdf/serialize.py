"""Converts a file from one RDF serialisation to others, streaming."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology import CONCEPT, PREFIXES

__all__ = ["transcribe"]

RECORD_PREFIXES: Final = ("actor", "issue", "place", "source", "system", "worker-group")


def transcribe(
    source: Path, targets: Sequence[Path], base: str, *, is_checked: bool = False
) -> None:
    """Convert a file to other formats, which follow from the file suffixes.

    What `is_checked` holds no IRI that is none, and is read twice as fast. Raises `SyntaxError`.
    Complexity: linear; one target is written as the source is read, for several the engine holds a
    parsed copy.
    """
    parsed = ox.parse(path=source, format=_format(source), lenient=is_checked)
    copy = list(parsed) if len(targets) > 1 else parsed
    for target in targets:
        ox.serialize(copy, target, format=_format(target), prefixes=_prefixes(base))


def _format(path: Path) -> ox.RdfFormat:
    format_ = ox.RdfFormat.from_extension(path.suffix[1:])
    if format_ is None:
        raise ValueError(path.suffix)
    return format_


def _prefixes(base: str) -> dict[str, str]:
    return (
        PREFIXES
        | {kind: f"{base}id/{kind}/" for kind in RECORD_PREFIXES}
        | {"concept": CONCEPT, "graph": f"{base}graph/"}
    )
