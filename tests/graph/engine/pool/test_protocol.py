"""How the processes of a server speak with each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.pool.protocol import (
    CLOSE,
    DATA,
    END,
    LAST,
    PART,
    Frames,
    Lookup,
    NotBegun,
    Request,
    error_frame,
    frame,
    pack_request,
    unpack_request,
)
from graph.engine.query import Dataset, Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import BadQuery, Busy, Ended, JusticeGraphError, OutOfTime, QueryRefused, Unavailable

NAMES = st.lists(st.text(max_size=8), max_size=3).map(tuple)
REQUESTS = st.builds(
    Request,
    st.builds(
        Query,
        st.text(st.characters(exclude_characters="'\""), max_size=80).map("ASK {{}} # {}".format),
        st.builds(Dataset, NAMES, NAMES),
    ),
    st.sampled_from(RESULT_FORMATS),
    st.floats(0.001, 1e6),
)
BODIES = st.lists(st.binary(max_size=50), max_size=6)


@given(request=REQUESTS)
def test_a_request_arrives_as_it_was_sent(request: Request) -> None:
    arrived = unpack_request(pack_request(request))
    assert isinstance(arrived, Request)
    assert arrived == request
    assert arrived.query.words == request.query.words


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda one: one.name)
def test_the_format_of_a_graph_arrives(format_: Format) -> None:
    request = Request(Query("CONSTRUCT WHERE { ?s ?p ?o }"), format_, 1.0)
    assert unpack_request(pack_request(request)) == request


@given(request=st.builds(Lookup, st.text(), NAMES, st.floats(0.001, 1e6)))
def test_a_look_up_arrives_as_it_was_sent(request: Lookup) -> None:
    assert unpack_request(pack_request(request)) == request


@given(request=REQUESTS, data=st.data())
def test_a_part_of_a_request_is_none(request: Request, data: st.DataObject) -> None:
    packed = pack_request(request)
    assert unpack_request(packed[: data.draw(st.integers(0, len(packed) - 1))]) is None


@given(bodies=BODIES, data=st.data())
def test_frames_arrive_whole_in_any_packets(bodies: list[bytes], data: st.DataObject) -> None:
    sent = b"".join(frame(DATA, body) for body in bodies) + frame(END)
    places = data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=8).map(sorted))
    frames = Frames()
    found: list[bytes] = []
    for start, end in zip([0, *places], [*places, len(sent)], strict=True):
        assert not frames.is_complete
        found += frames.read(sent[start:end])
    assert (found, frames.is_complete, frames.have_begun) == (bodies, True, bool(bodies))


@given(bodies=BODIES, data=st.data())
def test_parts_are_passed_on_as_they_come(bodies: list[bytes], data: st.DataObject) -> None:
    sent = b"".join(frame(PART, body) for body in bodies) + frame(LAST)
    places = data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=8).map(sorted))
    frames = Frames()
    found = b""
    for start, end in zip([0, *places], [*places, len(sent)], strict=True):
        found += b"".join(frames.read(sent[start:end]))
    assert (found, frames.is_complete, frames.is_last) == (b"".join(bodies), True, True)


def test_a_connection_that_is_closed_says_whether_a_request_had_begun() -> None:
    with pytest.raises(NotBegun):
        [*Frames().read(frame(CLOSE))]
    frames = Frames()
    assert [*frames.read(frame(DATA, b"whole") + frame(END) + frame(CLOSE))] == [b"whole"]
    assert frames.is_complete


def test_what_ends_without_an_end_is_not_complete() -> None:
    frames = Frames()
    assert [*frames.read(frame(DATA, b"half") + frame(DATA, b"cut")[:-1])] == [b"half"]
    assert not frames.is_complete


ERRORS = [
    BadQuery("no query", 3, 7),
    BadQuery("no query"),
    QueryRefused("not here"),
    OutOfTime("too long"),
    Ended("too much"),
    Busy("too many", 5),
    Unavailable("not there"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_arrives_as_it_was_raised(error: JusticeGraphError) -> None:
    with pytest.raises(type(error)) as raised:
        [*Frames().read(error_frame(error))]
    assert str(raised.value) == str(error)
    assert vars(raised.value) == vars(error)


def test_an_error_may_come_after_data() -> None:
    reading = Frames().read(frame(DATA, b"half") + error_frame(Ended("cut")))
    assert next(reading) == b"half"
    with pytest.raises(Ended, match=r"^cut$"):
        next(reading)


def test_a_worker_that_dies_of_its_own_fault_is_told_once_it_has_ended() -> None:
    frames = Frames()
    assert [*frames.read(frame(DATA, b"Fatal"))] == [b"Fatal"]
    assert [*frames.read(b"Fatal Python error: Aborted"), *frames.read(b"\n\nstack")] == []
    with pytest.raises(Ended, match="needs too much memory, or is nested too deep"):
        [*frames.read(b"")]


def test_a_connection_that_ends_within_an_answer_was_cut() -> None:
    frames = Frames()
    assert [*frames.read(frame(DATA, b"half")[:7])] == []
    with pytest.raises(ConnectionAbortedError):
        [*frames.read(b"")]
