"""Writes the downloads: the whole graph in up to six formats, each also compressed with gzip."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import copyfileobj
from typing import Final

import pyoxigraph as ox
from isal import igzip

from graph.parallel import run_in_fork
from graph.rdf.jsonld_compact import compact_graphs
from graph.rdf.quads import Quad, to_n_quads
from graph.rdf.serialize import transcribe
from ontology import BASE, context

__all__ = ["DOWNLOADS", "Download", "chosen_downloads", "compress", "write_downloads"]

STEM: Final = "justicegraph"
TRIPLE: Final = itemgetter(1, 2, 3)


@dataclass(frozen=True)
class Download:
    """A download format: file suffix, media type and name."""

    suffix: str
    media_type: str
    name: str
    format: ox.RdfFormat

    @property
    def filename(self) -> str:
        """Return the file's name in a release."""
        return f"{STEM}.{self.suffix}"


DOWNLOADS: Final = (
    Download("nq", "application/n-quads", "N-Quads", ox.RdfFormat.N_QUADS),
    Download("trig", "application/trig", "TriG", ox.RdfFormat.TRIG),
    Download("nt", "application/n-triples", "N-Triples", ox.RdfFormat.N_TRIPLES),
    Download("ttl", "text/turtle", "Turtle", ox.RdfFormat.TURTLE),
    Download("rdf", "application/rdf+xml", "RDF/XML", ox.RdfFormat.RDF_XML),
    Download("jsonld", "application/ld+json", "JSON-LD", ox.RdfFormat.JSON_LD),
)
"""N-Quads, TriG and JSON-LD keep the named graphs; the others are the union of all of them."""
UNION: Final = ("nt", "ttl", "rdf")


def chosen_downloads(suffixes: Collection[str]) -> tuple[Download, ...]:
    """Return N-Quads and the downloads of these formats, or all downloads where none is named.

    >>> [one.name for one in chosen_downloads(["ttl"])]
    ['N-Quads', 'Turtle']
    """
    return tuple(one for one in DOWNLOADS if not suffixes or one.suffix in ("nq", *suffixes))


def write_downloads(
    folder: Path, quads: Sequence[Quad], base: str = BASE, formats: Collection[str] = ()
) -> Iterator[str]:
    """Write the chosen downloads of sorted quads, and yield the name of each when it is done.

    Of a large graph, a process of its own writes the formats without named graphs meanwhile.
    Complexity: sorting the quads by their subjects; all else is linear.
    Source: RDFC-1.0, section 5 (a graph without blank nodes is canonical when sorted).
    """
    chosen = chosen_downloads(formats)
    paths = {one.suffix: folder / one.filename for one in chosen}
    by_subject = sorted(quads, key=TRIPLE)
    paths["nq"].write_bytes(to_n_quads(by_subject))
    with run_in_fork(lambda: _write_union(paths, by_subject, base), quads) as union:
        yield "N-Quads"
        if "jsonld" in paths:
            _write_json_ld(paths["jsonld"], quads, base)
            yield "JSON-LD"
        if "trig" in paths:
            transcribe(paths["nq"], [paths["trig"]], base, is_checked=True)
            yield "TriG"
        union()
        yield from (one.name for one in chosen if one.suffix in UNION)


def _write_union(paths: Mapping[str, Path], by_subject: Iterable[Quad], base: str) -> None:
    """Write the triples of all graphs, each once, in the formats that have no named graphs.

    The others are made from N-Triples, which are removed again where nobody asks for them.
    """
    others = [paths[suffix] for suffix in UNION[1:] if suffix in paths]
    if not others and "nt" not in paths:
        return
    triples = (("", *triple) for triple, _ in groupby(map(TRIPLE, by_subject)))
    n_triples = paths["nq"].with_suffix(".nt")
    n_triples.write_bytes(to_n_quads(triples))
    if others:
        transcribe(n_triples, others, base)
    if "nt" not in paths:
        n_triples.unlink()


def _write_json_ld(target: Path, quads: Iterable[Quad], base: str) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as file:
        head = json.dumps(context(base), ensure_ascii=False, separators=(",", ":"))
        file.write(f'{{"@context":{head},\n"@graph":[\n')
        separator = ""
        for graph in compact_graphs(quads, base):
            file.write(separator + json.dumps(graph, ensure_ascii=False, separators=(",", ":")))
            separator = ",\n"
        file.write("\n]}\n")


def compress(path: Path, note: Callable[[str], None] = lambda _: None) -> Path:
    """Write a gzip copy of a file, without file name and time in its header; return its path.

    Source: RFC 1952, section 2.3.1.
    """
    target = path.with_name(f"{path.name}.gz")
    with (
        path.open("rb") as source,
        target.open("wb") as raw,
        igzip.IGzipFile(filename="", mode="wb", compresslevel=2, fileobj=raw, mtime=0) as file,
    ):
        copyfileobj(source, file, 1 << 20)
    note(target.name)
    return target
