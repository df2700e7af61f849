"""PROV-O provenance of corrections: imported records with fields that reviewers replaced.

An import is one graph, so its provenance does not tell which of its records say something else than
the database. Each such record is an entity that a correction made of what was imported.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.desk.decided_files import OVERRIDES
from graph.importing.own import plain_record
from graph.metadata.provenance import PROVENANCE
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, MODIFIED, TYPE
from graph.reading.files import record_text
from graph.reading.yaml_ld import documents
from ontology import BASE
from ontology.namespaces import PROV, RDFS, XSD

__all__ = ["correction_quads"]

ACTIVITY: Final = "activity/correction/"


def correction_quads(data: Path, graphs: Mapping[str, str], base: str = BASE) -> Iterator[Quad]:
    """Yield the provenance of each corrected record; `graphs` has the graph of each record by IRI.

    Records that are not among them, such as withdrawn ones, are left out.
    Complexity: linear in the corrected records.
    Source: PROV-O, section 3.1.
    """
    for path in sorted((data / OVERRIDES).glob("*/*.yaml")):
        name = f"{path.parent.name}/{path.stem}"
        record = f"{base}id/{name}"
        if record in graphs:
            override = plain_record(next(documents(record_text(path), str(path))))
            for triple in _described(record, f"{base}{ACTIVITY}{name}", graphs[record], override):
                yield iri(base + PROVENANCE), *triple


def _described(
    record: str, activity: str, graph: str, override: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    entity, act = iri(record), iri(activity)
    fields = sorted({*override.get("set", {}), *override.get("remove", ())})
    yield entity, TYPE, iri(PROV + "Entity")
    yield entity, iri(PROV + "wasGeneratedBy"), act
    yield entity, iri(PROV + "wasDerivedFrom"), iri(graph)
    yield act, TYPE, iri(PROV + "Activity")
    yield act, LABEL, literal("Correction of an imported record at the desk", language="en")
    yield act, iri(RDFS + "comment"), literal(f"Fields: {', '.join(fields)}", language="en")
    yield act, iri(PROV + "used"), iri(graph)
    if day := override.get("modified"):
        yield act, MODIFIED, literal(str(day), XSD + "date")
