"""Reviewers: tokens and sessions that are hashed, expire and can be revoked."""

from pathlib import Path

import pytest

from graph.desk.reviewers import Reviewers
from ontology import Forbidden, NotFound


@pytest.fixture
def reviewers(tmp_path: Path) -> Reviewers:
    return Reviewers(tmp_path)


def test_a_token_opens_sessions_of_its_reviewer(reviewers: Reviewers) -> None:
    session = reviewers.sign_in(reviewers.invite("Ann"))
    assert reviewers.of_session(session) == "Ann"
    reviewers.sign_out(session)
    with pytest.raises(Forbidden):
        reviewers.of_session(session)


def test_a_false_an_expired_and_a_revoked_token_open_nothing(reviewers: Reviewers) -> None:
    expired, revoked = reviewers.invite("Ann", days=-1), reviewers.invite("Ben")
    session = reviewers.sign_in(revoked)
    reviewers.revoke("Ben")
    for token in ("", "x" * 32, expired, revoked):
        with pytest.raises(Forbidden):
            reviewers.sign_in(token)
    with pytest.raises(Forbidden):
        reviewers.of_session(session)
    with pytest.raises(NotFound):
        reviewers.revoke("Ben")


def test_a_new_token_ends_the_one_before(reviewers: Reviewers) -> None:
    old = reviewers.invite("Ann")
    session = reviewers.sign_in(old)
    new = reviewers.invite("Ann")
    with pytest.raises(Forbidden):
        reviewers.sign_in(old)
    with pytest.raises(Forbidden):
        reviewers.of_session(session)
    reviewers.sign_in(new)
    assert [one.name for one in reviewers.all()] == ["Ann"]


def test_neither_tokens_nor_sessions_are_stored_in_clear(reviewers: Reviewers) -> None:
    token = reviewers.invite("Ann")
    session = reviewers.sign_in(token)
    files = b"".join(path.read_bytes() for path in reviewers.folder.iterdir())
    assert token.encode() not in files
    assert session.encode() not in files
