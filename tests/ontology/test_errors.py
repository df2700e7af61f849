"""The error tree: each class says its own HTTP status and exit code, as the table says."""

import re

import pytest

from ontology import BadRecord, JusticeGraphError, errors

ROW = re.compile(r"^[├└]── (\w+) .* (\d{3})  (\d)$", re.MULTILINE)
TABLE = {name: (int(status), int(code)) for name, status, code in ROW.findall(errors.__doc__ or "")}


def test_the_table_names_every_error() -> None:
    assert sorted([*TABLE, "JusticeGraphError"]) == errors.__all__


@pytest.mark.parametrize("name", TABLE)
def test_an_error_states_its_own_status_and_exit_code(name: str) -> None:
    own = vars(getattr(errors, name))
    assert (own["status"], own["exit_code"]) == TABLE[name]


@pytest.mark.parametrize("name", TABLE)
def test_an_error_is_a_child_of_the_root(name: str) -> None:
    assert getattr(errors, name).__bases__ == (JusticeGraphError,)


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        ("", 0, "is not YAML"),
        ("", 3, "is not YAML"),
        ("a.yaml", 0, "a.yaml: is not YAML"),
        ("a.yaml", 3, "a.yaml:3: is not YAML"),
    ],
)
def test_a_bad_record_says_where_it_is(path: str, line: int, text: str) -> None:
    error = BadRecord("is not YAML", path, line)
    assert (str(error), error.message, error.path, error.line) == (text, "is not YAML", path, line)
