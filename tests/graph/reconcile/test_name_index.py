"""Names lead to entities: rules of identity, acronyms, places, brackets, typing errors."""

from pathlib import Path

import pytest

from graph.index_file import opened_index
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, TYPE
from graph.reconcile import NAMES, Entity, NameIndex, entities, write_names
from graph.reconcile.word_weights import WordWeights
from ontology import BASE, JG, Unavailable

NAMED = {
    "actor/snap": ("Organization", "Snap"),
    "actor/customs": ("Organization", "Customs and Border Protection"),
    "actor/berkeley": ("Organization", "UC Berkeley"),
    "actor/uk-home-office": ("Organization", "UK Home Office"),
    "actor/new-orleans-police": ("Organization", "New Orleans Police Department"),
    "actor/verdi": ("Organization", "ver.di"),
    "actor/justice": ("Organization", "Ministry of Justice"),
    "actor/justice-korea": ("Organization", "South Korean Ministry of Justice"),
    "actor/sensetime": ("Organization", "SenseTime"),
    "actor/bilibili": ("Organization", "Bilibili"),
    "actor/brookings": ("Organization", "Brookings Institution"),
    "actor/booking": ("Organization", "Booking.com"),
    "system/snap": ("AISystem", "Snap"),
    "issue/snap-fined": ("Incident", "Snap fined over the age of its users"),
}


def quads() -> list[Quad]:
    return [
        quad
        for path, (kind, name) in NAMED.items()
        for subject in [iri(f"{BASE}id/{path}")]
        for quad in (
            ("", subject, TYPE, iri(JG + kind)),
            ("", subject, LABEL, literal(name, language="en")),
        )
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    path = tmp_path_factory.mktemp("names") / NAMES
    write_names(path, quads())
    return NameIndex(path)


@pytest.mark.parametrize(
    ("typed", "path", "is_match"),
    [
        ("SNAP Inc.", "actor/snap", True),
        ("US Customs & Border Protection", "actor/customs", True),
        ("CBP", "actor/customs", False),
        ("University of California, Berkeley", "actor/berkeley", True),
        ("Home Office (UK)", "actor/uk-home-office", True),
        ("Home Office", "actor/uk-home-office", True),
        ("N.O.P.D.", "actor/new-orleans-police", False),
        ("Verdi", "actor/verdi", True),
        ("Ministry of Justice (South Korea)", "actor/justice-korea", True),
        ("SenseTime Group Ltd.", "actor/sensetime", False),
        ("Billibilli", "actor/bilibili", False),
        ("Brookings", "actor/brookings", False),
        ("Snap fined over the age of users", "issue/snap-fined", False),
    ],
)
def test_a_name_leads_to_its_entity(
    index: NameIndex, typed: str, path: str, is_match: bool
) -> None:
    first = index.find(typed)[0]
    assert (first.entity.id, first.is_match) == (f"id/{path}", is_match)


def test_kinds_leave_the_others_out(index: NameIndex) -> None:
    assert [one.entity.id for one in index.find("Snap", ["AISystem"])] == ["id/system/snap"]


def test_what_no_name_is_like_finds_nothing(index: NameIndex) -> None:
    assert index.find("xyzzyxyzzy") == []


def test_a_hidden_record_is_left_out(index: NameIndex) -> None:
    without = NameIndex(index.path, lambda: {"id/actor/snap"})
    assert [one.entity.id for one in without.find("Snap")] == ["id/system/snap"]


def test_labels_of_kinds_are_sorted(index: NameIndex) -> None:
    assert index.labels(["AISystem", "Incident"]) == [
        "Snap",
        "Snap fined over the age of its users",
    ]


def test_an_entity_has_all_names_in_english_or_none() -> None:
    subject = iri(f"{BASE}id/place/kenya")
    named = [
        ("", subject, TYPE, iri(JG + "Country")),
        ("", subject, LABEL, literal("Kenya", language="en")),
        ("", subject, LABEL, literal("Kenia", language="de")),
    ]
    assert entities(named) == [Entity("id/place/kenya", "Kenya", "Country", ("Kenya",))]


def test_an_index_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"names\.sqlite: cannot be read: .*: build the release"):
        NameIndex(tmp_path / NAMES).find("Snap")


@pytest.mark.parametrize(
    "name", ["snap", "korean ministry", "bookings", "ministri of justise", "x"]
)
@pytest.mark.parametrize("kinds", [(), ("Organization",), ("AISystem", "Incident")])
def test_fewer_candidates_are_the_first_of_many(
    index: NameIndex, name: str, kinds: tuple[str, ...]
) -> None:
    many = index.find(name, kinds, 50)
    assert [index.find(name, kinds, most) for most in range(4)] == [
        many[:most] for most in range(4)
    ]


def test_how_common_a_word_is_is_read_once_for_all_names(index: NameIndex) -> None:
    weights = WordWeights(14)
    with opened_index(index.path) as connection:
        rare, common = (weights.weight(connection, word) for word in ("booking", "ministry"))
        assert rare > common
    with opened_index(index.path) as connection:
        read: list[str] = []
        connection.set_trace_callback(read.append)
        assert weights.weight(connection, "booking") == rare
        assert read == []


def test_few_words_are_kept_however_many_are_asked_for(
    index: NameIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.reconcile.word_weights.MOST_KEPT", 3)
    weights = WordWeights(14)
    with opened_index(index.path) as connection:
        for number in range(20):
            weights.weight(connection, f"word-{number}")
    assert len(weights._weights) <= 3
