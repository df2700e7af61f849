"""Content codings: which one a client takes, and that each gives back what was written."""

import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from server.web.compression import choose_coding, coded, coder

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, wbits=31),
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}
by_coding = pytest.mark.parametrize("coding", DECODERS)


@by_coding
@given(body=st.binary(max_size=3_000))
def test_a_whole_body_reads_back(coding: str, body: bytes) -> None:
    assert DECODERS[coding](coded(body, coding)) == body


@by_coding
@given(chunks=st.lists(st.binary(max_size=500), max_size=8))
def test_chunks_read_back(coding: str, chunks: list[bytes]) -> None:
    writer = coder(coding)
    written = b"".join(writer.compress(chunk) for chunk in chunks) + writer.flush()
    assert DECODERS[coding](written) == b"".join(chunks)


@by_coding
def test_the_same_body_is_the_same_bytes(coding: str) -> None:
    assert coded(b"kenya" * 1_000, coding) == coded(b"kenya" * 1_000, coding)
    assert len(coded(b"kenya" * 1_000, coding)) < 100


# What a client accepts, and what it gets: RFC 9110, section 12.5.3.
CHOICES = [
    ("", ""),
    ("*", "br"),
    ("gzip", "gzip"),
    ("GZip", "gzip"),
    ("gzip, br", "br"),
    ("gzip, br;q=0.9", "gzip"),
    ("gzip;q=0.5, br;q=0.5", "br"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("zstd;q=0, gzip", "gzip"),
    ("zstd;q=0.1, *", "br"),
    ("br;q=0, *", "gzip"),
    ("br;q=0, gzip;q=0, *", ""),
    ("identity", ""),
    ("identity, br;q=0.5", ""),
    ("identity;q=0.5, br", "br"),
    ("identity;q=0.5, br;q=0.5", "br"),
    ("identity;q=0", ""),
    ("identity;q=0, *;q=0", ""),
    ("deflate, compress, exi", ""),
    ("gzip;q=0", ""),
    ("gzip;q=0.0", ""),
    ("gzip;q=nonsense", ""),
    (",, ;;", ""),
]


@pytest.mark.parametrize(("accepted", "coding"), CHOICES)
def test_the_coding_is_the_one_that_is_wanted_most(accepted: str, coding: str) -> None:
    assert choose_coding(accepted) == coding


@given(accepted=st.text(max_size=60))
def test_any_header_has_an_answer(accepted: str) -> None:
    assert choose_coding(accepted) in ("", "br", "gzip", "zstd")


@given(weights=st.dictionaries(st.sampled_from(["br", "gzip", "zstd", "*"]), st.integers(0, 3)))
def test_what_is_refused_is_never_chosen(weights: dict[str, int]) -> None:
    accepted = ", ".join(f"{name};q={weight / 3:.3f}" for name, weight in weights.items())
    chosen = choose_coding(accepted)
    assert chosen == "" or weights.get(chosen, weights.get("*", 0)) > 0
