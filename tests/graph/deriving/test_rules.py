"""The rules of derivation, one by one, on invented issues."""

import pytest

from graph.deriving.by_agreement import by_agreement
from graph.deriving.by_category import by_category
from graph.deriving.by_group import by_group
from graph.deriving.by_place_name import by_place_name
from graph.deriving.by_same_issue import by_same_issue
from graph.deriving.by_words import by_words
from graph.deriving.derivation import Derivation
from graph.deriving.issues import Issue, Issues
from ontology import BASE

ISSUE = f"{BASE}id/issue/toy-1"
HARMED = f"{BASE}id/category/aiid-harmed-x"


def slugs(derivations: list[Derivation]) -> set[tuple[str, str]]:
    return {(one.field, one.value.rpartition("/")[2]) for one in derivations}


def by_title(title: str) -> set[tuple[str, str]]:
    return slugs([*by_words(Issue(ISSUE, title))])


def areas(title: str) -> set[str]:
    return {slug for field, slug in by_title(title) if field == "justiceArea"}


def places(title: str, summary: str = "") -> set[str]:
    return {slug for _, slug in slugs([*by_place_name(Issue(ISSUE, title, summary), BASE)])}


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Camera app fails to see Black faces", "racial-justice"),
        ("Résumé filter ranks women lower", "gender-justice"),
        ("Chatbot fails blind users", "disability-justice"),
        ("Warehouse workers fired by an algorithm", "economic-justice"),
        ("Start-up sells face recognition to shops", "human-rights"),
        ("Robotaxi hits a cyclist", "community-health-and-collective-security"),
        ("Data centre raises water consumption in a dry town", "environmental-justice"),
    ],
)
def test_words_of_a_title_name_an_area(title: str, area: str) -> None:
    assert area in areas(title)


@pytest.mark.parametrize(
    "title",
    [
        "Black Friday prices set by a model",
        "Nobody opens the black box",
        "Mayor opens a library of robots",
        "Blind spot of a camera found",
        "A game hides a weapon in its last level",
        "Update disabled the autopilot",
    ],
)
def test_stop_cases_name_no_area(title: str) -> None:
    assert areas(title) == set()


def test_words_name_impacts_and_groups() -> None:
    assert by_title("Racist soap dispenser ignores Black people") == {
        ("justiceArea", "racial-justice"),
        ("impact", "racial-discrimination"),
        ("impact", "bias-and-discrimination"),
        ("affectedGroup", "black-people"),
    }


def test_the_evidence_quotes_the_words_and_names_the_field() -> None:
    issue = Issue(ISSUE, "A tool fails", "It was slow. Robotaxis of the firm hit two cyclists.")
    assert [one.evidence for one in by_words(issue)] == ["summary: “robotaxis”, “hit”"]


def test_words_of_two_sentences_do_not_count_together() -> None:
    assert [*by_words(Issue(ISSUE, "A tool", "The robotaxi was new. A hit of the season."))] == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Black residents in Toytown", {
            ("affectedGroup", "black-people"),
            ("justiceArea", "racial-justice"),
        }),
        ("voters with disabilities", {
            ("affectedGroup", "voters"),
            ("affectedGroup", "people-with-disabilities"),
            ("justiceArea", "disability-justice"),
        }),
        ("families of Black students", set()),
        ("Black Lantern Software", set()),
        ("Women using Toy Phones", {("affectedGroup", "women"), ("justiceArea", "gender-justice")}),
    ],
)  # fmt: skip
def test_the_head_of_a_harmed_party_names_a_group(
    label: str, expected: set[tuple[str, str]]
) -> None:
    issue = Issue(ISSUE, "A", categories=[HARMED])
    assert slugs([*by_group(issue, {HARMED: label})]) == expected


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Robot fails in Nairobi", "kenya"),
        ("Detroit police arrest the wrong man", "united-states"),
        ("Dutch court stops a model", "netherlands"),
        ("Camera trial in northern Italy", "italy"),
        ("Test in New Mexico ends", "united-states"),
        ("Voters in Northern Ireland misled", "united-kingdom"),
        ("Shop in Toyville, Oregon closes", "united-states"),
    ],
)
def test_a_title_says_where_it_takes_place(title: str, place: str) -> None:
    assert places(title) == {place}


@pytest.mark.parametrize(
    "title",
    [
        "Paris Hilton sues over a film",
        "Error in Boston Globe story",
        "Rain in Georgia and Jordan",
        "Firm based in Berlin fails",
        "A tool told us in us all",
        "Paper reads Chinese food wrong",
        "Orange and Amazon fall out",
    ],
)
def test_names_of_persons_papers_and_firms_are_no_places(title: str) -> None:
    assert places(title) == set()


def test_the_summary_is_read_where_the_title_names_no_place() -> None:
    assert places("Robot fails", "It fell over in a shop in Osaka.") == {"japan"}
    assert places("Robot fails in Peru", "It was also seen in Chile.") == {"peru"}


def test_many_countries_are_examples_and_only_proposed() -> None:
    found = by_place_name(
        Issue(ISSUE, "A", "It was seen in Peru, in Chile, in Spain and in Italy."), BASE
    )
    assert {one.is_asserted for one in found} == {False}


