"""Nothing that is kept outlives the look and the words of the release that it was made of."""

import json
import shutil
from pathlib import Path

from graph.files import replace_text
from graph.release.release import Release
from server import Settings, create_app

SHOWN = ("/", "/id/issue/ghost-work", "/downloads", "/openapi.json", "/feeds/new.atom", "/actors")


def test_every_page_has_the_title_of_the_same_graph_when_it_is_built_again(
    release: Release, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(release.folder.parent.parent, tmp_path / "data", symlinks=True))
    client = create_app(Settings(data=data)).test_client()
    before = {path: client.get(path, headers={"Accept": "text/html, */*"}) for path in SHOWN}
    path = data / "releases" / release.name / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["project"]["title"] = "Ledger of the quay"
    replace_text(path, json.dumps(manifest))
    now = {path: client.get(path, headers={"Accept": "text/html, */*"}) for path in SHOWN}
    assert [path for path in SHOWN if "Ledger of the quay" not in now[path].text] == []
    assert [
        path for path in SHOWN if before[path].headers["ETag"] == now[path].headers["ETag"]
    ] == []
