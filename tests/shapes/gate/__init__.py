"""Tests of the two phases of the gate, each held against pySHACL alone."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pyshacl
import rdflib
from rdflib.compare import isomorphic

from shapes.gate import judge

__all__ = ["agree", "n_triples"]


@contextmanager
def quietly() -> Iterator[None]:
    """Keep rdflib and pySHACL from telling of the faults that tests plant."""
    logging.disable(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


def n_triples(graph: rdflib.Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")


def agree(data: bytes, shapes: str) -> bool:
    """Whether both phases say of a graph what pySHACL alone says, be it that shapes are wrong."""
    with quietly():
        return _same(_alone(data, shapes), _both(data, shapes))


def _alone(data: bytes, shapes: str) -> rdflib.Graph | str:
    graph = rdflib.Graph().parse(data=data, format="nt")
    try:
        report = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=shapes))[1]
    except Exception as fault:
        return str(fault)
    return report if isinstance(report, rdflib.Graph) else str(report)


def _both(data: bytes, shapes: str) -> rdflib.Graph | str:
    try:
        return judge(data, rdflib.Graph().parse(data=shapes))
    except Exception as fault:
        return str(fault)


def _same(one: rdflib.Graph | str, two: rdflib.Graph | str) -> bool:
    if isinstance(one, rdflib.Graph) and isinstance(two, rdflib.Graph):
        return isomorphic(one, two)
    return type(one) is type(two)
