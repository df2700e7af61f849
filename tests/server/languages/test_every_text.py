"""Every text of a template passes the catalogue, as its source says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

TEMPLATES: Final = Path(__file__).parents[3] / "server" / "templates"
WORD: Final = re.compile(r"[^\W\d_]{2,}")
MESSAGE: Final = re.compile(r"\{% *trans\b.*?\{% *endtrans *%\}", re.DOTALL)
JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
CODE: Final = re.compile(r"<(script|style|code|pre|kbd)\b.*?</\1>", re.DOTALL)
NAMED: Final = re.compile(r'(?<![\w-])(?:aria-label|title|placeholder|alt)="([^"]*)"')
TAG: Final = re.compile(r"<[^>]*>|&\w+;")
NAMES: Final = frozenset(
    (
        *("actor/amazon", "ghost-work", "kenya"),
        *("BibTeX", "CSL-JSON", "CSV", "JSON", "PNG", "RDFC-1.0", "RIS", "SHA-256", "SVG"),
    )
)
"""Examples of addresses and names of formats, the same in each language."""
LATER: Final = ("contribute/form.html",)
"""One whose attributes look like texts."""
PAGES: Final = sorted(TEMPLATES.rglob("*.html"))


def texts(source: str) -> Iterator[str]:
    """Yield the words of a template that no message holds."""
    rest = MESSAGE.sub(" ", source)
    rest = CODE.sub("", JINJA.sub("\0", rest))
    for part in (*NAMED.findall(rest), *TAG.sub("\n", rest).split("\n")):
        yield from (text.strip() for text in part.split("\0") if WORD.search(text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_has_no_text_outside_of_messages(path: Path) -> None:
    if str(path.relative_to(TEMPLATES)).startswith(LATER):
        return
    found = [text for text in texts(path.read_text(encoding="utf-8")) if text not in NAMES]
    assert found == []
