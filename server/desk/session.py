"""Sessions of reviewers: an HttpOnly, SameSite=Strict cookie, and a token in each form.

The desk has an address in each language, and a cookie is for the addresses below one path. So a
session sets its cookie for each of them, and no other page of the site receives it.
"""

import hmac
from typing import Final

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.desk.reviewers import Reviewers
from ontology import Forbidden
from server.contribute.forms import desk
from server.contribute.privacy import private
from server.contribute.tokens import session_token
from server.languages.catalogue import catalogues
from server.web.language_addresses import in_language
from server.web.site import site

__all__ = [
    "check_form",
    "form_field",
    "page",
    "reviewer",
    "reviewers",
    "seen_events",
    "signed_in",
    "signed_out",
]

COOKIE: Final = "desk"
PATH: Final = "/desk"


def reviewers() -> Reviewers:
    """Return the reviewers of the data folder that is served."""
    return Reviewers(site().settings.data)


def reviewer() -> str:
    """Return who is signed in; raises `Forbidden` for nobody."""
    return reviewers().of_session(request.cookies.get(COOKIE, ""))


def form_field() -> str:
    """Return the token that a form of this session has to carry."""
    return session_token(desk().secret(), request.cookies.get(COOKIE, ""))


def check_form() -> str:
    """Return who is signed in and sent a form of this session; raises `Forbidden` for others.

    Source: OWASP, Cross-Site Request Forgery Prevention.
    """
    name = reviewer()
    if not hmac.compare_digest(request.form.get("token", "").encode(), form_field().encode()):
        raise Forbidden("this form is of another session: open the page again")
    return name


def seen_events() -> int:
    """Return the number of the last event that the page of a form showed."""
    return int(request.form.get("seen", "0")[:9] or 0)


def signed_in(token: str) -> Answer:
    """Begin a session with a reviewer's token; raises `Forbidden` for a false one."""
    session = reviewers().sign_in(token)
    response = redirect(PATH, 303)
    for path in _paths():
        response.set_cookie(
            COOKIE, session, path=path, httponly=True, samesite="Strict", secure=_is_secure()
        )
    return private(response)


def signed_out() -> Answer:
    """End the session."""
    reviewers().sign_out(request.cookies.get(COOKIE, ""))
    response = redirect(f"{PATH}/sign-in", 303)
    for path in _paths():
        response.delete_cookie(
            COOKIE, path=path, httponly=True, samesite="Strict", secure=_is_secure()
        )
    return private(response)


def _paths() -> list[str]:
    """Return the addresses of the desk, one for each language."""
    return [in_language(PATH, code) for code in catalogues()]


def _is_secure() -> bool:
    return request.scheme == "https" or site().settings.address.startswith("https:")


def page(template: str, **context: object) -> Answer:
    """Return a page of the desk, which no cache keeps."""
    text = render_template(template, token=form_field(), **context)
    return private(Response(text, content_type="text/html; charset=utf-8"))
