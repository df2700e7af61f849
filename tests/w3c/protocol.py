"""The requests of the W3C's protocol cases, what is to be answered, and how both travel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlsplit

from rdflib import RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.w3c.manifest import MF, entries, groups, manifest

__all__ = ["Answer", "Expected", "ProtocolCase", "Request", "graph_files", "protocol_cases", "send"]

GROUP: Final = "protocol"
CNT: Final = Namespace("http://www.w3.org/2011/content#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
PATIENCE: Final = 30.0


@dataclass(frozen=True)
class Request:
    """A request as it is sent, with no header but its own; `asked` is the address after its `?`."""

    method: str
    asked: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True)
class Expected:
    """What a case says of an answer: classes of status (`2xx`), kind of format, truth value."""

    statuses: frozenset[str]
    format: str
    boolean: bool | None


@dataclass(frozen=True)
class ProtocolCase:
    """Requests that are sent one after the other, each with what is to be answered."""

    name: str
    exchanges: tuple[tuple[Request, Expected], ...]


def send(endpoint: str, request: Request) -> Answer:
    """Send a request to the endpoint as it is, and return what comes back."""
    at = urlsplit(endpoint)
    connection = HTTPConnection(str(at.hostname), at.port, timeout=PATIENCE)
    target = f"{at.path}?{request.asked}" if request.asked else at.path
    length = {} if request.body is None else {"Content-Length": str(len(request.body))}
    try:
        connection.putrequest(request.method, target, skip_accept_encoding=True)
        for name, value in {**request.headers, **length}.items():
            connection.putheader(name, value)
        connection.endheaders(request.body)
        with connection.getresponse() as found:
            return Answer(found.status, found.headers.get_content_type(), found.read())
    finally:
        connection.close()


def graph_files() -> dict[str, str]:
    """Return the named graphs that the cases need, each with the address of its file."""
    if GROUP not in groups():
        return {}
    graph = manifest(GROUP)
    return {
        str(graph.value(node, RDFS.label)): str(file)
        for node, file in graph.subject_objects(UT.graph)
    }


def protocol_cases() -> list[ProtocolCase]:
    """Return the cases of the protocol; none where the suite is not there."""
    if GROUP not in groups():
        return []
    return [ProtocolCase(name, tuple(_exchanges(entry))) for name, entry in entries(GROUP)]


def _exchanges(entry: Node) -> Iterator[tuple[Request, Expected]]:
    graph = manifest(GROUP)
    connection = graph.value(entry, MF.action)
    for node in _items(graph, graph.value(connection, HT.requests)):
        yield _request(graph, node), _expected(graph, graph.value(node, HT.resp))


def _request(graph: Graph, node: Node) -> Request:
    headers = _items(graph, graph.value(node, HT.headers))
    pairs = ((graph.value(one, HT.fieldName), graph.value(one, HT.fieldValue)) for one in headers)
    _, _, asked = str(graph.value(node, HT.absolutePath)).partition("?")
    return Request(
        str(graph.value(node, HT.methodName)),
        asked,
        {str(name): str(value) for name, value in pairs},
        _body(graph, graph.value(node, HT.body)),
    )


def _body(graph: Graph, node: Node | None) -> bytes | None:
    if node is None:
        return None
    encoding = str(graph.value(node, CNT.characterEncoding))
    return str(graph.value(node, CNT.chars)).encode(encoding)


def _expected(graph: Graph, node: Node | None) -> Expected:
    statuses = graph.objects(node, MF.expectedStatus)
    boolean = graph.value(node, MF.expectedBoolean)
    return Expected(
        frozenset(str(status).rpartition("StatusCode")[2] for status in statuses),
        str(graph.value(node, MF.expectedFormat) or ""),
        None if boolean is None else str(boolean) == "true",
    )


def _items(graph: Graph, head: Node | None) -> list[Node]:
    return [] if head is None else list(Collection(graph, head))
