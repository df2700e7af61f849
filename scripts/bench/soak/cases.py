"""Requests of honest clients, with the digest of the right answer of each release."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from graph.engine.oxigraph import Store
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.release.release import Release
from ontology import questions

__all__ = ["Case", "cases", "digest"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ENDPOINT = "/sparql"
JSON, XML, CSV, TSV = RESULT_FORMATS
N_TRIPLES = GRAPH_FORMATS[1]
RESOURCES = 40
SLICE = 10_000
LIMIT = 1_000_000
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
ISSUES = "SELECT ?issue WHERE { ?issue a jg:Issue } ORDER BY ?issue"


@dataclass(frozen=True)
class Case:
    """A request, its status, and for each release the digest of its right answer, where known.

    `holds` is a text that the answer has in any release.
    """

    name: str
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    status: int = 200
    truths: Mapping[str, str] = field(default_factory=dict)
    holds: bytes = b""

    def afresh(self, number: int) -> "Case":
        """Return the same question in another text, so that no cache knows its answer.

        >>> Case("", "/sparql?query=ASK%7B%7D%0ALIMIT+1000000").afresh(7).path
        '/sparql?query=ASK%7B%7D%0ALIMIT+1000007'
        """
        old, new = str(LIMIT), str(LIMIT + number)
        body = self.body.replace(old.encode(), new.encode())
        return replace(self, path=self.path.replace(old, new), body=body)

    def digest(self, body: bytes) -> str:
        """Return the digest of an answer: the same for the same rows or triples in any order."""
        return digest(self.headers.get("Accept", ""), body)


def digest(media_type: str, body: bytes) -> str:
    r"""Return a digest of an answer, whatever the order of its rows or triples.

    >>> digest("text/csv", b"a\r\n1\r\n2\r\n") == digest("text/csv", b"a\r\n2\r\n1\r\n")
    True
    """
    if media_type == JSON.media_type:
        document = json.loads(body)
        rows = document.get("results", {}).get("bindings", [])
        parts = [json.dumps(document["head"]), str(document.get("boolean"))]
        parts += sorted(json.dumps(row, sort_keys=True) for row in rows)
        body = "\n".join(parts).encode()
    elif media_type == XML.media_type:
        body = b"".join(sorted(re.split(rb"</?result>", body)))
    elif media_type in (CSV.media_type, TSV.media_type, N_TRIPLES.media_type):
        body = b"".join(sorted(body.splitlines()))
    return hashlib.sha256(body).hexdigest()


def cases(releases: Sequence[Release]) -> list[Case]:
    """Return the requests of honest clients to a server with these releases."""
    stores = {one.name: Store.in_memory(one.folder / "justicegraph.nq") for one in releases}
    found = [*_queries(stores), *_pages(), *_faults()]
    for release in releases:
        found += _downloads(release)
    return found


def _queries(stores: Mapping[str, Store]) -> Iterator[Case]:
    texts = {question.slug: question.text for question in questions()}
    texts |= {"count": COUNT, "everything": ALL}
    for name, text in texts.items():
        for format_ in RESULT_FORMATS:
            yield from _asked(f"{name}.{format_.name}", text, format_, stores)
    issues = next(iter(stores.values())).rows(ISSUES)[:RESOURCES]
    for issue in (row["issue"].text for row in issues):
        asked = f"SELECT ?p ?o WHERE {{ <{issue}> ?p ?o }}"
        yield from _asked(f"statements of {issue}", asked, JSON, stores)
        yield from _asked(f"description of {issue}", f"DESCRIBE <{issue}>", N_TRIPLES, stores)


def _asked(name: str, text: str, format_: Format, stores: Mapping[str, Store]) -> Iterator[Case]:
    """Yield the three ways to ask a query."""
    text = f"{text}\nLIMIT {LIMIT}"
    truths = {
        release: digest(format_.media_type, store.evaluate(Query(text), format_).read())
        for release, store in stores.items()
    }
    accept = {"Accept": format_.media_type}
    form = urlencode({"query": text})
    yield Case(name, f"{ENDPOINT}?{form}", headers=accept, truths=truths)
    sent = accept | {"Content-Type": FORM}
    yield Case(name, ENDPOINT, "POST", sent, form.encode(), truths=truths)
    sent = accept | {"Content-Type": QUERY}
    yield Case(name, ENDPOINT, "POST", sent, text.encode(), truths=truths)


def _pages() -> Iterator[Case]:
    html = {"Accept": "text/html"}
    for path in ("/", "/sparql", "/downloads", "/ontology", "/id/issue/ghost-work"):
        yield Case(path, path, headers=html, holds=b"<html")
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        yield Case(suffix, f"/id/issue/ghost-work.{suffix}", holds=b"ghost-work")
    yield Case("void", "/.well-known/void", holds=b"void")
    yield Case("ready", "/readyz")
    yield Case("healthy", "/healthz")


def _faults() -> Iterator[Case]:
    """Yield honest mistakes, each with its status."""
    yield Case("no such issue", "/id/issue/there-is-none", status=404)
    yield Case("no SPARQL", f"{ENDPOINT}?query=SELECT", status=400)
    yield Case("an update", f"{ENDPOINT}?update=DROP+ALL", status=403)
    yield Case("no method", ENDPOINT, "DELETE", status=405)
    png = {"Accept": "image/png"}
    yield Case("no such format", f"{ENDPOINT}?query=ASK%7B%7D", headers=png, status=406)


def _downloads(release: Release) -> Iterator[Case]:
    """Yield downloads, whole and in part: a release's files are the same whatever is current."""
    for name in ("justicegraph.nt", "justicegraph.nt.gz", "manifest.json"):
        path = release.folder / name
        if name not in release.manifest["files"]:
            continue
        whole = path.read_bytes()
        address = f"/release/{release.name}/{name}"
        yield Case(address, address, truths={"": hashlib.sha256(whole).hexdigest()})
        start = len(whole) // 2
        part = whole[start : start + SLICE]
        ranged = {"Range": f"bytes={start}-{start + SLICE - 1}"}
        truths = {"": hashlib.sha256(part).hexdigest()}
        yield Case(f"part of {address}", address, headers=ranged, status=206, truths=truths)
