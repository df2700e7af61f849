"""A record that names more than ten places is worldwide, and its places are still told."""

from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from ontology import JG

PLACES = [
    *("kenya", "uganda", "ghana", "norway", "sweden", "france"),
    *("spain", "chile", "peru", "japan", "india"),
]


def read(places: list[str], type_: str = "Incident") -> Record:
    text = f"{{id: told-everywhere, type: {type_}, place: [{', '.join(places)}]}}"
    (document,) = documents(text, "told.yaml")
    return read_record(document, "told.yaml")


def values(record: Record, name: str) -> list[str]:
    return [
        object_.rpartition("/")[2][:-1]
        for _, subject, predicate, object_ in record.quads
        if subject == f"<{record.iri}>" and predicate == f"<{JG}{name}>"
    ]


def test_an_issue_of_eleven_places_takes_place_in_the_world() -> None:
    record = read(PLACES)
    assert values(record, "place") == ["world"]
    assert values(record, "namesPlace") == PLACES


def test_an_issue_of_ten_places_takes_place_in_each() -> None:
    record = read(PLACES[:10])
    assert values(record, "place") == PLACES[:10]
    assert values(record, "namesPlace") == []


def test_neither_the_world_nor_a_place_that_is_named_twice_adds_to_them() -> None:
    record = read([*PLACES[:10], PLACES[0], "world"])
    assert values(record, "namesPlace") == []


def test_the_places_of_what_is_no_issue_stay() -> None:
    assert values(read(PLACES, "WorkerGroup"), "place") == PLACES
