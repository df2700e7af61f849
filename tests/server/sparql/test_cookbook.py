"""The recipes of the docs: each is answered, and has rows."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

TEXT = (Path(__file__).parents[3] / "docs" / "cookbook.md").read_text(encoding="utf-8")
RECIPES = {
    query.partition("\n")[0].lstrip("# "): query
    for query in re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)
}


def rows(client: FlaskClient, query: str) -> list[str]:
    answer = client.post("/sparql", data={"query": query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return answer.text.splitlines()[1:]


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_has_rows(client: FlaskClient, title: str) -> None:
    assert rows(client, RECIPES[title])


def test_the_two_ways_to_ask_for_issues_without_an_answer_agree(client: FlaskClient) -> None:
    by_filter = rows(client, RECIPES["Issues that no actor answers"])
    by_minus = rows(client, RECIPES["The same by hand, for any endpoint"])
    assert {row.partition(",")[0] for row in by_filter} == {*by_minus}
