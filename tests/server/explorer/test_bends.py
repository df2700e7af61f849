"""Long lines of a picture in columns: each has a free row in the columns that it crosses."""

from server.drawing.flow import Item
from server.explorer.bends import with_bends


def test_a_long_line_bends_through_a_free_row_of_each_column_that_it_crosses() -> None:
    a, b, c = (Item(name, name.upper(), "issue") for name in "abc")
    end = Item("end", "End", "actor")
    pairs = {("a", "b"), ("a", "end")}
    words = {("a", "b"): ["near"], ("a", "end"): ["named in"]}
    columns, lines, said = with_bends([[a], [b], [c], [end]], pairs, words)
    bends = [Item("a end 1", "", "actor"), Item("a end 2", "", "actor")]
    assert columns == [[a], [b, bends[0]], [c, bends[1]], [end]]
    assert lines == {
        ("a", "b"),
        ("a", "a end 1"),
        ("a end 1", "a end 2"),
        ("a end 2", "end"),
    }
    assert said == {
        ("a", "b"): ["near"],
        ("a", "a end 1"): ["named in"],
        ("a end 1", "a end 2"): [],
        ("a end 2", "end"): [],
    }
