"""The project file: what it may say, and what is refused with its place."""

from pathlib import Path

import pytest

from ontology import (
    CC_BY,
    Misuse,
    Project,
    find_project,
    own_files,
    read_project,
    read_toml,
)
from ontology.project_folder import PROJECT_FILE

LEAST = 'title = "Wells"\nbase = "https://wells.example/"\n'


def project(folder: Path, text: str) -> Path:
    (folder / PROJECT_FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_project_needs_a_title_alone_and_takes_nothing_of_ours(tmp_path: Path) -> None:
    read = read_project(project(tmp_path, LEAST))
    expected = Project("Wells", "", "Wells", "Wells", CC_BY, "", "https://wells.example/")
    assert (read.project, read.base_layer, read.sources) == (expected, True, ())
    assert read.records == tmp_path / "records"
    assert read.server_settings == {"data": tmp_path / "build"}


def test_its_settings_reach_the_server_and_its_contact_comes_with_the_release(
    tmp_path: Path,
) -> None:
    text = LEAST + 'contact = "a@wells.example"\n[settings]\nport = 8100\ndata = "releases"\n'
    read = read_project(project(tmp_path, text))
    assert read.server_settings == {"port": 8100, "data": tmp_path / "releases"}
    assert read.project.contact == "a@wells.example"


def test_the_nearest_project_upwards_is_found(tmp_path: Path) -> None:
    project(tmp_path, LEAST)
    inner = tmp_path / "records" / "issue"
    inner.mkdir(parents=True)
    assert find_project(inner) == tmp_path
    assert find_project(Path("/")) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "cannot be read as TOML"),
        (LEAST + "tilte = 'x'\n", "there is no word 'tilte'; did you mean title"),
        (LEAST + "publisher = 7\n", "publisher = 7: is no text"),
        ("title = 'Wells'\nbase = 'wells'\n", "base: give an address that begins with https://"),
        ("title = 'Wells'\nbase = 'https://wells.example'\n", "a base that ends with /"),
        ("title = ''\n", "give a title"),
        (LEAST + "base-layer = 'no'\n", "base-layer = no: is no true or false"),
        (LEAST + "logo = '../secret'\n", "give the name of a file in static/"),
        (LEAST + "[colours]\nissue = 'red; }'\n", "write a colour as #rrggbb: '#9a2617'"),
        (LEAST + "contact = 'nobody'\n", "contact = nobody: give a mail address"),
        (LEAST + "[[menu]]\nlabel = 'x'\naddress = '//evil.example'\n", "an entry has a label"),
        (LEAST + "[[menu]]\nlabel = 'x'\naddress = 'javascript:x'\n", "an entry has a label"),
        (LEAST + "[[sources]]\npath = 'x'\n", "a source has an importer and a path"),
        (LEAST + "[[sources]]\nimporter = 'a'\npath = 'x'\nurl = 'y'\n", "a source has no 'url'"),
        (LEAST + "[[sources]]\nimporter = 'a'\npath = 'x'\nseconds = 0\n", "a number above 0"),
        (LEAST + "[[sources]]\nimporter = 'a'\npath = 'x'\nprivate = 1\n", "true or false"),
        (LEAST + "sources = 'x'\n", "sources = x: is no list of tables"),
    ],
)
def test_what_a_project_file_cannot_say_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Misuse, match=f"{PROJECT_FILE}: ") as refused:
        read_project(project(tmp_path, text))
    assert message in str(refused.value)


@pytest.mark.parametrize("values", [{"menu": [{"label": "A", "address": "/search"}]}, {}])
def test_a_manifest_gives_the_project_back(values: dict[str, object]) -> None:
    made = Project.from_json({"title": "Wells", **values})
    assert Project.from_json(made.to_json()) == made


def test_a_project_file_is_bounded_in_size_and_in_depth(tmp_path: Path) -> None:
    path = tmp_path / "justicegraph.toml"
    path.write_text(f'title = "{"a" * 1_000_000}"')
    with pytest.raises(Misuse, match=r"toml: has more than 1,000,000 bytes: is it a file of set"):
        read_toml(path)
    path.write_text(f"title = {'[' * 100_000}")
    with pytest.raises(Misuse, match=r"toml: cannot be read as TOML"):
        read_toml(path)


def test_a_part_of_a_project_is_bounded_in_size_but_for_static_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUSTICEGRAPH_PROJECT", str(tmp_path))
    for name in ("questions", "static"):
        (tmp_path / name).mkdir()
        with (tmp_path / name / "a.rq").open("wb") as file:
            file.truncate(16_000_001)
    assert len(own_files("static", "*")) == 1
    with pytest.raises(Misuse, match=r"a\.rq: has more than 16,000,000 bytes: divide it"):
        own_files("questions", "*.rq")
