"""What names stand for, and how private ones are kept out of texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importing.party_classifier import Verdict, judge, reviewed
from graph.importing.redaction import WITHHELD, Redaction
from ontology.vocabulary import vocabulary

KINDS = {
    str(quad.subject).rpartition("/")[2].rstrip(">")
    for quad in vocabulary()
    if "concept/actor-kind/" in str(quad.subject)
}


@pytest.mark.parametrize(
    ("name", "verdict", "detail"),
    [
        ("Google", Verdict.ORGANIZATION, "company"),
        ("Example Technologies Ltd", Verdict.ORGANIZATION, "company"),
        ("Springfield Police Department", Verdict.ORGANIZATION, "government-body"),
        ("University of Nowhere", Verdict.ORGANIZATION, "research"),
        ("example.ai", Verdict.ORGANIZATION, "company"),
        ("Elon Musk", Verdict.PERSON, "entrepreneur who leads Tesla, SpaceX and xAI"),
        ("Uber drivers", Verdict.GROUP, ""),
        ("general public", Verdict.GROUP, ""),
        ("Unknown deepfake creators", Verdict.NOBODY, ""),
        ("scammers impersonating Jane Roe", Verdict.NOBODY, ""),
        ("Tesla driver", Verdict.NOBODY, ""),
        ("Jane Roe", Verdict.WITHHELD, ""),
        ("Example Labs, Jane Roe", Verdict.WITHHELD, ""),
        ("Emily Post", Verdict.WITHHELD, ""),
        ("Washington Post", Verdict.ORGANIZATION, "media"),
        ("@janeroe", Verdict.WITHHELD, ""),
        ("Zyxwv", Verdict.WITHHELD, ""),
        ("", Verdict.WITHHELD, ""),
    ],
)
def test_a_name_is_judged_by_the_list_or_the_rule_and_else_withheld(
    name: str, verdict: Verdict, detail: str
) -> None:
    assert judge(name) == (name, verdict, detail)


def test_reviewed_organisations_have_a_kind_of_the_scheme_and_persons_a_public_role() -> None:
    parties = reviewed().values()
    kinds = {party.detail for party in parties if party.verdict is Verdict.ORGANIZATION}
    assert kinds - {""} <= KINDS
    assert [
        party.name for party in parties if party.verdict is Verdict.PERSON and not party.detail
    ] == []
    assert {party.verdict for party in parties} == {
        Verdict.ORGANIZATION,
        Verdict.PERSON,
        Verdict.GROUP,
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Jane Roe was hit", f"{WITHHELD} was hit"),
        ("a suit of JANE ROE, who won", f"a suit of {WITHHELD}, who won"),
        ("Roe's bike and Roe", f"{WITHHELD}'s bike and {WITHHELD}"),
        ("Janet Roebuck rowed", "Janet Roebuck rowed"),
        ("the roe of a fish", "the roe of a fish"),
        ("(Jane Roe)", f"({WITHHELD})"),
    ],
)
def test_a_withheld_name_leaves_the_text_beside_it(text: str, kept: str) -> None:
    redaction = Redaction()
    redaction.learn("Jane Roe")
    assert redaction.apply(text, ["Jane Roe"]) == kept


@pytest.mark.parametrize("name", ["Jane Roe's family", "Family of Jane Roe", "the Roe family"])
def test_kin_are_withheld_by_the_name_that_they_are_named_by(name: str) -> None:
    redaction = Redaction()
    redaction.learn(name)
    kept = redaction.apply("Jane Roe spoke", ["Jane Roe"])
    assert "Roe" not in kept


def test_a_last_word_that_begins_small_is_no_surname() -> None:
    redaction = Redaction()
    assert (
        redaction.apply("an estate of users", ["Big estate", "some users"]) == "an estate of users"
    )


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_name_of_two_words_survives(before: str, after: str) -> None:
    redaction = Redaction()
    redaction.learn("Jane Roe")
    assert "Jane Roe" not in redaction.apply(f"{before} Jane Roe {after}")
