"""Each snippet is a program that sends the query as it was written, whatever it contains."""

import ast
import json
import re
import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.engine.query import Query
from server.sparql.client_code import Snippet, snippets

ADDRESS = "https://example.org/sparql"
HOSTILE = 'SELECT * { ?s ?p "a\\"b" FILTER(?p != \'c`${d}\') } # """ ]" ]-" \\n é 💥\nSPARQL\n#"'
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def code(text: str, name: str) -> str:
    made: tuple[Snippet, ...] = snippets(Query(text), ADDRESS)
    return next(one.code for one in made if one.name == name)


@given(TEXTS)
@example(HOSTILE)
@example('"')
@example("\\")
def test_python_holds_the_query(text: str) -> None:
    tree = ast.parse(code("#" + text, "Python"))
    values = [one.value for one in tree.body if isinstance(one, ast.Assign)]
    assert ast.literal_eval(values[0]) == "#" + text


@given(TEXTS)
@example(HOSTILE)
def test_r_holds_the_query_in_a_raw_string_that_ends_behind_it(text: str) -> None:
    found = re.match(r'query <- r"(-*)\[', code("#" + text, "R"))
    assert found
    rest = code("#" + text, "R")[found.end() :]
    assert rest.partition(f']{found[1]}"')[0] == "#" + text


def test_the_shell_sends_the_query() -> None:
    shell = "curl() { cat; }\n" + code(HOSTILE, "curl")
    ran = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)  # noqa: S607
    assert ran.stdout == HOSTILE + "\n"


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js runs what JavaScript holds")
def test_javascript_holds_the_query() -> None:
    text = code(HOSTILE, "JavaScript").partition("const answer")[0]
    ran = subprocess.run(
        ["node", "-e", f"{text}; console.log(JSON.stringify(query))"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == HOSTILE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * { ?s ?p ?o }", ("text/csv", "read_csv", "format=csv", ".json()")),
        ("DESCRIBE <a:b>", ("text/turtle", 'format="turtle"', "format=ttl", ".text()")),
        ("ASK {}", ("sparql-results+json", '"boolean"', "format=json", ".json()")),
    ],
)
def test_a_snippet_takes_a_format_that_the_query_has(text: str, words: tuple[str, ...]) -> None:
    for snippet, word in zip(snippets(Query(text), ADDRESS), words, strict=True):
        assert word in snippet.code
        assert ADDRESS in snippet.code
