"""Texts in scripts come from the catalogue: their sources have none, pages give them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient

STATIC: Final = Path(__file__).parents[3] / "server" / "static"
SCRIPTS: Final = sorted(STATIC.rglob("*.js"))
COMMENT: Final = re.compile(r"(?m)(?:^|\s)//.*$")
STRING: Final = re.compile(r'"([^"\\\n]*)"|`([^`]*)`')
SLOT: Final = re.compile(r"\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
PROSE: Final = re.compile(r"(?<![\w.#?:@-])[A-Z][a-z]+\b(?! ?[:=(])|\b[a-z]{2,} [a-z]{2,}\b")
"""A word with a capital, or two words in a row."""
CODE: Final = re.compile(r"[{}<>=\[\]#:/@]|^\.|, sans-serif")
"""Marks of selectors, of queries, of elements and of media."""
NAMES: Final = frozenset(
    (
        *("Accept", "Content-Type", "Enter", "Escape", "Delete", "NamedNode", "AbortError", "Tab"),
        *("ArrowDown", "ArrowUp", "DOMContentLoaded", "Shift-Tab", "chosen beside apart"),
        *("Ctrl-Enter", "Cmd-Enter", "bars is-issue", "is-place map", "panels is-issue"),
        "tick end",
    )
)
"""Names of keys, headers, events and classes."""
SAID: Final = re.compile(r'\bsay\((?:"([\w-]+)"|\w+ \? "([\w-]+)" : "([\w-]+)")')


def texts(source: str) -> Iterator[str]:
    """Yield the strings of a script that look like prose."""
    for match in STRING.finditer(COMMENT.sub("", source)):
        text = SLOT.sub("", match[1] or match[2] or "")
        if PROSE.search(text) and not CODE.search(text) and text not in NAMES:
            yield text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_script_has_no_text_of_its_own(path: Path) -> None:
    assert [*texts(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("address", "folder"), [("/explore?most=20", "explorer"), ("/sparql", "query")]
)
def test_a_page_gives_its_scripts_each_text_that_they_name(
    client: FlaskClient, address: str, folder: str
) -> None:
    page = client.get(f"/es{address}", headers={"Accept": "text/html"}).text
    given = json.loads(page.partition('id="words">')[2].partition("</script>")[0])
    scripts = (path.read_text(encoding="utf-8") for path in (STATIC / folder).glob("*.js"))
    named = {name for text in scripts for found in SAID.findall(text) for name in found if name}
    assert named <= given.keys()
    assert given["locale"] == "es-419"


def test_texts_on_elements_are_those_of_the_language(client: FlaskClient) -> None:
    page = client.get("/es/places", headers={"Accept": "text/html"}).text
    assert 'data-some="Sugerencias: {n}. Use las teclas de flecha."' in page
    assert 'data-copied="Copiado"' in page
