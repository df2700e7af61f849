"""Bulkheads: each kind of requests has threads and a bounded queue of its own."""

import pytest

from ontology import Busy
from server.asgi.bulkheads import Bulkhead, kind_of


def test_a_full_bulkhead_refuses_and_is_free_again() -> None:
    bulkhead = Bulkhead("test", 1, 1)
    refused = pytest.raises(Busy, match="too many requests of this kind are waiting")
    with bulkhead.place(), bulkhead.place(), refused:
        bulkhead.place().__enter__()
    with bulkhead.place():
        pass


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/healthz", "healthz"),
        ("GET", "/readyz", "readyz"),
        ("GET", "/metrics", "metrics"),
        ("POST", "/id/issue/a/correct", "forms"),
        ("GET", "/id/issue/a/correct", "pages"),
        ("GET", "/explore.json", "explorer"),
        ("GET", "/es/embed/explore", "explorer"),
        ("GET", "/search.csv", "search"),
        ("GET", "/es/places.geojson", "reports"),
        ("GET", "/sitemap-1.xml", "reports"),
        ("GET", "/id/issue/a/related.json", "reports"),
        ("POST", "/similar", "matching"),
        ("POST", "/es/reconcile", "matching"),
        ("GET", "/embed/questions/pay", "queries"),
        ("GET", "/id/issue/search", "pages"),
        ("POST", "/sparql", "queries"),
        ("GET", "/", "pages"),
    ],
)
def test_kinds_of_requests_have_threads_of_their_own(method: str, path: str, kind: str) -> None:
    assert kind_of(method, path) == kind
