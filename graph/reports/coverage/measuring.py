"""Coverage figures as Data Quality Vocabulary (DQV) measurements, computed by the build."""

import re
from collections.abc import Iterator
from typing import Final

from graph.engine.base import Engine, Row
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.turtle import Statement
from graph.reports.coverage.measures import ALL, Measure, measures
from ontology import BASE, local_name
from ontology.namespaces import DCTERMS, RDF_TYPE, RDFS_LABEL, SH, SKOS, XSD

__all__ = ["DQV", "dqv_measurements"]

DQV: Final = "http://www.w3.org/ns/dqv#"
COMPLETENESS: Final = "http://www.w3.org/2016/05/ldqd#completeness"
DESCRIPTION: Final = "graph/description"
DEFINITION: Final = SKOS + "definition"


def dqv_measurements(engine: Engine, base: str = BASE) -> Iterator[Quad]:
    """Yield the DQV measurements of a graph, in the graph that describes the dataset.

    Of each measure, one measurement for each row; of a share also the part of all issues that it
    is, from 0 to 1 with four digits. Complexity: each query once.
    Source: DQV, sections 4.5 to 4.9.
    """
    rows = {measure: engine.rows(measure.text) for measure in measures()}
    total = next(_issues(measured[0]) for measure, measured in rows.items() if measure.slug == ALL)
    for measure, measured in rows.items():
        for subject, predicate, object_ in _measurements(measure, measured, total, base):
            yield iri(base + DESCRIPTION), iri(subject), iri(predicate), object_


def _measurements(measure: Measure, rows: list[Row], total: int, base: str) -> Iterator[Statement]:
    metric = f"{base}coverage#{measure.slug}"
    yield from _metric(metric, f"issues: {measure.name}", "integer")
    yield metric, SH + "select", literal(measure.text)
    for row in rows:
        node = f"{metric}-{_name(row)}"
        yield from _measurement(node, metric, literal(row["issues"].text, XSD + "integer"), base)
        if "id" in row:
            yield node, DCTERMS + "subject", iri(row["id"].text)
        if "label" in row:
            yield node, RDFS_LABEL, literal(row["label"].text, language="en")
    if not measure.is_table and measure.slug != ALL:
        share = f"{_issues(rows[0]) / max(total, 1):.4f}"
        words = f"share of issues that {measure.name}"
        yield from _metric(f"{metric}-share", words, "decimal")
        value = literal(share, XSD + "decimal")
        yield from _measurement(f"{metric}-share-value", f"{metric}-share", value, base)


def _metric(metric: str, words: str, datatype: str) -> Iterator[Statement]:
    yield metric, RDF_TYPE, iri(DQV + "Metric")
    yield metric, DEFINITION, literal(words, language="en")
    yield metric, DQV + "inDimension", iri(COMPLETENESS)
    yield metric, DQV + "expectedDataType", iri(XSD + datatype)


def _measurement(node: str, metric: str, value: str, base: str) -> Iterator[Statement]:
    dataset = f"{base}dataset"
    yield dataset, DQV + "hasQualityMeasurement", iri(node)
    yield node, RDF_TYPE, iri(DQV + "QualityMeasurement")
    yield node, DQV + "computedOn", iri(dataset)
    yield node, DQV + "isMeasurementOf", iri(metric)
    yield node, DQV + "value", value


def _issues(row: Row) -> int:
    return int(row["issues"].text)


def _name(row: Row) -> str:
    """Return a name for a row that is unique within its measure.

    >>> from graph.engine.base import Value
    >>> _name({"id": Value("https://example.org/place/kenya", True)}), _name({})
    ('kenya', 'value')
    """
    named = row.get("id") or row.get("label")
    return re.sub(r"\W+", "-", local_name(named.text)) if named else "value"
