"""Redaction: publishes a release that is the current one without what was withdrawn since.

Nothing is read, resolved, derived or inferred anew: all files are written again from the quads that
are left, so that none of them holds anything of a withdrawn record, statement or name. The same
release and the same withdrawals give the same bytes. The next build replaces it.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from graph.build.project_files import keep_project
from graph.build.views import write_asked, write_counted, write_network, write_views
from graph.build.write import WAITING, Note, keep_features, with_files, write_release, write_reports
from graph.desk.decided_files import withdrawn_now
from graph.desk.withdrawn import holds_withdrawn
from graph.garbage import collector_paused
from graph.metadata.dataset import self_description
from graph.parallel import run_in_fork
from graph.rdf.quads import iri, literal, record_of
from graph.rdf.turtle import Statement
from graph.redaction.kinds import INFERRED
from graph.redaction.quads import Redacted, read_quads
from graph.redaction.validity import redacted_report, valid_redaction
from graph.release.downloads import DOWNLOADS
from graph.release.history import record_history
from graph.release.publication import publish, release_folder
from graph.release.release import Release, current_release
from ontology.namespaces import PROV, RDFS

__all__ = ["REDACTION", "is_needed", "redact"]

REDACTION: Final = "redaction"
"""The key of the manifest that says what was taken out of which release."""


def is_needed(data: Path) -> bool:
    """Whether the current release of a data folder holds a record or a part withdrawn now."""
    release = current_release(data)
    quads = release.folder / DOWNLOADS[0].filename
    return holds_withdrawn(quads, withdrawn_now(data), release.base)


def redact(data: Path, note: Note = lambda _: None) -> Release:
    """Publish the current release without what was withdrawn since, and withdraw those before.

    Returns the current release as it is where it holds nothing that is withdrawn. Raises
    `Unavailable` while a build is at work in the same folder.
    Complexity: a few passes over the quads, and writing the files of a release; nothing is
    inferred, and only nodes that lost a statement are validated.
    """
    withdrawn = withdrawn_now(data)
    with collector_paused(), release_folder(data) as folder:
        old = current_release(data)
        if not is_needed(data):
            return old
        holds = partial(holds_withdrawn, withdrawn=withdrawn, base=old.base)
        with record_history(data, holds):
            quads = read_quads(old.folder / DOWNLOADS[0].filename)
            found, checked = valid_redaction(quads, withdrawn.records, old.base, withdrawn.parts)
            note(f"took out {found.records:,} records, {found.statements:,} statements")
            manifest = _write(folder, old, found, note)
            keep_project(old.folder, folder)
            write_reports(folder, redacted_report(old.folder, found, checked, old.base))
            return publish(data, folder, with_files(folder, manifest))


def _write(folder: Path, old: Release, found: Redacted, note: Note) -> dict[str, Any]:
    """Write all files but the reports, and return the first part of the manifest."""
    base, quads = old.base, found.quads
    inferred = {iri(base + name) for name in INFERRED}
    stated = [quad for quad in quads if quad[0] not in inferred]
    with (
        run_in_fork(lambda: write_counted(stated, folder, base), stated) as figures,
        run_in_fork(lambda: write_views(stated, folder, base), stated, nice=WAITING) as views,
        run_in_fork(lambda: write_network(folder, quads, base), quads, nice=WAITING) as links,
    ):
        whole = sorted([*quads, *self_description(quads, figures(), old.project)])
        about = partial(_about, old, found)
        manifest = write_release(folder, whole, old.project, note, _formats(old), about)
        write_asked(folder, manifest, base)
        note("answered the questions and wrote the tables")
        _write_features(folder, old, found)
        links()
        views()
    return manifest | {"inputs": "", REDACTION: _counts(old, found)}


def _formats(old: Release) -> Sequence[str]:
    """Return the suffixes of the downloads that a release has."""
    return [one.suffix for one in DOWNLOADS if (old.folder / one.filename).is_file()]


def _write_features(folder: Path, old: Release, found: Redacted) -> None:
    from graph.related import read_features, without

    gone = found.gone | {*map(record_of, found.touched)}
    keep_features(without(read_features(old.folder), {node[1:-1] for node in gone}), folder)


def _counts(old: Release, found: Redacted) -> dict[str, Any]:
    return {"release": old.name, "records": found.records, "statements": found.statements}


def _about(old: Release, found: Redacted, name: str) -> Iterator[Statement]:
    """Yield what the VoID description says of a redaction: how much was taken out of which release.

    Source: PROV-O, section 3.1 (prov:wasDerivedFrom).
    """
    dataset = f"{old.base}release/{name}"
    text = (
        f"Redacted: {found.records} records with {found.statements} statements were taken out of "
        "the release before, after requests that people reviewed. Figures that are computed from "
        "the whole graph, such as scores, follow with the next build."
    )
    yield dataset, PROV + "wasDerivedFrom", iri(f"{old.base}release/{old.name}")
    yield dataset, RDFS + "comment", literal(text, language="en")
