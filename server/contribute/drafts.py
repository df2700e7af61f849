"""Draft of a suggestion: the records and changes that a filled-in form proposes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph.desk.current_entry import current_entry
from graph.desk.differences import Changed, changes_between, differences
from graph.desk.gate import gate
from graph.importing.records import address
from graph.rdf.quads import iri
from graph.slugs import slug
from ontology import NotFound, local_name, own_classes, own_kinds, record_iri
from server.contribute.filling import Fields, read_entry
from server.contribute.inputs import Input, inputs_of
from server.contribute.normalising import headline
from server.contribute.references import Names, Resolver, Unresolved
from server.languages.current import gettext
from server.web.site import Site
from shapes import Mark, Problem, Severity

__all__ = ["CLASSES", "PARTS", "Draft", "classes_of", "correction", "new_record", "part"]

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "issue": ("Incident", "SystemicPractice", "Hazard"),
    "actor": ("Organization", "Person"),
    "system": ("AISystem",),
    "worker-group": ("WorkerGroup",),
    "source": ("Source",),
}
"""Our classes of a new record of each kind, the first of which is proposed."""
PARTS: Final = {"pay": ("worker-group", "pay"), "reply": ("issue", "response")}
"""The parts that can be added to a record, with the kind of record and its field."""
SOURCE: Final = "source."
KNOWN_SOURCE: Final = "SELECT ?s WHERE {{ ?s <https://schema.org/url> {url} ; a ?class }} LIMIT 1"
LONGEST: Final = 60
UNKNOWN: Final = re.compile(r"(?<=' is unknown)[.;]")
"""Divides a message of the gate into the name that is unknown, and what may be meant."""


@dataclass
class Draft:
    """A draft: the new records and the changes of one record that a form proposes.

    `before` and `after` are that record; `unresolved` are names that lead to no record, `alike`
    those of new records that are like names which the graph knows.
    """

    title: str
    record: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)
    alike: list[Unresolved] = field(default_factory=list)

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields of the record that change."""
        return changes_between(self.before, self.after)

    @property
    def differences(self) -> list[Changed]:
        """Return what changes field by field, in new records all that they state."""
        new = [
            Changed(f"{address(entry)} {name}", before, after)
            for entry in self.entries
            for name, before, after in differences({}, entry)
        ]
        return [*new, *differences(self.before, self.after)]

    @property
    def content(self) -> dict[str, Any]:
        """Return what the desk keeps."""
        changes = self.changes
        before = {name: self.before.get(name) for name in changes}
        kept = {"entries": self.entries, "before": before, "changes": changes}
        return {**kept, "type": type_of(self.before)} if changes else kept

    def problems(self, site: Site) -> list[Problem]:
        """Return what the gate finds in the proposed records, and names that lead nowhere."""
        entries = [*self.entries, *([self.after] if self.changes else [])]
        lost = self.problems_of_names()
        if not entries:
            return [*lost, Problem(Severity.VIOLATION, gettext("nothing was changed"), "")]
        return self.with_names(lost, gate(entries, site.engine, site.base))

    def problems_of_names(self) -> list[Problem]:
        """Return the names that lead nowhere, and new names that are like known ones."""
        lost = [
            Problem(Severity.VIOLATION, f"{_lost(one)}{_near(one)}", "", Mark(one.kind))
            for one in self.unresolved
        ]
        return lost + [
            Problem(
                Severity.WARNING,
                gettext("'%(name)s' is proposed as new", name=one.name)
                + _near(one)
                + gettext(" Then write that name."),
                "",
            )
            for one in self.alike
        ]

    def with_names(self, lost: list[Problem], problems: list[Problem]) -> list[Problem]:
        """Return all problems; of a name that leads nowhere, the words in place of the gate's."""
        words = {f"'{slug(one.name)}' is unknown": one for one in self.unresolved}
        found: list[Problem] = []
        for problem in problems:
            known = words.get(UNKNOWN.split(problem.message)[0])
            if known:
                message = f"{_lost(known)}{_near(known)}"
                lost = [each for each in lost if each.message != message]
                problem = replace(problem, message=message)
            found.append(problem)
        return [*lost, *found]


def _lost(one: Unresolved) -> str:
    """Return the words for a name that leads nowhere; for a place, what to write in its stead."""
    if one.kind == "place":
        return gettext("'%(name)s' is not a place that we know: write the country", name=one.name)
    return gettext("'%(name)s' is not in the graph", name=one.name)


def _near(one: Unresolved) -> str:
    return gettext("; did you mean %(names)s?", names=", ".join(one.near)) if one.near else ""


def classes_of(kind: str) -> tuple[str, ...]:
    """Return the classes of a new record of a kind: ours, then those of the project.

    Of a kind that only the project has, the broadest comes first.

    >>> classes_of("actor"), classes_of("nothing")
    (('Organization', 'Person'), ())
    """
    top = own_kinds().get(kind, "")
    own = sorted((one != top, one) for one, its_kind in own_classes().items() if its_kind == kind)
    is_known = kind in CLASSES or top
    return (*CLASSES.get(kind, ()), *(local_name(one) for _, one in own if is_known))


def new_record(kind: str, fields: Fields, site: Site) -> Draft:
    """Return the draft of a new record, with the source that it rests on."""
    class_ = fields.get("type", "")
    class_ = class_ if class_ in classes_of(kind) else classes_of(kind)[0]
    source, entries = _source(fields, site)
    resolver, inputs = Resolver(site, source), inputs_of(class_)
    if kind == "source":
        return _draft(entries[-1].get("title", "") if entries else "", entries, resolver)
    entry = read_entry(fields, inputs)
    if kind == "issue" and entry.get("summary") and not entry.get("title"):
        entry = {"title": headline(str(entry["summary"])), **entry}
    title = str(entry.get("title") or entry.get("name") or "")
    entry = {"id": _free(kind, title, site), "type": class_, **_sourced(entry, inputs, source)}
    if source:
        entry["source"] = source
    return _draft(title, [*entries, resolver.resolve(entry, inputs)], resolver)


