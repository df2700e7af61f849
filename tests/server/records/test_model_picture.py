"""The diagram of the data model puts a class before those that it leads to."""

from ontology import JG
from server.records.model_picture import model_picture
from shapes.model import ModelClass, ModelProperty, data_model


def classes(**ends: str) -> list[ModelClass]:
    """Return classes by name, each with one property that leads to another class."""
    return [
        ModelClass(JG + name, name, "", (), (ModelProperty(f"{JG}leads", "", (JG + end,)),))
        for name, end in ends.items()
    ]


def columns(model: list[ModelClass] | tuple[ModelClass, ...]) -> dict[str, int]:
    placed = model_picture(model)
    places = sorted({one.x for one in placed.items})
    return {one.item.iri.removeprefix(JG): places.index(one.x) for one in placed.items}


def test_a_class_is_after_the_last_class_that_leads_to_it() -> None:
    found = columns(data_model())
    assert found["Issue"] < found["AISystem"] < found["WorkerGroup"] < found["Place"]
    assert {"Incident", "JusticeArea", "Tombstone"}.isdisjoint(found)


def test_classes_in_a_circle_are_drawn() -> None:
    assert columns(classes(A="B", B="C", C="A")).keys() == {"A", "B", "C"}


def test_a_class_that_leads_to_itself_alone_is_left_out() -> None:
    assert columns([*classes(A="A"), *classes(B="C", C="C")]) == {"B": 0, "C": 1}
