"""What a server is told when it starts."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from ontology import Misuse
from server import Settings

DOCS = Path(__file__).parent.parent.parent / "docs" / "serving.md"


def test_without_anything_the_defaults_hold() -> None:
    assert Settings.read({}, {}) == Settings()


def test_settings_reach_a_web_process_through_its_environment() -> None:
    settings = Settings(Path("/srv/graph"), "https://example.org/", seconds=2.5, rewrite=False)
    assert Settings.read({}, settings.to_environment()) == settings


def test_an_option_outranks_the_environment_and_that_the_file(tmp_path: Path) -> None:
    file = tmp_path / "graph.toml"
    file.write_text('port = 1\nqueue = 1\nseconds = 1.5\nrewrite = true\naddress = "http://a/"\n')
    environment = {"JUSTICEGRAPH_PORT": "2", "JUSTICEGRAPH_QUEUE": "2", "OTHER": "3"}
    found = Settings.read({"port": "3", "queue": None}, environment, file)
    assert (found.port, found.queue, found.seconds) == (3, 2, 1.5)
    assert found.rewrite_to == "http://a/"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"port": "many"}, "port = many: is no whole number"),
        ({"seconds": "nan"}, "seconds = nan: give 0.001 or more"),
        ({"seconds": "0"}, "seconds = 0.0: give 0.001 or more"),
        ({"rewrite": "perhaps"}, "rewrite = perhaps: is no true or false"),
        ({"rewrite": True}, "rewrite: give the public address, under which IRIs are to be shown"),
        ({"base": "ftp://a/"}, "base = ftp://a/: give an address that begins with https://"),
        ({"address": "https://a"}, "address = https://a: give an address that ends with /"),
        ({"log_queries": "all"}, "log_queries = all: give hash, text or none"),
        ({"proxies": "*"}, "proxies = *: name them, or every client could choose its own address"),
    ],
)
def test_what_is_no_setting_is_refused_by_its_name(options: dict[str, Any], message: str) -> None:
    with pytest.raises(Misuse) as refused:
        Settings.read(options, {})
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [("colour = 1", "there is no setting 'colour'"), ("port =", "cannot be read as TOML: ")],
)
def test_a_file_that_is_none_is_refused_by_its_name(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "graph.toml"
    file.write_text(text)
    with pytest.raises(Misuse) as refused:
        Settings.read({}, {}, file)
    assert str(refused.value).startswith(f"{file}: {message}")


def test_the_documentation_has_every_setting_with_its_default_and_meaning() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if "| `" in line]
    assert rows == [
        f"| `{one.name}` | {f'`{one.default}`' if one.default != '' else ''} "
        f"| {one.metadata['help']} |"
        for one in fields(Settings)
        if one.name != "folder"
    ]
