"""Assembles the graph of a release: stated quads, inferred quads and the self-description."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graph.build.crosswalk import write_crosswalk
from graph.build.once import in_one_graph
from graph.build.subset import store_for
from graph.languages import write_place_names
from graph.metadata.dataset import self_description
from graph.metadata.provenance import provenance
from graph.rdf.quads import Quad, from_engine
from graph.reading.check import statements
from graph.reading.entailment import entail
from graph.reading.record import Record
from graph.reports.coverage import dqv_measurements, measures
from ontology import OURS, Project, vocabulary

if TYPE_CHECKING:
    from graph.related import Features

__all__ = ["Assembled", "assemble", "stated_quads"]

# What needs numpy is imported where it is used, since whoever only serves needs none of it.


class Assembled(NamedTuple):
    """All quads of a release, sorted, and the features from which relations were inferred."""

    quads: list[Quad]
    features: "Features"


def stated_quads(
    records: Sequence[Record],
    project: Project = OURS,
    further: Sequence[Quad] = (),
    own_quads: Sequence[Quad] = (),
) -> list[Quad]:
    """Return the stated quads, sorted: records, vocabulary, provenance, crosswalk, `further` ones.

    Each statement is in one graph. `own_quads` are the statements of the records, where these are
    at hand; `further` are those of identity and derivation.
    """
    from graph.rdf.columns import ordered

    own = list(from_engine(vocabulary()))
    stated = [
        *(own_quads or statements(records)),
        *own,
        *entail(own),
        *write_place_names(_of_places(records), project.base),
        *provenance(records, project),
    ]
    return in_one_graph(ordered([*stated, *write_crosswalk(stated, project.base), *further]))


def _of_places(records: Sequence[Record]) -> Iterator[Quad]:
    for record in records:
        if "/id/place/" in record.iri:
            yield from record.quads


def assemble(
    stated: Sequence[Quad],
    project: Project = OURS,
    measurements: Callable[[], Iterable[Quad]] | None = None,
) -> Assembled:
    """Return the stated quads with inferred quads and the description of the dataset.

    `measurements` gives the figures of coverage, where these are taken elsewhere.
    Complexity: sorting the quads, and as `relations`, `statistics` and `dqv_measurements`.
    """
    from graph.build.infer import infer
    from graph.rdf.columns import ordered

    features, inferred = infer(stated, project.base)
    quads = sorted([*stated, *ordered(inferred)])
    figures = measurements() if measurements else _measured(stated, project.base)
    return Assembled(sorted([*quads, *self_description(quads, figures, project)]), features)


def _measured(stated: Sequence[Quad], base: str) -> Iterable[Quad]:
    return dqv_measurements(store_for((one.text for one in measures()), stated, base), base)
