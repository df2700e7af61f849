"""Lexical spaces: cases of XML Schema Datatypes, and every datatype that RDF engines read."""

import pytest
from rdflib.namespace import XSD
from rdflib.term import Literal, XSDToPython

from graph.reading.lexical_spaces import LEXICAL_SPACES, is_in_lexical_space

CASES = [
    ("integer", "12 +5 -007", "few 12.5 1e3 ٣ 1,000"),
    ("nonNegativeInteger", "0", "-1"),
    ("positiveInteger", "1", "0"),
    ("nonPositiveInteger", "0 -3", "1"),
    ("negativeInteger", "-1", "0"),
    ("byte", "-128 127", "-129 128"),
    ("short", "32767", "32768"),
    ("int", "2147483647", "2147483648"),
    ("long", "9223372036854775807", "9223372036854775808"),
    ("unsignedByte", "255", "256 -1"),
    ("unsignedShort", "65535", "65536"),
    ("unsignedInt", "4294967295", "4294967296"),
    ("unsignedLong", "18446744073709551615", "18446744073709551616"),
    ("float", "1 -1.5e3 INF NaN", "few inf nan 1e"),
    ("double", "1E-3 -INF", "0x10 1_0"),
    ("date", "2020-02-29", "2019-02-29 2019-5-1"),
    ("dateTime", "2019-05-31T14:30:00Z 2019-05-31T14:30:00.5", "2019-05-31 2019-02-30T10:00:00"),
    ("dateTimeStamp", "2019-05-31T14:30:00+02:00", "2019-05-31T14:30:00"),
    ("time", "14:30:00 14:30:00Z", "25:00:00 14:30"),
    ("gYearMonth", "2019-05", "2019-13 2019"),
    ("gMonthDay", "--02-29", "--02-30 05-31"),
    ("gMonth", "--05", "--13 5"),
    ("gDay", "---31", "---32 31"),
    ("duration", "P1Y2M3DT4H5M6.7S -PT36H", "P PT P1S 1Y"),
    ("yearMonthDuration", "P1Y2M", "P1D P"),
    ("dayTimeDuration", "P2DT12H", "P1Y PT"),
    ("hexBinary", "0FB7", "0FB g0"),
    ("base64Binary", "FPucA9l+ Zg== Zm8=", "FPuc! Zh== abc"),
    ("anyURI", "https://example.org/a?b#c", "<a>"),
    ("language", "en-GB", "en_GB en-"),
    ("NMTOKEN", "1a:b", "a/b"),
    ("Name", "a:b", "1a"),
    ("NCName", "a-b", "a:b"),
]


@pytest.mark.parametrize(("datatype", "sound", "wrong"), CASES)
def test_a_text_is_in_the_lexical_space_of_its_datatype_or_not(
    datatype: str, sound: str, wrong: str
) -> None:
    assert [text for text in sound.split() if not is_in_lexical_space(text, datatype)] == []
    assert [text for text in wrong.split() if is_in_lexical_space(text, datatype)] == []
    assert not any(Literal(text, datatype=XSD[datatype]).ill_typed for text in sound.split())


def test_spaces_and_lines_count_in_texts_of_one_line() -> None:
    assert is_in_lexical_space("a  b", "normalizedString")
    assert not is_in_lexical_space("a\nb", "normalizedString")
    assert not is_in_lexical_space("a  b", "token")


def test_every_xsd_datatype_that_rdflib_reads_has_a_lexical_space() -> None:
    names = {one.removeprefix(str(XSD)) for one in XSDToPython if one and one in XSD}
    assert names - LEXICAL_SPACES.keys() == {"string"}
