"""Verbalisation of a suggestion: its records with labels of fields and values, not their names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from graph.importing.records import address
from graph.rdf.quads import iri
from server.contribute.drafts import CLASSES, type_of
from server.contribute.form_language import input_in_language
from server.contribute.inputs import Input, inputs_of
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.web.site import Site

__all__ = ["Shown", "in_words", "title_of"]

KINDS: Final = {
    "issue": _("Issue"),
    "actor": _("Actor"),
    "system": _("AI system"),
    "worker-group": _("Worker group"),
    "source": _("Source"),
    "place": _("Place"),
}
OTHERS: Final = {"source": _("Source"), "notStated": _("Not known"), "kind": _("Kind")}
"""Fields that a form fills in without an input."""
MOST: Final = 20
"""The most records that are shown in words; a table may have hundreds."""
LABEL: Final = (
    "SELECT ?label WHERE {{ {record} <http://www.w3.org/2000/01/rdf-schema#label> ?label }} LIMIT 1"
)
Leaves = dict[tuple[str, ...], tuple[str, str]]
"""Labels and values by the path of names that leads to them."""


class Row(NamedTuple):
    """A field in words, before and after."""

    label: str
    before: str
    after: str


class Shown(NamedTuple):
    """A record in words: its heading, whether it is new, and what it states or changes."""

    heading: str
    is_new: bool
    rows: list[Row]


def in_words(content: Mapping[str, Any], record: str, site: Site) -> list[Shown]:
    """Return what a suggestion proposes in words: each new record, and the changes of one record.

    Complexity: linear in the fields, and one query for each record that they name.
    """
    words = _Words(site, content.get("entries", ())[:MOST])
    shown = [
        Shown(words.heading(address(entry)), True, _rows({}, words.leaves(entry)))
        for entry in content.get("entries", ())[:MOST]
    ]
    if content.get("changes"):
        class_ = CLASSES.get(record.partition("/")[0], ("",))[0]
        before = words.leaves({"type": class_, **_stated(content.get("before", {}))})
        after = words.leaves({"type": class_, **_stated(content["changes"])})
        shown.append(Shown(words.heading(record), False, _rows(before, after)))
    return shown


def title_of(record: str, site: Site) -> str:
    """Return the title of a record by its kind and slug, or these where it has none."""
    whole = f"{site.base}id/{record}"
    rows = site.engine.rows(LABEL.format(record=iri(whole)))
    return site.called(whole, next((row["label"].text for row in rows), record))


def _stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None and name != "type"}


def _rows(before: Leaves, after: Leaves) -> list[Row]:
    nothing = ("", "")
    return [
        Row(after.get(path, before.get(path, nothing))[0], before.get(path, nothing)[1], new)
        for path in [*before, *(path for path in after if path not in before)]
        if before.get(path) != after.get(path)
        for new in [after.get(path, nothing)[1]]
    ]


class _Words:
    """Labels of fields and values; records that the suggestion proposes are known by its titles."""

    def __init__(self, site: Site, entries: Sequence[Mapping[str, Any]]) -> None:
        self.site = site
        self.new = {
            address(dict(entry)): str(entry.get("title") or entry.get("name") or "")
            for entry in entries
        }

    def heading(self, record: str) -> str:
        kind = record.partition("/")[0]
        return f"{translated(KINDS.get(kind, kind))}: {self._named(record)}"

    def leaves(self, entry: Mapping[str, Any]) -> Leaves:
        class_ = type_of(entry)
        inputs = inputs_of(class_) if class_ else ()
        return dict(self._leaves(entry, inputs, (), ""))

    def _leaves(
        self, entry: Mapping[str, Any], inputs: Sequence[Input], path: tuple[str, ...], above: str
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
        known = {one.name: input_in_language(one) for one in inputs}
        for name, value in entry.items():
            one, here = known.get(name), (*path, name)
            if name in ("id", "type"):
                continue
            label = above + (one.label if one else translated(OTHERS.get(name, name)))
            if one and one.kind == "part" and isinstance(value, Mapping):
                for number, (key, part) in enumerate(value.items(), start=1):
                    yield from self._leaves(part, one.inputs, (*here, key), f"{label} {number}: ")
            else:
                values = value if isinstance(value, list) else [value]
                words = ", ".join(self._value(name, one, known, each) for each in values)
                yield here, (label, words)

    def _value(self, name: str, one: Input | None, known: Mapping[str, Input], value: Any) -> str:
        if isinstance(value, Mapping):
            return str(value.get("en") or next(iter(value.values()), ""))
        if name == "notStated":
            return known[value].label if value in known else str(value)
        if name == "source":
            return self._named(f"source/{value}")
        if one and one.kind == "record":
            return self._named(f"{one.target}/{value}")
        return dict(one.choices).get(value, str(value)) if one else str(value)

    def _named(self, record: str) -> str:
        return self.new.get(record) or title_of(record, self.site)
