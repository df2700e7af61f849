"""YAML-LD parser: plain trees with line numbers, every scalar a string, no aliases or tags.

Anchors, aliases, tags, duplicate keys, nulls and deep nesting are refused, so that a hostile file
can neither grow in memory nor build an object. Scalars keep their text (the failsafe schema of YAML
1.2), so that `NO` stays Norway's code and `1.50` a decimal.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ontology import BadRecord

__all__ = ["MAY_BE_EMPTY", "Node", "documents"]

MAX_DEPTH: Final = 12
MAX_NODES: Final = 100_000
NULLS: Final = ("", "~", "null", "Null", "NULL")
MAY_BE_EMPTY: Final = ("notStated",)
"""Fields whose names stay in a file when their last value goes; a null has no value in JSON-LD."""
TOO_DEEP: Final = f"is nested deeper than {MAX_DEPTH} levels"


class Node(NamedTuple):
    """A value of a YAML document, and the line and column (from 1) at which it begins."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    column: int


def documents(text: str, path: str) -> Iterator[Node]:
    r"""Yield the documents of a YAML stream as trees of nodes.

    Raises `BadRecord` with path and line for text that is not YAML or that records may not use.
    Complexity: linear in the text, which the caller bounds.
    Source: YAML 1.2, section 10.1; YAML-LD 1.0, basic profile.

    >>> [document.value["id"].value for document in documents("id: a\n---\nid: b", "two.yaml")]
    ['a', 'b']
    """
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        yield from _documents(_counted(events, path), path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        # libyaml has a bound of its own, which its look-ahead may meet before ours is checked.
        if error.problem == "exceeded maximum nesting depth":
            raise BadRecord(TOO_DEEP, path, line) from None
        raise BadRecord(f"is not YAML: {error.problem or error.context}", path, line) from None
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        message = f"is not YAML: character U+{error.character:04X} is not allowed"
        raise BadRecord(message, path, line) from None
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise BadRecord("is not YAML: half a character is not allowed", path, line) from None


def _documents(events: Iterator[Event], path: str) -> Iterator[Node]:
    for event in events:
        if isinstance(event, DocumentStartEvent):
            yield _node(next(events), events, path, 1)


def _counted(events: Iterator[Event], path: str) -> Iterator[Event]:
    for count, event in enumerate(events):
        if count > MAX_NODES:
            raise BadRecord(f"holds more than {MAX_NODES:,} nodes: split it", path, _line(event))
        yield event


def _node(event: Event, events: Iterator[Event], path: str, depth: int) -> Node:
    line, column = _place(event)
    _refuse_what_records_may_not_use(event, path, depth)
    if isinstance(event, ScalarEvent):
        return Node(_text(event, path), line, column)
    if isinstance(event, SequenceStartEvent):
        return Node(list(_items(events, path, depth)), line, column)
    return Node(_mapping(events, path, depth), line, column)


def _refuse_what_records_may_not_use(event: Event, path: str, depth: int) -> None:
    line = _line(event)
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise BadRecord("uses an anchor or an alias: write the value out", path, line)
    if tag := getattr(event, "tag", None):
        raise BadRecord(f"uses the tag {tag}: remove it", path, line)
    if depth > MAX_DEPTH:
        raise BadRecord(TOO_DEEP, path, line)


def _text(event: ScalarEvent, path: str) -> str:
    if _is_null(event):
        raise BadRecord("a field has no value: give one, or remove the field", path, _line(event))
    return str(event.value)


def _is_null(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and event.implicit[0] and event.value in NULLS


def _items(events: Iterator[Event], path: str, depth: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, SequenceEndEvent):
            return
        yield _node(event, events, path, depth + 1)


def _mapping(events: Iterator[Event], path: str, depth: int) -> dict[str, Node]:
    fields: dict[str, Node] = {}
    for event in events:
        if isinstance(event, MappingEndEvent):
            break
        if not isinstance(event, ScalarEvent):
            raise BadRecord("a key must be a plain word", path, _line(event))
        _refuse_what_records_may_not_use(event, path, depth)
        key = str(event.value)
        if key in fields:
            raise BadRecord(f"names the field '{key}' twice: join the two", path, _line(event))
        value = next(events)
        if _is_null(value) and key not in MAY_BE_EMPTY:
            raise BadRecord(
                f"'{key}' has no value: give one, or remove the field", path, _line(value)
            )
        node = _node(value, events, path, depth + 1).value if not _is_null(value) else []
        fields[key] = Node(node, *_place(event))
    return fields


def _line(event: Event) -> int:
    return _place(event)[0]


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
