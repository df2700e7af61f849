"""Percent-decoding agrees with that of the standard library, for any bytes."""

from urllib.parse import unquote_to_bytes

from hypothesis import example, given
from hypothesis import strategies as st

from server.sparql.percent import percent_decoded

PIECES = st.one_of(
    st.binary(max_size=4), st.sampled_from([b"%", b"%4", b"%41", b"%5C", b"\\", b"\\x", b"+", b"u"])
)


@given(st.lists(PIECES, max_size=12).map(b"".join))
@example(b"\\%41%")
@example(b"%C3%A9+\\N{DIGIT ONE}%0A")
def test_any_bytes_are_decoded_as_the_standard_library_does(encoded: bytes) -> None:
    expected = unquote_to_bytes(encoded.replace(b"+", b" "))
    try:
        text = expected.decode()
    except UnicodeDecodeError:
        text = ""
    try:
        assert percent_decoded(encoded) == text
    except UnicodeDecodeError:
        assert not text
