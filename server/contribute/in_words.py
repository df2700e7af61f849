"""Verbalisation of a suggestion: its records with labels of fields and values, not their names."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any, Final, NamedTuple

from graph.importing.records import address
from server.contribute.drafts import classes_of, type_of
from server.contribute.form_language import input_in_language
from server.contribute.inputs import Input, inputs_of
from server.contribute.offers import TYPES, WHAT_KIND
from server.contribute.references import title_of
from server.languages.current import gettext, ngettext, translated
from server.languages.current import gettext_noop as _
from server.web.site import Site

__all__ = ["Shown", "in_words"]

KINDS: Final = {
    "issue": _("Issue"),
    "actor": _("Actor"),
    "system": _("AI system"),
    "worker-group": _("Worker group"),
    "source": _("Source"),
    "place": _("Place"),
    "organising": _("Organising"),
    "proceeding": _("Proceeding"),
}
OTHERS: Final = {"source": _("Source"), "notStated": _("Not known"), "kind": _("Kind")}
"""Fields that a form fills in without an input."""
HEADED: Final = ("id", "title", "name")
"""Fields of a new record that its heading shows."""
MOST: Final = 20
"""The most records that are shown in words; a table may have hundreds."""
Leaves = dict[tuple[str, ...], tuple[str, list[str]]]
"""Labels and values by the path of names that leads to them."""
FEW: Final = 3
"""From this number of values on, those that stay as they are become an ellipsis."""


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

    Records that were only named come last. Every value that a person chose or wrote is in a row or
    a heading. Complexity: linear in the fields, and one query for each record that they name.
    """
    entries = sorted(content.get("entries", ()), key=_rank)[:MOST]
    words = _Words(site, content.get("entries", ()))
    shown = [words.of_new(entry) for entry in entries]
    if content.get("changes"):
        inputs = _inputs(record, content.get("type", ""))
        before = words.leaves(_stated(content.get("before", {})), inputs)
        after = words.leaves(_stated(content["changes"]), inputs)
        shown.insert(0, Shown(words.heading(record), False, _rows(before, after)))
    if left := len(content.get("entries", ())) - len(entries):
        shown.append(Shown(ngettext("%(n)s more record", "%(n)s more records", left), True, []))
    if notes := _notes(content):
        shown.append(Shown(gettext("For the reviewer"), True, notes))
    return shown


def _notes(content: Mapping[str, Any]) -> list[Row]:
    """Return what was written for the reviewer, and not for the graph."""
    labels = {"remark": gettext("Note"), "mail": gettext("Mail address")}
    return [Row(label, "", content[name]) for name, label in labels.items() if content.get(name)]


def _rank(entry: Mapping[str, Any]) -> tuple[bool, bool]:
    """Order records: first those that a form is about, then sources, then those only named."""
    is_only_named = not entry.keys() - {"id", "type", "name", "source", "kind"}
    return is_only_named, type_of(entry) == "Source"


def _inputs(record: str, class_: str) -> Sequence[Input]:
    """Return the inputs of a record by its class, or of all classes of its kind."""
    classes = (class_,) if class_ else classes_of(record.partition("/")[0])
    return [*{one.name: one for one in chain(*map(inputs_of, classes))}.values()]


def _stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None}


def _rows(before: Leaves, after: Leaves) -> list[Row]:
    nothing: tuple[str, list[str]] = ("", [])
    rows = []
    for path in [*before, *(path for path in after if path not in before)]:
        (label, old), (new_label, new) = before.get(path, nothing), after.get(path, nothing)
        if old != new:
            kept = {*old} & {*new}
            rows.append(Row(new_label or label, _changed(old, kept), _changed(new, kept)))
    return rows


def _changed(values: Sequence[str], kept: AbstractSet[str]) -> str:
    """Return values in words, those that are kept by an ellipsis where they are many."""
    if len(kept) < FEW:
        return ", ".join(values)
    return ", ".join(["…", *(value for value in values if value not in kept)])


class _Words:
    """Labels of fields and values; records that the suggestion proposes are known by its titles."""

    def __init__(self, site: Site, entries: Sequence[Mapping[str, Any]]) -> None:
        self.site = site
        self.new = {
            address(dict(entry)): str(entry.get("title") or entry.get("name") or "")
            for entry in entries
        }
        sources = [name for name in self.new if name.startswith("source/")]
        self.only_source = sources[0].partition("/")[2] if len(sources) == 1 else ""

    def heading(self, record: str) -> str:
        kind = record.partition("/")[0]
        return f"{translated(KINDS.get(kind, kind))}: {self._named(record)}"

    def of_new(self, entry: Mapping[str, Any]) -> Shown:
        """Return a new record: a row for each field, and one for each part.

        The only source of the suggestion is shown as a record, and not again in each row.
        """
        class_ = type_of(entry)
        known = self._known(inputs_of(class_))
        kind = (
            [Row(translated(WHAT_KIND), "", translated(TYPES[class_]))] if class_ in TYPES else []
        )
        rows = [
            Row(label, "", value)
            for name, values in entry.items()
            if name not in (*HEADED, "type")
            if (name, values) != ("source", self.only_source)
            for label, value in self._whole(name, known, values)
        ]
        return Shown(self.heading(address(dict(entry))), True, [*kind, *rows])

    def _whole(
        self, name: str, known: Mapping[str, Input], value: Any
    ) -> Iterator[tuple[str, str]]:
        """Yield a field of a new record as one row, its parts as one row each."""
        one = known.get(name)
        if not (one and one.kind == "part" and isinstance(value, Mapping)):
            yield self._label(name, one), ", ".join(self._values(name, known, value))
            return
        for number, part in enumerate(value.values(), start=1):
            inner = self._known(one.inputs)
            texts = [
                f"{label}{'' if label.endswith('?') else ':'} {text}"
                for field, each in part.items()
                if (field, each) != ("source", self.only_source)
                for label, text in self._whole(field, inner, each)
            ]
            yield f"{one.label} {number}" if len(value) > 1 else one.label, "; ".join(texts)

    def leaves(self, entry: Mapping[str, Any], inputs: Sequence[Input]) -> Leaves:
        return dict(self._leaves(entry, inputs, (), ""))

    def _leaves(
        self, entry: Mapping[str, Any], inputs: Sequence[Input], path: tuple[str, ...], above: str
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, list[str]]]]:
        known = self._known(inputs)
        for name, value in entry.items():
            one, here = known.get(name), (*path, name)
            label = above + self._label(name, one)
            if one and one.kind == "part" and isinstance(value, Mapping):
                for number, (key, part) in enumerate(value.items(), start=1):
                    yield from self._leaves(part, one.inputs, (*here, key), f"{label} {number}: ")
            elif name not in ("id", "type"):
                yield here, (label, self._values(name, known, value))

    def _known(self, inputs: Sequence[Input]) -> dict[str, Input]:
        return {one.name: input_in_language(one) for one in inputs}

    def _label(self, name: str, one: Input | None) -> str:
        return one.label if one else translated(OTHERS.get(name, name))

    def _values(self, name: str, known: Mapping[str, Input], value: Any) -> list[str]:
        values = value if isinstance(value, list) else [value]
        return [self._value(name, known, each) for each in values]

    def _value(self, name: str, known: Mapping[str, Input], value: Any) -> str:
        one = known.get(name)
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
