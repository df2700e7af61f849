"""What a server is told when it starts, and what is no setting."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.pool.supervisor import Size
from graph.engine.pool.worker import Limits
from ontology import Misuse
from server import Settings

NOTHING: dict[str, str] = {}


def test_without_a_word_the_defaults_hold() -> None:
    assert Settings.read({}, NOTHING) == Settings()


def test_the_defaults_are_safe() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert (settings.proxies, settings.rewrite, settings.log_queries) == ("", False, "hash")
    assert settings.limits == Limits(10.0, 512, 512 << 20, 120.0)
    assert settings.size == Size(4, 8, 64)


def test_each_setting_says_what_it_means() -> None:
    assert all(one.metadata["help"].endswith(".") for one in fields(Settings))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="*\x00"), max_size=8)
SETTINGS = st.builds(
    Settings,
    data=st.sampled_from([Path("/srv/graph"), Path("/data folder")]),
    base=st.sampled_from(["https://example.org/", "http://localhost/a/"]),
    port=st.integers(0, 65_535),
    processes=st.integers(1, 64),
    seconds=st.floats(0.001, 3_600),
    megabytes=st.integers(16, 1 << 20),
    patience=st.floats(0.1, 3_600),
    rate=TEXTS,
    proxies=TEXTS,
    address=st.sampled_from(["", "https://example.org/"]),
    log=TEXTS,
    log_queries=st.sampled_from(["hash", "text", "none"]),
    folder=TEXTS,
)


@given(settings=SETTINGS)
def test_settings_reach_a_web_process_through_its_environment(settings: Settings) -> None:
    assert Settings.read({}, settings.to_environment()) == settings


def test_a_truth_value_reaches_a_web_process_too() -> None:
    settings = Settings(data=Path("/data"), address="https://example.org/", rewrite=True)
    assert Settings.read({}, settings.to_environment()) == settings
    assert settings.rewrite_to == "https://example.org/"


def test_the_data_folder_is_found_from_anywhere() -> None:
    assert Settings(data=Path("build")).to_environment()["JUSTICEGRAPH_DATA"] == str(
        Path("build").resolve()
    )


def test_options_win_over_the_environment_and_that_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("ready = 1\nslow = 1\nqueue = 1\nseconds = 3\n", encoding="utf-8")
    environment = {"JUSTICEGRAPH_READY": "2", "JUSTICEGRAPH_SLOW": "2"}
    settings = Settings.read({"ready": "3", "slow": None}, environment, file)
    assert (settings.size, settings.seconds) == (Size(3, 2, 1), 3.0)


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False)]
)
def test_a_truth_value_is_written_in_a_few_ways(text: str, value: bool) -> None:
    options = {"rewrite": text, "address": "https://example.org/"}
    assert Settings.read(options, NOTHING).rewrite is value


MISUSES: list[tuple[dict[str, Any], str]] = [
    ({"port": "http"}, "port = http: is no whole number"),
    ({"port": "8000.5"}, "port = 8000.5: is no whole number"),
    ({"port": "-1"}, "port = -1: give 0 or more"),
    ({"port": "65536"}, "port = 65536: give 65535 or less"),
    ({"seconds": "soon"}, "seconds = soon: is no number"),
    ({"seconds": "0"}, "seconds = 0.0: give 0.001 or more"),
    ({"seconds": "nan"}, "seconds = nan: give 0.001 or more"),
    ({"seconds": "inf"}, "seconds = inf: give 16777216 or less"),
    ({"megabytes": "1e3"}, "megabytes = 1e3: is no whole number"),
    ({"megabytes": "15"}, "megabytes = 15: give 16 or more"),
    ({"megabytes": "99999999999"}, "megabytes = 99999999999: give 16777216 or less"),
    ({"ready": "0"}, "ready = 0: give 1 or more"),
    ({"rewrite": "perhaps"}, "rewrite = perhaps: is no true or false"),
    ({"rewrite": True}, "rewrite: give the public address, under which IRIs are to be shown"),
    (
        {"base": "example.org/"},
        "base = example.org/: give an address that begins with https://",
    ),
    (
        {"base": "https://example.org"},
        "base = https://example.org: give an address that ends with /",
    ),
    ({"address": "ftp://x/"}, "address = ftp://x/: give an address that begins with https://"),
    ({"engine": "localhost"}, "engine = localhost: give an address that begins with https://"),
    (
        {"proxies": "10.0.0.1, *"},
        "proxies = *: name them, or every client could choose its own address",
    ),
    ({"log_queries": "all"}, "log_queries = all: give hash, text or none"),
]


@pytest.mark.parametrize(("options", "told"), MISUSES)
def test_what_is_no_setting_is_told(options: dict[str, Any], told: str) -> None:
    with pytest.raises(Misuse, match=f"^{re.escape(told)}$"):
        Settings.read(options, NOTHING)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("redy = 4", "settings.toml: there is no setting 'redy'"),
        ("[server]\nready = 4", "settings.toml: there is no setting 'server'"),
        ("ready = ", "settings.toml: cannot be read as TOML"),
        ("ready = '\xff'", "settings.toml: cannot be read as TOML"),
        ("ready = 'many'", "ready = many: is no whole number"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(Misuse, match=re.escape(told)):
        Settings.read({}, NOTHING, file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"cannot be read as TOML: .*No such file"):
        Settings.read({}, NOTHING, tmp_path / "none.toml")
