"""How private persons are kept out of texts and addresses."""

import sys
from pathlib import Path

import pytest

from graph.importing.titles import made_title
from graph.privacy.addresses import is_clear_address, is_clear_slug
from graph.privacy.decisions import Decided, Decision, Decisions, digest, record_decisions
from graph.privacy.hidden_slugs import hidden_slug
from graph.privacy.withholding import SUMMARY, TITLE, Published, Withholder


def published(
    field: str, text: str, *decisions: Decision, names: tuple[str, ...] = ()
) -> Published:
    return Withholder(Decisions(decisions)).row("x-1", {field: text}, names)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Jane Roe was hit. Roe survived.", "A person was hit. The person survived."),
        ("The car hit Mary Miller's bike.", "The car hit a person's bike."),
        ("A driver, Mary Miller, was hit.", "A driver was hit."),
        ("Police jailed activist Mary Miller in Ohio.", "Police jailed activist in Ohio."),
        ("Mary Miller and John Baker sued.", "A person and another person sued."),
        ("Mary Miller sued. Miller won.", "A person sued. The person won."),
        ("A man named Kowalski was jailed.", "A man was jailed."),
        ("Police take 'Mary' for a thief.", "Police take a person for a thief."),
        ("Kowalski v. Google ended.", "A plaintiff v. Google ended."),
        ("Google v. Kowalski ended.", "Google v. a defendant ended."),
        ("Kowalski et al. v. Google ended.", "A plaintiff et al. v. Google ended."),
        ("Kowalski, Mary was jailed.", "A person was jailed."),
        ("M. Kowalski was jailed.", "A person was jailed."),
        ("Mary Rogers' claim failed.", "A person's claim failed."),
        ("Police jailed Mary K. by mistake.", "Police jailed a person by mistake."),
        ("Mrs. Brown was jailed. Others were not.", "Others were not."),
        ("Tiger Kowalski was jailed. Others were not.", "Others were not."),
        ("Fans of Tiger Kowalski were told.", "Fans of a person were told."),
        ("A model failed. Zzyzx Qwrt was fired. Others stayed.", "A model failed. Others stayed."),
        ("Nobody is named here.", "Nobody is named here."),
        ("Mary%20Miller was hit.", "A person was hit."),
    ],
)
def test_a_person_leaves_a_summary_whole(text: str, kept: str) -> None:
    assert published(SUMMARY, text).texts[SUMMARY] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Chatbot persuades Mary Miller to resign", "Chatbot persuades a person to resign"),
        ("Robot Injures Mary Miller During Factory Safety Training", ""),
        ("Zzyzx Qwrt sues a bank", ""),
    ],
)
def test_a_title_whose_name_has_no_clear_ends_is_not_published(text: str, kept: str) -> None:
    assert published(TITLE, text).texts[TITLE] == kept


def test_a_name_in_a_cell_of_its_row_leaves_the_texts_even_where_its_words_are_everyday() -> None:
    text = "A factory robot injures Sunny Roper in Ohio"
    assert "Roper" not in published(TITLE, text, names=("Sunny Roper",)).texts[TITLE]


def decision(text: str, part: str, decided: Decided, words: str = "") -> Decision:
    start = text.index(part)
    place = ("x-1", TITLE, digest(text), start, start + len(part))
    return Decision(*place, decided, words, "read", "a reviewer", "2026-01-01")


def test_a_decision_replaces_a_person_by_the_words_of_the_reviewer() -> None:
    text = "Mary Miller Facial Recognition Wrongful Arrest"
    made = decision(text, "Mary Miller Facial", Decided.WITHHELD, "a woman's Facial")
    kept = published(TITLE, text, made)
    assert kept.texts[TITLE] == "A woman's Facial Recognition Wrongful Arrest"
    assert kept.withheld == {"mary", "miller"}


@pytest.mark.parametrize("decided", [Decided.PUBLIC, Decided.NONE])
def test_a_decision_shows_who_is_public_and_what_is_no_person(decided: Decided) -> None:
    text = "Robot Zzyzx falls"
    assert published(TITLE, text, decision(text, "Zzyzx", decided)).texts[TITLE] == text


def test_a_decision_holds_for_the_text_that_was_read_alone() -> None:
    text = "Robot Zzyzx falls"
    kept = published(TITLE, f"{text} down", decision(text, "Zzyzx", Decided.NONE))
    assert kept.texts[TITLE] == ""


def test_what_was_recorded_is_read_again_and_holds_no_name(tmp_path: Path) -> None:
    path, text = tmp_path / "decisions.tsv", "Chatbot persuades Mary Miller to resign"
    record_decisions(path, [decision(text, "Mary Miller", Decided.WITHHELD, "an employee")])
    assert "miller" not in path.read_text().casefold()
    kept = Withholder(Decisions.read(path)).row("x-1", {TITLE: text})
    assert kept.texts[TITLE] == "Chatbot persuades an employee to resign"


ADDRESS = "https://example.org/"


@pytest.mark.parametrize(
    ("path", "is_clear"),
    [
        ("man-wrongly-arrested", True),
        ("mary-miller-arrested", False),
        ("m%61ry-miller", False),
        ("m%2561ry-miller", False),
        ("MaryMiller", False),
        ("?who=Mary+Miller", False),
        ("#mary_miller", False),
        ("gonul-yilmaz-arrested", False),
        ("%D0%9E%D0%BB%D1%8C%D0%B3%D0%B0", False),
        ("ubers-drivers", True),
        ("2024/05/31/report", True),
        ("lokales/leipzig/artikel-23.html", True),
        ("cronache/2024/05/12/index.html?fbclid=IwAR0abc", True),
        ("sociedad/noticias/?utm_source=rss", True),
        ("files/report.docx", True),
        ("sociedad/mary-miller", False),
        ("artikel/herzberg", False),
        ("politica-herzberg", False),
        ("nachrichten/qwrtzyx.html", False),
    ],
)
def test_an_address_is_published_where_it_names_nobody(path: str, is_clear: bool) -> None:
    assert is_clear_address(ADDRESS + path, ["A man sues Uber"], ()) is is_clear


def test_an_address_with_a_word_of_a_withheld_name_is_not_published() -> None:
    title = ["A woman's park is closed"]
    assert not is_clear_address(ADDRESS + "sunny-roper-park", title, {"roper"})
    assert not is_clear_address(ADDRESS + "sunnyroperpark", title, {"roper"})


def test_a_slug_that_may_name_a_person_becomes_a_digest() -> None:
    assert (is_clear_slug("ghost-work"), is_clear_slug("mary-miller")) == (True, False)
    assert hidden_slug("mary-miller").startswith("n-")


def test_a_made_title_says_system_harm_place_and_year() -> None:
    assert made_title(["A", "B", "C"], ["Job loss"], ["Kenya"], "2024") == (
        "A, B: job loss (Kenya, 2024)"
    )


def calls(number: int, between: str) -> int:
    """Return how many calls withholding takes on a cell that lists a number of names."""
    names = [f"Mary Zz{chr(97 + n % 26)}{chr(97 + n // 26)}o" for n in range(number)]
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    withholder = Withholder(Decisions([]))
    withholder.row("toy-0", {"title": "Mary Zzaao"})
    sys.setprofile(count)
    try:
        withholder.row("toy-1", {"summary": between.join(names)}, names)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("between", [", ", ", mayor of Paris, ", " sues. A man named "])
def test_the_work_on_a_cell_of_many_names_grows_with_their_number(between: str) -> None:
    assert calls(400, between) < 6 * calls(100, between)
