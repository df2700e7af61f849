"""Build pipeline: reads records, validates and infers in parallel, writes a release.

A release is a pure function of its inputs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from graph.build.assemble import assemble, stated_quads
from graph.build.base_layer import base_layer
from graph.build.former import counted_before, may_not_be_shown
from graph.build.inputs import NONE, Plan, inputs
from graph.build.last_plan import keep_plan
from graph.build.project_files import write_project
from graph.build.views import write_asked, write_counted, write_network, write_views
from graph.build.withdrawn import without_withheld
from graph.build.write import WAITING, Note, keep_features, with_files, write_release, write_reports
from graph.deriving import derive, write_derivations
from graph.desk.corrections import correction_quads
from graph.desk.decided_files import Overrides, decided_records, hidden, withdrawn_now
from graph.desk.part_filter import PartFilter
from graph.desk.withdrawn import Withdrawn
from graph.desk.withheld import withheld_parts
from graph.garbage import collector_paused
from graph.identity import (
    CANONICAL,
    Identified,
    Judgements,
    append_canonical,
    canonical_files,
    identify,
    judgement_files,
    read_canonical,
    read_judgements,
    report_joined,
    report_waiting,
)
from graph.importing.reader import read_imported
from graph.metadata.licences import allows
from graph.parallel import run_in_fork
from graph.privacy.name_digests import hidden_names
from graph.rdf.quads import Quad
from graph.reading.check import Checked, check, check_release, statements
from graph.reading.files import read_records
from graph.reading.record import Record
from graph.release.downloads import chosen_downloads
from graph.release.history import record_history
from graph.release.publication import publish, release_folder
from graph.release.release import Release
from ontology import BASE, GateClosed, Unavailable
from shapes import Problem, Severity

__all__ = [
    "Closed",
    "build",
    "build_steps",
    "records_of",
]


def build(
    plan: Plan, note: Note = lambda _: None, report: Callable[[str], None] = lambda _: None
) -> Release:
    """Build a release and make it the current one; `note` is called after each step.

    `report` is called with each line on issues that a rule counts as one for the first time, and
    on actors and issues of a project that may be one.
    Raises `GateClosed`, with every problem in `problems`, where a record breaks a rule; the current
    release then stays as it is. The same records give the same bytes, but for the store, whose
    files the engine names anew. The gate validates the whole release, as a reader downloads it,
    while the downloads are written; what needs no inferred quads is computed in parallel with the
    inference. Issues that several records report for the first time are appended to the table of
    canonical issues, so that they keep their IRIs in later builds.
    """
    with collector_paused():
        withheld, parts = withdrawn_now(plan.data), _parts(plan)
        known, judgements = _identified(plan, parts, note)
        said, stated = _stated(plan, parts, known)
        with (
            release_folder(plan.data) as folder,
            record_history(plan.data, may_not_be_shown(plan, known.records)),
        ):
            manifest = _write(plan, folder, known.records, said, stated, note)
            append_canonical(plan.data / CANONICAL, known.canonical)
            manifest = with_files(folder, manifest | {"inputs": inputs(plan)})
            _refuse_withdrawn(plan.data, withheld)
            release = publish(plan.data, folder, manifest)
            keep_plan(plan)
            for line in (*report_joined(known.joined), *_waiting(plan, known, judgements)):
                report(line)
            return release


def _identified(plan: Plan, parts: PartFilter, note: Note) -> tuple[Identified, Judgements]:
    """Return the records of a plan, with what is the same merged, and the judgements on it."""
    records = records_of(plan)
    note(f"read {len(records):,} records")
    judgements = read_judgements(judgement_files(plan.data))
    canonical = read_canonical(canonical_files(plan.data))
    before = counted_before(plan.data, plan.base)
    known = identify(records, judgements, plan.base, hidden_names(plan.data), canonical, before)
    return replace(known, records=parts.records(known.records)), judgements


def _stated(plan: Plan, parts: PartFilter, known: Identified) -> tuple[list[Quad], list[Quad]]:
    """Return what the records state, and with it all that a release states before it infers."""
    graphs = {record.iri: record.graph for record in known.records}
    said = parts.quads(statements(known.records)).quads
    corrections = correction_quads(plan.data, graphs, plan.base)
    more = parts.quads([*known.quads, *corrections]).quads
    further = [*more, *_derived(plan, said, known.quads)]
    return said, stated_quads(known.records, plan.project, further, said)


def _write(
    plan: Plan,
    folder: Path,
    records: list[Record],
    said: list[Quad],
    stated: list[Quad],
    note: Note,
) -> dict[str, Any]:
    """Write all files of a release but its manifest, which is returned; the gate comes first."""
    counted = partial(write_counted, stated, folder, plan.base)
    viewed = partial(write_views, stated, folder, plan.base)
    with (
        run_in_fork(counted, stated) as figures,
        run_in_fork(viewed, stated, nice=WAITING) as views,
    ):
        with _explained(lambda: _pass(check(records, own=said))):
            whole = assemble(stated, plan.project, figures)
        note(f"assembled {len(whole.quads):,} quads")
        manifest = _write_checked(plan, folder, records, stated, whole.quads, note)
        keep_features(whole.features, folder)
        views()
    note("exported, counted, and indexed for the search and the explorer")
    write_project(folder, plan.project)
    return manifest


def _write_checked(
    plan: Plan,
    folder: Path,
    records: list[Record],
    stated: list[Quad],
    quads: list[Quad],
    note: Note,
) -> dict[str, Any]:
    """Write the downloads, links, answers and reports while the whole release is validated."""
    linked = partial(write_network, folder, quads, plan.base)
    with (
        run_in_fork(lambda: check_release(records, quads), stated) as checked,
        run_in_fork(linked, quads, nice=WAITING) as links,
    ):
        with _explained(lambda: _pass(checked())):
            manifest = write_release(folder, quads, plan.project, note, plan.formats)
            write_asked(folder, manifest, plan.base)
            note("answered the questions and wrote the tables")
            links()
        _pass(checked())
        write_reports(folder, checked())
    return manifest


def _waiting(plan: Plan, known: Identified, judgements: Judgements) -> list[str]:
    """Return how many pairs of a project wait for a judgement; ours are reviewed all the time."""
    return report_waiting(known, judgements) if plan.base != BASE else []


def build_steps(plan: Plan) -> int:
    """Return the number of progress steps of a build."""
    return 5 + 2 * len(chosen_downloads(plan.formats))


def _parts(plan: Plan) -> PartFilter:
    return PartFilter(withheld_parts(plan.data), plan.base)


def _refuse_withdrawn(data: Path, withheld: Withdrawn) -> None:
    """Raise `Unavailable` where a record, or a part of one, was withdrawn since a build began."""
    if withdrawn_now(data) != withheld:
        raise Unavailable("a record was withdrawn during the build: build again")


def _derived(plan: Plan, *quads: Sequence[Quad]) -> Iterator[Quad]:
    """Yield the derived statements of a plan that asks for them."""
    if plan.derived != NONE:
        yield from write_derivations(derive(chain(*quads), plan.base).asserted, plan.base)


def records_of(plan: Plan) -> list[Record]:
    """Return all records of a plan: its files, imports and what reviewers of the desk decided."""
    own = read_records(decided_records(plan.data), plan.base)
    replaced = {record.iri for record in own if record.iri}
    others = read_records(plan.records, plan.base, _imported(plan))
    records = [*(record for record in others if record.iri not in replaced), *own]
    if plan.base_layer:
        records.extend(base_layer(records, plan.base))
    return without_withheld(records, hidden(plan.data), _parts(plan), plan.base)


def _imported(plan: Plan) -> Iterator[Record]:
    """Yield the imported records that the plan's licence permits."""
    for record in read_imported(plan.data, plan.base, Overrides(plan.data)):
        if not record.origin or allows(plan.licence, record.origin.licence):
            yield record


@contextmanager
def _explained(gate: Callable[[], None]) -> Iterator[None]:
    """Run the gate after an error, which a broken rule may have caused and explains better."""
    try:
        yield
    except Exception:
        gate()
        raise


def _pass(checked: Checked) -> None:
    """Raise `Closed` where a rule is broken."""
    violations = [one for one in checked.problems if one.severity is Severity.VIOLATION]
    if violations:
        raise Closed(checked.problems, len(violations))


class Closed(GateClosed):
    """Raised when validation finds violations; holds all problems."""

    def __init__(self, problems: Sequence[Problem], violations: int) -> None:
        super().__init__(f"{violations} violations: mend them, then build again")
        self.problems = tuple(problems)
