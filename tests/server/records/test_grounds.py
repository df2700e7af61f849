"""Evidence of what is derived: our words in the language of the page, what is quoted in its own."""

from flask.testing import FlaskClient
from lxml import html

from server.records.grounds import Ground, grounds


def test_evidence_is_taken_apart_into_our_words_and_what_is_quoted() -> None:
    said = "the same issue as “A “tool” harms, twice”, category “Bias”; title: “hiring”"
    assert grounds(said) == (
        Ground("the same issue as", "“A “tool” harms, twice”", ", "),
        Ground("category", "“Bias”", "; "),
        Ground("title:", "“hiring”", ""),
    )


def test_a_derived_value_is_explained_in_the_language_of_the_page(client: FlaskClient) -> None:
    found = client.get("/sparql?query=SELECT ?i { ?i jg:derivation ?d }&format=csv").text
    issue = sorted(found.split())[1].partition("justicegraph")[2]
    page = html.fromstring(client.get(f"/es{issue}", headers={"Accept": "text/html"}).text)
    note = page.xpath("//span[starts-with(@id, 'evidence-derived')]")[0]
    text = " ".join(note.text_content().split())
    assert "Deducido, no afirmado" in text
    assert "El registro cambió por última vez el" in text
    own = {word for word in ("category", "title:", "summary:", "harmed party") if word in text}
    assert own == set()
    assert note.xpath(".//bdi/@lang")[:1] == ["en"]
