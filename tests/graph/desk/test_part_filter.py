"""Withheld parts: statements and names go with all that leads to them alone, and nothing else."""

from pathlib import Path

import pytest

from graph.desk.part_filter import PartFilter
from graph.desk.withdrawn import Withdrawn, holds_withdrawn
from graph.desk.withheld import Name, Parts, Statement
from graph.rdf.quads import Quad, iri, literal, to_n_quads
from graph.rdf.terms import LABEL, SOURCE, TYPE
from ontology.namespaces import JG, SCHEMA, SKOS, XSD

BASE = "https://example.org/"
ISSUE, ACTOR = f"<{BASE}id/issue/a>", f"<{BASE}id/actor/acme>"
PARTY, PAY = f"{ISSUE[:-1]}#party>", f"{ISSUE[:-1]}#pay>"
OTHER = f"<{BASE}id/issue/b>"
YEAR = (iri(f"{JG}year"), literal("2019", f"{XSD}gYear"))
NAME = Parts(names=frozenset({Name("Zed Qwrtz", "a driver")}))


def jg(name: str) -> str:
    return iri(JG + name)


def quads(*triples: tuple[str, str, str]) -> list[Quad]:
    return [(f"<{BASE}graph/issue/a>", *triple) for triple in triples]


ABOUT = quads(
    (ISSUE, TYPE, jg("Incident")),
    (ISSUE, LABEL, literal("A matter", language="en")),
    (ISSUE, *YEAR),
    (ISSUE, jg("involvement"), PARTY),
    (PARTY, jg("actor"), ACTOR),
    (PARTY, jg("pay"), PAY),
    (PAY, jg("value"), literal("2")),
    (OTHER, *YEAR),
)


def left(parts: Parts, given: list[Quad]) -> list[Quad]:
    return PartFilter(parts, BASE).quads(given).quads


def statements(*given: tuple[str, str, str]) -> Parts:
    return Parts(frozenset(Statement(*one) for one in given))


def test_one_statement_goes_and_the_same_of_another_record_stays() -> None:
    found = PartFilter(statements(("<id/issue/a>", *YEAR)), BASE).quads(ABOUT)
    assert [quad for quad in ABOUT if quad not in found.quads] == quads((ISSUE, *YEAR))
    assert found.touched == {ISSUE}


def test_a_nested_entry_goes_with_what_it_alone_leads_to() -> None:
    parts = statements(("<id/issue/a>", jg("involvement"), "<id/issue/a#party>"))
    assert left(parts, ABOUT) == [*ABOUT[:3], ABOUT[-1]]


def test_a_statement_of_a_nested_entry_goes_alone() -> None:
    parts = statements(("<id/issue/a#party>", jg("actor"), "<id/actor/acme>"))
    assert left(parts, ABOUT) == [quad for quad in ABOUT if quad[3] != ACTOR]


def test_a_statement_goes_from_a_record_that_was_merged_and_of_one_that_was() -> None:
    parts = statements(("<id/issue/a>", jg("by"), "<id/actor/acme>"))
    same = frozenset({("id/issue/twin", "id/issue/a"), ("id/actor/acme-inc", "id/actor/acme")})
    twin, inc = f"<{BASE}id/issue/twin>", f"<{BASE}id/actor/acme-inc>"
    given = quads((twin, jg("by"), inc), (twin, *YEAR))
    assert left(parts._replace(same=same), given) == quads((twin, *YEAR))


def test_a_name_is_replaced_in_texts_and_goes_where_it_is_all() -> None:
    given = quads(
        (ISSUE, LABEL, literal('Zed Qwrtz says "no"', language="en")),
        (ISSUE, iri(f"{SKOS}altLabel"), literal("Zed Qwrtz")),
        (ISSUE, jg("note"), literal("Qwrtz was heard; see ZED QWRTZ")),
        (ISSUE, iri(f"{SCHEMA}url"), iri("https://example.com/zed-qwrtz-heard")),
        (ISSUE, jg("page"), literal("https://example.com/?q=zed+qwrtz")),
        (f"{ISSUE[:-1]}#zed-qwrtz-driver>", jg("actor"), ACTOR),
        (ISSUE, jg("involvement"), f"{ISSUE[:-1]}#zed-qwrtz-driver>"),
        (OTHER, LABEL, literal("Another Qwrtz")),
    )
    found = PartFilter(NAME, BASE).quads(given)
    assert found.quads == quads(
        (ISSUE, LABEL, literal('A driver says "no"', language="en")),
        (ISSUE, jg("note"), literal("A driver was heard; see a driver")),
        (OTHER, LABEL, literal("Another Qwrtz")),
    )
    assert found.touched == {ISSUE}


