"""Who is somebody else: rules join, judgements join and part, owners stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Entity, Judgement, Merger, Verdict, resolve_duplicates
from ontology import BadRecord, record_iri


def known(slug: str, *names: str, origin: str = "aiid", **more: object) -> Entity:
    return Entity(record_iri("actor", slug), names or (slug,), origin, **more)  # type: ignore[arg-type]


def judged(left: str, right: str, verdict: str) -> dict[tuple[str, str], Judgement]:
    one = Judgement(f"actor/{left}", f"actor/{right}", Verdict(verdict), "Ann", "2026-11-22", "")
    return {one.pair: one}


def joined(
    *actors: Entity, **judgements: dict[tuple[str, str], Judgement]
) -> list[tuple[str, ...]]:
    found = resolve_duplicates(
        actors, {k: v for some in judgements.values() for k, v in some.items()}
    )
    slug = len(record_iri("actor", ""))
    return [(one.duplicate.iri[slug:], one.canonical.iri[slug:], one.rule) for one in found]


META = known("meta", "Meta Platforms", "Meta", origin="")
FACEBOOK = known("facebook", "Facebook", origin="", owners=frozenset({META.iri}))
IMPORTED = known("aiid-facebook", "facebook")


def test_a_curated_record_stands_for_those_that_were_imported() -> None:
    assert joined(IMPORTED, known("aiid-meta", "Meta"), META, FACEBOOK) == [
        ("aiid-facebook", "facebook", "name"),
        ("aiid-meta", "meta", "name"),
    ]


def test_of_imported_records_the_first_by_address_stands() -> None:
    assert joined(known("b", "Open AI"), known("a", "OpenAI")) == [("b", "a", "name")]


def test_a_merger_says_by_which_rule_and_how_sure_it_is() -> None:
    assert resolve_duplicates([IMPORTED, FACEBOOK], {}) == [
        Merger(IMPORTED, FACEBOOK, "name", 0.995)
    ]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (known("a", "Snap Inc."), known("b", "Snap"), "legal-form"),
        (known("a", "ShotSpotter"), known("b", "SoundThinking"), "alias"),
        (known("a", "SoundThinking/ShotSpotter"), known("b", "SoundThinking"), "alias"),
        (known("a", "Agency of Tests (AGTE)"), known("b", "AGTE"), "acronym"),
        (known("a", "Board of Toys (LA-TOY)"), known("b", "Board of Toys"), "bracket"),
        (known("a", "TG"), known("b", "TG (Toys Global)"), "bracket"),
        (known("a", "Toy Museum, New Jersey"), known("b", "Toy Museum"), "place"),
        (
            known("a", "Ann Lee", is_person=True, role="mayor"),
            known("b", "Ann Lee", is_person=True, role="mayor"),
            "role",
        ),
        (
            known("a", wikidata=frozenset({"Q1"})),
            known("b", wikidata=frozenset({"Q1"})),
            "wikidata",
        ),
    ],
)
def test_each_rule_joins_what_it_is_for(one: Entity, other: Entity, rule: str) -> None:
    ((*ends, found),) = joined(one, other)
    assert (sorted(ends), found) == (["a", "b"], rule)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("a", "Ministry of Justice"), known("b", "Ministry of Justice", origin="aiaaic")),
        (known("a", "Ann Lee", is_person=True), known("b", "Ann Lee", is_person=True)),
        (known("a", "Amazon/Ring"), known("b", "Ring")),
        (known("a", "The Times"), known("b", "Times (Kenya)")),
        (known("a", "Workers Union (UK)"), known("b", "Workers Union")),
        (known("a", "University of Toys, Kenya"), known("b", "University of Toys")),
        (known("a", "Ministry of Justice (MOJ)"), known("b", "Ministry of Justice")),
        (
            known("a", "Ann Lee", is_person=True, role="mayor"),
            known("b", "Ann Lee", is_person=True, role="singer"),
        ),
        (known("a", "Cloudfare"), known("b", "Cloudflare")),
        (FACEBOOK, META),
    ],
)
def test_what_is_not_sure_is_left_apart(one: Entity, other: Entity) -> None:
    assert joined(one, other) == []


def test_an_acronym_of_two_names_joins_neither() -> None:
    both = known("a", "Home Security (HSA)"), known("b", "House of Saint Anne (HSA)")
    assert joined(*both, known("c", "HSA")) == []


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_judgement_keeps_apart_what_a_rule_would_join(verdict: str) -> None:
    assert joined(IMPORTED, FACEBOOK, by=judged("aiid-facebook", "facebook", verdict)) == []


def test_a_judgement_joins_what_no_rule_would_join() -> None:
    ring, amazon = known("ring", "Ring"), known("amazon-ring", "Amazon/Ring")
    by = judged("ring", "amazon-ring", "same")
    assert joined(ring, amazon, by=by) == [("amazon-ring", "ring", "judgement")]


def test_who_is_kept_apart_from_one_is_still_joined_with_another() -> None:
    actors = [known("a", "Fable"), known("b", "Fable"), known("c", "FABLE")]
    assert joined(*actors, by=judged("a", "b", "different")) == [("c", "a", "name")]
    assert joined(*actors, by=judged("a", "c", "different")) == [("b", "a", "name")]


def test_what_is_kept_apart_stays_apart_through_a_third() -> None:
    actors = [known("a", "Fable"), known("b", "Fable Inc"), known("c", "Fable")]
    found = joined(*actors, by=judged("a", "b", "different"), too=judged("b", "c", "same"))
    assert found == [("c", "b", "judgement")]


def test_judgements_that_contradict_each_other_are_refused() -> None:
    same = judged("a", "b", "same") | judged("b", "c", "same")
    with pytest.raises(
        BadRecord, match="is judged the same as actor/c, and others keep them apart"
    ):
        resolve_duplicates(
            [known("a"), known("b"), known("c")], same | judged("a", "c", "different")
        )


def test_a_judgement_on_records_that_are_not_there_says_nothing() -> None:
    assert joined(IMPORTED, by=judged("aiid-facebook", "gone", "same")) == []


NAMES = st.sampled_from(["OpenAI", "Open AI", "Meta", "Meta Platforms", "X", "Ann", "NYPD"])


@given(st.lists(NAMES, max_size=12))
def test_who_stands_is_never_somebody_else_and_the_order_does_not_count(names: list[str]) -> None:
    actors = [known(f"a{number}", name) for number, name in enumerate(names)]
    found = resolve_duplicates(actors, {})
    assert {one.canonical.iri for one in found} & {one.duplicate.iri for one in found} == set()
    assert resolve_duplicates(actors[::-1], {}) == found


def test_names_that_say_two_places_are_not_joined_by_the_name_before_them() -> None:
    places = ("Toy Museum, Kenya", "Toy Museum, Ghana", "Toy Museum")
    assert joined(*(known(f"a{n}", name) for n, name in enumerate(places))) == []


def test_of_several_records_one_whose_name_is_one_name_stands() -> None:
    assert joined(known("a", "SoundThinking/ShotSpotter"), known("b", "SoundThinking")) == [
        ("a", "b", "alias")
    ]
