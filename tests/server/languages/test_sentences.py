"""Sentences of errors and of the gate: found in the catalogue by their slots, else in English."""

import pytest
from babel import Locale
from flask.testing import FlaskClient

from server.contribute.message_language import message_in_language
from server.languages.catalogue import Catalogue, catalogues
from server.languages.current import speaking
from server.languages.sentences import GATE, PROBLEM, sentence
from server.languages.slots import CONTEXT

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/id/issue/ghost-wrok", 404, "no hay nada en https://w3id.org/justicegraph/id/issue/"),
        ("/questions/pya", 404, "no hay ninguna pregunta «pya»; las más parecidas: pay"),
        ("/search?plcae=kenya", 400, "parámetro desconocido &#39;plcae&#39;: el más parecido"),
        ("/search?place=Kenai", 400, "nada se llama así (lugar); lo más parecido: Kenya"),
        ("/charts/none", 404, "no hay ningún gráfico «none»"),
        ("/nowhere/at-all", 404, "Si la escribió a mano, revísela e intente de nuevo."),
        ("/receipt/none", 404, "no existe ese comprobante: revise la dirección"),
        ("/sparql?format=html&query=SELECT", 400, "la consulta no es SPARQL en la línea 1"),
        ("/sparql?format=html&query=DROP+ALL", 403, "este punto de acceso es solo de lectura"),
    ],
)
def test_an_error_page_says_in_its_language_what_is_wrong(
    client: FlaskClient, path: str, status: int, words: str
) -> None:
    answer = client.get(f"/es{path}", headers=HTML)
    assert answer.status_code == status
    assert words.casefold() in answer.text.casefold()
    assert words.casefold() not in client.get(path, headers=HTML).text.casefold()


def test_programs_read_english(client: FlaskClient) -> None:
    answer = client.get("/es/questions/pya", headers={"Accept": "application/json"})
    assert answer.get_json()["detail"].startswith("there is no question 'pya'")


def test_a_rule_of_the_gate_is_told_in_the_language_of_the_form() -> None:
    with speaking(catalogues()["es"]):
        assert (
            message_in_language("The end year lies before the year: swap the two.", None)
            == "El año final es anterior al año: intercámbielos."
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no graph urn:a here", "nicht da: urn:a"),
        ("no graph no graph here here", "nicht da: no graph here"),
        ("bad: no graph x here", "schlecht: nicht da: x"),
        ("it is open", "offen"),
        ("something else", "something else"),
        (f"no graph {'x' * 2_000} here", f"no graph {'x' * 2_000} here"),
    ],
)
def test_a_sentence_is_matched_whole_and_its_slots_are_kept(text: str, said: str) -> None:
    messages = {
        f"{PROBLEM}{CONTEXT}no graph {{name}} here": ("nicht da: {name}",),
        f"{PROBLEM}{CONTEXT}bad: {{error}}": ("schlecht: {error}",),
        f"{PROBLEM}{CONTEXT}it is {{state}}": ("{state}",),
        "open": ("offen",),
    }
    with speaking(Catalogue("de", Locale("de"), messages)):
        assert sentence(text, PROBLEM) == said
        assert sentence(text, GATE) == text


def test_hostile_text_costs_little() -> None:
    """Lazy groups between fixed texts: nothing is tried an exponential number of times."""
    with speaking(catalogues()["es"]):
        text = "the query is not SPARQL at line " + ", column : " * 80
        assert sentence(f"{text}!", PROBLEM) != text
