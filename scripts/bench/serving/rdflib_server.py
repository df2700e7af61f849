"""An rdflib-endpoint server: `python -m scripts.bench.serving.rdflib_server FILE.nt PORT`."""

import os
import sys

import rdflib
from granian.constants import Interfaces
from granian.server import Server
from rdflib_endpoint import SparqlEndpoint

N_TRIPLES = "N_TRIPLES"


def app() -> SparqlEndpoint:
    """Return an endpoint over the N-Triples file that the environment names."""
    return SparqlEndpoint(graph=rdflib.Dataset().parse(os.environ[N_TRIPLES], format="nt"))


if __name__ == "__main__":
    os.environ[N_TRIPLES] = sys.argv[1]
    target = "scripts.bench.serving.rdflib_server:app"
    Server(target, port=int(sys.argv[2]), interface=Interfaces.ASGI, factory=True).serve()
