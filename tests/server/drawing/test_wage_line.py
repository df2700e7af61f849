"""The picture of a wage line: its two layouts, where each stop is, and what is dashed."""

from hypothesis import given
from hypothesis import strategies as st

from server.drawing.stops import Note, Stop, gaps, in_order
from server.drawing.wage_line import ASKS, NARROW, WIDTH, Drawing, draw_upright, draw_wide


def workers(name: str, *notes: str) -> Stop:
    pay = Stop("pay", "Not known", "", "workers", is_known=False, asks="urn:group")
    return Stop("workers", name, f"urn:{name}", "workers", tuple(map(Note, notes)), (pay,))


def line(*contractors: Stop) -> Stop:
    client = Stop("client", "Buyer", "urn:buyer", "actor", (), contractors)
    return Stop("product", "Machine", "urn:machine", "system", (), (client,))


def contractor(name: str, *after: Stop) -> Stop:
    return Stop("contractor", name, f"urn:{name}", "actor", (), after)


def places(drawing: Drawing) -> list[tuple[str, float, float]]:
    return [(one.stop.name, one.x, one.y) for one in drawing.places]


def test_a_line_reads_from_left_to_right_in_a_column_for_each_position() -> None:
    drawing = draw_wide(line(contractor("Seller", workers("Raters"))))
    assert [head for _, head in drawing.heads] == [
        "Product",
        "Client",
        "Contractor",
        "Workers",
        "They get",
    ]
    assert {y for _, _, y in places(drawing)} == {31}
    assert [x for _, x, _ in places(drawing)] == [7, 189.6, 372.2, 554.8, 737.4]
    assert drawing.width == WIDTH


def test_what_workers_get_has_longer_lines_than_the_other_columns() -> None:
    long = "pay that the source states for each hour of work, before the agency's share"
    pay = Stop("pay", "2 USD per hour", "", "workers", (Note(long),))
    drawing = draw_wide(Stop("product", "Machine", "", "system", (Note(long),), (pay,)))
    machine, got = (len(place.texts[1].lines) for place in drawing.places)
    assert (machine, got) == (2, 1)


def test_the_second_follower_of_a_stop_has_a_row_below_all_of_the_first() -> None:
    drawing = draw_wide(
        line(contractor("A", workers("Raters", "low wages")), contractor("B", workers("Testers")))
    )
    rows = {name: y for name, _, y in places(drawing) if name != "Not known"}
    assert rows["Machine"] == rows["Buyer"] == rows["A"] == rows["Raters"]
    assert rows["B"] == rows["Testers"] > rows["A"]


def test_workers_and_pay_are_in_the_last_columns_whoever_is_before_them() -> None:
    drawing = draw_wide(line(contractor("A", contractor("B", workers("X"))), workers("Y")))
    columns = {name: x for name, x, _ in places(drawing)}
    assert columns["X"] == columns["Y"] > columns["B"] > columns["A"]
    assert len(drawing.heads) == 6


def test_upright_each_stop_is_below_the_one_before_and_names_its_position() -> None:
    drawing = draw_upright(line(contractor("Seller", workers("Raters"))))
    assert [x for _, x, _ in places(drawing)] == [7, 7, 7, 7, 7]
    heights = [y for _, _, y in places(drawing)]
    assert heights == sorted({*heights})
    heads = [place.texts[0].lines[0][1] for place in drawing.places]
    assert heads == ["Product", "Client", "Contractor", "Workers", "They get"]


def test_upright_a_fork_indents_what_follows() -> None:
    drawing = draw_upright(line(contractor("A", workers("X")), contractor("B", workers("Y"))))
    columns = {name: x for name, x, _ in places(drawing)}
    assert columns["A"] == columns["B"] == columns["X"] == columns["Buyer"] + 20


def test_a_track_to_a_gap_is_dashed_and_the_gap_asks() -> None:
    drawing = draw_wide(line(workers("Raters")))
    assert [one.is_known for one in drawing.tracks] == [True, True, False]
    asked = [text for place in drawing.places for text in place.texts if text.asks]
    assert [(text.asks, text.lines[0][1]) for text in asked] == [("urn:group", ASKS)]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=300))
def test_no_text_is_on_another_whatever_it_says(names: list[str], note: str) -> None:
    root = line(*(contractor(name, workers(name, note)) for name in names))
    for drawing in (draw_wide(root), draw_upright(root)):
        lines = [
            (place.left, y)
            for place in drawing.places
            for text in place.texts
            for y, _ in text.lines
        ]
        assert len(lines) == len({*lines})
        assert all(0 < y <= drawing.height for _, y in lines)
    assert draw_upright(root).width == NARROW


def test_workers_that_are_said_to_be_above_are_above() -> None:
    again = Stop("workers", "Raters", "urn:Raters", "workers", (), (), is_repeated=True)
    first, repeating = contractor("A", workers("Raters")), contractor("B", again)
    assert gaps(repeating) < gaps(first)
    assert in_order([first, repeating]) == (first, repeating)
    known = contractor("C")
    assert in_order([first, repeating, known]) == (known, first, repeating)
