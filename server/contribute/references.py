"""Names in a form: resolves them to records of the graph, or proposes new records for them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from rapidfuzz import process
from werkzeug.datastructures import MultiDict

from graph.rdf.quads import iri
from graph.slugs import slug
from ontology import local_name, own_classes, record_iri
from server.contribute.filling import Fields, plain_path
from server.contribute.inputs import Input, walk
from server.contribute.places import Gazetteer
from server.reconcile.entities import kinds_of
from server.web.site import Site

__all__ = ["ALIKE", "Names", "Resolver", "Unresolved", "title_of"]

TYPES: Final = {
    "actor": "Actor",
    "place": "Place",
    "system": "AISystem",
    "worker-group": "WorkerGroup",
}
NEW: Final[dict[str, dict[str, str]]] = {
    "actor": {"type": "Organization", "kind": "unspecified"},
    "system": {"type": "AISystem"},
    "worker-group": {"type": "WorkerGroup"},
}
"""The records that are proposed for names that the graph does not know."""
ALIKE: Final = 85.0
"""From this score on, of 100, two names or titles are likely of the same thing."""
LEAST: Final = 70.0
"""The least similarity, of 100, of a name that may have been meant."""
LABEL: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label WHERE {{ {record} dcterms:isReplacedBy*/rdfs:label ?label }} LIMIT 1
"""
"""The label of a record, or of that into which it was merged."""
IS_THERE: Final = "SELECT ?class WHERE {{ {record} a ?class }} LIMIT 1"


def title_of(record: str, site: Site) -> str:
    """Return the title of a record by its kind and slug, or these where it has none."""
    whole = f"{site.base}id/{record}"
    rows = site.engine.rows(LABEL.format(record=iri(whole)))
    return site.called(whole, next((row["label"].text for row in rows), record))


class Names:
    """Names of the records that one record refers to, shown in its form in place of their ids.

    An id whose name another one has, too, is shown itself. Complexity: one query for each id.
    """

    def __init__(self, entry: Mapping[str, Any], inputs: Sequence[Input], site: Site) -> None:
        ids = dict.fromkeys(_references(entry, inputs))
        titles = {one: title_of("/".join(one), site) for one in ids}
        often = Counter((kind, titles[kind, id_]) for kind, id_ in ids)
        self._names = {
            (kind, id_): name
            for (kind, id_), name in titles.items()
            if often[kind, name] == 1 and name != f"{kind}/{id_}"
        }
        self._ids = {(kind, name): id_ for (kind, id_), name in self._names.items()}
        self._targets = {path: one.target for path, one in walk(inputs) if one.kind == "record"}

    def shown(self, fields: Fields) -> Fields:
        """Return fields with names in place of ids."""
        return self._replaced(fields, self._names)

    def read(self, fields: Fields) -> Fields:
        """Return fields with ids in place of these names; others are left to be resolved."""
        return self._replaced(fields, self._ids)

    def _replaced(self, fields: Fields, known: Mapping[tuple[str, str], str]) -> Fields:
        return MultiDict(
            (path, known.get((self._targets.get(plain_path(path), ""), value.strip()), value))
            for path, value in fields.items(multi=True)
        )


def _references(entry: Mapping[str, Any], inputs: Sequence[Input]) -> Iterator[tuple[str, str]]:
    """Yield the kinds and ids of the records that a record names, those of its parts too."""
    for one in inputs:
        value = entry.get(one.name)
        if one.kind == "part" and isinstance(value, Mapping):
            for part in value.values():
                yield from _references(part, one.inputs)
        elif one.kind == "record" and value:
            yield from (
                (one.target, str(id_)) for id_ in (value if isinstance(value, list) else [value])
            )


def _types(kind: str) -> list[str]:
    """Return the types of records of a kind whose names are in the index of names."""
    own = [local_name(name) for name, its_kind in own_classes().items() if its_kind == kind]
    return [TYPES[kind]] if kind in TYPES else own


class Unresolved(NamedTuple):
    """A name that leads to no record, the nearest names, and the kind of record that it names."""

    name: str
    near: tuple[str, ...]
    kind: str = ""


class Resolver:
    """Resolves the names of one form; new records are shared by all of its parts.

    `source` is the id of the source that the new records rest on. `alike` are the names of new
    records for which the graph has names that are nearly the same.
    """

    def __init__(self, site: Site, source: str) -> None:
        self.site, self.source = site, source
        self.new: dict[str, dict[str, Any]] = {}
        self.unresolved: list[Unresolved] = []
        self.alike: list[Unresolved] = []

    @cached_property
    def _places(self) -> Gazetteer:
        return Gazetteer(self.site)

    def resolve(self, entry: Mapping[str, Any], inputs: Sequence[Input]) -> dict[str, Any]:
        """Return a record with the names of its references replaced by ids."""
        found = dict(entry)
        for one in inputs:
            value = found.get(one.name)
            if value and one.kind == "part":
                found[one.name] = {
                    key: self.resolve(part, one.inputs) for key, part in value.items()
                }
            elif value and one.kind == "record":
                is_list = isinstance(value, list)
                ids = [self._id(one.target, name) for name in (value if is_list else [value])]
                found[one.name] = ids if is_list else ids[0]
        return found

    def _id(self, kind: str, name: str) -> str:
        """Return the id that a name means, of a known or of a new record."""
        id_ = slug(name)
        if id_ == name and self._is_there(kind, name):
            return name
        kinds = kinds_of(_types(kind))
        candidates = self.site.names.find(name, kinds) if kinds else []
        known = self._places.find(name) if kind == "place" else ""
        if known and self._is_there(kind, known):
            return known
        sure = [one for one in candidates if one.is_match]
        if sure:
            return sure[0].entity.id.rpartition("/")[2]
        near = tuple(one.entity.label for one in candidates) or self._spelt_like(kind, name)
        if kind in NEW and not self._is_there(kind, id_):
            like = tuple(one.entity.label for one in candidates if one.score >= ALIKE)
            if like and self.source:
                self.alike.append(Unresolved(name, like[:3]))
            return self._propose(kind, id_, name, near)
        self.unresolved.append(Unresolved(name, near, kind))
        return id_

    def _spelt_like(self, kind: str, name: str) -> tuple[str, ...]:
        kinds = kinds_of(_types(kind) or [kind])
        labels = self.site.names.labels(kinds)
        near = process.extract(name, labels, limit=3, score_cutoff=LEAST)
        return tuple(label for label, _, _ in near)

    def _propose(self, kind: str, id_: str, name: str, near: tuple[str, ...]) -> str:
        if self.source:
            entry = {"id": id_, "name": name, **NEW[kind], "source": self.source}
            self.new.setdefault(f"{kind}/{id_}", entry)
        else:
            self.unresolved.append(Unresolved(name, near))
        return id_

    def _is_there(self, kind: str, id_: str) -> bool:
        record = iri(record_iri(kind, id_, self.site.base))
        return any(True for _ in self.site.engine.rows(IS_THERE.format(record=record)))
