"""Authors in citations of a project: its publisher for its own, us for what it took from us."""

import pytest
from flask.testing import FlaskClient

from ontology import OURS

THEIRS = ("Those at the wells", "Wells")
TAKEN = (OURS.publisher, "JusticeGraph, in Wells")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/id/issue/a-well-ran-dry", THEIRS),
        ("/id/source/a-list", THEIRS),
        ("/graph/issue/a-well-ran-dry", THEIRS),
        ("/activity/curation", THEIRS),
        ("/id/place/kenya", TAKEN),
        ("/id/actor/el-pais", TAKEN),
        ("/id/source/justicegraph-base-layer", TAKEN),
        ("/graph/import/base-layer", TAKEN),
        ("/activity/import-justicegraph-base-layer", TAKEN),
        ("/concept/justice-area", TAKEN),
        ("/concept/impact/manipulation", TAKEN),
        ("/ontology", TAKEN),
        ("/ontology/Issue", TAKEN),
    ],
)
def test_a_project_cites_its_own_as_its_work_and_what_it_took_as_ours(
    wells: FlaskClient, path: str, expected: tuple[str, str]
) -> None:
    [item] = wells.get(f"{path}.csl.json").get_json(force=True)
    assert ([item["author"][0]["literal"], item["container-title"]]) == [*expected]
    if path != "/ontology":  # whose page has no citation
        page = wells.get(path, headers={"Accept": "text/html"}).text
        cited = page.partition('<p id="citation"')[2].partition("</p>")[0]
        assert f">{expected[0]} (" in cited
        assert f" {expected[1]}, release " in cited
