"""Journeys with counted clicks: without scripts as requests alone, by mouse, and by keyboard."""

import pytest
from flask.testing import FlaskClient

from graph.release.release import Release
from server import Settings, create_app
from tests.blackbox.server import Server
from tests.browser.conftest import Visit
from tests.browser.hands import HANDS
from tests.browser.proof import IMPORTED, JOURNEYS, MOST
from tests.browser.walkers import Browsing, Requesting

by_journey = pytest.mark.parametrize("journey", JOURNEYS)


@pytest.fixture(scope="module")
def client(release: Release) -> FlaskClient:
    """A client without scripts."""
    return create_app(Settings(release.folder.parent.parent)).test_client()


@by_journey
def test_without_scripts_an_answer_is_at_most_three_clicks_away(
    client: FlaskClient, journey: str
) -> None:
    walker = Requesting(client, "/")
    JOURNEYS[journey](walker)
    assert walker.clicks <= MOST


@pytest.mark.long
@by_journey
@pytest.mark.parametrize("hand", ["by mouse", "by keyboard"])
def test_in_a_browser_an_answer_is_at_most_three_clicks_away(
    visit: Visit, server: Server, hand: str, journey: str
) -> None:
    walker = Browsing(visit(server, "/", **HANDS[hand].how), HANDS[hand])
    JOURNEYS[journey](walker)
    assert walker.clicks <= MOST


def test_the_number_of_an_incident_leads_to_its_issue(world: Release) -> None:
    app = create_app(Settings(world.folder.parent.parent))
    walker = Requesting(app.test_client(), "/")
    IMPORTED["incident_by_number"](walker)
    assert walker.path.startswith("/id/issue/aiid-123")
    assert walker.clicks == 2


@pytest.mark.long
@pytest.mark.parametrize("hand", ["by mouse", "by keyboard"])
def test_in_a_browser_a_number_leads_to_its_issue(visit: Visit, hostile: Server, hand: str) -> None:
    walker = Browsing(visit(hostile, "/", **HANDS[hand].how), HANDS[hand])
    IMPORTED["incident_by_number"](walker)
    assert walker.clicks == 2
