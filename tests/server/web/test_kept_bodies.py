"""Bodies are kept by their key, bounded in bytes."""

from server.web.kept_bodies import KeptBodies


def test_the_body_that_was_asked_for_longest_ago_is_dropped_first() -> None:
    bodies = KeptBodies(4_000)
    for key in "abc":
        bodies.keep(key, key.encode())
    bodies.find("a")
    bodies.keep("d", b"d")
    assert [bodies.find(key) for key in "abcd"] == [b"a", None, b"c", b"d"]


def test_a_body_that_would_take_most_of_the_room_is_not_kept() -> None:
    bodies = KeptBodies(4_000)
    assert bodies.keep("a", b"x" * 2_000) == b"x" * 2_000
    assert bodies.find("a") is None


def test_nothing_is_kept_where_there_is_no_room() -> None:
    bodies = KeptBodies(0)
    assert bodies.keep("a", b"a") == b"a"
    assert bodies.find("a") is None
