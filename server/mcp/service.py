"""The MCP server: registers the tools and the schema with the official SDK."""

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any, Final

from flask import Flask
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from ontology import JusticeGraphError, questions
from server.mcp.tools import Tools
from server.web.site import EXTENSION, Sites

__all__ = ["mcp_server"]

INSTRUCTIONS: Final = (
    "Search first, then get a record. Each statement has its source: name the sources and the "
    "release in what you write. Say that implicated roles are alleged and that relations are "
    "derived. Numbers count what was most reported, never what is worst. Private persons are not "
    "named: do not guess."
)
READING: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)


def mcp_server(app: Flask) -> MCPServer[None]:
    """Return an MCP server over a site, which offers tools that read and nothing that writes.

    Source: Model Context Protocol, sections on tools and resources.
    """
    tools = Tools(app)
    sites: Sites = app.extensions[EXTENSION]
    project = sites.now().project
    server: MCPServer[None] = MCPServer(
        "justicegraph",
        instructions=f"{project.title}: {project.description} {INSTRUCTIONS}",
        version=version("justicegraph"),
        log_level="ERROR",
    )
    for function in tools.functions:
        server.tool(annotations=READING)(_told(function))
    server.resource(
        "justicegraph://schema", title="The vocabulary, in Turtle", mime_type="text/turtle"
    )(tools.schema)
    server.resource(
        "justicegraph://examples", title="Example queries", mime_type="application/sparql-query"
    )(examples)
    return server


def _told(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose errors the assistant reads in words."""

    @wraps(function)
    def answer(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except JusticeGraphError as error:
            raise ToolError(str(error)) from error

    return answer


def examples() -> str:
    """Return the queries of all questions that come with the graph, as examples of SPARQL."""
    return "\n\n".join(one.text.strip() for one in questions()) + "\n"
