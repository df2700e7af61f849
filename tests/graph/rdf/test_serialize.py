"""Downloads that the engine writes from others."""

from pathlib import Path

import pytest

from graph.rdf.serialize import transcribe
from ontology import BASE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.nt"
    path.write_text('<urn:s> <urn:p> "o" .\n', encoding="utf-8")
    return path


def test_what_is_checked_gives_the_same_bytes_as_what_is_not(source: Path) -> None:
    targets = [source.with_suffix(f".{kind}") for kind in ("ttl", "rdf")]
    transcribe(source, targets, BASE)
    before = [target.read_bytes() for target in targets]
    for target in targets:
        transcribe(source, [target], BASE, is_checked=True)
    assert [target.read_bytes() for target in targets] == before
    assert b"urn:p" in before[0]


def test_an_iri_that_is_none_is_found_where_it_is_not_checked(source: Path) -> None:
    source.write_text("<urn:s> <urn:p> <no iri> .\n", encoding="utf-8")
    with pytest.raises(SyntaxError, match="IRI"):
        transcribe(source, [source.with_suffix(".ttl")], BASE)


def test_a_format_that_is_none_is_refused(source: Path) -> None:
    with pytest.raises(ValueError, match="docx"):
        transcribe(source, [source.with_suffix(".docx")], BASE)
