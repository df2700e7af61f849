"""The icons of kinds: one shape for each, the same in pages, files and scripts."""

import re
from importlib.resources import files

from server.drawing.marks import COLOURS, MARKS, PATHS

STATIC = files("server") / "static"
STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
SAVING = (STATIC / "explorer" / "saving.js").read_text(encoding="utf-8")


def test_every_kind_has_an_icon_of_its_own() -> None:
    assert len({*MARKS.values()}) == len(MARKS)
    assert len({PATHS[mark] for mark in MARKS.values()}) == len(MARKS)
    assert PATHS.keys() == COLOURS.keys()


def test_the_files_have_the_colours_of_the_pages() -> None:
    light = STYLE.partition("@media")[0]
    variables = dict(re.findall(r"--([a-z]+): ([^;]+);", light))
    other = {name: value[6:-1] for name, value in variables.items() if value.startswith("var(--")}
    assert {mark: variables[other.get(mark, mark)] for mark in COLOURS} == COLOURS


def test_every_icon_is_in_the_style_sheet_and_in_the_pictures_of_scripts() -> None:
    assert {mark for mark in PATHS if f".is-{mark} {{" not in STYLE} == set()
    assert {mark for mark, path in PATHS.items() if f'{mark}: "{path}"' not in SAVING} == set()