def correction(name: str, entry: Mapping[str, Any], fields: Fields, site: Site) -> Draft:
    """Return the draft of a corrected record; `entry` has its fields as they are now."""
    source, entries = _source(fields, site)
    before = dict(entry)
    resolver, inputs = Resolver(site, source), inputs_of(type_of(before))
    after = read_entry(Names(before, inputs, site).read(fields), inputs, before=before)
    if source:
        after["source"] = _with(after.get("source"), source)
    after = _sourced(after, inputs, source or _first(after), before)
    after = resolver.resolve(after, inputs)
    title = str(after.get("title") or after.get("name") or name)
    draft = _draft(_english(title, after), entries, resolver)
    draft.record, draft.before, draft.after = name, before, after
    return draft


def part(what: str, fields: Fields, site: Site) -> Draft:
    """Return the draft of a record with one more part, such as a figure of pay or a reply."""
    kind, name = PARTS[what]
    source, entries = _source(fields, site)
    resolver = Resolver(site, "")
    wanted = fields.get("record", "").strip().rpartition("/")[2]
    id_ = resolver.resolve({"r": wanted}, [Input("r", "", "", "record", target=kind)])["r"]
    if not wanted or resolver.unresolved:
        return _draft("", entries, resolver)
    try:
        before = dict(current_entry(site.settings.data, f"{kind}/{id_}").entry)
    except NotFound:
        return Draft("", entries=entries, unresolved=[Unresolved(wanted, ())])
    resolver, inputs = Resolver(site, source), inputs_of(type_of(before))
    (one,) = [each for each in inputs if each.name == name]
    added = read_entry(fields, [one]).get(name, {})
    parts = _sourced({name: {**before.get(name, {}), **added}}, [one], source, before)
    after = resolver.resolve({**before, **(parts if added else {})}, inputs)
    title = str(before.get("title") or before.get("name") or id_)
    draft = _draft(_english(title, before), entries, resolver)
    draft.record, draft.before, draft.after = f"{kind}/{id_}", before, after
    return draft


def _draft(title: str, entries: list[dict[str, Any]], resolver: Resolver) -> Draft:
    """Return a draft with the records that the resolver proposes, before those that name them."""
    own = {address(entry) for entry in entries}
    new = [entry for name, entry in resolver.new.items() if name not in own]
    return Draft(
        title, entries=[*new, *entries], unresolved=resolver.unresolved, alike=resolver.alike
    )


def type_of(entry: Mapping[str, Any]) -> str:
    """Return the class of a record, or the first of its classes."""
    type_ = entry.get("type", "")
    return str(type_[0] if isinstance(type_, list) else type_)


def _source(fields: Fields, site: Site) -> tuple[str, list[dict[str, Any]]]:
    """Return the id of the source that a form names, with its record where that is new."""
    inputs = inputs_of("Source")
    given = read_entry(fields, inputs, SOURCE)
    if not given.keys() - {"sourceKind"}:
        return "", []
    if url := given.get("url"):
        for known in (
            site.engine.rows(KNOWN_SOURCE.format(url=iri(str(url)))) if _is_iri(url) else ()
        ):
            return known["s"].text.rpartition("/")[2], []
    id_ = _free("source", str(given.get("title", "")), site)
    resolver = Resolver(site, id_)
    entry = {"id": id_, "type": "Source", **resolver.resolve(given, inputs)}
    return id_, [*resolver.new.values(), entry]


def _is_iri(url: str) -> bool:
    return url.startswith(("https://", "http://")) and not set(url) & set('<>"{}|\\^` \x00')


def _sourced(
    entry: Mapping[str, Any],
    inputs: Sequence[Input],
    source: str,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a record whose new parts rest on a source; a role that says no more is alleged."""
    found = dict(entry)
    for one in inputs:
        if one.kind == "part" and isinstance(found.get(one.name), Mapping):
            old = (before or {}).get(one.name, {})
            found[one.name] = {
                key: part_ if key in old else _part(one, part_, source)
                for key, part_ in found[one.name].items()
            }
    return found


def _part(one: Input, part_: Mapping[str, Any], source: str) -> dict[str, Any]:
    rest = {"source": source} if source and "source" not in part_ else {}
    if "assertion" in {each.name for each in one.inputs} and "assertion" not in part_:
        rest["assertion"] = "alleged"
    return {**part_, **rest}


def _free(kind: str, title: str, site: Site) -> str:
    """Return an id that no record of the graph has."""
    base = slug(title)[:LONGEST].strip("-") or kind
    number, id_ = 1, base
    while any(True for _ in site.engine.rows(_ask(kind, id_, site))):
        number += 1
        id_ = f"{base}-{number}"
    return id_


def _ask(kind: str, id_: str, site: Site) -> str:
    return f"SELECT ?c WHERE {{ {iri(record_iri(kind, id_, site.base))} a ?c }} LIMIT 1"


def _with(sources: Any, more: str) -> Any:
    known = sources if isinstance(sources, list) else [sources] if sources else []
    return sources if more in known else [*known, more] if known else more


def _first(entry: Mapping[str, Any]) -> str:
    sources = entry.get("source", "")
    return str(sources[0] if isinstance(sources, list) else sources)


def _english(title: str, entry: Mapping[str, Any]) -> str:
    named = entry.get("title") or entry.get("name")
    return str(named.get("en", title)) if isinstance(named, Mapping) else title
