"""Publication of a release: its folder is filled apart, and made current in one step.

What an interrupted build leaves is swept by the next one.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from graph.files import sync_folder, sync_tree, write_text
from graph.release.release import CURRENT, MANIFEST, RELEASES, Release, current_release
from graph.release.verification import is_whole, list_engine_files
from ontology import Unavailable

__all__ = ["publish", "release_folder"]

UNFINISHED: Final = ".unfinished-"


@contextmanager
def release_folder(data: Path) -> Iterator[Path]:
    """Context manager: a new folder to fill; removed at the end unless `publish` moved it.

    What an interrupted build left behind is removed first. Raises `Unavailable` for a folder that
    cannot be made, a disk that is full, and while another build is at work in the same place.
    """
    releases = data / RELEASES
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with FileLock(data / ".lock", timeout=0):
            _sweep(releases)
            try:  # an interrupt can come as soon as the folder is there
                yield _unfinished(releases)
            finally:
                _sweep(releases)
    except Timeout:
        raise Unavailable(f"{data}: another build is at work here: wait for its end") from None
    except OSError as error:
        raise Unavailable(f"{data}: cannot be written: {error.strerror or error}") from error


def publish(data: Path, folder: Path, manifest: dict[str, Any]) -> Release:
    """Make a filled folder the current release, atomically for readers, and durably.

    A release that is there already, the same to the byte, stays; one of the same name is replaced
    where it is damaged, or from a time when the same graph was written differently.
    """
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_text(folder / MANIFEST, text)
    list_engine_files(Release(folder, manifest))
    sync_tree(folder)
    releases = data / RELEASES
    target = releases / str(manifest["name"])
    if not (_holds(target, text) and is_whole(Release(target, manifest))):
        if target.exists():
            target.rename(_unfinished(releases))
        folder.rename(target)
        sync_folder(releases)
    link = _unfinished(releases) / CURRENT
    link.symlink_to(Path(releases.name) / target.name)
    link.replace(data / CURRENT)
    sync_folder(data)
    return current_release(data)


def _holds(target: Path, manifest: str) -> bool:
    try:
        return (target / MANIFEST).read_text(encoding="utf-8") == manifest
    except OSError:
        return False


def _unfinished(releases: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
    folder.chmod(0o755)
    return folder


def _sweep(releases: Path) -> None:
    for left in releases.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
