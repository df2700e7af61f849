"""An endpoint of rdflib over the N-Quads that the environment names; it takes updates.

Source: rdflib-endpoint, a second implementation of SPARQL that shares no code with our engine.
"""

import os

import rdflib
from rdflib_endpoint import SparqlEndpoint

rdflib.NORMALIZE_LITERALS = False
dataset = rdflib.Dataset(default_union=True)
if path := os.environ.get("N_QUADS"):
    dataset.parse(path, format="nquads")
app = SparqlEndpoint(graph=dataset, enable_update=True)
