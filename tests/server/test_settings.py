"""What a server is told when it starts."""

from pathlib import Path

from server import Settings


def test_settings_reach_a_web_process_through_its_environment() -> None:
    settings = Settings(Path("/srv/graph"), "https://example.org/")
    assert Settings.from_environment(settings.to_environment()) == settings


def test_without_an_environment_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings(
        Path("build"), "https://w3id.org/justicegraph/"
    )
