"""Reading YAML: plain trees with their lines, and a refusal of whatever else YAML can do."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.reading.yaml_ld import MAX_DEPTH, MAX_NODES, Node, documents
from ontology import BadRecord

# Words and marks of YAML, from which hypothesis makes texts that are nearly YAML.
PIECES = st.sampled_from(
    [*"ab{}[],|>@`~\\'\"#\n\t\x00\x85", "b: ", "- ", "? ", ": ", "  ", "&x ", "*x", "!t "]
)

REFUSED = [
    ("a tab as indentation", "a:\n\tb: c", "is not YAML: found character that cannot start any "
     "token", 2),
    ("an open bracket", "a: [b", "is not YAML: did not find expected ',' or ']'", 2),
    ("two values", "a: b: c", "is not YAML: mapping values are not allowed in this context", 1),
    ("an anchor", "a: &x b", "uses an anchor or an alias: write the value out", 1),
    ("an anchored key", "\n&x a: b", "uses an anchor or an alias: write the value out", 2),
    ("an alias", "a: *x", "uses an anchor or an alias: write the value out", 1),
    ("a merge of an alias", "a: b\n<<: *x", "uses an anchor or an alias: write the value out", 2),
    ("a Python object", "a: !!python/object:os.system {}",
     "uses the tag tag:yaml.org,2002:python/object:os.system: remove it", 1),
    ("a call of a program", "!!python/object/apply:os.system [ls]",
     "uses the tag tag:yaml.org,2002:python/object/apply:os.system: remove it", 1),
    ("a tag of one's own", "a:\n- !mine b", "uses the tag !mine: remove it", 2),
    ("a tag of YAML", "a: !!str b", "uses the tag tag:yaml.org,2002:str: remove it", 1),
    ("a key twice", "a: b\nc: d\na: e", "names the field 'a' twice: join the two", 3),
    ("a list as key", "? [a]\n: b", "a key must be a plain word", 1),
    ("no value", "a: b\nc:", "'c' has no value: give one, or remove the field", 2),
    ("a null", "a: null", "'a' has no value: give one, or remove the field", 1),
    ("a tilde", "a: [b, ~]", "a field has no value: give one, or remove the field", 1),
    ("an empty document", "---\n...", "a field has no value: give one, or remove the field", 2),
    ("a control character", "a: b\nc: d\x07", "is not YAML: character U+0007 is not allowed", 2),
    ("a NUL", "a: é\nb: \x00", "is not YAML: character U+0000 is not allowed", 2),
    ("half a character", "a: b\nc: \ud800", "is not YAML: half a character is not allowed", 2),
    ("half a character escaped", 'a: "\\ud800"',
     "is not YAML: found invalid Unicode character escape code", 1),
]  # fmt: skip


def plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {name: plain(value) for name, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def read(text: str) -> list[object]:
    return [plain(document) for document in documents(text, "x.yaml")]


def refusal(text: str) -> tuple[str, str, int]:
    with pytest.raises(BadRecord) as caught:
        list(documents(text, "x.yaml"))
    return caught.value.message, caught.value.path, caught.value.line


@pytest.mark.parametrize(("text", "message", "line"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])  # fmt: skip
def test_what_records_may_not_use_is_refused_with_its_line(
    text: str, message: str, line: int
) -> None:
    assert refusal(text) == (message, "x.yaml", line)


def test_a_refusal_reads_as_path_line_and_message() -> None:
    with pytest.raises(BadRecord, match=r"^x\.yaml:2: names the field 'a' twice: join the two$"):
        list(documents("a: b\na: c", "x.yaml"))


def test_every_scalar_is_the_text_that_was_written() -> None:
    text = "{a: NO, b: 1.50, c: 007, d: 2019-05-31, e: true, f: 0x1F, g: 1e3, h: .inf, i: 12:30}"
    assert read(text) == [
        {
            "a": "NO",
            "b": "1.50",
            "c": "007",
            "d": "2019-05-31",
            "e": "true",
            "f": "0x1F",
            "g": "1e3",
            "h": ".inf",
            "i": "12:30",
        }
    ]


def test_a_quoted_null_is_a_text() -> None:
    assert read("""{a: "null", b: '~', c: ""}""") == [{"a": "null", "b": "~", "c": ""}]


def test_block_scalars_keep_or_fold_their_lines() -> None:
    assert read("a: >-\n  one\n  two\nb: |\n  one\n  two\n") == [
        {"a": "one two", "b": "one\ntwo\n"}
    ]


def test_a_value_keeps_line_and_column_of_its_key_and_an_item_its_own() -> None:
    (document,) = documents("# head\na: b\nc:\n  d: [e,\n    f]\n", "x.yaml")
    assert document == Node(
        {
            "a": Node("b", 2, 1),
            "c": Node({"d": Node([Node("e", 4, 7), Node("f", 5, 5)], 4, 3)}, 3, 1),
        },
        2,
        1,
    )


def test_carriage_returns_end_lines_too() -> None:
    assert list(documents("a: b\r\nc: d\r\n", "x.yaml")) == [
        Node({"a": Node("b", 1, 1), "c": Node("d", 2, 1)}, 1, 1)
    ]


def test_a_stream_has_as_many_trees_as_documents() -> None:
    assert read("") == []
    assert read("# nothing but a comment\n") == []
    assert read("a: b\n---\n- c\n---\nd\n") == [{"a": "b"}, ["c"], "d"]


def test_documents_before_a_fault_are_yielded() -> None:
    found = documents("a: b\n---\na: [", "x.yaml")
    assert plain(next(found)) == {"a": "b"}
    with pytest.raises(BadRecord):
        next(found)


def test_nesting_is_as_deep_as_the_limit_and_no_deeper() -> None:
    deepest = MAX_DEPTH - 1
    assert read("[" * deepest + "a" + "]" * deepest) != []
    deeper = "[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH
    assert refusal(deeper) == ("is nested deeper than 12 levels", "x.yaml", 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_tower_of_a_million_levels_is_refused(opening: str) -> None:
    assert refusal(opening * 1_000_000) == ("is nested deeper than 12 levels", "x.yaml", 1)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [*{before}, *{before}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb) == ("uses an anchor or an alias: write the value out", "x.yaml", 1)


def test_more_nodes_than_a_file_may_hold_are_refused() -> None:
    message, _, line = refusal("- a\n" * (MAX_NODES + 1))
    assert message == "holds more than 100,000 nodes: split it"
    assert line == MAX_NODES - 1


@settings(deadline=None)
@given(st.text() | st.lists(PIECES).map("".join))
@example("\ud800")
@example("a: *a")
@example("%TAG ! tag:x,2000:\n---\n!a b")
def test_any_text_is_trees_or_a_bad_record(text: str) -> None:
    with suppress(BadRecord):
        assert all(isinstance(document, Node) for document in documents(text, "x.yaml"))
