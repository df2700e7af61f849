"""Features whose scores are known by hand."""

from graph.related import Features, Link, features

__all__ = ["FOUR", "linked"]


def linked(shared: dict[str, str], issues: str = "", type_: str = "actor") -> Features:
    """Return features from each node to the issues that lead to it, all of one letter."""
    links = [Link(issue, type_, node) for node, found in shared.items() for issue in found]
    return features(links, issues=issues)


FOUR = linked({"hub": "abcd", "common": "abc", "rare": "ab", "own": "a"})
"""All four issues lead to `hub`, three to `common`, two to `rare`; `own` is one issue's alone."""