def test_a_category_implies_what_the_crosswalk_says() -> None:
    category = f"{BASE}id/category/aiaaic-harm-privacy-loss"
    found = [*by_category(Issue(ISSUE, "A", categories=[category]), {category: "Privacy loss"})]
    assert [(one.field, one.confidence, one.evidence, one.source) for one in found] == [
        ("impact", 0.9, "category “Privacy loss”", category),
        ("justiceArea", 0.65, "category “Privacy loss”", category),
    ]


LABELS = {
    "aiaaic-ethical-issue-safety": "Safety",
    "aiaaic-ethical-issue-privacy": "Privacy",
    "aiaaic-harm-anxiety-distress": "Anxiety/distress",
    "aiaaic-purpose-detect-weapons": "Detect weapons",
}
CATEGORIES = {name: f"{BASE}id/category/{name}" for name in LABELS}


def agreed(title: str, *names: str) -> list[Derivation]:
    labels = {CATEGORIES[name]: label for name, label in LABELS.items()}
    taxonomies = {
        CATEGORIES[name]: f"{BASE}id/taxonomy/{'-'.join(name.split('-')[:kept])}"
        for name, kept in zip(LABELS, (3, 3, 2, 2), strict=True)
    }
    issue = Issue(ISSUE, title, categories=[CATEGORIES[name] for name in names])
    own = [*by_category(issue, labels), *by_words(issue)]
    return [*by_agreement(issue, Issues([issue], labels, taxonomies, frozenset()), own)]


@pytest.mark.parametrize(
    ("title", "names", "evidence"),
    [
        (
            "A toy speaks",
            ("aiaaic-ethical-issue-safety", "aiaaic-harm-anxiety-distress"),
            "category “Safety”; category “Anxiety/distress”",
        ),
        (
            "A toy speaks of crashes",
            ("aiaaic-ethical-issue-safety",),
            "category “Safety”; title: “crashes”",
        ),
        (
            "A gate opens",
            ("aiaaic-ethical-issue-safety", "aiaaic-purpose-detect-weapons"),
            "category “Safety”; category with “weapons”",
        ),
    ],
)
def test_a_second_sign_bears_out_a_broad_concern(
    title: str, names: tuple[str, ...], evidence: str
) -> None:
    (only,) = agreed(title, *names)
    area = "community-health-and-collective-security"
    assert slugs([only]) == {("justiceArea", area)}
    assert (only.rule, only.is_asserted, only.evidence) == ("by-agreement", True, evidence)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("A toy speaks", ("aiaaic-ethical-issue-safety",)),
        ("A toy speaks", ("aiaaic-ethical-issue-safety", "aiaaic-ethical-issue-privacy")),
        ("A toy speaks of crashes", ("aiaaic-ethical-issue-privacy",)),
        ("A toy speaks of crashes", ()),
        ("Robotaxi hits a cyclist", ("aiaaic-ethical-issue-safety",)),
    ],
)
def test_one_weak_sign_or_signs_of_other_areas_bear_out_nothing(
    title: str, names: tuple[str, ...]
) -> None:
    assert agreed(title, *names) == []


@pytest.mark.parametrize(
    "title",
    ["Search autocomplete calls a baker bankrupt", "Bot falsely claims that a mayor is racist"],
)
def test_what_a_falsehood_says_of_somebody_names_no_area(title: str) -> None:
    assert areas(title) & {"economic-justice", "racial-justice"} == set()


def test_a_stop_case_of_the_title_holds_for_the_summary() -> None:
    issue = Issue(ISSUE, "Parody of a film", "It shows racist robots.")
    assert "justiceArea" not in {one.field for one in by_words(issue)}


def test_another_record_gets_neither_words_of_a_summary_nor_agreements() -> None:
    here, there = Issue(ISSUE, "A"), Issue(f"{BASE}id/issue/toy-2", "B", counted_as=ISSUE)
    word = Derivation(ISSUE, "justiceArea", "v", "by-words", 0.9, "title: “x”")
    evidence = "category “Safety”; title: “z”"
    own = [
        word,
        word._replace(evidence="summary: “y”"),
        word._replace(rule="by-agreement", evidence=evidence),
    ]
    found = by_same_issue([here, there], {here.iri: own, there.iri: []})
    assert [one.evidence for one in found[there.iri]] == ["the same issue as “A”, title: “x”"]


def test_a_mapping_below_the_threshold_is_proposed() -> None:
    category = f"{BASE}id/category/aiaaic-harm-autonomy-loss"
    found = by_category(Issue(ISSUE, "A", categories=[category]), {})
    assert [(one.field, one.is_asserted) for one in found if one.field == "justiceArea"] == [
        ("justiceArea", False)
    ]


def test_issues_counted_as_one_share_what_is_stated() -> None:
    area = "https://w3id.org/justicegraph/concept/justice-area/racial-justice"
    here = Issue(ISSUE, "A", stated={"justiceArea": [area]})
    there = Issue(f"{BASE}id/issue/toy-2", "B", counted_as=ISSUE)
    found = by_same_issue([here, there], {here.iri: [], there.iri: []})
    assert found[there.iri] == [
        Derivation(
            there.iri, "justiceArea", area, "by-same-issue", 0.95, "the same issue as “A”", ISSUE
        )
    ]
    assert found[here.iri] == []
