"""The rules for w3id.org lead each kind of IRI to a server, in each format, by a real Apache."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from graph.release.release import Release
from server import Settings, create_app
from tests.server.mirror.apache import answered, needs_apache, redirecting

pytestmark = [pytest.mark.long, needs_apache]

IRIS = (
    "id/issue/ghost-work",
    "id/actor/google",
    "id/system/google-assistant",
    "id/worker-group/google-assistant-linguists",
    "id/place/kenya",
    "id/source/guardian-google-assistant-2019",
    "id/proceeding/kenya-elrc-petition-e071-of-2022",
    "id/organising/turkopticon-petition-2022",
    "concept/role",
    "concept/role/implicated",
    "ontology",
    "ontology/Issue",
    "graph/issue/ghost-work",
    "graph/provenance",
    "activity/curation",
    "dataset",
    "release/{name}",
)
FORMATS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "html": "text/html",
}


@pytest.fixture(scope="module")
def site(release: Release) -> Iterator[int]:
    """A server of the curated release, and its port."""
    app = create_app(Settings(release.folder.parent.parent))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def base(site: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a redirection service that leads to that server."""
    with redirecting(site, "justicegraph", tmp_path_factory.mktemp("w3id")) as address:
        yield address


@pytest.mark.parametrize("iri", IRIS)
def test_each_kind_of_iri_leads_to_each_format(
    base: str, site: int, release: Release, iri: str
) -> None:
    iri = iri.format(name=release.name)
    found = {name: answered(f"{base}{iri}", accept) for name, accept in FORMATS.items()}
    assert found == {name: (200, accept, site) for name, accept in FORMATS.items()}


@pytest.mark.parametrize("iri", ["id/issue/ghost-work", "concept/role/implicated", "ontology"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_suffix_leads_to_its_format(base: str, site: int, iri: str, suffix: str) -> None:
    assert answered(f"{base}{iri}.{suffix}", "*/*") == (200, FORMATS[suffix], site)


def test_citations_files_queries_and_versions_are_kept_too(
    base: str, site: int, release: Release
) -> None:
    found = {
        path: answered(f"{base}{path}", "*/*")[:2]
        for path in (
            "id/issue/ghost-work.bib",
            f"release/{release.name}/justicegraph.ttl",
            "ontology/context.jsonld",
            "sparql?query=ASK%7B%7D&format=json",
            f"id/issue/ghost-work.ttl?version={release.name}",
        )
    }
    assert [*found.values()] == [
        (200, "application/x-bibtex"),
        (200, "text/turtle"),
        (200, "application/ld+json"),
        (200, "application/sparql-results+json"),
        (200, "text/turtle"),
    ]


def test_what_is_not_there_and_what_is_not_acceptable_say_so(base: str, site: int) -> None:
    assert answered(f"{base}id/issue/none", "text/turtle")[0] == 404
    assert answered(f"{base}id/issue/ghost-work", "image/png")[0] == 406
