"""Terms and topics of texts: fields, names of two words, words of headlines, phrases."""

import pytest

from graph.related.texts import (
    ASIDE,
    CATEGORY,
    FOUND,
    GIVEN,
    SUMMARY,
    TITLE,
    Written,
    text_links,
)
from graph.related.topics import topics_in, vocabulary
from graph.stemming import stems


def links(*texts: tuple[str, float]) -> dict[str, float]:
    return {link.node: link.times for link in text_links("a", texts)}


def test_a_word_of_the_title_counts_twice_one_of_a_summary() -> None:
    assert links(("Pay of riders", TITLE), ("Riders strike", SUMMARY)) == {
        "term:pay": 2.0,
        "term:rider": 3.0,
        "term:strike": 1.0,
    }


def test_a_category_names_topics_and_no_terms() -> None:
    assert links(("Facial recognition", CATEGORY)) == {"topic:facial-recognition": 0.5}


def test_a_harm_of_a_summary_counts_less_than_another_topic_and_one_of_the_title_as_much() -> None:
    text = "Wrongful arrest by facial recognition"
    summary, title = links((text, SUMMARY)), links((text, TITLE))
    assert (summary["topic:wrongful-arrest"], title["topic:wrongful-arrest"]) == (ASIDE, TITLE)
    assert summary["topic:facial-recognition"] == SUMMARY


def test_words_of_headlines_and_bare_numbers_are_no_terms() -> None:
    assert links(("Study prompts backlash, 2021", TITLE)) == {}


def test_a_name_of_two_words_is_one_term_as_it_is_written() -> None:
    written: Written = {}
    (link,) = text_links("a", [("The United States", SUMMARY)], written)
    assert (link.node, link.times) == ("term:unit-state", 1.0)
    assert written == {"unit-state": {"united states": 1}}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Police wrongly arrested a man", "wrongful-arrest"),
        ("False arrest after a match", "wrongful-arrest"),
        ("Lawyers cite a case that ChatGPT fabricated", "legal-work"),
        ("A chatbot lawyer", ""),
        ("Riders' pay algorithm", "pay-cuts"),
    ],
)
def test_a_topic_is_found_where_the_words_of_a_phrase_stand_near_each_other(
    text: str, topic: str
) -> None:
    found = {slug for slug, _ in topics_in(text)}
    assert (topic in found) if topic else not found & {"wrongful-arrest", "legal-work"}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Officers erroneously imprisoned a courier", {"wrongful-arrest"}),
        ("Officers imprisoned a courier", set()),
        ("Perplexity gave an untrue answer", {"chatbot-misinformation"}),
        ("An untrue answer", set()),
        ("The courier was falsely branded", {"false-accusation"}),
        ("TikTok recommends songs", {"recommender-systems"}),
        ("A friend recommends songs", set()),
        ("A doctored video of Merkel", {"deepfakes", "political-deepfakes"}),
    ],
)
def test_a_phrase_holds_for_all_words_of_its_classes(text: str, topics: set[str]) -> None:
    assert {slug for slug, _ in topics_in(text)} & {
        "wrongful-arrest",
        "chatbot-misinformation",
        "false-accusation",
        "recommender-systems",
        "deepfakes",
        "political-deepfakes",
    } == topics


def test_every_class_of_words_that_a_phrase_names_has_words() -> None:
    phrases = [phrase for found in vocabulary().phrases.values() for phrase, _ in found]
    named = {word for phrase in phrases for word in phrase if word.startswith("<")}
    assert named == {name for names in vocabulary().classes.values() for name in names}


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    apart = links(("Somebody was wrong. Arrest followed.", SUMMARY))
    assert "topic:wrongful-arrest" not in apart


def test_every_topic_has_phrases_and_a_facet() -> None:
    phrases = [phrase for found in vocabulary().phrases.values() for phrase, _ in found]
    assert all(phrases)
    assert len(vocabulary().labels) > 150
    assert set(vocabulary().facets.values()) == {"technique", "use", "harm", "people"}


def test_the_vocabulary_holds_no_phrase_that_function_words_reduce_to_one_word() -> None:
    from importlib.resources import files

    import yaml

    written = yaml.safe_load((files("graph.related.topics") / "topics.yaml").read_text("utf-8"))
    reduced = [
        phrase
        for topics in written.values()
        for found in topics.values()
        for phrase in found
        if len(phrase.split()) > 1 and len(set(stems(phrase))) == 1
    ]
    assert reduced == []


def test_topics_that_phrases_find_count_less_in_an_issue_whose_topics_readers_gave() -> None:
    links_ = text_links("a", [("Chatbots", TITLE)], given={"deaths": 1.0, "chatbots": 0.5})
    assert {link.node: link.times for link in links_ if link.type == "topic"} == {
        "topic:chatbots": TITLE * FOUND + GIVEN["technique"] / 2,
        "topic:deaths": GIVEN["harm"],
    }
