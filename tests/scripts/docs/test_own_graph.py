"""The path of a new user, `docs/own-graph.md`, can be walked as it is written."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner

from scripts.command import main
from scripts.commands.projects.project_questions import BASE_CHANGES
from tests.terminal import answered

ROOT: Final = Path(__file__).parents[3]
TEXT: Final = (ROOT / "docs" / "own-graph.md").read_text(encoding="utf-8")
BLOCK: Final = re.compile(r"(?:(Write|Add to) `\./([^`]+)`:)?\n\n((?:    .*\n|\n(?=    ))+)")
"""A block of the page: with the file that it is written to, else commands or an example."""


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield how a block is written (or nothing), to which file, and its text."""
    for how, name, block in BLOCK.findall(text):
        yield how, name, re.sub(r"^    ", "", block, flags=re.MULTILINE)


def lines(block: str) -> list[str]:
    """Return the lines of a block, with those joined that go on."""
    return block.replace("\\\n", " ").splitlines()


def commands(block: str) -> Iterator[list[str]]:
    """Yield the commands of ours in a block, as a shell splits them."""
    for line in lines(block):
        if line.startswith("justicegraph "):
            yield shlex.split(line, comments=True)[1:]


def test_each_command_of_the_page_is_one_of_ours_with_options_that_it_has() -> None:
    wrong = []
    for *_, block in blocks(TEXT):
        for name, *arguments in commands(block):
            command = main.get_command(click.Context(main), name)
            assert command is not None, name
            if isinstance(command, click.Group):
                usual = "project" if name == "new" else "table"
                word = arguments[0] if arguments[0] in command.commands else usual
                command = command.commands.get(word, command)
            known = {option for one in command.params for option in one.opts}
            given = {one.partition("=")[0] for one in arguments if one.startswith("--")}
            wrong += [f"{name} {option}" for option in given - known]
    assert wrong == []


def test_prompt_guide_and_project_file_say_the_same_of_a_base_that_changes() -> None:
    skeleton = ROOT / "scripts/commands/projects/skeleton/justicegraph.toml"
    file = " ".join(skeleton.read_text(encoding="utf-8").replace("\n# ", " ").split())
    assert (BASE_CHANGES in " ".join(TEXT.split()), BASE_CHANGES in file) == (True, True)


def test_the_guide_lists_the_questions_of_a_new_project_in_their_order() -> None:
    (listed,) = re.findall(r"It asks for (.*?)\.", TEXT.replace("\n", " "))
    names = ["title", "description", "publisher", "contact", "base", "colour", "logo", "foot"]
    places = [listed.index(name) for name in names]
    assert places == sorted(places)


def test_each_block_of_the_table_of_templates_is_there() -> None:
    rows = re.findall(r"^\| (`[\w.`, ]+).*? \|.*\| (`.*) \|$", TEXT, flags=re.MULTILINE)
    assert len(rows) == 4
    missing = []
    for names, named in rows:
        for name in re.findall(r"[\w-]+\.html", names):
            text = (ROOT / "server" / "templates" / name).read_text(encoding="utf-8")
            blocks_ = re.findall(r"`([a-z_]+)`", named)
            missing += [(name, one) for one in blocks_ if f"{{% block {one} %}}" not in text]
    assert missing == []
    base = (ROOT / "server" / "templates" / "base.html").read_text(encoding="utf-8")
    assert ('class="colophon"' in base, 'class="masthead"' in base) == (True, True)


def test_the_options_of_a_new_project_fill_the_project_file_so_that_nothing_is_left_to_edit(
    tmp_path: Path,
) -> None:
    first = next(one for one in scripted() if one[0] == "new")
    assert CliRunner().invoke(main, ["new", str(tmp_path / "a"), *first[2:]]).exit_code == 0
    project = tomllib.loads((tmp_path / "a" / "justicegraph.toml").read_text(encoding="utf-8"))
    assert {name for name, value in project.items() if value == ""} == set()
    assert (project["publisher"], project["contact"]) == ("Lake Watch", "desk@water.example")


def test_each_file_that_the_page_adds_to_is_there_in_a_new_project(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "water")]).exit_code == 0
    named = [(how, name) for how, name, _ in blocks(TEXT) if how]
    assert len(named) == 3
    assert [(how, name) for how, name in named if (tmp_path / "water" / name).exists()] == [
        one for one in named if one[0] == "Add to"
    ]
    folders = re.findall(r"^\| (`[^|]+) \|", TEXT.partition("## The folder")[2], re.MULTILINE)
    listed = {name for row in folders[:11] for name in re.findall(r"`([\w./]+)`", row)}
    made = {
        f"{one.name}/" if one.is_dir() else one.name
        for one in (tmp_path / "water").iterdir()
        if not one.name.startswith(".")
    }
    assert made - listed == set()


