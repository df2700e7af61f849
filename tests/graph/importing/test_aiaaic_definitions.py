"""Definitions of AIAAIC's harms: those of the published taxonomy alone, in our words."""

from pathlib import Path

from graph.importing.aiaaic_definitions import definitions
from tests.graph.importing.test_aiaaic import imported, records, row


def test_a_harm_is_defined_where_the_published_taxonomy_does_and_nothing_is_made_up(
    tmp_path: Path,
) -> None:
    found = records(imported(tmp_path, row(harm_individual="Loss of livelihood; Flooding")))
    assert found["Category aiaaic-harm-loss-of-livelihood"]["definition"] == (
        "People can no longer support themselves by their work or their means. In our words, "
        "after AIAAIC's taxonomy of harms (arXiv:2407.01294): Livelihood loss."
    )
    assert found["Category aiaaic-harm-flooding"]["definition"].startswith(
        "The category “Flooding” of the taxonomy: AIAAIC harms. The database sorts harms into nine"
    )


def test_each_harm_is_defined_once_in_a_whole_sentence() -> None:
    found = list(definitions())
    assert len({id_ for id_, _ in found}) == len(found)
    assert all(text.endswith(".") and text[:1].isupper() for _, text in found)
