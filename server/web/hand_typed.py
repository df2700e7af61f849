"""Addresses as people type them: URL normalisation by rules, before anything is looked up."""

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from graph.rdf.formats import GRAPH_FORMATS
from ontology import BASE, record_types
from server.web.negotiation import named

__all__ = ["tidied"]

FOLDER: Final = urlsplit(BASE).path
"""The folder of the public address, which is none of a server's own."""
SLASHES: Final = re.compile(r"/{2,}")
BETWEEN: Final = re.compile(r"[\s_+]+")
NAMED: Final = ("/charts/", "/contribute/", "/embed/", "/pictures/", "/questions/")
"""Addresses whose names have hyphens, and for which people may type something else."""
DESCRIBED: Final = ("/id/", "/concept/", "/graph/", "/activity/", "/ontology/", "/ontology.")
"""Addresses whose formats are those of descriptions in RDF."""


def tidied(path: str) -> str:
    """Return the address that a path stands for: no slash too many, no capital, a known suffix.

    Terms of the vocabulary keep their capitals. A kind needs no `/id` before it, and may be in
    the plural. The result need not exist.
    Source: RFC 3986, section 6.2 (normalisation and comparison).

    >>> tidied("/id/Issue/Ghost_Work/"), tidied("/issues/ghost-work.json")
    ('/id/issue/ghost-work', '/id/issue/ghost-work.jsonld')
    >>> tidied("/justicegraph//ontology/WorkerGroup"), tidied("/Questions/Pay.CSV")
    ('/ontology/WorkerGroup', '/questions/pay.csv')
    """
    path = "/" + SLASHES.sub("/", path).removeprefix(FOLDER).strip("/ .")
    if not path.lower().startswith("/ontology/"):
        path = path.lower()
    path = _with_root(path)
    if path.startswith(DESCRIBED):
        return _with_suffix(BETWEEN.sub("-", path))
    return BETWEEN.sub("-", path) if path.startswith(NAMED) else path


def _with_root(path: str) -> str:
    """Return the path of a record below `/id`, of its kind in the singular."""
    parts = path.removeprefix("/id/").strip("/").split("/")
    kinds = _kinds()
    kind = parts[0] if parts[0] in kinds else parts[0].removesuffix("s")
    return f"/id/{'/'.join([kind, *parts[1:]])}" if kind in kinds and parts[1:] else path


@cache
def _kinds() -> frozenset[str]:
    return frozenset(record_types().values())


def _with_suffix(path: str) -> str:
    """Return the path with the suffix of the format that its own suffix is another name of."""
    stem, _, suffix = path.partition(".")
    offer = named(suffix, GRAPH_FORMATS) if suffix else None
    return f"{stem}.{offer.name}" if offer else path
