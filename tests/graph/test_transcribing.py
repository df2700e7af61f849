"""Downloads written from others, here and in another process."""

from pathlib import Path

import pytest

from graph.transcribing import transcribing
from ontology import BASE, Unavailable

TRIPLE = '<urn:s> <urn:p> "o" .\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.nt"
    path.write_text(TRIPLE, encoding="utf-8")
    return path


def test_another_process_writes_the_same_bytes(source: Path) -> None:
    here, there = ([source.with_name(f"{name}.{kind}") for kind in ("ttl", "rdf")] for name in "bc")
    with transcribing(source, here, BASE):
        pass
    with transcribing(source, there, BASE, least=0):
        pass
    assert [path.read_bytes() for path in here] == [path.read_bytes() for path in there]
    assert b"urn:p" in here[0].read_bytes()


def test_why_another_process_failed_is_told(source: Path) -> None:
    target = source.parent / "none" / "a.ttl"
    with (
        pytest.raises(Unavailable, match=r"the downloads cannot be written: FileNotFoundError"),
        transcribing(source, [target], BASE, least=0),
    ):
        pass


def test_an_error_meanwhile_ends_the_other_process(source: Path) -> None:
    with pytest.raises(KeyError), transcribing(source, [source.with_suffix(".ttl")], BASE, least=0):
        raise KeyError
