"""Withdrawal of former releases that hold what may no longer be published, such as a private name.

The folder stays with a marker alone, so that the address answers 410; files, store and changes that
were compared with it are removed. Nothing of what was withdrawn is repeated. A server that still
reads the release goes over to the current one first.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.files import replace_text
from graph.release.downloads import DOWNLOADS
from graph.release.readers import wait_for_readers
from graph.release.release import MANIFEST, RELEASES
from ontology import JusticeGraphError

__all__ = ["WITHDRAWN", "reason_of", "remove_release", "withdraw_former"]

WITHDRAWN: Final = "withdrawn.json"
REASON: Final = "The release was withdrawn: it holds what may no longer be shown."
CHANGES: Final = "changes"


def withdraw_former(data: Path, current: str, holds: Callable[[Path], bool]) -> list[str]:
    """Withdraw the releases, but for the current one, whose N-Quads hold what may not be shown.

    Returns their names. A release whose N-Quads cannot be read is withdrawn too: nothing shows that
    its other files hold no such thing.
    Complexity: one pass over the N-Quads of each former release.
    """
    withdrawn = []
    for manifest in sorted((data / RELEASES).glob(f"[!.]*/{MANIFEST}")):
        folder = manifest.parent
        if folder.name != current and _is_refused(folder / DOWNLOADS[0].filename, holds):
            remove_release(folder, REASON)
            withdrawn.append(folder.name)
    for name in withdrawn:
        for path in (data / CHANGES).glob(f"*{name}*.json"):
            path.unlink()
    return withdrawn


def _is_refused(quads: Path, holds: Callable[[Path], bool]) -> bool:
    """Whether a release may not be shown: by what it holds, or since that cannot be read."""
    try:
        return holds(quads)
    except JusticeGraphError:
        return True


def reason_of(folder: Path) -> str:
    """Return why a release was removed, or nothing where it is there."""
    try:
        return str(json.loads((folder / WITHDRAWN).read_text(encoding="utf-8"))["reason"])
    except FileNotFoundError:
        return ""
    except (KeyError, ValueError):
        return REASON


def remove_release(folder: Path, reason: str) -> None:
    """Write the marker, wait for servers to leave, then remove all else, the manifest first."""
    replace_text(folder / WITHDRAWN, json.dumps({"reason": reason}) + "\n")
    wait_for_readers(folder)
    (folder / MANIFEST).unlink()
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != WITHDRAWN:
            path.unlink()
