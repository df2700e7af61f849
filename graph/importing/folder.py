"""The folder of imports: its files, its lock, and what a killed import left in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from graph.importing.sheets.archive import UNFINISHED
from ontology import Unavailable

__all__ = ["IMPORTS", "NAMES", "QUARANTINE", "RECORDS", "SUMMARY", "locked"]

IMPORTS: Final = "imports"
RECORDS: Final = "records.jsonl"
QUARANTINE: Final = "quarantine.csv"
NAMES: Final = "names.tsv"
SUMMARY: Final = "summary.json"


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Lock the folder of imports, and sweep what an import left that was killed.

    Raises `Unavailable` where another import holds the lock, or the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0):
            for path in folder.glob(f"{UNFINISHED}*"):
                shutil.rmtree(path)
            yield folder
    except Timeout:
        raise Unavailable(f"{folder}: another import is at work here: wait for its end") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unavailable(f"{error.filename or folder}: cannot be written: {reason}") from error
