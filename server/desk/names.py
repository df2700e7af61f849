"""Route of the desk for withheld names: what a snapshot withholds until somebody decides.

The snapshot itself is read, so that no file holds the names in clear. Only reviewers see them.
"""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.files import file_version
from graph.importing import sources
from graph.importing.review import Judgement, decide, reference, waiting
from graph.privacy.decisions import Decided, Decisions, decision_files
from graph.privacy.withholding import Waiting
from ontology import Misuse, NotFound
from server.contribute.privacy import guard, private, text_field
from server.desk.session import check_form, page, reviewer
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("desk_names", __name__)

SHOWN: Final = 20
LONGEST: Final = 500


@blueprint.get("/desk/names")
def names() -> Answer:
    """Show the places of a snapshot that may name a private person."""
    name, source = reviewer(), request.args.get("source", "")
    found = _waiting(source) if source else []
    return page(
        "desk/names.html",
        name=name,
        source=source,
        sources=_snapshots(),
        places=[(reference(one), one) for one in found[:SHOWN]],
        count=len(found),
    )


@blueprint.post("/desk/names")
def judge() -> Answer:
    """Record the decision on one place; it counts from the next import on."""
    guard(is_counted=False)
    name, source = check_form(), request.form.get("source", "")
    decided, words = request.form.get("do", ""), request.form.get("words", "").strip()
    why = text_field()
    if decided not in {*Decided} or not why or (decided == Decided.WITHHELD and not words):
        raise Misuse("decide, say why without the name, and give the words that replace a name")
    today = datetime.now(UTC).date().isoformat()
    judgement = Judgement(Decided(decided), words[:LONGEST], name, why[:LONGEST], today)
    place = request.form.get("place", "")
    decide(_waiting(source), place, judgement, site().settings.data)
    return private(redirect(f"/desk/names?source={source}", 303))


def _snapshots() -> dict[str, Path]:
    """Return the snapshots of the folder that a setting names, by source."""
    folder = site().settings.snapshots
    if not folder:
        return {}
    return {path.stem: path for path in sorted(Path(folder).iterdir()) if path.stem in sources()}


def _waiting(source: str) -> list[Waiting]:
    """Return what waits in a snapshot, which is read once; decisions since then are applied."""
    snapshots, data = _snapshots(), site().settings.data
    if source not in snapshots:
        raise NotFound(f"there is no snapshot of '{source[:40]}': see the setting 'snapshots'")
    path = snapshots[source]
    decisions = Decisions.read(*decision_files(data))
    return [
        one
        for one in _read(source, path, data, _version(path))
        if not any(
            decision.start < one.end and one.start < decision.end
            for decision in decisions.of(one.row, one.field, one.text)
        )
    ]


def _version(path: Path) -> str:
    """Return the version of a snapshot, a file or a folder of files, for the cache."""
    parts = sorted(path.iterdir()) if path.is_dir() else (path,)
    return " ".join(f"{part.name} {file_version(part)}" for part in parts)


@lru_cache(maxsize=2)
def _read(source: str, path: Path, data: Path, _version: str) -> tuple[Waiting, ...]:
    return tuple(waiting(sources()[source], path, data))
