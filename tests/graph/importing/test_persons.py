"""Names of persons that stand in a text alone, in no column."""

import pytest

from graph.importing.context import Context
from graph.importing.persons import persons
from graph.importing.redaction import WITHHELD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police arrest Robert Zzyzx", []),
        ("Police arrest Robert Miller", ["Robert Miller"]),
        ("Robert Q. Miller's case", ["Robert Q. Miller"]),
        ("Robert Miller and Mary O'Brien sue", ["Robert Miller", "Mary O'Brien"]),
        ("Donald Trump and Martin Luther King are shown", []),
        ("Fans of Robert miller", []),
        ("In Spain, Hong Kong and Virginia Beach", []),
        ("Jefferson Parish Police", []),
        ("", []),
    ],
)
def test_a_given_name_before_a_surname_is_a_person_unless_known_in_public(
    text: str, found: list[str]
) -> None:
    assert persons(text) == found


def test_such_a_person_leaves_the_text_whole_and_by_surname() -> None:
    context = Context("x")
    text = "Robert Miller was jailed. Miller's wife, and a miller, waited."
    assert context.text(text) == f"{WITHHELD} was jailed. {WITHHELD}'s wife, and a miller, waited."
    assert context.counts["texts with a name withheld"] == 1
