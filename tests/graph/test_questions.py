"""Asking: values become terms of their type, and what is not there names what is near."""

import pytest

from graph.engine.oxigraph import Store
from graph.questions import ParameterBinder
from graph.release.release import Release
from graph.search import SEARCH, Search
from ontology import Misuse, question
from ontology.questions import Question

AREAS = question("areas-by-year")


@pytest.fixture
def asking(release: Release, store: Store) -> ParameterBinder:
    return ParameterBinder(store, Search(release.folder / SEARCH))


def test_each_type_has_its_term(asking: ParameterBinder) -> None:
    found = asking.query(
        AREAS, {"area": ["racial-justice"], "place": [" South Africa "], "from": ["2019"]}
    )
    base = "https://w3id.org/justicegraph"
    assert f"VALUES ?concept {{ <{base}/concept/justice-area/racial-justice> }}" in found.text
    assert f"VALUES ?within {{ <{base}/id/place/south-africa> }}" in found.text
    assert 'VALUES ?from { "2019"^^<http://www.w3.org/2001/XMLSchema#integer> }' in found.text


def test_a_number_is_a_decimal(asking: ParameterBinder) -> None:
    text = asking.query(question("old-figures"), {"years": ["2.50"]}).text
    assert 'VALUES ?years { "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> }' in text


def test_empty_values_are_none(asking: ParameterBinder) -> None:
    assert asking.query(AREAS, {"area": ["", "  "], "from": []}).text == AREAS.text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"place": ["kenyaa"]}, "the nearest are: kenya"),
        ({"area": ["racial"]}, "the nearest are: racial-justice"),
        ({"place": ["kenya> } #"]}, "give the slug of a record of kind place"),
        ({"from": ["99999"]}, "give a year such as 2020"),
        ({"from": ["٢٠٢٠"]}, "give a year such as 2020"),
        ({"nothing": ["x"]}, "is no parameter of areas-by-year"),
    ],
)
def test_a_bad_value_is_refused(
    asking: ParameterBinder, given: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(Misuse, match=message):
        asking.query(AREAS, given)


@pytest.mark.parametrize(
    ("given", "term"),
    [
        ({"place": ["Kenia"]}, "id/place/kenya>"),
        ({"place": ["Sur Global"]}, "id/place/global-south>"),
        ({"area": ["Justicia económica"]}, "concept/justice-area/economic-justice>"),
        ({"area": ["justicia economica"]}, "concept/justice-area/economic-justice>"),
    ],
)
def test_a_value_may_be_named_in_spanish(
    asking: ParameterBinder, given: dict[str, list[str]], term: str
) -> None:
    assert f"<https://w3id.org/justicegraph/{term}" in asking.query(AREAS, given).text


def test_a_question_without_parameters_takes_none(asking: ParameterBinder) -> None:
    plain = Question("plain", "Is there any?", "# Is there any?\nASK {}")
    with pytest.raises(Misuse, match="which takes: no parameters"):
        asking.query(plain, {"area": ["racial-justice"]})
