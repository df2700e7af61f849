"""What editors judged, held against the method, each time that the tests run."""

from click.testing import CliRunner

from graph.related.judgements import judgements
from scripts.bench.__main__ import main


def test_nearly_all_that_editors_judged_related_is_found_from_either_side() -> None:
    said = [one.is_related for one in judgements()]
    related, others = said.count(True), said.count(False)
    result = CliRunner().invoke(main, ["related", "--editors"], catch_exceptions=False)
    first, second = result.output.splitlines()
    head, _, sides = first.partition(": ")
    assert head == f"{related} pairs judged related"
    assert int(sides.split()[0]) >= 0.9 * 2 * related
    assert second.startswith(f"{others} pairs judged not related: ")
