"""Commands of kept releases: what `release prune`, `release pin` and `build --keep` do."""

from pathlib import Path

from click.testing import CliRunner, Result

from graph.release.kept import kept_names
from scripts.command import main
from tests.conftest import SMALL


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_a_build_with_a_rule_removes_what_it_does_not_keep(tmp_path: Path) -> None:
    record, data = tmp_path / "small.yaml", tmp_path / "data"
    names = []
    for name in ("First", "Second"):
        record.write_text(SMALL.format(slug="an-actor", name=name), encoding="utf-8")
        options = ["--data", str(data), "--records", str(record), "--formats", "nt"]
        result = run("build", *options, "--keep", "newest=2")
        names.append(Path(result.stdout.strip()).name)
    assert kept_names(data) == sorted(names)
    dry = run("release", "prune", "--data", str(data), "--keep", "newest=1", "--dry-run")
    assert dry.stdout.split() == names[:1]
    assert run("release", "pin", names[0], "--data", str(data)).stdout == f"{names[0]}: kept\n"
    assert run("release", "prune", "--data", str(data), "--keep", "newest=1").stdout == ""
    run("release", "pin", names[0], "--data", str(data), "--undo")
    again = run("build", *options, "--keep", "newest=1")
    assert f"removed release {names[0]}" in again.stderr
    assert kept_names(data) == names[1:]


def test_prune_asks_for_a_rule(tmp_path: Path) -> None:
    result = run("release", "prune", "--data", str(tmp_path))
    assert (result.exit_code, "give a rule" in result.stderr) == (2, True)
