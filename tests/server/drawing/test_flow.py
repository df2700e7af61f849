"""The picture of columns: where each name stands, the same each time, whatever it is called."""

from hypothesis import given
from hypothesis import strategies as st

from server.drawing.flow import WIDTH, Item, draw


def items(*names: str) -> list[Item]:
    return [Item(f"urn:{name}", name, "actor") for name in names]


def test_columns_stand_side_by_side_and_fill_the_width() -> None:
    picture = draw([items("a"), items("b", "c"), items("d")], [("urn:a", "urn:b")])
    assert sorted({one.x for one in picture.items}) == [0, 341, 682]
    assert (picture.width, picture.column) == (WIDTH, 277)


def test_a_curve_joins_the_end_of_a_rule_to_the_beginning_of_another() -> None:
    picture = draw([items("a"), items("b")], [("urn:a", "urn:b")])
    first, second = picture.items
    (curve,) = picture.curves
    assert curve.path.startswith(f"M{first.x + picture.column} {first.y}C")
    assert curve.path.endswith(f" {second.x} {second.y}")


def test_links_that_lead_nowhere_or_backwards_are_not_drawn() -> None:
    picture = draw([items("a"), items("b")], [("urn:a", "urn:z"), ("urn:b", "urn:a")])
    assert picture.curves == ()


def test_items_stand_in_the_order_of_what_leads_to_them() -> None:
    links = [("urn:b", "urn:x"), ("urn:a", "urn:y")]
    picture = draw([items("a", "b"), items("x", "y")], links)
    assert [one.item.name for one in picture.items] == ["a", "b", "y", "x"]


def test_a_long_name_is_broken_into_lines_and_cut() -> None:
    (one,) = draw([items("word " * 200), items("b")], []).items[:1]
    assert len(one.lines) == 4
    assert one.lines[-1][1].endswith("…")


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], []).items == draw([[]], []).items == ()


@given(st.lists(st.text(min_size=1), unique=True, max_size=6), st.text(max_size=400))
def test_no_two_names_of_a_column_stand_on_each_other(names: list[str], long: str) -> None:
    picture = draw([items(long), items(*names)], [(f"urn:{long}", f"urn:{name}") for name in names])
    ys = [one.y for one in picture.items if one.x]
    assert ys == sorted(set(ys))
    assert all(one.lines[0][0] > 0 and one.y <= picture.height for one in picture.items)
    assert picture == draw(
        [items(long), items(*names)], [(f"urn:{long}", f"urn:{name}") for name in names]
    )
