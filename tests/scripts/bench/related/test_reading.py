"""Incidents and pairs, read from files of the form that the database publishes."""

from datetime import date
from pathlib import Path

import pytest

from ontology import BadRecord, Unavailable
from scripts.bench.related.incidents import Incident, links_of, read_incidents
from scripts.bench.related.pairs import read_pairs

Files = tuple[Path, Path]


def test_an_incident_is_its_text_its_day_and_its_parties(files: Files) -> None:
    (tmp, _) = files
    (tmp.parent / "classifications_MIT.csv").write_text(
        "Incident ID,Risk Domain,Risk Subdomain\n4,1. Discrimination,1.3. Unequal\n"
    )
    assert read_incidents(tmp)[3] == Incident(
        name="4",
        title="Credit model gives women lower limits",
        summary="A credit model gave women lower limits than men.",
        day=date(2013, 2, 28),
        actors=(("bank", "deployer"), ("job-site", "developer")),
        harmed=("women",),
        classes=("1. Discrimination", "1.3. Unequal"),
    )


def test_the_reports_of_an_incident_change_nothing(files: Files) -> None:
    path, _ = files
    before = [[*links_of(one)] for one in read_incidents(path)]
    path.write_text(path.read_text().replace("[7]", "[1]").replace("[9]", "[2,3]"))
    assert [[*links_of(one)] for one in read_incidents(path)] == before


def test_an_actor_in_two_roles_is_one_node_with_both(files: Files) -> None:
    first = read_incidents(files[0])[0]
    actors = [link for link in links_of(first) if link.type == "actor"]
    assert [(link.node, link.how) for link in actors] == [("cab-co", "deployer and developer")]


@pytest.mark.parametrize("cell", ['"bank, lender"', '"[bank, lender]"', '"[""bank"",""lender""]"'])
def test_parties_are_read_as_json_or_between_commas(files: Files, cell: str) -> None:
    path, _ = files
    path.write_text(path.read_text().replace('"[""bank""]"', cell))
    assert [name for name, role in read_incidents(path)[3].actors if role == "deployer"] == [
        "bank",
        "lender",
    ]


def test_pairs_are_read_by_strength_and_from_either_side(files: Files) -> None:
    found = read_pairs(files[1], "12345")
    assert {strength: dict(pairs.related) for strength, pairs in found.items()} == {
        "strong": {name: frozenset(partner) for name, partner in zip("1234", "2143", strict=True)},
        "topical": {"1": frozenset("5"), "5": frozenset("1")},
    }
    assert (found["strong"].count, found["strong"].unknown) == (2, 1)


def test_pairs_without_a_strength_are_all_of_one(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("incident_a,incident_b\n1,2\n1,1\n")
    found = read_pairs(path, "12")
    assert ([*found], found["all"].count, found["all"].unknown) == (["all"], 1, 1)


def test_a_pair_without_an_end_and_a_row_without_a_day_are_named(files: Files) -> None:
    incidents, pairs = files
    pairs.write_text("incident_a,incident_b\n1,2\n3,\n")
    with pytest.raises(BadRecord, match=r"pairs.csv:3: no incident_a or no incident_b: give both$"):
        read_pairs(pairs, "123")
    incidents.write_text(incidents.read_text().replace("2012-07-01", "July"))
    with pytest.raises(BadRecord, match=r"incidents.csv:4: no incident_id, or no date as year-"):
        read_incidents(incidents)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"none.csv: cannot be read as CSV: "):
        read_pairs(tmp_path / "none.csv", [])
