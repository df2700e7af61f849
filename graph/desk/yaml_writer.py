"""YAML writer for records: whole records, and edits of single fields that keep all other lines.

Values are texts, lists and mappings, as the reader of records gives them. A text that YAML would
read as something else is quoted.
"""

from collections.abc import Mapping
from typing import Any, Final

import yaml

from graph.reading.yaml_ld import documents

__all__ = ["edited", "remark", "written"]

WIDTH: Final = 98
ENDS: Final = "modified"
"""The field before which a new one is written."""


class _Dumper(yaml.SafeDumper):
    """Writes plain texts as they are, also numbers and dates, since records hold texts alone."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = ">" if len(value) > WIDTH and "\n" not in value and value == value.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {  # a text such as 2019 or no needs no quotes: all are texts
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def written(entry: Mapping[str, Any], remark: str = "") -> str:
    """Return a record as YAML, led by a remark.

    >>> print(written({"id": "kenya", "type": "Country", "year": "2019"}), end="")
    id: kenya
    type: Country
    year: 2019
    """
    return remark + yaml.dump(
        dict(entry), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )


def remark(text: str) -> str:
    r"""Return a text as a comment of YAML, on one line whatever it holds.

    >>> remark("one\ntwo")
    '# one two\n'
    """
    return f"# {' '.join(text.split())}\n"


def edited(text: str, changes: Mapping[str, Any]) -> str:
    r"""Return the YAML of one record with some fields set, or removed where the value is None.

    Lines of other fields, and comments, stay as they are.
    Complexity: linear in the text.

    >>> edited("id: a\nyear: 2019 # as the court says\nplace: kenya\n", {"place": None, "x": "y"})
    'id: a\nyear: 2019 # as the court says\nx: y\n'
    """
    for name, value in changes.items():
        lines = text.splitlines(keepends=True)
        start, end = _place(text, name, len(lines))
        block = written({name: value}) if value is not None else ""
        text = "".join([*lines[:start], block, *lines[end:]])
    return text


def _place(text: str, name: str, length: int) -> tuple[int, int]:
    """Return the first line of a field and the one after it; of a new one, where it goes."""
    (node,) = documents(text, "record")
    fields = node.value if isinstance(node.value, dict) else {}
    starts = {field: item.line - 1 for field, item in fields.items()}
    if name not in starts:
        place = starts.get(ENDS, length)
        return place, place
    later = [line for line in starts.values() if line > starts[name]]
    return starts[name], min(later, default=length)
