"""Legal forms: one list, of which each reader takes what is safe for it."""

import pytest

from graph.identity.naming.names import form
from graph.legal_forms import Sign, ends_with_form, form_letters, without_form, written
from graph.privacy.legal_forms import bare_firm
from graph.reconcile.name_keys import derived_keys
from scripts.commands.projects.table_parties import name_companies

FIRMS = [
    "A/S",
    "ApS",
    "Oy",
    "S.A.S.",
    "SAS",
    "GmbH & Co. KG",
    "Sp. z o.o.",
    "Pty Ltd",
    "S.A. de C.V.",
]
WEAK = ["AB", "AG", "AS", "SE", "Co.", "e.V."]


@pytest.mark.parametrize("form_", FIRMS)
def test_a_form_of_firms_alone_joins_names_shows_no_person_and_marks_a_column(form_: str) -> None:
    name = f"Casa Roe {form_}"
    assert form(name).bare == form("Casa Roe").bare
    assert (bare_firm(name), without_form(name)) == ("Casa Roe", "Casa Roe")
    assert name_companies([name])


@pytest.mark.parametrize("form_", WEAK)
def test_a_weak_form_joins_names_but_shows_no_firm(form_: str) -> None:
    name = f"Casa Roe {form_}"
    assert form(name).bare == form("Casa Roe").bare
    assert (bare_firm(name), without_form(name)) == ("", "Casa Roe")


def test_a_form_in_small_letters_may_be_a_word() -> None:
    names = ["Casa Roe as", "a day at a spa", "Dr. Roe GmbH", "Mary Roe e.K."]
    assert [bare_firm(name) for name in names] == ["", "", "", ""]
    assert not any(map(ends_with_form, (*names[:2], names[3])))
    assert not name_companies(["Access to data is limited"])


def test_a_name_is_found_without_its_form() -> None:
    assert "casaroe" in [key.text for key in derived_keys("Casa Roe Oyj")]


def test_each_form_is_of_one_sign() -> None:
    patterns = [written(sign).split("|") for sign in Sign]
    assert all(patterns)
    assert len({one for some in patterns for one in some}) == sum(map(len, patterns))
    assert {"as", "gmbh", "spzoo", "gmbhandcokg", "sadecv"} <= form_letters()
