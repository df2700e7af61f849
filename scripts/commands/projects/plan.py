"""Resolves what to build: from options, else as the data folder was built last, else curated."""

from dataclasses import replace
from pathlib import Path

from graph.build.inputs import Plan
from graph.build.last_plan import last_plan
from graph.reading.files import curated_records
from graph.release.release import current_name
from ontology import Misuse, NotFound

__all__ = ["build_arguments", "plan", "plan_to_serve"]


def plan(data: Path, records: tuple[Path, ...], base: str = "") -> Plan:
    """Return what to build: the records that are named, else those of the last build, else ours.

    Raises `Misuse` for a base that is no address of a folder.
    """
    asked = None if records else last_plan(data)
    asked = asked or Plan(data, records or (curated_records(),))
    if not base:
        return asked
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise Misuse(f"--base {base}: give an address that begins with https:// and ends with /")
    return replace(asked, project=replace(asked.project, base=base))


def plan_to_serve(data: Path, records: tuple[Path, ...], base: str = "") -> Plan | None:
    """Return what to build before serving, or none where the release is to be served as it is.

    That is so where nothing says what it was built from, or its records are on another machine.
    """
    if not records and _has_release(data):
        known = last_plan(data)
        if known is None or not all(path.exists() for path in known.records):
            return None
    return plan(data, records, base)


def _has_release(data: Path) -> bool:
    try:
        return bool(current_name(data))
    except NotFound:
        return False


def build_arguments(plan: Plan) -> list[str]:
    """Return the arguments of the command that builds a data folder again by its last plan."""
    licence = ["--licence", plan.licence] if plan.licence else []
    return ["build", "--data", str(plan.data.resolve()), "--derived", plan.derived, *licence]
