"""Citations: what reference managers read back is what was meant, whatever a title holds."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from graph.release.release import Release
from ontology import OURS
from server.records.citation import CITATIONS, Citation, cite, cited
from server.records.view import Link, Page

URL = "https://w3id.org/justicegraph/id/issue/ghost-work"
ADDRESS = "/id/issue/ghost-work"
HOSTILE = [
    "<script>alert(1)</script> & \"quoted\" 'it'",
    "50% of {all} the $work_done #1 ~ a^b \\input{x}",
    "one\nTY  - BOOK\r\nER  - \n@book{x, title={y}}",
    "} , note = {injected",
    "\u202etxet 💥 Zoë, 东京, العربية\u200b",
    "a" * 10_000,
]


def parsed(bib: bytes) -> dict[str, str]:
    """Return the fields of the one entry of a BibTeX file."""
    library = parse_string(bib.decode())
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    entry = library.entries[0]
    return {"ID": entry.key, "TYPE": entry.entry_type} | {
        field.key: str(field.value) for field in entry.fields
    }


def of(title: str) -> Citation:
    page = Page(URL, Link(title), (), (Link(title),), (), (), ())
    return cite(
        page,
        Release(Path("data/releases/none"), {"name": "9b06cc1d7b7ae22d", "modified": "2026-11-22"}),
    )


def test_an_issue_is_cited_in_bibtex(client: FlaskClient, release: Release) -> None:
    found = parsed(client.get(f"{ADDRESS}.bib").data)
    assert (found["ID"], found["TYPE"]) == ("justicegraph-issue-ghost-work", "misc")
    assert found["author"] == f"{{{OURS.publisher}}}"
    assert found["url"] == URL
    assert found["year"] == found["date"][:4] == "2026"
    assert release.name in found["note"]
    assert "Based on: " in found["note"]


def test_an_issue_is_cited_in_ris(client: FlaskClient, release: Release) -> None:
    (found,) = rispy.loads(client.get(f"{ADDRESS}.ris").text)
    assert (found["type_of_reference"], found["urls"]) == ("ELEC", [URL])
    assert (found["authors"], found["edition"]) == ([OURS.publisher], release.name)
    assert (found["secondary_title"], found["year"]) == ("JusticeGraph", "2026")


def test_an_issue_is_cited_in_csl_json(client: FlaskClient, release: Release) -> None:
    (found,) = json.loads(client.get(f"{ADDRESS}.csl.json").text)
    assert (found["type"], found["URL"], found["version"]) == ("entry", URL, release.name)
    assert found["issued"]["date-parts"][0][0] == 2026


def test_the_formats_tell_the_same_title(client: FlaskClient) -> None:
    (csl,) = json.loads(client.get(f"{ADDRESS}.csl.json").text)
    (ris,) = rispy.loads(client.get(f"{ADDRESS}.ris").text)
    bib = parsed(client.get(f"{ADDRESS}.bib").data)
    assert csl["title"] == ris["title"] == bib["title"].strip("{}")


@pytest.mark.parametrize("title", HOSTILE, ids=lambda title: title[:12])
def test_a_hostile_title_stays_one_title(title: str) -> None:
    citation = of(title)
    line = " ".join(title.split())
    (ris,) = rispy.loads(cited(citation, "ris").decode())
    (csl,) = json.loads(cited(citation, "csl.json"))
    bib = parsed(cited(citation, "bib"))
    assert ris["title"] == csl["title"] == line
    assert set(bib) == {
        *("ID", "TYPE", "author", "title", "year", "date", "publisher", "version"),
        *("url", "abstract", "note"),
    }
    assert bib["title"].count("{") == bib["title"].count("}")


@given(st.text(max_size=60))
def test_any_title_is_read_back(title: str) -> None:
    citation = of(title)
    (ris,) = rispy.loads(cited(citation, "ris").decode())
    assert ris["title"].split() == citation.title.split()
    (csl,) = json.loads(cited(citation, "csl.json"))
    assert csl["title"] == citation.title
    assert parsed(cited(citation, "bib"))["url"] == URL


def test_a_processor_of_citations_takes_it(client: FlaskClient) -> None:
    items = json.loads(client.get(f"{ADDRESS}.csl.json").text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it knows no language of dates but a few
        shown = _formatted(items)
    name = f"{OURS.publisher} (2026) “{items[0]['title']}”, JusticeGraph"
    assert shown == f"{name}. Available at: {URL}."


def _formatted(items: Any) -> str:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Cited([CitationItem(items[0]["id"])]))
    return "".join(str(one) for one in bibliography.bibliography()[0])


@pytest.mark.parametrize(("suffix", "media_type"), [(c.name, c.media_type) for c in CITATIONS])
def test_a_citation_is_had_by_suffix_and_by_accept(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    for address in (ADDRESS, "/id/actor/amazon", "/concept/role/developer", "/ontology/Hazard"):
        by_suffix = client.get(f"{address}.{suffix}")
        by_accept = client.get(address, headers={"Accept": media_type})
        assert by_suffix.data == by_accept.data
        assert (by_suffix.status_code, by_suffix.mimetype) == (200, media_type)
        assert by_suffix.headers["Content-Location"] == f"{address}.{suffix}"


def test_a_release_is_cited_as_a_dataset(client: FlaskClient, release: Release) -> None:
    address = f"/release/{release.name}"
    found = parsed(client.get(f"{address}.bib").data)
    assert (found["TYPE"], found["version"]) == ("dataset", release.name)
    (ris,) = rispy.loads(client.get(f"{address}.ris").text)
    assert (ris["type_of_reference"], ris["edition"]) == ("DATA", release.name)
    by_accept = client.get(address, headers={"Accept": CITATIONS[2].media_type})
    assert json.loads(by_accept.text)[0]["type"] == "dataset"
    assert client.get(f"/release/{'0' * 16}.bib").status_code == 404


def test_the_text_of_a_citation_is_one_sentence_each() -> None:
    assert of("Ghost work").text == (
        f"{OURS.publisher} (2026): Ghost work. JusticeGraph, release 9b06cc1d7b7ae22d. {URL}"
    )
    assert of("Who works?").text.startswith(f"{OURS.publisher} (2026): Who works? JusticeGraph,")
