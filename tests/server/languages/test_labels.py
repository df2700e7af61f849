"""Labels of the vocabulary and of places on pages in another language, and in data none of them."""

import re

import pytest
from flask.testing import FlaskClient

from ontology import CONCEPT
from server.web.names import NO_NAMES, Names


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)))


@pytest.mark.parametrize(
    ("address", "labels"),
    [
        ("/es/id/place/kenya", ("Kenia", "África oriental", "Justicia económica", "incidente")),
        ("/es/id/issue/ghost-work", ("Trabajo fantasma", "Ambos tratan de")),
        ("/es/concept/role", ("Desarrollador", "Hace el sistema de IA, o lo hace hacer")),
        ("/es/concept/role/developer", ("Desarrollador", "Hace el sistema de IA")),
        ("/es/ontology", ("caso", "Un daño o una injusticia documentados")),
        ("/es/search?q=Kenia", ("Moderación de contenidos", "grupo de personas trabajadoras")),
        (
            "/es/questions/responses-by-kind",
            ("¿Cómo se responde a los casos", "Exigencia", "Respuestas", "en este lugar"),
        ),
        ("/es/questions/responses-by-kind?place=Kenia", ("Organización colectiva",)),
        (
            "/es/charts/areas-by-year",
            ("es el ámbito de justicia con más casos", "Proporción de cada"),
        ),
        ("/es/charts/impacts-by-area", ("Justicia económica", "Explotación de personas")),
        (
            "/es/explore?chain=actor/amazon",
            ("Amazon y su cadena de trabajo", "Sistemas de IA", "sistema de IA"),
        ),
        (
            "/es/contribute/issue",
            ("¿Dónde se puede leer?", "Ámbito de justicia", "Tipo de fuente", "Página web"),
        ),
        ("/es/remove", ("Pone a alguien en peligro",)),
        ("/es/coverage", ("no nombran ningún lugar", "Por región del mundo", "África")),
        ("/es/questions/workers-by-place", ("Etiquetado de datos", "Moderación de contenidos")),
    ],
)
def test_a_page_has_labels_in_its_language(
    client: FlaskClient, address: str, labels: tuple[str, ...]
) -> None:
    text = text_of(client, address)
    assert [label for label in labels if label not in text] == []
    english = text_of(client, address.removeprefix("/es"))
    assert [label for label in labels if label in english] == []


def test_a_text_of_the_vocabulary_is_shown_in_one_language(client: FlaskClient) -> None:
    for address in ("/concept/role/developer", "/es/concept/role/developer"):
        text = text_of(client, address)
        assert ("Makes the AI system" in text) != ("Hace el sistema de IA" in text)


def test_the_data_have_all_languages_at_one_address(client: FlaskClient) -> None:
    text = client.get("/concept/role/developer.ttl").get_data(as_text=True)
    assert '"Developer"@en' in text
    assert '"Desarrollador"@es' in text
    assert "rdfs:label" not in text.partition("Desarrollador")[0][-20:]


def test_facets_of_data_are_in_english(client: FlaskClient) -> None:
    (first, *_) = client.get("/search.json?q=Kenia").get_json()["hits"]
    assert first["title"] == "Kenya"


@pytest.mark.parametrize("value", ["Kenia", "kenia", "kenya"])
def test_a_filter_may_be_named_in_either_language(client: FlaskClient, value: str) -> None:
    assert "Kenya" in text_of(client, f"/search?place={value}")


def test_a_label_of_several_meanings_is_left_in_english() -> None:
    names = Names({f"{CONCEPT}role/court": "Tribunal"}, {"Court": "Tribunal"}, {})
    assert (names.by_label.get("Research"), NO_NAMES.by_label) == (None, {})


@pytest.mark.parametrize(
    "words", ["huelga", "Huelgas", "carta abierta", "desarrolladores", "niños"]
)
def test_a_search_by_a_spanish_word_of_any_scheme_finds_what_it_names(
    client: FlaskClient, words: str
) -> None:
    assert client.get("/search.json", query_string={"q": words}).get_json()["total"] > 0
