"""Search index of a mirror: records with the values of their facets, read by `static/mirror.js`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.search import FACETS, ISSUES, LISTED, Value, numbers_of
from server.languages.current import gettext
from server.search.filters import facet_names
from server.web.site import site

__all__ = ["SearchRow", "written_index"]


class SearchRow(NamedTuple):
    """A record of the search: its address, the link to it, its title, its first sentence."""

    path: str
    link: str
    title: str
    gist: str


def written_index(rows: Sequence[SearchRow]) -> str:
    """Return the index as JavaScript: facets with values, records with the numbers of theirs.

    Values are numbered over all facets, in order. The newest records come first, as in lists.
    Complexity: linear in the records and their values.
    """
    paths = {number: site().address(iri) for number, iri in numbers_of(site().search.path)}
    ranks = {path: rank for rank, path in enumerate(paths.values())}
    values: dict[str, list[int]] = {row.path: [] for row in rows}
    facets = [*_facets(paths, values)]
    ordered = sorted(rows, key=lambda row: ranks.get(row.path, len(ranks)))
    records = [[*row[1:], values[row.path]] for row in ordered]
    return "".join(
        f"const {name} = {_script(value)};\n"
        for name, value in (("FACETS", facets), ("ISSUES", ISSUES), ("RECORDS", records))
    )


def _script(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/")


def _facets(paths: Mapping[int, str], found: Mapping[str, list[int]]) -> Iterator[list[object]]:
    """Yield each facet with values; add the numbers of these to what is found by its address."""
    labels, count = facet_names(), 0
    for name in FACETS:
        values = site().search.values.beginning(name, "")
        for value in values:
            for path in {paths[number] for number in value.documents} & found.keys():
                found[path].append(count)
            count += 1
        if values:
            shown = [[value.word, _label(name, value)] for value in values]
            yield [name, labels[name], name in LISTED, shown]


def _label(name: str, value: Value) -> str:
    label = site().called(value.value, value.label)
    return gettext(label) if name == "source" else label
