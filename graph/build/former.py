"""Test of former releases: whether one holds what may no longer be published.

A former release may have another base than the current one. What differs by its base alone is the
same statement, so the bases are made the same before the two are compared.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from graph.build.inputs import Plan
from graph.desk.decided_files import withdrawn_now
from graph.desk.withdrawal import withdrawn_by_curators
from graph.desk.withdrawn import holds_withdrawn
from graph.privacy.past import FormerNames, known_names
from graph.reading.record import Record
from graph.release.diff import REMOVED, diff_lines, read_lines
from graph.release.downloads import DOWNLOADS
from graph.release.release import current_release, read_release
from graph.search import SEARCH, Search
from ontology import NotFound

__all__ = ["counted_before", "may_not_be_shown"]


def counted_before(data: Path, base: str) -> Callable[[str], str] | None:
    """Return which issue a record counted as in the current release; None without one to compare.

    Of a record that it does not hold, that is the record itself.
    """
    try:
        release = current_release(data)
    except NotFound:
        return None
    is_read = release.base == base and (release.folder / SEARCH).is_file()
    return Search(release.folder / SEARCH).issue_of if is_read else None


def may_not_be_shown(plan: Plan, records: Sequence[Record]) -> Callable[[Path], bool]:
    """Return the test of a former release: whether its N-Quads hold what is withheld by now.

    That is a withheld name, or a record that a reviewer or a curator has withdrawn. What the test
    compares with is read once, at the first former release, when the new one is current.
    Complexity: linear in the lines of both, with one of each in memory; a release of another base
    is sorted in memory.
    """
    former = cache(lambda: FormerNames(plan.data))
    by_curators = cache(lambda: frozenset(withdrawn_by_curators(records, plan.base)))
    now = cache(lambda: current_release(plan.data).folder / DOWNLOADS[0].filename)

    def holds(quads: Path) -> bool:
        base = read_release(plan.data, quads.parent.name).base
        gone = withdrawn_now(plan.data)
        gone = gone._replace(records=gone.records | by_curators())
        if holds_withdrawn(quads, gone, base):
            return True
        lines = diff_lines(_lines(quads, base, plan.base), read_lines(now()))
        removed = (line.decode() for mark, line in lines if mark == REMOVED)
        known = cache(lambda: known_names(_decoded(now()), _decoded(quads)))
        return former().are_in(removed, known)

    return holds


def _lines(quads: Path, base: str, wanted: str) -> Iterator[bytes]:
    """Yield the lines of a release in order, with another base in place of its own."""
    if base == wanted:
        return read_lines(quads)
    old, new = f"<{base}".encode(), f"<{wanted}".encode()
    return iter(sorted({line.replace(old, new) for line in read_lines(quads)}))


def _decoded(quads: Path) -> Iterator[str]:
    return (line.decode() for line in read_lines(quads))
