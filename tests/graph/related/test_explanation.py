"""Explanations: groups in the order in which people give reasons, and one sentence."""

from decimal import Decimal

from graph.related import TYPES, Reason
from graph.related.explanation import grouped, summary

KINDS = {one.name: one for one in TYPES}


def reason(type_: str, label: str, weight: str) -> Reason:
    sentence = KINDS[type_].sentence.format(node=label)
    return Reason(KINDS[type_], label, label, sentence, Decimal(weight))


ARREST = [
    reason("term", "detroit", "0.2"),
    reason("term", "united states", "0.05"),
    reason("topic", "facial recognition", "0.08"),
    reason("topic", "wrongful arrest", "0.1"),
    reason("topic", "Black people", "0.02"),
    reason("actor", "Detroit Police Department", "0.03"),
    reason("place", "United States", "0.02"),
]


def test_a_sentence_names_topics_party_and_place_the_heaviest_of_each() -> None:
    assert summary(ARREST) == (
        "Both are about wrongful arrest and facial recognition, "
        "name Detroit Police Department and take place in the United States."
    )


def test_a_sentence_leaves_out_what_adds_little() -> None:
    little = [reason("topic", "drones", "0.97"), reason("impact", "Privacy Violation", "0.03")]
    assert summary(little) == "Both are about drones."
    more = [reason("topic", "drones", "0.96"), reason("impact", "Privacy Violation", "0.04")]
    assert summary(more) == "Both are about drones and share the impact Privacy Violation."


def test_words_are_in_the_sentence_where_there_is_nothing_better() -> None:
    words = [
        reason("term", word, f"0.{n}") for n, word in enumerate(["pay", "rider", "strike", "app"])
    ]
    assert summary(words) == "Both speak of app, strike and rider."
    assert summary([reason("publisher", "AIID", "0.1")]) == "Both are known from AIID."
    assert summary([]) == ""


def test_groups_give_words_last_and_none_that_a_name_says_already() -> None:
    found = grouped(ARREST)
    assert [(one.title, [why.label for why in one.reasons]) for one in found] == [
        ("The same system or party", ["Detroit Police Department"]),
        ("The same kind of harm", ["wrongful arrest", "facial recognition", "Black people"]),
        ("The same place and time", ["United States"]),
    ]
