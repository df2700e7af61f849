"""Former releases after a change of the base or the base layer: what is shown goes on to be."""

import json
from pathlib import Path

import pytest

from graph.build.former import may_not_be_shown
from graph.build.inputs import Plan
from ontology import Project

OLD, NEW = "https://old.example/", "https://new.example/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PLACE = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
QUADS = (
    f'<{{0}}id/actor/an-actor> {LABEL} "Alex Kairu"@en <{{0}}graph/actor/an-actor> .',
    f'<{{0}}id/place/bouvet-island> {PLACE} "Isla Bouvet"@es <{{0}}graph/languages> .',
)


def released(data: Path, name: str, base: str, *quads: str) -> Path:
    folder = data / "releases" / name
    folder.mkdir(parents=True)
    about = {"name": name, "project": Project(base=base).to_json()}
    (folder / "manifest.json").write_text(json.dumps(about))
    path = folder / "justicegraph.nq"
    path.write_text("".join(f"{quad}\n" for quad in sorted(one.format(base) for one in quads)))
    (data / "current").unlink(missing_ok=True)
    (data / "current").symlink_to(folder)
    return path


def test_a_former_release_of_another_base_that_says_the_same_may_be_shown(tmp_path: Path) -> None:
    former = released(tmp_path, "a", OLD, *QUADS)
    released(tmp_path, "b", NEW, *QUADS)
    assert not may_not_be_shown(Plan(tmp_path, project=Project(base=NEW)), [])(former)


@pytest.mark.parametrize("base", [OLD, NEW])
def test_a_former_release_with_the_name_of_a_person_may_not_whatever_its_base(
    tmp_path: Path, base: str
) -> None:
    former = released(tmp_path, "a", base, *QUADS)
    released(tmp_path, "b", NEW, QUADS[1])
    assert may_not_be_shown(Plan(tmp_path, project=Project(base=NEW)), [])(former)


def test_a_former_release_with_places_that_are_left_out_now_may_be_shown(tmp_path: Path) -> None:
    former = released(tmp_path, "a", NEW, *QUADS)
    released(tmp_path, "b", NEW, QUADS[0])
    assert not may_not_be_shown(Plan(tmp_path, project=Project(base=NEW)), [])(former)
