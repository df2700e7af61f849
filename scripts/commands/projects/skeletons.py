"""Template folders: copies the files of one, with names and words put in."""

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Final

from graph.files import write_text

__all__ = ["constants_of", "fill", "quoted"]

RENAMED: Final = {"gitignore": ".gitignore"}
"""Files that tools would take for their own under the name that they get."""
NAMED: Final = "NAME"
"""The part of a file's name for which a name is put in."""
UNFILLED: Final = ".in"
"""The end of names of templates of programs, which no tool can read before they are filled."""


def fill(template: Path, folder: Path, words: Mapping[str, str], name: str = "") -> list[Path]:
    """Write the files of a template below a folder, and return them, sorted.

    `words` take the place of `$word` in texts, `name` that of NAME in names of files.
    Raises `OSError` as the disk does.
    """
    written = []
    for path in sorted(one for one in template.rglob("*") if one.is_file()):
        inside = path.relative_to(template)
        known = RENAMED.get(path.name, path.name).replace(NAMED, name).removesuffix(UNFILLED)
        target = folder / inside.parent / known
        target.parent.mkdir(parents=True, exist_ok=True)
        write_text(target, Template(path.read_text(encoding="utf-8")).safe_substitute(words))
        written.append(target)
    return written


def constants_of(module: Path) -> dict[str, str]:
    """Return the texts that a module gives names, such as TITLE; none of one that is not there.

    A module that cannot be parsed gives none, and is run by nobody here.
    """
    try:
        body = ast.parse(module.read_text(encoding="utf-8")).body
    except (OSError, SyntaxError, ValueError):
        return {}
    return {
        target.id: one.value.value
        for one in body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant)
        if isinstance(one.value.value, str)
        for target in one.targets
        if isinstance(target, ast.Name)
    }


def quoted(text: str) -> str:
    r"""Return a text as it is within quotes of TOML.

    >>> quoted('Water "and" AI')
    'Water \\"and\\" AI'
    """
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
