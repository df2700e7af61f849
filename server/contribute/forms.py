"""One step of a form: adds a row, checks, or sends; the draft travels in the form itself."""

import re
from collections.abc import Sequence
from typing import Final

from flask import Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.desk.suggestions import Desk, New
from ontology import Misuse
from server.contribute.drafts import Draft
from server.contribute.filling import MOST, Fields, is_used
from server.contribute.form import Form
from server.contribute.form_language import form_in_language
from server.contribute.in_words import in_words
from server.contribute.known import Known, known_like
from server.contribute.messages import MAIL_FIELD, Messages
from server.contribute.own_words import note_of
from server.contribute.places import known_places
from server.contribute.privacy import TRAP, guard, private, refuse_programs
from server.contribute.tokens import check_token, form_token
from server.languages.current import current, gettext
from server.languages.current import gettext_noop as _
from server.web.site import site
from shapes import Mark, Problem, Severity

__all__ = ["answer_form", "desk", "mail_of", "rows_of", "sender_language"]

LONGEST_MAIL: Final = 254
NO_MAIL: Final = _("the mail address is none: correct it, or leave it empty")
LONGEST_NUMBER: Final = 5
MAIL: Final = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+\.[^\s@<>,;:\"\\]+")


def desk() -> Desk:
    """Return the desk of the data folder that is served."""
    return Desk(site().settings.data)


def answer_form(form: Form) -> Answer:
    """Answer a request for a form: empty, with another row, checked, or sent.

    Raises `Forbidden` for a forged or old token, `RateExceeded`, and `Conflict` for a replayed one.
    """
    if request.method != "POST":
        return _page(form, form.start)
    guard()
    fields: Fields = MultiDict(request.form)
    number = check_token(desk().secret(), fields.get("token", ""))
    refuse_programs(fields)
    step = fields.get("do", "check")
    if step.startswith("add:"):
        return _page(form, fields, add=step.removeprefix("add:"))
    draft = form.draft(fields)
    problems = draft.problems(site())
    problems += Messages(form.sections).missing(fields, problems) if not draft.record else []
    problems += _false_mail(fields)
    is_good = not any(one.severity is Severity.VIOLATION for one in problems)
    if step == "send" and is_good:
        return _send(form, draft, fields, number)
    known = known_like(draft) if form.similar else []
    return _page(form, fields, draft=draft, problems=problems, known=known)


def _send(form: Form, draft: Draft, fields: Fields, number: str) -> Answer:
    content = {**draft.content, "remark": note_of(form, fields)}
    language = sender_language()
    new = New(
        form.purpose, draft.title[:200], content, number, draft.record, mail_of(fields), language
    )
    return private(redirect(f"/receipt/{desk().send(new)}", 303))


def _false_mail(fields: Fields) -> list[Problem]:
    """Return what is wrong with the mail address, where one is given."""
    try:
        mail_of(fields)
    except Misuse as error:
        return [Problem(Severity.VIOLATION, gettext(str(error)), "", Mark(MAIL_FIELD))]
    return []


def mail_of(fields: Fields) -> str:
    """Return the mail address of a form; raises `Misuse` for one that is none."""
    address = fields.get("mail", "").strip()
    if address and (len(address) > LONGEST_MAIL or not MAIL.fullmatch(address)):
        raise Misuse(NO_MAIL)
    return address


def sender_language() -> str:
    """Return the code of the language of letters to a sender: that of the page; none for English.

    >>> sender_language()
    ''
    """
    return "" if current().is_source else current().code


def _page(
    form: Form,
    fields: Fields,
    add: str = "",
    draft: Draft | None = None,
    problems: Sequence[Problem] = (),
    known: Sequence[Known] = (),
) -> Response:
    shown = rows_of(fields, add)
    told = Messages(form.sections).told(problems)
    note = {"remark": note_of(form, fields), "mail": fields.get("mail", "")[:LONGEST_MAIL]}
    content = {**draft.content, **note} if draft else {}
    first = next((one.field for one in told if one.field and not one.is_warning), "")
    page = render_template(
        "contribute/form.html",
        form=form_in_language(form),
        fields=fields,
        rows=lambda name: shown.get(name, 1),
        is_open=lambda name: is_used(fields, name) or add == name or add.startswith(f"{name}."),
        draft=draft,
        proposed=in_words(content, draft.record, site()) if draft else (),
        problems=told,
        errors={one.field: one.text for one in reversed(told) if not one.is_warning},
        focus=f"{add}.{shown[add] - 1}" if add else first,
        is_good=not any(one.severity is Severity.VIOLATION for one in problems),
        known=known,
        token=form_token(desk().secret()),
        trap=TRAP,
        places=known_places(site()) if form.asks_place else (),
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))


def rows_of(fields: Fields, add: str = "") -> dict[str, int]:
    """Return how many rows of each repeated input are shown: those in use, one more if asked for.

    An input that is not named has one row. Complexity: one pass over the fields.

    >>> rows_of(MultiDict({"pay.1.unit": "USD", "pay.1.by.0": "Sama", "place.0": " "}), "pay")
    {'pay': 3, 'pay.1.by': 1}
    """
    shown: dict[str, int] = {}
    for key, value in fields.items(multi=True):
        parts = key.split(".")
        if value.strip() and parts[-1] != "asked":
            for place, part in enumerate(parts):
                if part.isdecimal() and len(part) < LONGEST_NUMBER and int(part) < MOST:
                    name = ".".join(parts[:place])
                    shown[name] = max(shown.get(name, 0), int(part) + 1)
    if add:
        shown[add] = min(shown.get(add, 1) + 1, MOST)
    return shown
