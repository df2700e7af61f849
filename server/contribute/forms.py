"""One step of a form: adds a row, checks, or sends; the draft travels in the form itself."""

import re
from collections.abc import Sequence
from typing import Any, Final

from flask import Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.desk.suggestions import Desk, New
from ontology import Misuse
from server.contribute.drafts import Draft
from server.contribute.filling import MOST, Fields
from server.contribute.form import Form
from server.contribute.form_language import form_in_language, label_in_language
from server.contribute.known import Known, known_like
from server.contribute.privacy import guard, private
from server.contribute.tokens import check_token, form_token
from server.web.site import site
from shapes import Mark, Problem, Severity

__all__ = ["answer_form", "desk", "mail_of", "rows_of"]

TRAP: Final = "website"
"""A field that people do not see; programs fill it in (honeypot)."""
NEEDS: Final = re.compile(r"\bneeds an? (?:English )?([\w ]+?)(?:[.:;,]|$)")
LONGEST_MAIL: Final = 254
LONGEST_NUMBER: Final = 5
MAIL: Final = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+\.[^\s@<>,;:\"\\]+")
YAML_HINT: Final = re.compile(
    r"\s*\((?:\w+: [^)]*)\)|, or else notStated: \w+; never both"
    r"|: (?:use )?a slug of ontology/[\w/-]+\.ttl(?:, such as [\w-]+)?"
    r"|: name the record of the work that says it"
)


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
    if fields.get(TRAP):
        raise Misuse("leave the field that is not shown empty")
    step = fields.get("do", "check")
    if step.startswith("add:"):
        return _page(form, fields, add=step.removeprefix("add:"))
    draft = form.draft(fields)
    problems = draft.problems(site())
    problems += _missing(form, fields, problems) if not draft.record else []
    is_good = not any(one.severity is Severity.VIOLATION for one in problems)
    if step == "send" and is_good:
        return _send(form, draft, fields, number)
    known = known_like(draft) if form.similar else []
    return _page(form, fields, draft=draft, problems=problems, known=known)


def _send(form: Form, draft: Draft, fields: Fields, number: str) -> Answer:
    remark = " ".join(fields.get("remark", "").split())[:2_000]
    content = {**draft.content, "remark": remark}
    new = New(form.purpose, draft.title[:200], content, number, draft.record, mail_of(fields))
    return private(redirect(f"/receipt/{desk().send(new)}", 303))


def mail_of(fields: Fields) -> str:
    """Return the mail address of a form; raises `Misuse` for one that is none."""
    address = fields.get("mail", "").strip()
    if address and (len(address) > LONGEST_MAIL or not MAIL.fullmatch(address)):
        raise Misuse("the mail address is none: correct it, or leave it empty")
    return address


def _page(
    form: Form,
    fields: Fields,
    add: str = "",
    draft: Draft | None = None,
    problems: Sequence[Problem] = (),
    known: Sequence[Known] = (),
) -> Response:
    shown = rows_of(fields, add)
    page = render_template(
        "contribute/form.html",
        form=form_in_language(form),
        fields=fields,
        rows=lambda name: shown.get(name, 1),
        draft=draft,
        problems=[_said(one, form) for one in problems],
        is_good=not any(one.severity is Severity.VIOLATION for one in problems),
        known=known,
        token=form_token(desk().secret()),
        trap=TRAP,
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


def _needed(message: str, form: Form) -> str:
    """Return the field that a message says is missing, by its label."""
    match = NEEDS.search(message)
    fields = ((one.label, one.name) for section in form.sections for one in section.inputs)
    known = {label.casefold(): name for label, name in fields}
    return known.get(match[1].casefold(), "") if match else ""


def _missing(form: Form, fields: Fields, problems: Sequence[Problem]) -> list[Problem]:
    """Return the needed inputs that are empty, but for those of which the gate tells already.

    The gate looks for what is missing only after all that was given can be read.
    """
    told = " ".join(one.message for one in problems).casefold()
    return [
        Problem(Severity.VIOLATION, "it is needed", "", Mark(one.name))
        for section in form.sections
        for one in section.inputs
        if one.is_needed and not _is_given(fields, f"{section.prefix}{one.name}")
        if section.prefix == ""
        and f"needs a {one.label}".casefold() not in told
        and f"needs an {one.label}".casefold() not in told
    ]


def _is_given(fields: Fields, name: str) -> bool:
    asked = f"{name}.asked" in fields
    return not asked or any(
        value.strip()
        for key, value in fields.items(multi=True)
        if key != f"{name}.asked" and (key == name or key.startswith(f"{name}."))
    )


def _said(problem: Problem, form: Form) -> dict[str, Any]:
    """Return a problem in words for people who do not see the record's source."""
    labels = {one.name: one for section in form.sections for one in section.inputs}
    text = YAML_HINT.sub("", problem.message)
    word = problem.mark.field.partition(" ")[0] or _needed(text, form)
    label = label_in_language(labels[word]) if word in labels else ""
    is_warning = problem.severity is not Severity.VIOLATION
    return {"field": word if label else "", "label": label, "text": text, "is_warning": is_warning}
