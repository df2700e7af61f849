"""What names in a sheet stand for."""

import pytest

from graph.privacy.known_names import may_be_person
from graph.privacy.party_classifier import Verdict, judge, reviewed
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
        ("Polizei Berlin", Verdict.ORGANIZATION, "government-body"),
        ("Polic\u00eda Nacional", Verdict.ORGANIZATION, "government-body"),
        ("Springfield General Hospital", Verdict.ORGANIZATION, "unspecified"),
        ("Springfield High School student", Verdict.NOBODY, ""),
        ("Robot hurts Tristan Fernandes in Ohio", Verdict.WITHHELD, ""),
        ("Police officer Ngozi Okafor", Verdict.WITHHELD, ""),
        ("Tristan Fernandes of Example Technologies", Verdict.WITHHELD, ""),
        ("Tristan Fernandes (Example Technologies)", Verdict.WITHHELD, ""),
        ("Tristan Fernandes Technologies, Inc.", Verdict.ORGANIZATION, "company"),
        ("Tristan Fernandes Foundation", Verdict.ORGANIZATION, "ngo"),
        ("Fundaci\u00f3n Tristan Fernandes", Verdict.ORGANIZATION, "ngo"),
        ("Universit\u00e0 di Tristan Fernandes", Verdict.ORGANIZATION, "research"),
        ("University student Tristan Fernandes", Verdict.WITHHELD, ""),
        ("Eli Lilly", Verdict.ORGANIZATION, "company"),
        ("Kowalski, Herzberg & Okafor", Verdict.ORGANIZATION, "company"),
        ("Kowalski & Herzberg LLP", Verdict.ORGANIZATION, "company"),
        ("Mary & John", Verdict.WITHHELD, ""),
        ("Google & Meta", Verdict.WITHHELD, ""),
        ("Senator Ngozi Herzberg", Verdict.PERSON, "senator"),
        ("Class president Ngozi Herzberg", Verdict.WITHHELD, ""),
        ("Nelson Mandela", Verdict.PERSON, "politician of Africa"),
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


def test_a_name_in_small_letters_is_read_as_one_with_capitals() -> None:
    names = ("summer young", "Summer Young", "example university", "media discourse")
    assert [may_be_person(name) for name in names] == [True, True, False, True]


@pytest.mark.parametrize(
    "form",
    [
        *("Srl", "S.r.l.", "GmbH", "GmbH & Co. KG", "S.p.A.", "S.A.", "SA", "SL", "B.V.", "BV"),
        *("Oy", "ApS", "A/S", "Sp. z o.o.", "s.r.o.", "d.o.o.", "Kft.", "K.K.", "Ltda.", "Lda"),
        *("Pty Ltd", "Sdn. Bhd.", "Inc.", "LLC", "plc", "SARL", "S.A. de C.V."),
    ],
)
def test_a_firm_of_a_legal_form_is_an_organisation_also_where_it_is_called_after_a_person(
    form: str,
) -> None:
    for name in (f"Casa Serena {form}", f"Serena {form}"):
        assert judge(name) == (name, Verdict.ORGANIZATION, "company")


@pytest.mark.parametrize(
    "name",
    [
        *("Dr. Roe GmbH", "Frau Mary Roe GmbH", "Mary Roe e.K.", "Mary Co", "Mary Sas", "Mary Asa"),
        *("Mary Roe at Example GmbH", "Mary Roe (Example Srl)", "Mary Roe sues Example S.p.A."),
    ],
)
def test_a_legal_form_opens_no_name_of_a_person_with_a_firm_or_with_a_form_of_address(
    name: str,
) -> None:
    assert judge(name).verdict is Verdict.WITHHELD
