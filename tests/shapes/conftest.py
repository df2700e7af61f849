"""What the tests of shapes share: the bad records, checked once and all together."""

import pytest

from graph.reading.check import Checked, check
from graph.reading.files import curated_records, read_records
from tests.records import BAD


@pytest.fixture(scope="session")
def bad() -> Checked:
    return check(read_records([BAD]), known=read_records([curated_records()]))
