"""The index of organisations: the same rows as looked up one by one, in the order that is asked."""

from pathlib import Path

import pytest

from graph.directory_index import DIRECTORY_INDEX, ContactRow, read_directory, write_directory
from graph.rdf.quads import Quad, iri, literal
from graph.search import Search
from graph.search.index_writer import write_search
from ontology import BASE, JG, PREFIXES, Unavailable

UNION = f"{BASE}id/actor/union"
FIRM = f"{BASE}id/actor/firm"
KENYA = f"{BASE}id/place/kenya"
LABEL = PREFIXES["rdfs"] + "label"


def said(*statements: tuple[str, str, str]) -> list[Quad]:
    return [(iri(f"{BASE}graph/a"), iri(node), iri(name), end) for node, name, end in statements]


QUADS = said(
    (UNION, PREFIXES["rdf"] + "type", iri(JG + "Organization")),
    (UNION, LABEL, literal("The union", language="en")),
    (UNION, LABEL, literal("El sindicato", language="es")),
    (UNION, JG + "place", iri(KENYA)),
    (UNION, PREFIXES["foaf"] + "homepage", iri("https://union.example/")),
    (UNION, JG + "contact", iri(f"{UNION}#desk")),
    (f"{UNION}#desk", PREFIXES["schema"] + "email", literal("desk@union.example")),
    (f"{UNION}#desk", JG + "language", literal("sw")),
    (f"{UNION}#desk", JG + "language", literal("en")),
    (KENYA, LABEL, literal("Kenya", language="en")),
    (FIRM, PREFIXES["rdf"] + "type", iri(JG + "Organization")),
    (FIRM, LABEL, literal("=Firm")),
    (KENYA, PREFIXES["rdf"] + "type", iri(JG + "Place")),
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    write_search(tmp_path / "search", QUADS, BASE)
    write_directory(tmp_path / DIRECTORY_INDEX, QUADS, Search(tmp_path / "search"))
    return tmp_path / DIRECTORY_INDEX


def test_organisations_come_in_the_order_asked_with_labels_and_contacts(index: Path) -> None:
    contact = ContactRow("", "desk@union.example", ["en", "sw"], "")
    assert [tuple(row) for row in read_directory(index, [UNION, KENYA, FIRM]) or ()] == [
        (UNION, "The union", [], ["Kenya"], [], "https://union.example/", [contact], 0, 0),
        (FIRM, "=Firm", [], [], [], "", [], 0, 0),
    ]


def test_a_release_without_the_index_gives_none(tmp_path: Path) -> None:
    assert read_directory(tmp_path / DIRECTORY_INDEX, [UNION]) is None


def test_a_damaged_index_is_unavailable_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / DIRECTORY_INDEX
    path.write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(Unavailable, match=r"directory\.sqlite: cannot be read: .*: build the rel"):
        read_directory(path, [UNION])
