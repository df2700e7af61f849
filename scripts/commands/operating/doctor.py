"""The doctor command: health check of a data folder and of a running site, in words."""

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import urllib3
from tqdm import tqdm

from graph.release.release import Release, current_release
from graph.release.verification import ENGINE_FILES, wrong_files
from ontology import JusticeGraphError, Unavailable, current_project
from scripts.commands.projects.plan import project_settings
from server.web.settings import Settings

__all__ = ["doctor_command"]

Finding = tuple[bool, str]
"""Whether something is good, and a sentence about it."""

ROOM: Final = 3
"""A build needs the size of a release: its new files and what it works with, about three times."""
FILES: Final = 1024
PATIENCE: Final = 10.0
NOT_COMPARED: Final = f"but it and the indexes were not compared, as {ENGINE_FILES} is missing"


@click.command("doctor", epilog="Example: justicegraph doctor --site https://example.org/")
@click.option("--data", type=click.Path(path_type=Path), help="The folder of releases.")
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--site", "address", help="The address of a running server, to be checked as well.")
def doctor_command(data: Path | None, config: Path | None, address: str | None) -> None:
    """Check data folder, machine, settings and, if named, a running site.

    Each finding is a line that begins with "good" or "wrong". Exit code 1 if anything is wrong.
    """
    settings = Settings.read({"data": data}, file=config, defaults=project_settings())
    wrong = 0
    for is_good, sentence in _findings(settings, address):
        wrong += not is_good
        click.echo(f"{'good ' if is_good else 'wrong'}  {sentence}")
    if wrong:
        raise SystemExit(1)


def _findings(settings: Settings, address: str | None) -> Iterator[Finding]:
    try:
        release = current_release(settings.data)
    except JusticeGraphError as error:
        yield False, str(error)
    else:
        yield from _of_release(release)
        yield from _of_disk(release)
    yield from _of_limits(settings)
    yield from _of_settings(settings)
    if address:
        yield from _of_site(address.rstrip("/"))


def _of_release(release: Release) -> Iterator[Finding]:
    problems = [*tqdm(wrong_files(release, checksums=True), disable=None, desc="files")]
    for problem in problems:
        yield False, f"release {release.name}: {problem}: copy or build it again"
    count = len(release.manifest.get("files", {}))
    if not problems:
        yield True, f"release {release.name}: {count} files have their size and checksum"
    is_there = any(release.store.glob("*")) if release.store.is_dir() else False
    is_listed = (release.folder / ENGINE_FILES).is_file()
    found = "missing" if not is_there else "there" if is_listed else f"there, {NOT_COMPARED}"
    yield is_there, f"release {release.name}: its store is {found}"


def _of_disk(release: Release) -> Iterator[Finding]:
    free = shutil.disk_usage(release.folder).free
    needed = ROOM * sum(path.stat().st_size for path in release.folder.rglob("*") if path.is_file())
    yield free > needed, f"disk: {_size(free)} free; the next build needs about {_size(needed)}"
    folder = Path(tempfile.gettempdir())
    yield os.access(folder, os.W_OK), f"temporary files: {folder}"


def _of_limits(settings: Settings) -> Iterator[Finding]:
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted = max(FILES, settings.connections // settings.processes + 320)
    is_enough = files == resource.RLIM_INFINITY or files >= wanted
    yield is_enough, f"open files: at most {files}; {wanted} are needed (ulimit -n)"
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    queries = settings.slow * (settings.megabytes << 20)
    sentence = f"memory: {_size(memory)}; {settings.slow} slow queries may take {_size(queries)}"
    yield memory > queries, sentence


def _of_settings(settings: Settings) -> Iterator[Finding]:
    project = current_project()
    contact = settings.contact or (project.project.contact if project else "")
    yield bool(contact), f"contact: {contact or 'none, so nobody knows where to send corrections'}"
    is_public = settings.host not in ("127.0.0.1", "::1", "localhost")
    is_limited = bool(settings.rate) or not is_public
    yield is_limited, f"rate: {settings.rate or 'no limit of requests'}"
    yield True, f"proxies: {settings.proxies or 'none is believed'}"


def _of_site(address: str) -> Iterator[Finding]:
    """Ask a running site what monitoring and browsers would ask."""
    with urllib3.PoolManager(retries=False, timeout=PATIENCE) as pool:
        for path, wanted in (("/healthz", 200), ("/readyz", 200), ("/", 200), ("/none", 404)):
            yield _asked(pool, address + path, wanted)


def _asked(pool: urllib3.PoolManager, address: str, wanted: int) -> Finding:
    try:
        response = pool.request("GET", address, redirect=False)
    except (urllib3.exceptions.HTTPError, Unavailable) as error:
        return False, f"{address}: cannot be reached: {error}"
    status = response.status
    if 300 <= status < 400:
        return False, f"{address}: redirects to {response.headers.get('location', 'nowhere')}"
    return status == wanted, f"{address}: status {status}, expected {wanted}"


def _size(count: int) -> str:
    return f"{count / (1 << 30):.1f} GB"
