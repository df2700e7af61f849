"""The documentation names all that there is, and its generated parts are up to date."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from graph.release.release import Release
from ontology import Misuse, questions
from scripts.command import main
from scripts.docs.blocks import BLOCKS, DOCS, filled, renewed
from server import Settings, create_app

FILES = sorted(DOCS.rglob("*.md"))
ROOT = DOCS.parent
PAGES = [*FILES, *sorted(ROOT.glob("*.md"))]
NAMING = [path for path in PAGES if path.name != "CHANGELOG.md"]
"""The changelog names files as they were."""
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
PATH = re.compile(r"`((?:ontology|shapes|graph|server|scripts|tests|docs)/[\w./-]*(?:/|\.\w+))`")
STANDS_FOR_ANY = re.compile(r"\b(?:KIND|NAME|SLUG)\b")
RENEW = "run 'make docs' and commit what it changes"


def everything() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PAGES)


def test_every_generated_part_is_up_to_date() -> None:
    stale = [path.name for path, text in renewed(DOCS).items() if text != path.read_text("utf-8")]
    assert stale == [], RENEW


def test_every_block_has_its_place() -> None:
    text = everything()
    assert [name for name in BLOCKS if f"<!-- generated: {name} -->" not in text] == []


def test_an_unknown_block_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Misuse, match="there is no block 'x': use a"):
        filled("<!-- generated: x -->\n<!-- end -->", {"a": str})


def test_every_command_is_documented() -> None:
    text = everything()
    names = main.list_commands(click.Context(main))
    assert [name for name in names if f"`justicegraph {name}`" not in text] == []


def test_every_setting_is_documented() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    names = [one.name for one in fields(Settings) if one.name != "folder"]
    assert [name for name in names if f"| `{name}` |" not in text] == []


def test_every_question_is_documented() -> None:
    text = everything()
    assert [one.slug for one in questions() if f"`{one.slug}`" not in text] == []


def test_every_route_is_documented(release: Release) -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    app = create_app(Settings(release.folder.parent.parent))
    first = {rule.rule.split("<")[0] for rule in app.url_map.iter_rules()} - {"/static/"}
    assert [start for start in sorted(first) if f"`{start}" not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    broken = []
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings of a file."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def test_every_page_of_the_documentation_is_reached_from_its_index() -> None:
    reached, ahead = set[Path](), [DOCS / "index.md"]
    while ahead:
        page = ahead.pop()
        if page.suffix == ".md" and page.exists() and page not in reached:
            reached.add(page)
            links = LINK.findall(page.read_text(encoding="utf-8"))
            ahead += [(page.parent / target).resolve() for target, _ in links if target]
    assert [path.name for path in FILES if path not in reached] == []


@pytest.mark.parametrize("path", NAMING, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(path: Path) -> None:
    named = PATH.findall(path.read_text(encoding="utf-8"))
    real = [name for name in named if not STANDS_FOR_ANY.search(name)]
    assert [name for name in real if not (ROOT / name).exists()] == []
