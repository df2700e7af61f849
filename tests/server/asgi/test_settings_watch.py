"""Changes of a project file while its server runs: what needs a new start is said."""

from pathlib import Path

from ontology import PROJECT_FILE, read_project
from server.asgi.settings_watch import change_of

FILE = 'title = "Wells"\nbase = "https://wells.example/"\n[settings]\nport = 8000\n'


def test_settings_that_changed_need_a_new_start_and_all_else_a_build(tmp_path: Path) -> None:
    file = tmp_path / PROJECT_FILE
    file.write_text(FILE, encoding="utf-8")
    project = read_project(tmp_path)
    file.write_text(FILE.replace('"Wells"', '"Springs"'), encoding="utf-8")
    assert change_of(project) == ""
    file.write_text(FILE.replace("8000", "8001"), encoding="utf-8")
    assert change_of(project) == (
        f"{file}: [settings] have changed: stop the server and start it again to use them"
    )
    file.write_text(FILE.replace("title", "titel"), encoding="utf-8")
    assert "there is no word 'titel'; did you mean title" in change_of(project)
