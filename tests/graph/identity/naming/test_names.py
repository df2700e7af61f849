"""The form of a name: what is only a way of writing falls away, and what tells apart stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.naming.names import acronym_of, form

ALIKE = [
    ("OpenAI", "Open AI"),
    ("TikTok", "Tiktok"),
    ("Paraná State", "PARANA state"),
    ("Pak 'n' Save", "Pak \N{LEFT SINGLE QUOTATION MARK}n\N{RIGHT SINGLE QUOTATION MARK} Save"),
    ("U.S. Navy", "United States Navy"),
    ("Chicago PD", "Chicago Police Department (CPD)"),
    ("Government of Russia", "Russian government"),
    ("City of Bucheon", "Bucheon city government"),
    ("Government of the City of Buenos Aires", "Buenos Aires city government"),
    ("Spanish Interior Ministry", "Spanish Ministry of Interior"),
    ("Department for Work and Pensions", "Department of Work and Pensions (DWP)"),
    ("National Eating Disorder Association", "National Eating Disorders Association"),
    ("École Polytechnique Fédérale de Lausanne", "Ecole Polytechnique Federale Lausanne (EPFL)"),
    ("\N{FULLWIDTH LATIN CAPITAL LETTER I}BM Corp", "ibm  corp"),
]
APART = [
    ("Canva", "Canvas"),
    ("Miami University", "University of Miami"),
    ("Storm-1376", "Storm-1516"),
    ("AnyVision", "AnyVision (Oosto)"),
    ("X", "XX"),
    ("*", "+"),
    ("A*STAR", "The Star"),
    ("Amazon", "Amazon users"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_ways_of_writing_one_name_have_one_form(one: str, other: str) -> None:
    assert form(one).key == form(other).key


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_differ_have_forms_that_differ(one: str, other: str) -> None:
    assert form(one).bare != form(other).bare


@pytest.mark.parametrize("name", ["Snap Inc.", "Snap Ltd", "SNAP Pty. Ltd.", "Snap"])
def test_a_legal_form_is_no_part_of_the_bare_name(name: str) -> None:
    assert form(name).bare == "snap"


@pytest.mark.parametrize(
    "form_",
    [
        *("A/S", "AS", "ApS", "Oy", "Oyj", "AB", "ASA", "K/S", "S.A.S.", "SAS", "S. A.", "S/A"),
        *("GmbH & Co. KG", "gGmbH", "KGaA", "e.V.", "S.p.A.", "S.r.l.", "SARL", "S.L.U.", "Lda."),
        *("Sp. z o.o.", "Sp. z o. o.", "spol. s r.o.", "d.o.o.", "Kft.", "Zrt.", "A.Ş.", "K.K."),
        *("S.A. de C.V.", "S. A. B. de C. V.", "S. de R.L. de C.V.", "Sdn. Bhd.", "Pte. Ltd."),
    ],
)
def test_a_legal_form_of_any_country_is_no_part_of_the_bare_name(form_: str) -> None:
    name = "Nordsand Autonomous Dredging"
    assert form(f"{name} {form_}").bare == form(f"{name}, {form_}").bare == form(name).bare


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Justice", True),
        ("Department of Education", True),
        ("Ministry of Justice of Spain", False),
        ("Nevada Department of Education", False),
        ("OpenAI", False),
    ],
)
def test_a_body_that_every_state_has_is_placeless(name: str, expected: bool) -> None:
    assert form(name).is_placeless is expected


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("NYPD", "New York Police Department", True),
        ("SAINS", "Sarawak Information Systems", True),
        ("USA", "Delphia", False),
        ("Oosto", "AnyVision", False),
        ("CPB", "Customs and Border Protection", False),
        ("METROPOLITANO", "Companhia do Metropolitano", False),
    ],
)
def test_capitals_in_the_order_of_a_name_are_its_acronym(
    short: str, name: str, expected: bool
) -> None:
    assert acronym_of(short, name) is expected


@given(st.text(max_size=60))
def test_any_text_has_a_form_and_capitals_do_not_change_it(name: str) -> None:
    assert form(name).key
    assert form(f" {name} ").key == form(name).key


@given(st.from_regex(r"[A-Za-z]{4,12}( [A-Za-z]{4,12}){0,3}", fullmatch=True))
def test_capitals_and_punctuation_change_no_form(name: str) -> None:
    assert form(name.upper()).key == form(name).key == form(name.replace(" ", "-")).key
