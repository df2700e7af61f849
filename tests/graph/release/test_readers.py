"""A withdrawal waits for the servers that read a release."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.release.readers import ReadLock, wait_for_readers
from graph.release.release import MANIFEST
from ontology import Unavailable


def test_a_release_that_nobody_reads_is_free_at_once(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).touch()
    assert wait_for_readers(tmp_path, longest=0)


def test_a_release_is_free_once_its_last_reader_left(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).touch()
    first, second = ReadLock(tmp_path), ReadLock(tmp_path)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(wait_for_readers, tmp_path)
        first.close()
        assert not wait_for_readers(tmp_path, longest=0)
        second.close()
        assert waiting.result()


def test_a_reader_that_never_leaves_is_waited_for_no_longer_than_told(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).touch()
    lock = ReadLock(tmp_path)
    assert not wait_for_readers(tmp_path, longest=0)
    lock.close()


def test_a_release_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        ReadLock(tmp_path)
