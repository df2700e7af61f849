"""Issues like a text: found by words, topics and names, with reasons that add up to the score."""

import pytest

from graph.related import Features, Link, features
from graph.related.similar import LONGEST, SimilarIssues, probability
from graph.related.texts import SUMMARY, TITLE, text_links
from ontology import BASE, Misuse, record_iri

TEXTS = {
    "arrest": ("False face match", "Police in Detroit arrested a man for a theft he did not do."),
    "arrest-2": ("Wrongful arrest", "A face match led to the arrest of a woman."),
    "lodger": ("Rents rise", "Landlords set rents by one program."),
    "lodger-2": ("Rents by program", "Landlords evicted tenants."),
    "pay": ("Unpaid couriers", "Couriers in Detroit went unpaid."),
}
DETROIT = f"{BASE}id/place/detroit"
REALPAGE = f"{BASE}id/actor/realpage"


@pytest.fixture(scope="module")
def known() -> Features:
    links = [
        link
        for slug, (title, summary) in TEXTS.items()
        for link in text_links(record_iri("issue", slug), [(title, TITLE), (summary, SUMMARY)])
    ]
    named = (("arrest", "place", DETROIT), ("pay", "place", DETROIT))
    parties = (("lodger", "actor", REALPAGE), ("lodger-2", "actor", REALPAGE))
    links += [Link(record_iri("issue", one), type_, node) for one, type_, node in named + parties]
    return features(links, {DETROIT: "Detroit", REALPAGE: "RealPage"})


def slugs(known: Features, text: str, limit: int = 5) -> list[str]:
    found = SimilarIssues(known).of(text, limit)
    return [one.related.rpartition("/")[2] for one in found]


def test_a_text_finds_the_issue_whose_words_it_has(known: Features) -> None:
    assert set(slugs(known, "Face match: police arrested a man wrongly", 2)) == {
        "arrest",
        "arrest-2",
    }


def test_a_name_is_found_as_it_is_written_and_by_its_words(known: Features) -> None:
    written, spelt = (SimilarIssues(known).of(text) for text in ("RealPage sued", "realpage sued"))
    assert {one.related for one in written} == {one.related for one in spelt}
    assert {one.related for one in spelt} == {
        record_iri("issue", f"lodger{end}") for end in ("", "-2")
    }
    assert {reason.type.name for reason in written[0].reasons} == {"actor", "term"}
    assert [reason.sentence for reason in spelt[0].reasons] == ["Both speak of realpage"]
    assert written[0].score > spelt[0].score


def test_a_part_of_a_name_finds_the_whole_and_the_whole_a_part() -> None:
    titles = {
        "whole": "Deepfake of Donald Trump",
        "part": "Trump in a fake video",
        "other": "Unpaid couriers",
        "firm": "Clearview AI fined",
    }
    links = [
        link
        for slug, title in titles.items()
        for link in text_links(record_iri("issue", slug), [(title, TITLE)])
    ]
    known = features(links)
    assert slugs(known, "Trump") == ["part", "whole"]
    assert slugs(known, "Donald Trump") == ["whole", "part"]
    assert slugs(known, "Clearview") == ["firm"]
    assert [one.sentence for one in SimilarIssues(known).of("Clearview")[0].reasons] == [
        "Both speak of clearview"
    ]


def test_a_word_that_one_issue_alone_has_is_the_best_sign_of_it(known: Features) -> None:
    assert slugs(known, "Tenants") == ["lodger-2"]
    assert slugs(known, "Tenants of landlords") == ["lodger-2", "lodger"]


def test_an_issue_is_likely_that_of_a_text_which_says_the_same(known: Features) -> None:
    similar = SimilarIssues(known)
    (same,) = similar.likely("Couriers unpaid\nIn Detroit couriers of a company went unpaid.")
    assert same.related == record_iri("issue", "pay")
    assert similar.likely("Tenants of a mine in Chile drank water that the couriers brought") == []
    assert similar.likely("Zebras") == []


def test_what_a_text_shares_and_how_far_it_leads_make_it_likely() -> None:
    assert [round(probability(*one), 2) for one in ((1.0, 3.0), (0.5, 1.0), (0.5, 2.0))] == [
        *(0.97, 0.12, 0.67)
    ]
    assert probability(0.5, 9.0) == probability(0.5, 3.0)


def test_reasons_add_up_and_name_what_both_have(known: Features) -> None:
    first, *_ = SimilarIssues(known).of("In Detroit couriers went unpaid")
    assert first.related == record_iri("issue", "pay")
    assert first.score == sum(reason.weight for reason in first.reasons)
    assert "Detroit" in {reason.label for reason in first.reasons}


def test_what_a_text_shares_does_not_depend_on_how_many_issues_are_listed(known: Features) -> None:
    """The whole index is not copied for a text: only what its nearest issues lead to."""
    text = "Face match: police in Detroit arrested a man wrongly"
    few, many = (SimilarIssues(known).of(text, limit) for limit in (1, 5))
    assert few == many[:1]


def test_a_text_leaves_the_index_as_it_was(known: Features) -> None:
    issues = SimilarIssues(known)
    before = known.counts.copy()
    once = issues.of("Landlords set rents")
    assert (known.counts != before).nnz == 0
    assert issues.of("Landlords set rents") == once
    assert "" not in known.issues


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u00ad", "a" * (LONGEST + 1)])
def test_a_text_that_is_empty_or_too_long_is_refused(known: Features, text: str) -> None:
    with pytest.raises(Misuse, match="the text"):
        SimilarIssues(known).of(text)


@pytest.mark.parametrize("text", ["\ufeffWrong\u00adful arrest", "\u202e\uff37rongful arre\ufb06"])
def test_invisible_letters_and_ligatures_change_nothing(known: Features, text: str) -> None:
    issues = SimilarIssues(known)
    assert issues.of(text) == issues.of("Wrongful arrest") != []


def test_words_that_nothing_knows_find_nothing(known: Features) -> None:
    assert slugs(known, "xyzzy plugh") == []


def test_a_long_record_loses_less_to_a_title_than_to_a_report() -> None:
    words = "courier landlord detective camera robot mushroom violin glacier pepper lantern"
    texts = {"brief": "courier landlord", "whole": words}
    links = [
        link
        for slug, text in texts.items()
        for link in text_links(record_iri("issue", slug), [(text, SUMMARY)])
    ]
    others = [Link(record_iri("issue", f"other-{n}"), "term", "term:other") for n in range(40)]
    issues = SimilarIssues(features([*links, *others]))
    title = "Courier landlord"
    report = title + "\n" + " ".join(f"unseen{letter}" for letter in "abcdefghijklmnop")
    by_title, by_report = ([one.score for one in issues.of(text)] for text in (title, report))
    assert by_title[0] / by_title[1] < by_report[0] / by_report[1]
