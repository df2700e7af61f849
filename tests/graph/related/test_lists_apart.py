"""Lists of issues that share one kind of thing alone."""

from graph.related import Link, features, index
from graph.related.lists_apart import lists_apart

LINKS = [
    *(Link(issue, "system", "bot") for issue in "abc"),
    *(Link(issue, "justiceArea", "pay") for issue in "abcde"),
    *(Link(issue, "topic", "topic:wrongful-arrest") for issue in "ad"),
    *(Link(issue, "topic", "topic:facial-recognition") for issue in "ae"),
    *(
        Link(issue, "time", "2019/2", how=when)
        for issue, when in {"b": "2019", "c": "2020-03", "d": "2020", "e": "2018"}.items()
    ),
]


def members(issue: str) -> dict[str, list[str]]:
    known = features(LINKS, issues="abcdefghijklmnopqrst")
    made = index(known)
    return {
        one.title: [member.issue for member in one.members]
        for one in lists_apart(made, made.row_of[issue])
    }


def test_lists_hold_what_shares_one_kind_of_thing() -> None:
    found = members("a")
    assert found["The same system"] == ["c", "b"]
    assert found["The same kind of harm"] == ["d"]


def test_the_list_of_an_area_has_the_newest_first() -> None:
    assert members("a")["The newest of the same justice area"] == ["c", "d", "b", "e"]


def test_an_issue_that_shares_nothing_has_no_list() -> None:
    assert members("f") == {}


def test_a_member_tells_what_it_shares_and_when_it_began() -> None:
    made = index(features(LINKS, {"bot": "A bot"}, "abcdefghijklmnopqrst"))
    first = next(lists_apart(made, made.row_of["a"])).members[0]
    assert (first.when, first.shared) == ("2020-03", ("A bot",))
