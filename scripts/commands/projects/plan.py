"""Resolves what to build: from options, else as the data folder was built last, else curated."""

import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.build.inputs import Plan
from graph.build.last_plan import has_its_records, last_plan
from graph.reading.files import curated_records
from graph.release.release import current_name
from ontology import PROJECT_FILE, Misuse, NotFound, ProjectFolder, current_project

__all__ = ["build_arguments", "check_settings", "plan", "plan_to_serve", "project_settings"]


def plan(data: Path, records: tuple[Path, ...], base: str = "") -> Plan:
    """Return what to build, of the first that is there.

    These are: the records that are named, the project whose data folder this is, what the data
    folder was built from last, a project, the curated records.
    Raises `Misuse` for a base that is no address of a folder.
    """
    asked = _asked(data, records)
    if not base:
        return asked
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise Misuse(f"--base {base}: give an address that begins with https:// and ends with /")
    return replace(asked, project=replace(asked.project, base=base))


def _asked(data: Path, records: tuple[Path, ...]) -> Plan:
    project = current_project()
    own = _of_project(data, project) if project else None
    if records:
        return replace(own, records=records) if own else Plan(data, records)
    if own and project and data.resolve() == project.data.resolve():
        return own
    return last_plan(data) or own or Plan(data, (curated_records(),))


def _of_project(data: Path, project: ProjectFolder) -> Plan:
    return Plan(data, (project.records,), project.project, base_layer=project.base_layer)


def plan_to_serve(data: Path, records: tuple[Path, ...], base: str = "") -> Plan | None:
    """Return what to build before serving, or none where the release is to be served as it is.

    That is so where nothing says what it was built from, its records are on another machine, or
    the data folder cannot be written to.
    """
    if _has_release(data) and not os.access(data, os.W_OK):
        return None
    project = current_project()
    is_own = project is not None and data.resolve() == project.data.resolve()
    if not records and not is_own and _has_release(data):
        known = last_plan(data)
        if known is None or not has_its_records(data, known):
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
    formats = ["--formats", ",".join(plan.formats)] if plan.formats else []
    choices = ["--derived", plan.derived, *licence, *formats]
    return ["build", "--data", str(plan.data.resolve()), *choices]


def check_settings() -> None:
    """Raise `Misuse` for a setting in the project file that no server would take.

    The server is loaded where the file has any, so that other commands start fast.
    """
    project = current_project()
    if project and project.settings:
        try:
            import_module("server.web.settings").Settings.read({}, {}, defaults=project.settings)
        except Misuse as error:
            raise Misuse(f"{project.folder / PROJECT_FILE}: [settings]: {error}") from None


def project_settings() -> dict[str, Any]:
    """Return the settings of a server that the project file gives, or none without a project."""
    project = current_project()
    return project.server_settings if project else {}
