"""Lists are kept by their key, bounded in bytes."""

from server.web.kept_lists import KeptLists


def test_the_list_that_was_asked_for_longest_ago_is_dropped_first() -> None:
    lists = KeptLists(4_000)
    for key in ("a", "b", "c", "a", "d"):
        lists.get(key, key.encode)
    assert [lists.get(key, lambda: b"new") for key in ("a", "c", "d")] == [b"a", b"c", b"d"]
    assert lists.get("b", lambda: b"new") == b"new"


def test_a_list_that_would_take_most_of_the_room_is_not_kept() -> None:
    lists = KeptLists(4_000)
    assert lists.get("a", lambda: b"x" * 2_000) == b"x" * 2_000
    assert lists.get("a", lambda: b"new") == b"new"


def test_nothing_is_kept_where_there_is_no_room() -> None:
    lists = KeptLists(0)
    assert [lists.get("a", one.encode) for one in ("b", "c")] == [b"b", b"c"]
