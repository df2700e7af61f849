"""What editors judged, held against the method, each time that the tests run."""

from click.testing import CliRunner

from graph.related.judgements import judgements
from scripts.bench.__main__ import main


def test_what_editors_judged_related_is_found_from_either_side() -> None:
    said = [one.is_related for one in judgements()]
    related, others = said.count(True), said.count(False)
    result = CliRunner().invoke(main, ["related", "--editors"], catch_exceptions=False)
    first, second = result.output.splitlines()
    sides = f"{2 * related} of {2 * related} sides in the first ten"
    assert first == f"{related} pairs judged related: {sides}"
    assert second.startswith(f"{others} pairs judged not related: ")
