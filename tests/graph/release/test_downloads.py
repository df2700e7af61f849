"""Downloads: every format holds the whole graph, and its gzip copy the same bytes."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.rdf.quads import Quad, from_engine, literal
from graph.release.downloads import (
    DOWNLOADS,
    Download,
    chosen_downloads,
    compress,
    write_downloads,
)
from graph.release.release import Release

KEEPS_GRAPHS = ("nq", "trig", "jsonld")
EACH = pytest.mark.parametrize("download", DOWNLOADS, ids=lambda download: download.suffix)


def held(folder: Path, download: Download) -> list[Quad]:
    """Return what a download holds, sorted; a statement written twice counts twice."""
    found = ox.parse(path=folder / download.filename, format=download.format)
    return sorted(from_engine(found))


def expected(quads: list[Quad], download: Download) -> list[Quad]:
    if download.suffix in KEEPS_GRAPHS:
        return quads
    return sorted({("", *quad[1:]) for quad in quads})


@EACH
def test_a_download_holds_the_graph(
    download: Download, release: Release, quads: list[Quad]
) -> None:
    assert held(release.folder, download) == expected(quads, download)


@EACH
def test_a_gzip_copy_holds_the_same_bytes(download: Download, release: Release) -> None:
    path = release.folder / download.filename
    packed = path.with_name(f"{path.name}.gz").read_bytes()
    assert gzip.decompress(packed) == path.read_bytes()
    # No name, no time and no comment: flags and the four bytes of the time are nought.
    assert packed[3:8] == bytes(5)


@pytest.mark.parametrize("suffix", ["nq", "nt"])
def test_lines_are_sorted_and_stand_once(suffix: str, release: Release) -> None:
    lines = (release.folder / f"justicegraph.{suffix}").read_bytes().splitlines()
    assert lines == sorted(set(lines))


TEXTS = ['"quotes" \\ and\nlines\r\t', "\u202e\u200f א", "👩🏾‍💻", "]]>&<b>", "\x7f\x85", ""]
HOSTILE: list[Quad] = sorted(
    ("<urn:g>", "<urn:s>", "<urn:x:p>", literal(text, language=language))
    for text in TEXTS
    for language in ("", "en", "zh-hant")
)


def written(folder: Path, quads: list[Quad]) -> list[str]:
    return list(write_downloads(folder, quads))


@EACH
def test_hostile_texts_read_back_as_they_were(download: Download, tmp_path: Path) -> None:
    written(tmp_path, HOSTILE)
    assert held(tmp_path, download) == expected(HOSTILE, download)


def test_a_statement_of_two_graphs_stands_once_in_the_union(tmp_path: Path) -> None:
    quads = [(graph, "<urn:s>", "<urn:p>", "<urn:o>") for graph in ("<urn:a>", "<urn:b>")]
    assert written(tmp_path, quads) == [
        *("N-Quads", "JSON-LD", "TriG", "N-Triples", "Turtle", "RDF/XML")
    ]
    for download in DOWNLOADS:
        assert held(tmp_path, download) == expected(quads, download)


@pytest.mark.parametrize(
    ("formats", "suffixes"),
    [(["ttl"], ["nq", "ttl"]), (["nt", "trig"], ["nq", "nt", "trig"]), (["nq"], ["nq"])],
)
def test_only_the_formats_that_are_asked_for_are_written(
    formats: list[str], suffixes: list[str], tmp_path: Path
) -> None:
    told = list(write_downloads(tmp_path, HOSTILE, formats=formats))
    assert sorted(path.suffix[1:] for path in tmp_path.iterdir()) == suffixes
    assert sorted(told) == sorted(one.name for one in chosen_downloads(formats))
    for download in chosen_downloads(formats):
        assert held(tmp_path, download) == expected(HOSTILE, download)


@EACH
def test_an_empty_graph_has_every_download(download: Download, tmp_path: Path) -> None:
    written(tmp_path, [])
    assert held(tmp_path, download) == []


def test_packing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    heard: list[str] = []
    path = tmp_path / "a.nt"
    path.write_bytes(b"<urn:s> <urn:p> <urn:o> .\n" * 100_000)
    first = compress(path, heard.append).read_bytes()
    assert compress(path).read_bytes() == first
    assert heard == ["a.nt.gz"]
