"""Records whose slug held a private name: the former address redirects, and nothing repeats it."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from graph.privacy.hidden_slugs import hidden_address
from graph.rdf.formats import GRAPH_FORMATS
from server import Settings, create_app, create_front
from server.asgi.access_log import RequestObserver
from server.records.citation import CITATIONS
from server.web.formats import HTML
from tests.server.asgi_client import asked

NAME = "jane-herzberg"
SLUG = f"{NAME}-dismissed"
IMPORTED = "aidb-" + SLUG
ENTRY = {
    "slug": SLUG,
    "title": "A driver is dismissed",
    "year": "2021",
    "url": f"https://example.org/{SLUG}",
    "workers": ["drivers"],
    "justice_areas": ["Economic Justice"],
}
CASE = "herzberg-v-example"
CURATED = f"""\
id: {hidden_address(CASE)}
type: Tombstone
formerType: Incident
withdrawalReason: The address held the name of a person.
replacedBy: tribunal-case-7
modified: 2026-11-22
---
id: tribunal-case-7
type: Incident
title: Tribunal case 7
summary: A driver asks for pay.
year: 2021
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: a-page
---
id: a-page
type: Source
title: A page
sourceKind: report
url: https://example.org/
"""
MOVED = hidden_address(IMPORTED)
FORMATS = ["", *(f".{offer.name}" for offer in (*GRAPH_FORMATS, HTML, *CITATIONS))]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moved")
    (folder / "case.yaml").write_text(CURATED, encoding="utf-8")
    (folder / "entries.jsonl").write_text(json.dumps(ENTRY), encoding="utf-8")
    run(SOURCES["aidb"], folder / "entries.jsonl", folder / "data")
    build(Plan(folder / "data", (folder / "case.yaml",)))
    return folder / "data"


@pytest.fixture(scope="module")
def client(data: Path) -> FlaskClient:
    return create_app(Settings(data)).test_client()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("former", "now"), [(IMPORTED, MOVED), (CASE, "tribunal-case-7")], ids=["imported", "curated"]
)
def test_the_former_address_leads_to_the_record_in_every_format(
    client: FlaskClient, former: str, now: str, suffix: str
) -> None:
    response = client.get(f"/id/issue/{former}{suffix}", follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, f"/id/issue/{now}{suffix}")
    for one in (response, *response.history):
        said = f"{one.headers} {one.text}".casefold()
        assert "herzberg" not in said


def test_the_former_address_leads_on_whatever_format_is_accepted(client: FlaskClient) -> None:
    for offer in (*GRAPH_FORMATS, HTML):
        headers = {"Accept": offer.media_type}
        response = client.get(f"/id/issue/{IMPORTED}", headers=headers, follow_redirects=True)
        assert (response.status_code, response.mimetype) == (200, offer.media_type)


@pytest.mark.parametrize(
    ("former", "now"),
    [
        (f"/id/source/aidb-entry-{SLUG}", f"/id/source/{hidden_address(f'aidb-entry-{SLUG}')}"),
        (
            f"/id/worker-group/{IMPORTED}-drivers",
            f"/id/worker-group/{hidden_address(f'{IMPORTED}-drivers')}",
        ),
        (f"/graph/issue/{IMPORTED}", f"/graph/issue/{MOVED}"),
        (f"/embed/issue/{IMPORTED}", f"/embed/issue/{MOVED}"),
        (f"/id/issue/{IMPORTED}/related?only=labour", f"/id/issue/{MOVED}/related?only=labour"),
        (f"/id/issue/{IMPORTED}/history", f"/id/issue/{MOVED}/history"),
    ],
)
def test_further_addresses_of_the_record_lead_on_too(
    client: FlaskClient, former: str, now: str
) -> None:
    response = client.get(former)
    assert (response.status_code, response.headers.get("Location")) == (301, now)
    assert NAME not in response.text


@pytest.mark.parametrize("path", ["/id/issue/aidb-nothing", "/id/actor/" + IMPORTED, "/id/issue/x"])
def test_an_address_that_nothing_ever_had_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_file_of_the_data_folder_and_no_line_of_the_log_holds_the_name(data: Path) -> None:
    log = data.parent / "log"
    settings = replace(Settings(data), log=str(log))
    front = create_front(settings)

    async def ask() -> None:
        for path in (f"/id/issue/{IMPORTED}", f"/id/issue/{CASE}", f"/id/actor/{NAME}"):
            await asked(front, path)
        assert isinstance(front, RequestObserver)
        assert front.log
        front.log.write()

    asyncio.run(ask())
    assert [json.loads(line)["status"] for line in log.read_text().splitlines()] == [301, 301, 404]
    files = [log, *(path for path in data.rglob("*") if path.is_file())]
    assert [path for path in files if b"herzberg" in path.read_bytes().lower()] == []
