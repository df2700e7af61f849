"""Encodings of sheets are told by a part of their strange bytes, however many there are."""

from pathlib import Path

import pytest

from graph.importing.sheets import encodings


def test_a_long_run_of_strange_bytes_is_judged_by_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []

    def likeness(text: str) -> float:
        judged.append(len(text))
        return 0.0

    monkeypatch.setattr(encodings, "_likeness", likeness)
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"name,place\n" + b"\xe9" * 3_000_000)
    assert encodings.encoding(path) == "cp1252"
    assert max(judged) <= 22
    assert len(judged) <= 2 * encodings.MOST_SAMPLES
