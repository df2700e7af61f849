"""The MCP server: an assistant's tools answer with sources, standing and release, and only read."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from graph.release.release import Release
from ontology import BASE, Misuse, NotFound, questions
from server.mcp.service import examples, mcp_server
from server.mcp.tools import LONGEST, Tools


@pytest.fixture(scope="module")
def tools(app: Flask) -> Tools:
    return Tools(app)


def test_every_answer_names_its_release_and_its_standing(tools: Tools, release: Release) -> None:
    answers = [
        tools.search("google linguists"),
        tools.get("issue/ghost-work"),
        tools.why_related("ghost-work"),
        tools.similar("a face match led to a wrongful arrest"),
        tools.question(),
        tools.question("pay"),
        tools.sparql("ASK { ?s ?p ?o }"),
    ]
    assert {answer["release"] for answer in answers} == {f"{BASE}release/{release.name}"}
    assert all(answer["standing"] for answer in answers)


def test_a_hit_has_its_sources_and_the_standing_of_each_role(tools: Tools) -> None:
    (hit,) = tools.search("ghost work", {"kind": "systemic practice"}, limit=1)["hits"]
    assert hit["sources"]
    assert all(source["source"].startswith(f"{BASE}id/source/") for source in hit["sources"])
    assert {"actor", "role", "standing"} == {name for role in hit["roles"] for name in role}


@pytest.mark.parametrize(
    "name", ["issue/ghost-work", "/id/issue/ghost-work", f"{BASE}id/issue/ghost-work"]
)
def test_a_record_is_got_by_any_form_of_its_name(tools: Tools, name: str) -> None:
    answer = tools.get(name)
    assert answer["id"] == f"{BASE}id/issue/ghost-work"
    assert "jg:" in answer["turtle"]


@pytest.mark.parametrize(
    "name", ["issue/none", "../healthz", "issue/a?format=html", "https://x.org/"]
)
def test_what_is_no_record_is_not_found(tools: Tools, name: str) -> None:
    with pytest.raises(NotFound):
        tools.get(name)


def test_a_relation_is_derived_and_gives_reasons(tools: Tools) -> None:
    answer = tools.why_related("ghost-work", "labour-sold-as-automation")
    assert answer["standing"].startswith("Derived")
    assert answer["related"]["direct"]["reasons"]


def test_an_unknown_filter_is_refused_with_the_nearest(tools: Tools) -> None:
    with pytest.raises(Misuse, match=r"plcae.*place"):
        tools.search("wage", {"plcae": "kenya"})


def test_an_answer_that_is_too_long_is_refused_with_a_hint(tools: Tools) -> None:
    with pytest.raises(Misuse, match=f"over {LONGEST:,} characters"):
        tools.sparql("SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "CLEAR ALL"])
def test_nothing_is_written(tools: Tools, update: str) -> None:
    with pytest.raises(Misuse):
        tools.sparql(update)


def test_the_examples_are_the_questions() -> None:
    assert examples().count("SELECT") >= len(questions())


def test_each_tool_says_that_it_only_reads(app: Flask) -> None:
    listed = asyncio.run(mcp_server(app).list_tools())
    assert [tool.name for tool in listed] == [
        *("search", "get", "why_related", "similar", "question", "sparql")
    ]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)


def test_a_client_talks_to_the_command(release: Release) -> None:
    found = asyncio.run(_conversation(release.folder.parent.parent))
    assert found["tools"] == ["search", "get", "why_related", "similar", "question", "sparql"]
    assert found["schema"].startswith("@prefix")
    assert int(found["answer"].structured_content["rows"][0]["n"]) > 0
    assert found["bad"].is_error
    assert "not SPARQL" in found["bad"].content[0].text


async def _conversation(data: Path) -> dict[str, Any]:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "scripts.start", "mcp", "--data", str(data)]
    )
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        await session.initialize()
        schema = (await session.read_resource("justicegraph://schema")).contents[0]
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        return {
            "tools": [tool.name for tool in (await session.list_tools()).tools],
            "schema": getattr(schema, "text", ""),
            "answer": await session.call_tool("sparql", {"query": query}),
            "bad": await session.call_tool("sparql", {"query": "SELEC"}),
        }
