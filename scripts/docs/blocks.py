"""Generated blocks of Markdown, each between two comments that name it.

A block begins after `<!-- generated: NAME -->` and ends before `<!-- end -->`. The rest of a file
is written by hand.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ontology import Misuse
from scripts.docs.data_model import classes, concept_classes, diagram
from scripts.docs.packages import packages
from scripts.docs.reference import commands, questions_table, routes, settings
from scripts.docs.tables import columns_of_tables

__all__ = ["BLOCKS", "DOCS", "filled", "renewed"]

DOCS: Final = Path(__file__).parents[2] / "docs"
BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "diagram": diagram,
    "classes": classes,
    "concept classes": concept_classes,
    "packages": packages,
    "commands": commands,
    "settings": settings,
    "questions": questions_table,
    "routes": routes,
    "tables": columns_of_tables,
}
"""For each name a function that returns its Markdown."""

BLOCK: Final = re.compile(r"(?<=<!-- generated: )([a-z ]+) -->\n.*?(?=<!-- end -->)", re.DOTALL)


def renewed(folder: Path) -> dict[Path, str]:
    """Return the text of each Markdown file of a folder that has generated blocks, up to date."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return {path: filled(text) for path, text in texts.items() if BLOCK.search(text)}


def filled(text: str, blocks: Mapping[str, Callable[[], str]] = BLOCKS) -> str:
    r"""Return a text with the content of its blocks replaced; raises `Misuse` for an unknown name.

    >>> filled("<!-- generated: a -->\nold\n<!-- end -->", {"a": lambda: "new"})
    '<!-- generated: a -->\n\nnew\n\n<!-- end -->'
    """

    def content(match: re.Match[str]) -> str:
        if match[1] not in blocks:
            raise Misuse(f"there is no block '{match[1]}': use {', '.join(sorted(blocks))}")
        return f"{match[1]} -->\n\n{blocks[match[1]]().strip()}\n\n"

    return BLOCK.sub(content, text)
