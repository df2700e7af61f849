"""Bundling the front-end parts at install time, with tools that stand in for npm and Node.js."""

import os
import shutil
from pathlib import Path

import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from server.parts.bundling import BUNDLED, NODE, SOURCES, BundlingHook, bundle, is_fresh

PARTS = Path(__file__).parents[3] / "server" / "parts"
NPM = "#!/bin/sh\necho $1 >> {log}\n"
NODE_JS = "#!/bin/sh\nmkdir $2 && echo made > $2/sigma-A.js\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "server" / "parts"
    for source in (path for pattern in SOURCES for path in PARTS.glob(pattern)):
        target = folder / source.relative_to(PARTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return tmp_path


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **tools: str) -> None:
    tools_folder = tmp_path / "bin"
    tools_folder.mkdir()
    for name, text in tools.items():
        (tools_folder / name).write_text(text, encoding="utf-8")
        (tools_folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools_folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def hook(root: Path) -> BundlingHook:
    metadata = ProjectMetadata(str(root), PluginManager(), {"project": {"name": "a"}})
    return BundlingHook(str(root), {}, None, metadata, str(root / "dist"), "wheel")


def test_it_is_done_once_for_each_state_of_the_sources(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    install(tmp_path, monkeypatch, npm=NPM.format(log=log), node=NODE_JS)
    parts = root / "server" / "parts"
    for _ in range(2):
        hook(root).initialize("standard", {})
    assert (log.read_text(), is_fresh(parts)) == ("ci\n", True)
    (parts / "entries" / "sigma.js").write_text("export {};\n", encoding="utf-8")
    assert not is_fresh(parts)
    hook(root).initialize("editable", {})
    assert (log.read_text(), is_fresh(parts)) == ("ci\nci\n", True)
    assert (parts / BUNDLED / "sigma-A.js").read_text() == "made\n"


def test_an_install_without_a_registry_goes_on_and_says_so(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    install(tmp_path, monkeypatch, npm="#!/bin/sh\nexit 1\n", node=NODE_JS)
    hook(root).initialize("standard", {})
    assert "no front-end parts, pages work without them" in "".join(capfd.readouterr())
    assert not (root / "server" / "parts" / BUNDLED).exists()


def test_what_was_bundled_stays_where_it_cannot_be_done_anew(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, npm=NPM.format(log=tmp_path / "log"), node=NODE_JS)
    parts = root / "server" / "parts"
    bundle(parts)
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (parts / "package.json").write_text("{}", encoding="utf-8")
    hook(root).initialize("standard", {})
    assert sorted(path.name for path in (parts / BUNDLED).iterdir()) == ["made-from", "sigma-A.js"]
    assert [path.name for path in parts.glob(".bundling-*")] == []


def test_a_machine_without_node_is_given_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert hook(root).dependencies() == [NODE]


def test_a_machine_with_node_uses_its_own(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, npm="#!/bin/sh\n", node=NODE_JS)
    assert hook(root).dependencies() == []
