"""Requests that come packed."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from werkzeug.exceptions import RequestEntityTooLarge

from server.sparql.protocol import Message, asked
from server.sparql.unpacking import UnknownCoding

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
    "": bytes,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_a_packed_body_is_read(coding: str) -> None:
    for kind, body in ((DIRECT, b"ASK{}"), (FORM, b"query=ASK{}")):
        packed = PACKERS[coding](body)
        assert asked(Message("POST", "", "", kind, packed, coding.upper())).query.text == "ASK{}"


@pytest.mark.parametrize("coding", [one for one in PACKERS if one not in ("", "identity")])
def test_a_packed_body_that_is_broken_or_too_large_is_refused(coding: str) -> None:
    whole = PACKERS[coding](b"ASK{}" * 9)
    for broken in (b"", b"ASK{}", whole[:-2]):
        with pytest.raises(UnknownCoding, match=f"not in the content coding {coding}"):
            asked(Message("POST", "", "", DIRECT, broken, coding))
    with pytest.raises(RequestEntityTooLarge):
        asked(Message("POST", "", "", DIRECT, PACKERS[coding](b"#" * (64 << 20)), coding))


@pytest.mark.parametrize("coding", ["compress", "gzip, br", "nonsense"])
def test_an_unknown_coding_is_refused_with_those_that_are_read(coding: str) -> None:
    with pytest.raises(UnknownCoding) as refused:
        asked(Message("POST", "", "", DIRECT, b"ASK{}", coding))
    assert refused.value.get_headers() == [
        ("Accept-Encoding", "br, deflate, gzip, x-gzip, zstd, identity")
    ]
