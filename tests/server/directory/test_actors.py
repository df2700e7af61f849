"""The directory: organisations by filters, the same in each format, with nothing guessed."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree, html
from rdflib import Graph

from graph.desk.decided_files import HIDDEN
from graph.directory_index import DIRECTORY_INDEX
from graph.engine.oxigraph import Store
from graph.release.release import Release
from ontology import BASE
from server import Settings, create_app

KENYA = "/actors?kind=union&kind=ngo&area=economic-justice&place=kenya"
HTML = {"Accept": "text/html"}


def listed(client: FlaskClient, address: str) -> list[str]:
    path, _, query = address.partition("?")
    found = client.get(f"{path}.json?{query}").get_json()
    return [row["name"] for row in found["actors"]]


def test_unions_and_ngos_for_economic_justice_in_kenya_are_one_address(client: FlaskClient) -> None:
    names = listed(client, KENYA)
    assert "African Content Moderators Union" in names
    assert "Communication Workers Union of Kenya" in names
    assert {*shown(client, KENYA)} == {*names}


def shown(client: FlaskClient, address: str) -> list[str]:
    page = html.fromstring(client.get(address, headers=HTML).text)
    names = page.xpath("//li/h3/*[not(@class='why')][1]")
    return [one.text_content().strip() for one in names]


def test_a_page_lists_those_first_who_can_be_reached(client: FlaskClient) -> None:
    assert shown(client, KENYA)[:3] == [
        "Techworker Community Africa",
        "Communication Workers Union of Kenya",
        "African Content Moderators Union",
    ]


def test_pages_and_formats_of_a_list_ask_for_its_organisations_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/actors?role=responding"
    first = client.get(address, headers=HTML).data
    monkeypatch.setattr(Store, "evaluate", None)
    assert client.get(address, headers=HTML).data == first
    assert client.get(f"{address}&page=2", headers=HTML).status_code == 200
    assert client.get("/actors.csv?role=responding").status_code == 200


def test_the_page_without_a_choice_lists_those_who_help(client: FlaskClient) -> None:
    kinds = "kind=union&kind=ngo&kind=collective&kind=law-firm"
    assert shown(client, "/actors") == shown(client, f"/actors?{kinds}")
    assert "/actors?kind=" in client.get("/actors", headers=HTML).text


def test_values_of_one_filter_widen_a_list_and_filters_narrow_it(client: FlaskClient) -> None:
    unions, ngos = (set(listed(client, f"/actors?kind={kind}")) for kind in ("union", "ngo"))
    assert set(listed(client, "/actors?kind=union&kind=ngo")) == unions | ngos
    assert set(listed(client, "/actors?kind=union&place=kenya")) < unions


def test_lists_as_data_are_the_same_from_the_index_and_looked_up_one_by_one(
    release: Release, client: FlaskClient, tmp_path: Path
) -> None:
    shutil.copytree(release.folder, tmp_path / "releases" / release.name)
    (tmp_path / "releases" / release.name / DIRECTORY_INDEX).unlink()
    (tmp_path / "current").symlink_to(f"releases/{release.name}")
    without = create_app(Settings(data=tmp_path)).test_client()
    for address in ("/actors.csv", "/actors.json"):
        assert without.get(address).data == client.get(address).data


def test_a_name_is_taken_for_its_word(client: FlaskClient) -> None:
    assert listed(client, "/actors?kind=Trade union&place=Kenya") == listed(
        client, "/actors?kind=union&place=kenya"
    )


def test_a_role_holds_the_narrower_ones(client: FlaskClient) -> None:
    assert set(listed(client, "/actors?role=regulator")) < set(
        listed(client, "/actors?role=responding")
    )


def test_who_buys_and_sells_a_task_is_found_by_it(client: FlaskClient) -> None:
    assert {"Sama", "Meta Platforms"} <= set(listed(client, "/actors?task=content-moderation"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/actors?plcae=kenya", "unknown parameter 'plcae': the nearest is 'place'"),
        ("/actors?place=kenyaa", "kenya"),
        ("/actors?kind=unoin", "union"),
        ("/actors?role=<script>", "the nearest are"),
        ("/actors?page=0", "give a number from 1 to 200"),
    ],
)
def test_an_unknown_filter_is_refused_with_the_nearest(
    client: FlaskClient, address: str, said: str
) -> None:
    found = client.get(address, headers={"Accept": "application/json"})
    assert found.status_code == 400
    assert said in found.get_json()["detail"]


def test_an_address_from_a_mailing_keeps_its_tracker(client: FlaskClient) -> None:
    assert client.get("/actors?utm_source=mail&kind=union").status_code == 200


def test_each_format_lists_the_same(client: FlaskClient) -> None:
    path, _, query = KENYA.partition("?")
    rows = [*csv.DictReader(io.StringIO(client.get(f"{path}.csv?{query}").text))]
    assert [row["name"] for row in rows] == listed(client, KENYA)
    graph = Graph().parse(data=client.get(f"{path}.ttl?{query}").data, format="turtle")
    subjects = {str(subject) for subject in graph.subjects()}
    assert {row["id"] for row in rows} == {one for one in subjects if "#" not in one}
    feed = etree.fromstring(client.get(f"{path}.atom?{query}").data)
    ids = {one.text for one in feed.findall("{*}entry/{*}id")}
    assert ids == {row["id"] for row in rows}


def test_a_long_list_is_looked_up_in_parts_so_that_each_has_its_name(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get(f"{KENYA.replace('/actors', '/actors.csv')}").text
    monkeypatch.setattr("graph.engine.lookup.by_index.MOST", 30)
    monkeypatch.setattr("server.directory.entries.BATCH", 1)
    assert client.get(f"{KENYA.replace('/actors', '/actors.csv')}").text == whole


def test_a_list_is_written_once_and_again_without_who_is_hidden(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "releases").symlink_to(release.folder.parent)
    (tmp_path / "current").symlink_to(Path("releases") / release.name)
    client = create_app(Settings(tmp_path)).test_client()
    before = listed(client, KENYA)
    monkeypatch.setattr("server.directory.actors.written", lambda *_: b'{"actors": []}')
    assert listed(client, KENYA) == before
    monkeypatch.undo()
    (tmp_path / HIDDEN).parent.mkdir()
    (tmp_path / HIDDEN).write_text('{"actor/techworker-community-africa": {}}', encoding="utf-8")
    assert listed(client, KENYA) == [one for one in before if one != "Techworker Community Africa"]


def test_a_contact_point_says_when_it_was_checked(client: FlaskClient) -> None:
    (row,) = (
        row
        for row in client.get("/actors.json?kind=ngo&place=united-kingdom").get_json()["actors"]
        if row["name"] == "Foxglove"
    )
    assert row["contacts"] == [
        {
            "url": "",
            "email": "info@foxglove.org.uk",
            "languages": ["en"],
            "checked": "2026-11-29",
        }
    ]


def test_a_number_leads_to_the_list_that_it_counts(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/actors?kind=union", headers=HTML).text)
    for link in page.xpath("//a[@class='count']"):
        found = client.get(link.get("href"), headers=HTML).text
        assert re.search(rf"{link.text_content()} issues?<", found)


def test_a_list_that_is_empty_says_what_that_means(client: FlaskClient) -> None:
    page = client.get("/actors?kind=insurer&place=kenya", headers=HTML).text
    assert "That says what is recorded here, not that there is none." in page
    assert client.get("/actors.atom?kind=insurer&place=kenya").status_code == 200
    assert client.get("/actors.ttl?kind=insurer&place=kenya").status_code == 200


def test_persons_are_not_in_the_directory(client: FlaskClient, store: Store) -> None:
    ids = {row["id"] for row in client.get("/actors.json").get_json()["actors"]}
    people = store.rows("SELECT ?one { ?one a <https://w3id.org/justicegraph/ontology#Person> }")
    assert ids.isdisjoint(row["one"].text for row in people)
    assert f"{BASE}id/actor/foxglove" in ids


def test_the_languages_of_a_contact_point_have_names(client: FlaskClient) -> None:
    address = "actors?kind=ngo&place=united-kingdom"
    assert "checked 2026-11-29, in English" in client.get(f"/{address}", headers=HTML).text
    assert "comprobado el 29 nov 2026, en inglés" in client.get(f"/es/{address}").text