@pytest.mark.parametrize(
    ("record", "triples"),
    [
        ("issue/x", [(LABEL, literal("Zed Qwrtz"))]),
        ("issue/zed-qwrtz-v-acme", []),
        ("actor/person", [(TYPE, jg("Person")), (LABEL, literal("Mr Zed Qwrtz"))]),
    ],
)
def test_a_record_that_is_about_the_bearer_of_a_name_goes_whole(
    record: str, triples: list[tuple[str, str]]
) -> None:
    subject = f"<{BASE}id/{record}>"
    given = [*ABOUT, *quads((subject, TYPE, jg("Thing")), *((subject, *one) for one in triples))]
    assert PartFilter(NAME, BASE).named_records(given) == {subject}


@pytest.mark.parametrize(
    ("parts", "is_held"),
    [
        (statements(("<id/issue/a>", *YEAR)), True),
        (statements(("<id/issue/a>", jg("year"), literal("2020"))), False),
        (statements(("<id/actor/acme>", SOURCE, "<id/source/x>")), False),
        (Parts(names=frozenset({Name("Jo\u0301 Matter", "x")})), False),
        (Parts(names=frozenset({Name("A MATTÉR", "x")})), True),
        (Parts(names=frozenset({Name("ACME", "x")})), True),
        (Parts(), False),
    ],
)
def test_a_release_is_searched_for_what_is_withheld(
    tmp_path: Path, parts: Parts, is_held: bool
) -> None:
    (tmp_path / "a.nq").write_bytes(to_n_quads(sorted(ABOUT)))
    assert holds_withdrawn(tmp_path / "a.nq", Withdrawn(parts=parts), BASE) == is_held


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("So said Jos\u00e9 Qw\u0301rtz.", "Jose Qwrtz"),
        ("So said \uff31\uff37RTZ Jose\u0301.", "Jos\u00e9 Qwrtz"),
        (
            "\u0421\u043a\u0430\u0437\u0430\u043b \u0419\u0426\u0423\u041a",
            "\u0439\u0446\u0443\u043a",
        ),
    ],
)
def test_a_name_is_found_in_a_release_whatever_its_spelling(
    tmp_path: Path, text: str, name: str
) -> None:
    given = quads((ISSUE, LABEL, literal(text)))
    (tmp_path / "a.nq").write_bytes(to_n_quads(given))
    parts = Parts(names=frozenset({Name(name, "x")}))
    assert holds_withdrawn(tmp_path / "a.nq", Withdrawn(parts=parts), BASE)


def test_a_name_in_an_encoded_address_is_found_in_a_release(tmp_path: Path) -> None:
    given = quads((ISSUE, iri(f"{SCHEMA}url"), iri("https://example.com/Q%C3%9Crtz-jos%C3%A9")))
    (tmp_path / "a.nq").write_bytes(to_n_quads(given))
    parts = Parts(names=frozenset({Name("Jose Qurtz", "x")}))
    assert holds_withdrawn(tmp_path / "a.nq", Withdrawn(parts=parts), BASE)


def test_texts_in_other_scripts_are_searched_in_linear_time(tmp_path: Path) -> None:
    text = "\u30b3\u30f3\u30c6\u30f3\u30c4\u00e9\u0301\u00e9%C3%A9" * 20_000
    (tmp_path / "a.nq").write_bytes(to_n_quads(quads((ISSUE, LABEL, literal(text)))))
    parts = Parts(names=frozenset({Name("Zedekiah Qwrtzuiopasdf", "x")}))
    assert not holds_withdrawn(tmp_path / "a.nq", Withdrawn(parts=parts), BASE)