def run(folder: Path, *arguments: str) -> str:
    kept = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "scripts.start", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def scripted() -> list[list[str]]:
    """Return the commands that say by options what the others ask."""
    text = TEXT[TEXT.index("**Without questions.**") :].partition("\n**Tables.**")[0]
    return [one for *_, block in blocks(text) for one in commands(block)]


def write_table(path: Path) -> None:
    header = ["What went wrong", "When", "Where", "Who ran it", "What was lost", "Litres a day"]
    rows = (
        ["Mary Roe was cut off from a well", "2 May 2024", "Spain", "Lake Chips", "tap", "1200"],
        ["A pump was turned off by a model", "2024", "Kenya", "Orbex", "tap", "800"],
        ["A garden was left dry", "2023", "Kenya", "Orbex", "harvest", ""],
    )
    path.write_text("\n".join(map(",".join, (header, *rows))) + "\n", encoding="utf-8")


ANSWERS: Final = {
    "new": {
        "Title": "Water and AI",
        "publishes": "Lake Watch",
        "Contact": "desk@water.example",
        "Base": "https://water.example/",
        "Colour": "#0b5d3b",
        "foot": "Kept by the lake.",
    },
    "issue": {
        "What happened": "A village well fell dry",
        "source": "https://example.org/wells",
        "Year": "2025",
        "Country": "Spain",
        "Impact": "Well dried",
        "means": "No water.",
        "made it": "Lake Data Centres",
    },
    "import": {"Change one": "What was lost = impact"},
}
"""What somebody answers to questions; elsewhere, Enter."""


@pytest.mark.long  # a mirror of some thousand addresses
def test_the_page_leads_from_nothing_to_a_site_and_its_mirror(tmp_path: Path) -> None:
    folder, checkout = tmp_path / "water", tmp_path / "checkout"
    checkout.mkdir()
    write_table(tmp_path / "wells.csv")
    walk = TEXT.partition("## More on the first steps")[0]
    for *_, block in blocks(walk):
        for line in lines(block):
            at = folder if folder.exists() else checkout
            if line.startswith("echo "):
                subprocess.run(["/bin/sh", "-c", line], check=True, cwd=at)
            for one in commands(line):
                answers = ANSWERS.get(one[1] if one[1:2] == ["issue"] else one[0])
                if answers:
                    code, said = answered(at, answers, *one)
                    assert code == 0, said
                elif one[0] != "serve":
                    run(at, *(["build"] if one[0] == "mirror" else []))
                    run(at, *one)
    assert run(folder, "validate") == "0 violations, 0 warnings, 0 infos\n"
    public = folder / "public"
    assert "Well dried" in (public / "concept/impact/well-dried.html").read_text(encoding="utf-8")
    assert "Harvest" in (public / "concept/impact/harvest.html").read_text(encoding="utf-8")
    assert (public / "id/issue/a-village-well-fell-dry.ttl").is_file()
    table = (public / "static" / "records.js").read_text(encoding="utf-8")
    assert ("A garden was left dry" in table, "Mary" in table) == (True, False)
    assert "font-family: Georgia" in (public / "static/own/style.css").read_text(encoding="utf-8")
    home = (public / "index.html").read_text(encoding="utf-8")
    assert 'href="without-server.html#ask">SPARQL' in home
    assert "<p>Kept by the lake.</p>" in home
    assert "--issue: #0b5d3b" in (public / "static/own/colours.css").read_text(encoding="utf-8")


@pytest.mark.long  # ten commands, each in a process of its own
def test_options_say_what_is_asked_on_a_terminal(tmp_path: Path) -> None:
    folder, checkout = tmp_path / "water", tmp_path / "checkout"
    checkout.mkdir()
    write_table(tmp_path / "wells.csv")
    for one in scripted():
        run(folder if folder.exists() else checkout, *one)
    towns = TEXT[TEXT.index("### Towns") :].partition("## Sources that are fetched")[0]
    for how, name, block in blocks(towns):
        if how:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{block}")
        for one in [] if how else commands(block):
            run(folder, *one)
    assert run(folder, "validate") == "0 violations, 0 warnings, 0 infos\n"
    field = (folder / "ontology" / "wells.ttl").read_text(encoding="utf-8")
    assert "own:litresADay a owl:DatatypeProperty" in field
