"""Client code generator: a query as a curl command and as a Python, R or JavaScript program."""

import json
from dataclasses import dataclass
from string import Template
from typing import Final

from graph.engine.query import Query

__all__ = ["Snippet", "snippets"]


@dataclass(frozen=True)
class Snippet:
    """A short program that sends one query; `language` is its name in CSS and addresses."""

    name: str
    language: str
    code: str


CURL: Final = Template("""\
curl --fail '$address' --header 'Accept: $accept' --data-urlencode query@- <<'$end'
$query
$end
""")
PANDAS: Final = Template('''\
from urllib.parse import urlencode
from urllib.request import urlopen

import pandas as pd

query = """$query"""
form = urlencode({"query": query, "format": "csv"}).encode()
with urlopen("$address", form) as answer:
    print(pd.read_csv(answer))
''')
RDFLIB: Final = Template('''\
from urllib.parse import urlencode
from urllib.request import urlopen

from rdflib import Graph

query = """$query"""
form = urlencode({"query": query, "format": "ttl"}).encode()
with urlopen("$address", form) as answer:
    print(Graph().parse(answer, format="turtle").serialize())
''')
PYTHON_JSON: Final = Template('''\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

query = """$query"""
form = urlencode({"query": query, "format": "json"}).encode()
with urlopen("$address", form) as answer:
    print(json.load(answer)["boolean"])
''')
R: Final = Template("""\
query <- r"$dashes[$query]$dashes"
address <- paste0("$address?format=$format&query=", URLencode(query, reserved = TRUE))
answer <- $read(address)
print(answer)
""")
JAVASCRIPT: Final = Template("""\
const query = $query;
const answer = await fetch("$address", {
  method: "POST",
  headers: { Accept: "$accept" },
  body: new URLSearchParams({ query }),
});
console.log(await answer.$read());
""")


def snippets(query: Query, address: str) -> tuple[Snippet, ...]:
    """Return client code for a query and an endpoint.

    Each program holds the text of the query unchanged, whatever it contains.
    """
    return (
        Snippet("curl", "shell", _curl(query, address)),
        Snippet("Python", "python", _python(query, address)),
        Snippet("R", "r", _r(query, address)),
        Snippet("JavaScript", "javascript", _javascript(query, address)),
    )


def _curl(query: Query, address: str) -> str:
    accept = {"ASK": "application/sparql-results+json"}.get(query.form, "text/csv")
    end = "SPARQL"
    while end in query.text.split("\n"):
        end += "_"
    return CURL.substitute(
        address=address.replace("'", "%27"),
        accept="text/turtle" if query.is_of_graph else accept,
        query=query.text,
        end=end,
    )


def _python(query: Query, address: str) -> str:
    form = RDFLIB if query.is_of_graph else PYTHON_JSON if query.form == "ASK" else PANDAS
    text = query.text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').replace("\r", "\\r")
    if text.endswith('"'):
        text = text[:-1] + '\\"'
    return form.substitute(query=text.replace("\0", "\\0"), address=address)


def _r(query: Query, address: str) -> str:
    dashes = ""
    while f']{dashes}"' in query.text:
        dashes += "-"
    is_rows = not query.is_of_graph and query.form != "ASK"
    return R.substitute(
        query=query.text,
        dashes=dashes,
        address=address,
        format="ttl" if query.is_of_graph else "csv" if is_rows else "json",
        read="read.csv" if is_rows else "readLines",
    )


def _javascript(query: Query, address: str) -> str:
    accept = "text/turtle" if query.is_of_graph else "application/sparql-results+json"
    return JAVASCRIPT.substitute(
        query=_template(query.text),
        address=address,
        accept=accept,
        read="text" if query.is_of_graph else "json",
    )


def _template(text: str) -> str:
    r"""Quote a text as a JavaScript template literal, which may span lines.

    >>> _template("a`b${c}\\d")
    '`a\\`b\\${c}\\\\d`'
    """
    written = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return json.dumps(text) if "\r" in text else f"`{written}`"
