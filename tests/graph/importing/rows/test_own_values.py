"""Texts of columns that a project reads as fields: published without a private person."""

from graph.importing.context import Context
from graph.importing.review import likely_person
from graph.importing.rows.own_values import own_text
from graph.importing.sheets.sheet import Cells
from graph.importing.sheets.tally import HIDDEN_WORDS
from graph.privacy.decisions import Decided, Decision, Decisions, digest

COLUMNS = {"school": ("affected", "unspecified")}


def said(text: str, *decisions: Decision, school: str = "") -> tuple[str, Context]:
    context = Context.of("toy", Decisions(decisions))
    cells = Cells(note=text, school=school)
    return own_text(context, "toy-1", cells, "note", COLUMNS), context


def test_a_text_without_a_name_and_a_number_with_a_unit_stay_as_they_are() -> None:
    texts = ("a score alone", "Nurses", "people on benefits", "3 km", "12 Mio", "1,200 EUR", "")
    assert [said(text)[0] for text in texts] == [*texts]


def test_a_person_in_any_row_is_left_out_and_waits_for_a_reviewer() -> None:
    found, context = said("Mary Roe wrote to the paper")
    assert found == "A person wrote to the paper"
    assert [likely_person(one) for one in context.texts.withholder.waiting] == [True]
    assert context.counts[HIDDEN_WORDS] == 1
    assert said("Mary Roe")[0] == ""


def test_what_a_reviewer_decided_to_be_no_person_is_published() -> None:
    text = "Zzyzx"
    assert said(text)[0] == ""
    decision = Decision("toy-1", "note", digest(text), 0, len(text), Decided.NONE, "", "", "", "")
    assert said(text, decision)[0] == text


def test_it_names_organisations_of_its_row_and_nobody_who_is_withheld_there() -> None:
    school = "Oakwood Zzyzx Academy"
    assert said(f"asked by {school}", school=school)[0] == f"asked by {school}"
    assert "Roe" not in said("a letter to Roe came back", school="Mary Roe")[0]
