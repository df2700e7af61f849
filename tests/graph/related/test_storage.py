"""The file of a release's features."""

from pathlib import Path

import pytest

from graph.deriving import for_related
from graph.rdf.quads import Quad
from graph.related import (
    features,
    fingerprint,
    gather,
    read_features,
    subjects_of,
    write_features,
)
from graph.related.time_windows import span
from graph.release.release import Release
from ontology import Unavailable
from tests.graph.related.graphs import FOUR


def test_features_are_read_as_they_were_written(release: Release, quads: list[Quad]) -> None:
    kept, stated = read_features(release.folder), for_related(quads)
    gathered = gather(stated, subjects_of(stated))
    assert (kept.issues, kept.nodes, kept.roles) == (
        gathered.issues,
        gathered.nodes,
        gathered.roles,
    )
    assert (kept.counts != gathered.counts).nnz == 0
    assert fingerprint(kept) == fingerprint(gathered)
    assert [kept.label(name) for name in kept.nodes] == [gathered.label(n) for n in gathered.nodes]


def test_the_same_features_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_features(FOUR, tmp_path).read_bytes() for _ in range(2))
    assert first == second
    assert fingerprint(FOUR) != fingerprint(features([], issues="abcd"))


def test_a_file_that_is_missing_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"features.npz: cannot be read: build the release again"):
        read_features(tmp_path)
    (tmp_path / "features.npz").write_bytes(b"broken")
    with pytest.raises(Unavailable, match=r"features.npz: cannot be read: build the release again"):
        read_features(tmp_path)


def test_a_span_of_a_month_and_a_year_is_of_years() -> None:
    assert span("2020-05", "2021").endswith("/2020-01-01T00:00:00/P2Y")
