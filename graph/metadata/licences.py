"""Licences: the parts of the graph, the licence of each, and the licence of the whole.

The vocabulary keeps our licence and our name in the graph of a project, too; its own terms, like
its records, are under the licence of the project.
A part under a share-alike licence passes it on to whatever is made of it: to what is inferred from
all parts, and to the whole as one file. Each part alone stays under its own licence.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from graph.metadata.provenance import PROVENANCE
from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import LABEL, LICENCE
from graph.rdf.turtle import Statement
from ontology import ONTOLOGY, OURS, Project
from ontology.namespaces import DCTERMS, RDF_TYPE, VOID, XSD

__all__ = [
    "LICENCES",
    "Part",
    "allows",
    "is_share_alike",
    "license_text",
    "licensed_parts",
    "part_statements",
    "whole_licence",
]

LICENCES: Final = ("cc-by",)
"""Names of licences that a release can be restricted to."""
SHARE_ALIKE: Final = ("/by-sa/", "/by-nc-sa/", "/odbl")
IMPORTS: Final = "graph/import/"
INFERRED: Final = ("graph/related", "graph/identity", "graph/derived")
RIGHTS: Final = iri(DCTERMS + "rights")
CURATED: Final = "Curated records, own terms, provenance and description"
VOCABULARY_GRAPH: Final = iri(ONTOLOGY)
VOCABULARY: Final = f"Vocabulary of {OURS.title}"
COMPUTED: Final = "What is inferred from all parts: related issues, matches and derived statements"


@dataclass(frozen=True)
class Part:
    """A licensed part of the graph: name, title, licence, attribution and number of quads."""

    name: str
    title: str
    licence: str
    attribution: str
    quads: int

    @property
    def is_share_alike(self) -> bool:
        """Whether its licence is share-alike."""
        return is_share_alike(self.licence)

    def as_json(self) -> dict[str, Any]:
        """Return it in plain values."""
        return asdict(self) | {"shareAlike": self.is_share_alike}


def is_share_alike(licence: str) -> bool:
    """Whether a licence, given by its IRI, is share-alike.

    >>> is_share_alike("https://creativecommons.org/licenses/by-sa/4.0/"), is_share_alike("urn:own")
    (True, False)
    """
    return any(mark in licence.lower() for mark in SHARE_ALIKE)


def allows(kept_to: str, licence: str) -> bool:
    """Whether a release restricted to a licence may include a part under another one.

    >>> allows("", "https://creativecommons.org/licenses/by-sa/4.0/"), allows("cc-by", "urn:own")
    (True, True)
    """
    return not kept_to or not is_share_alike(licence)


def licensed_parts(quads: Collection[Quad], project: Project = OURS) -> tuple[Part, ...]:
    """Return the parts of a graph by its provenance, the curated part first.

    Complexity: linear in the quads.
    """
    base = project.base
    sizes: dict[str, int] = defaultdict(int)
    for graph, count in Counter(quad[0] for quad in quads).items():
        sizes[_part_of(graph, base)] += count
    properties: dict[str, dict[str, str]] = defaultdict(dict)
    about = iri(base + PROVENANCE)
    for _, subject, predicate, object_ in (quad for quad in quads if quad[0] == about):
        if subject.startswith(f"<{base}{IMPORTS}"):
            properties[_part_of(subject, base)][predicate] = plain(object_)
    imported = [_imported(name, properties[name], sizes[name]) for name in sorted(properties)]
    shared = next((part.licence for part in imported if part.is_share_alike), project.licence)
    inferred = Part("inferred", COMPUTED, shared, project.publisher, sizes["inferred"])
    curated = Part("curated", CURATED, project.licence, project.publisher, sizes["curated"])
    terms = Part("vocabulary", VOCABULARY, OURS.licence, OURS.publisher, sizes["vocabulary"])
    return (curated, terms, *imported, inferred)


def _part_of(graph: str, base: str) -> str:
    if graph == VOCABULARY_GRAPH:
        return "vocabulary"
    name = graph[1:-1].removeprefix(base)
    if name.startswith(IMPORTS):
        return name.removeprefix(IMPORTS)
    return "inferred" if name in INFERRED else "curated"


def _imported(name: str, properties: Mapping[str, str], quads: int) -> Part:
    return Part(
        name, properties.get(LABEL, name), properties[LICENCE], properties.get(RIGHTS, ""), quads
    )


def whole_licence(parts: Sequence[Part]) -> str:
    """Return the licence of all parts together: share-alike if any part is, else the first's."""
    return next((part.licence for part in parts if part.is_share_alike), parts[0].licence)


def part_statements(dataset: str, parts: Sequence[Part]) -> Iterator[Statement]:
    """Yield the licence of a dataset and of each of its parts.

    Source: VoID, sections 2.4 and 4.4; DCAT 3, section 9 (licence and rights statements).
    """
    yield dataset, DCTERMS + "license", iri(whole_licence(parts))
    for part in parts:
        node = f"{dataset}#part-{part.name}"
        yield dataset, VOID + "subset", iri(node)
        yield node, RDF_TYPE, iri(VOID + "Dataset")
        yield node, DCTERMS + "title", literal(part.title, language="en")
        yield node, DCTERMS + "license", iri(part.licence)
        yield node, DCTERMS + "rights", literal(_terms(part), language="en")
        yield node, VOID + "triples", literal(str(part.quads), XSD + "integer")


def _terms(part: Part) -> str:
    named = f"name {part.attribution}" if part.attribution else "name the source"
    passed_on = "; pass on what you make of it under the same licence (share-alike)"
    return named + (passed_on if part.is_share_alike else "")


def license_text(parts: Sequence[Part]) -> str:
    """Return `LICENSE.txt` of a release: the licence of the whole and of each part."""
    shared = [part.title for part in parts if part.is_share_alike]
    whole = f"Licence of this release as a whole: {whole_licence(parts)}"
    why = "It has share-alike parts: whatever is made of it is to be passed on alike."
    free = "It has no share-alike part."
    lines = [whole, why if shared else free, ""]
    for part in parts:
        lines += [part.title, f"  {part.licence}", f"  {_terms(part)}", f"  {part.quads:,} quads"]
    return "\n".join(lines) + "\n"
