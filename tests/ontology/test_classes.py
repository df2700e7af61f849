"""Own classes of records: their types and kinds, and the names that are refused."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

from ontology import Misuse, Schema, own_classes, own_kinds, record_classes, record_types
from ontology.namespaces import JG, KINDS, OWL, RDF_TYPE, SKOS

OWN = "https://wells.example/ontology#"
MODULE = "ontology.classes"
Define = Callable[..., None]


@pytest.fixture
def define(monkeypatch: pytest.MonkeyPatch) -> Iterator[Define]:
    """Define own classes, each with its superclasses, the nearest first."""
    cached = (own_classes, record_classes, record_types)

    def forget() -> None:
        for one in cached:
            one.cache_clear()

    def defined(**classes: tuple[str, ...]) -> None:
        triples = tuple(
            ox.Quad(ox.NamedNode(OWN + name), ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{OWL}Class"))
            for name in classes
        )
        above = {OWN + name: names for name, names in classes.items()}
        monkeypatch.setattr(f"{MODULE}.own_triples", lambda: triples)
        monkeypatch.setattr(f"{MODULE}.schema", lambda: Schema(above, {}, {}))
        forget()

    yield defined
    forget()


def test_without_a_project_the_types_are_ours() -> None:
    assert record_types() == KINDS
    assert own_kinds() == {}


def test_a_class_below_none_of_ours_is_a_kind_and_those_below_it_are_of_that_kind(
    define: Define,
) -> None:
    define(PumpHouse=(), OldPumpHouse=(f"{OWN}PumpHouse",))
    assert own_classes() == {f"{OWN}OldPumpHouse": "pump-house", f"{OWN}PumpHouse": "pump-house"}
    assert own_kinds() == {"pump-house": f"{OWN}PumpHouse"}
    assert record_types()["OldPumpHouse"] == "pump-house"
    assert record_classes()[f"{OWN}PumpHouse"] == "pump-house"


def test_a_class_below_one_of_ours_is_of_its_kind(define: Define) -> None:
    define(
        Dispute=(f"{JG}SystemicPractice", f"{JG}Issue"),
        Cooperative=(f"{JG}Organization", f"{JG}Actor"),
        Camp=(f"{JG}Place",),
    )
    assert own_classes() == {
        f"{OWN}Camp": "place",
        f"{OWN}Cooperative": "actor",
        f"{OWN}Dispute": "issue",
    }
    assert own_kinds() == {}


def test_classes_of_concepts_and_of_nested_nodes_are_none_of_records(define: Define) -> None:
    define(Depth=(f"{SKOS}Concept",), Funder=(f"{JG}Involvement",))
    assert own_classes() == {}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Source", "its records would be at id/source/, which is taken"),
        ("well", "'well' is no free name of a class"),
        ("Task", "its records would be at id/task/, which is taken"),
        ("Issue", "its records would be at id/issue/, which is taken"),
    ],
)
def test_a_name_that_is_taken_or_cannot_be_a_type_is_refused(
    define: Define, name: str, message: str
) -> None:
    define(**{name: ()})
    with pytest.raises(Misuse, match=message) as refused:
        own_classes()
    assert str(refused.value).startswith(f"ontology/: {OWN}{name}: ")


def test_a_narrower_class_of_ours_has_a_name_of_its_own(define: Define) -> None:
    define(Incident=(f"{JG}Issue",))
    with pytest.raises(Misuse, match="'Incident' is no free name of a class: choose another"):
        own_classes()
