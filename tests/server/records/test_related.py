"""Related issues of a page: the release keeps for it what its graph says."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from graph.engine.oxigraph import Store
from graph.related_index import RELATED_INDEX
from graph.release.release import Release
from ontology import JG
from server import Settings, create_app
from server.languages.catalogue import catalogues
from server.languages.current import speaking
from server.records.description import describe, describe_issue
from server.records.merged import merged
from server.records.view_model import page

HTML = {"Accept": "text/html"}
ISSUES = "SELECT ?one WHERE { ?one a jg:Issue FILTER NOT EXISTS { ?one jg:countedAs ?other } }"


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_index_has_of_every_issue_what_the_graph_says(
    app: Flask, store: Store, code: str
) -> None:
    rows = store.rows(f"PREFIX jg: <{JG}> {ISSUES}")
    issues = [row["one"].text for row in rows]
    with app.app_context(), speaking(catalogues()[code]):
        for issue in issues:
            part = page(merged(store, describe_issue(store, issue)))
            assert part.related == page(merged(store, describe(store, issue))).related
    assert len(issues) > 50


def test_what_a_part_of_a_description_lacks_is_read_where_it_is_shown(
    app: Flask, store: Store
) -> None:
    issue = store.rows(f"PREFIX jg: <{JG}> {ISSUES}")[0]["one"].text
    with app.app_context():
        whole = page(describe(store, issue))
        assert page(describe_issue(store, issue)).named_by == whole.named_by
        assert whole.named_by


def test_a_release_without_the_index_has_the_same_pages(
    app: Flask, release: Release, tmp_path: Path
) -> None:
    folder = tmp_path / "releases" / release.name
    shutil.copytree(release.folder, folder, ignore=shutil.ignore_patterns(RELATED_INDEX))
    (folder / "engine-files.json").unlink()
    (tmp_path / "current").symlink_to(Path("releases") / release.name)
    before, now = create_app(Settings(data=tmp_path)).test_client(), app.test_client()
    for path in ("/id/issue/ghost-work", "/es/id/issue/ghost-work"):
        shown = now.get(path, headers=HTML).data
        assert before.get(path, headers=HTML).data == shown
        assert b'id="related"' in shown
