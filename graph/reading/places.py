"""Places: which of our place records a source means by a name or a code."""

import csv
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from graph.reading.yaml_ld import Node, documents

__all__ = ["countries", "place", "place_names"]

CODE: Final = 3
LONGEST_NAME: Final = 80
SILENT: Final = ".'\u2019\u02bc`"
FORMS: Final = frozenset(
    [
        "republic",
        "kingdom",
        "state",
        "commonwealth",
        "principality",
        "sultanate",
        "emirate",
        "duchy",
        "federation",
    ]
)


def place(name: str) -> str:
    """Return the id of a country, region or bloc, or nothing where no record is meant for sure.

    Names, aliases and ISO 3166 codes of our records count, and what `places.tsv` adds, such as the
    states of the United States, which stand for the country that they lie in. Where no name is the
    same, accents, dots, articles and forms of government may differ.

    >>> place("Kenya"), place("KE"), place("UK"), place("Atlantis")
    ('kenya', 'kenya', 'united-kingdom', '')
    >>> place("U.S.A."), place("The Gambia"), place("Republic of Kenya"), place("St Lucia")
    ('united-states', 'gambia', 'kenya', 'saint-lucia')
    """
    found = _places().get(name.strip().casefold())
    if found or len(name) > LONGEST_NAME:
        return found or ""
    words = _words(name)
    return _similar().get("".join(words)) or _similar().get("".join(_without_form(words)), "")


def place_names() -> list[str]:
    """Return all names of places that are known, but for codes of two or three letters."""
    return [name for name in _places() if len(name) > CODE]


def _words(name: str) -> list[str]:
    """Return the words of a name without accents, marks and articles."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    text = "".join(char for char in plain if not unicodedata.combining(char) and char not in SILENT)
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return ["saint" if word == "st" else word for word in words if word != "the"]


def _without_form(words: list[str]) -> list[str]:
    """Return the words of a name without its form of government, such as "Republic of".

    Of a democratic republic there may be another of the same name, so that no form is dropped.
    """
    place = words.index("of") if "of" in words else -1
    is_form = place > 0 and words[place - 1] in FORMS and "democratic" not in words[:place]
    return words[place + 1 :] if is_form else words


@cache
def _similar() -> dict[str, str]:
    """Return the places by the words of their names, where these mean one place alone."""
    of_words: dict[str, set[str]] = {}
    for name, slug in _places().items():
        of_words.setdefault("".join(_words(name)), set()).add(slug)
    return {words: slugs.pop() for words, slugs in of_words.items() if len(slugs) == 1}


def countries() -> dict[str, str]:
    """Return the names in lower case of all countries and territories, each with its id.

    >>> countries()["kenya"]
    'kenya'
    """
    return {name.casefold(): slug for name, slug in _ours(is_country=True) if len(name) > CODE}


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, slug in (*_ours(), *_others()):
        found.setdefault(name.casefold(), slug)
    return found


def _ours(*, is_country: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the names of our records of places; of those with a code alone, where asked."""
    with as_file(files("graph") / "records" / "place") as folder:
        for path in sorted(folder.glob("*.yaml")):
            for document in documents(path.read_text(encoding="utf-8"), path.name):
                values = document.value
                if isinstance(values, dict) and (not is_country or "alpha2" in values):
                    yield from _names(values)


def _names(values: dict[str, Node]) -> Iterator[tuple[str, str]]:
    slug = str(values["id"].value)
    for field in ("name", "alias", "alpha2", "alpha3"):
        node = values.get(field, Node([], 0, 0))
        for item in node.value if isinstance(node.value, list) else [node]:
            yield str(item.value), slug


def _others() -> Iterator[tuple[str, str]]:
    with (
        as_file(files("graph.reading") / "places.tsv") as path,
        path.open(encoding="utf-8") as file,
    ):
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["name"], row["place"]
