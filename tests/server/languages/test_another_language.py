"""Another language is a file each: of messages, of the vocabulary and of topics, and no code."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph import languages as of_graph
from graph.languages import names, place_names, topic_names
from graph.release.release import Release
from ontology import Misuse
from ontology.project_folder import PROJECT_VARIABLE
from server import Settings, create_app

HTML = {"Accept": "text/html"}
MESSAGES = """msgid ""
msgstr ""
"Language: pt_BR\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Companies"
msgstr "Empresas"

msgctxt "problem"
msgid "there is no question '{slug}'; the nearest are: {near}"
msgstr "não há nenhuma pergunta «{slug}»; as mais próximas: {near}"
"""


INDONESIAN = MESSAGES.replace("pt_BR", "id").replace("Empresas", "Perusahaan")


@pytest.fixture
def client(tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A server with a project folder that holds one file of messages in Portuguese."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "pt.po").write_text(MESSAGES, encoding="utf-8")
    monkeypatch.setenv(PROJECT_VARIABLE, str(tmp_path))
    return create_app(Settings(release.folder.parent.parent)).test_client()


def test_a_file_of_messages_is_a_language_of_the_pages(client: FlaskClient) -> None:
    page = client.get("/pt/companies?q=a", headers=HTML).text
    assert '<html lang="pt" data-prefix="/pt">' in page
    assert ">Empresas</a>" in page
    assert '<a href="/es/companies?q=a" lang="es" hreflang="es">Español</a>' in page
    assert 'hreflang="pt" href=' in client.get("/companies", headers=HTML).text
    assert client.get("/PT-br/companies", headers=HTML).location == "/pt/companies"
    error = client.get("/pt/questions/pya", headers=HTML)
    assert "Não há nenhuma pergunta «pya»; as mais próximas: pay" in error.text


def served(folder: Path, release: Release, monkeypatch: pytest.MonkeyPatch, name: str) -> Flask:
    """Return a server with a project folder that holds messages in Indonesian in a file."""
    (folder / "languages").mkdir(parents=True)
    (folder / "languages" / name).write_text(INDONESIAN, encoding="utf-8")
    monkeypatch.setenv(PROJECT_VARIABLE, str(folder))
    return create_app(Settings(release.folder.parent.parent))


def test_a_language_whose_address_is_that_of_records_is_refused_until_it_names_its_country(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Misuse, match=r"id\.po: /id is the address of .* name the file id-ID\.po"):
        served(tmp_path / "refused", release, monkeypatch, "id.po")
    client = served(tmp_path / "named", release, monkeypatch, "id-ID.po").test_client()
    page = client.get("/id-ID/companies", headers=HTML).text
    assert '<html lang="id-ID" data-prefix="/id-ID">' in page
    assert ">Perusahaan</a>" in page
    assert client.get("/id/issue/ghost-work", headers=HTML).status_code == 200
    assert client.get("/ID_id/companies", headers=HTML).location == "/id-ID/companies"
    record = client.get("/id-ID/id/issue/ghost-work", headers=HTML)
    assert record.headers["Content-Language"] == "id-ID"


def test_a_file_of_the_vocabulary_and_one_of_topics_name_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pt.yaml").write_text("topics: {hiring: contratação}\n", encoding="utf-8")
    monkeypatch.setattr(names, "translations", lambda: [tmp_path / "es.ttl", tmp_path / "pt.ttl"])
    monkeypatch.setattr(names, "files", lambda _package: tmp_path)
    for cached in (names.language_tags, names._file):
        monkeypatch.setattr(names, cached.__name__, cached.__wrapped__)
    assert of_graph.languages() == ("es", "pt")
    assert names.is_translated(names.PREFERRED, '"Saúde"@pt')
    assert place_names({"https://example.org/id/place/kenya": "KE"}, "pt") == {
        "https://example.org/id/place/kenya": "Quênia"
    }
    assert topic_names("pt") == {"hiring": "contratação"}
