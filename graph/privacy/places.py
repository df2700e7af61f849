"""Places: which of our place records a source means by a name or a code."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from graph.reading.yaml_ld import Node, documents

__all__ = ["place", "place_names"]

CODE: Final = 3


def place(name: str) -> str:
    """Return the id of a country, region or bloc, or nothing where no record is meant for sure.

    Names, aliases and ISO 3166 codes of our records count, and what `places.tsv` adds, such as the
    states of the United States, which stand for the country that they lie in.

    >>> place("Kenya"), place("KE"), place("UK"), place("Atlantis")
    ('kenya', 'kenya', 'united-kingdom', '')
    """
    return _places().get(name.strip().casefold(), "")


def place_names() -> list[str]:
    """Return all names of places that are known, but for codes of two or three letters."""
    return [name for name in _places() if len(name) > CODE]


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, slug in (*_ours(), *_others()):
        found.setdefault(name.casefold(), slug)
    return found


def _ours() -> Iterator[tuple[str, str]]:
    with as_file(files("graph") / "records" / "place") as folder:
        for path in sorted(folder.glob("*.yaml")):
            for document in documents(path.read_text(encoding="utf-8"), path.name):
                if isinstance(document.value, dict):
                    yield from _names(document.value)


def _names(values: dict[str, Node]) -> Iterator[tuple[str, str]]:
    slug = str(values["id"].value)
    for field in ("name", "alias", "alpha2", "alpha3"):
        node = values.get(field, Node([], 0, 0))
        for item in node.value if isinstance(node.value, list) else [node]:
            yield str(item.value), slug


def _others() -> Iterator[tuple[str, str]]:
    with (
        as_file(files("graph.privacy") / "places.tsv") as path,
        path.open(encoding="utf-8") as file,
    ):
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["name"], row["place"]
