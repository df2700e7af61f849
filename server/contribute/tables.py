"""Routes of tables: templates, a preview of many rows, and their suggestion as one."""

from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.desk.gate import gate
from graph.desk.suggestions import New
from graph.importing.records import address
from ontology import NotFound, own_kinds
from server.contribute.drafts import CLASSES, Draft, classes_of, new_record, type_of
from server.contribute.filling import ASKED, Fields
from server.contribute.filling import UNKNOWN as NOT_KNOWN
from server.contribute.form import Section
from server.contribute.forms import desk, sender_language
from server.contribute.inputs import inputs_of
from server.contribute.messages import Messages
from server.contribute.privacy import guard, private
from server.contribute.sheets import (
    UNKNOWN,
    Row,
    columns,
    read_sheet,
    template_csv,
    template_xlsx,
    unknowable,
    written_csv,
)
from server.contribute.tokens import check_token, form_token
from server.languages.current import gettext
from server.web.site import site
from shapes import Problem

__all__ = ["blueprint"]

blueprint = Blueprint("tables", __name__)

LARGEST: Final = 1_000_000
"""Bytes of a sheet."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Line:
    """A row of a sheet: its number, the record that it proposes, what to mend, and remarks."""

    number: int
    title: str
    record: str
    draft: Draft
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@blueprint.get("/contribute/<what>/template.<any(csv, xlsx):suffix>")
def template(what: str, suffix: str) -> Response:
    """Send the template of a kind of record, to be filled in."""
    _check(what)
    body = template_csv(what) if suffix == "csv" else template_xlsx(what)
    response = Response(body, content_type="text/csv; charset=utf-8" if suffix == "csv" else XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{what}.{suffix}"'
    return response


@blueprint.route("/contribute/<what>/table", methods=["GET", "POST"])
def table(what: str) -> Answer:
    """Show where a table is sent, its preview, or take it; nothing that was uploaded is served."""
    _check(what)
    if request.method != "POST":
        return _page(what)
    guard(LARGEST)
    number = check_token(desk().secret(), request.form.get("token", ""))
    content = _uploaded()
    rows = read_sheet(content or request.form.get("rows", "").encode(), what)
    lines, entries = _lines(what, rows)
    is_good = bool(entries) and not any(line.problems for line in lines)
    if request.form.get("do") == "send" and is_good:
        title = f"{lines[0].title}"[:180] + (f" (+{len(lines) - 1})" if lines[1:] else "")
        sent = {"entries": entries, "remark": ""}
        new = New("new", title, sent, number, language=sender_language())
        return private(redirect(f"/receipt/{desk().send(new)}", 303))
    names = [name for name, _ in columns(what)]
    text = written_csv([names, *([row.get(name, "") for name in names] for row in rows)])
    return _page(what, lines, is_good, text)


def _uploaded() -> bytes:
    """Return the bytes of the file that was sent; its temporary copy is deleted."""
    file = request.files.get("file")
    if file is None:
        return b""
    with closing(file):
        return bytes(file.read(LARGEST + 1))


def _check(what: str) -> None:
    if not classes_of(what):
        classes = (*CLASSES, *own_kinds())
        message = f"there is no table of '{what[:40]}': choose one of {', '.join(classes)}"
        raise NotFound(message).among(what, classes)


def _lines(what: str, rows: list[Row]) -> tuple[list[Line], list[dict[str, Any]]]:
    """Return the rows with what to mend in each, and the records that they propose together."""
    lines: list[Line] = []
    entries: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows, start=1):
        draft = new_record(what, _fields(what, row), site())
        lines.append(_line(number, draft, entries))
    found = gate([*entries.values()], site().engine, site().base) if entries else []
    owners: dict[str, Line] = {}
    for line in lines:
        for entry in reversed(line.draft.entries):
            owners.setdefault(f"{entry['id']}.yaml", line)
    for line in lines:
        own = [one for one in found if owners.get(one.path) is line]
        _tell(line, what, line.draft.with_names(line.draft.problems_of_names(), own))
    return lines, [*entries.values()]


def _tell(line: Line, what: str, problems: list[Problem]) -> None:
    """Add to a line what has to be mended, in the words of the form."""
    class_ = type_of(line.draft.entries[-1]) if line.draft.entries else classes_of(what)[0]
    own = () if what == "source" else (Section("", "", inputs_of(class_)),)
    told = Messages((Section("", "", inputs_of("Source"), "source."), *own)).told(problems)
    for one in told:
        text = f"{one.label}: {one.text}" if one.label else one.text
        (line.remarks if one.is_warning else line.problems).append(text)


def _line(number: int, draft: Draft, entries: dict[str, dict[str, Any]]) -> Line:
    """Return one row, and add what it proposes to the records of the others."""
    record = address(draft.entries[-1]) if draft.entries else ""
    line = Line(number, draft.title, record, draft)
    if not draft.entries:
        line.problems.append(gettext("it names no source"))
    elif record in entries and not record.startswith("source/"):
        line.problems.append(gettext("it repeats another row"))
    for entry in draft.entries:
        entries.setdefault(address(entry), entry)
    return line


def _fields(what: str, row: Row) -> Fields:
    """Return a row as the fields of a form; several values are divided by semicolons."""
    fields: Fields = MultiDict()
    unknown = [name for name in unknowable(what) if row.get(name, "").strip() == UNKNOWN]
    for name in unknown:
        fields.update({f"{name}.{NOT_KNOWN}": "1", f"{name}.{ASKED}": "1"})
    for name, text in row.items():
        if name in unknown:
            continue
        fields[f"{name.partition('.')[0]}.{ASKED}"] = "1"
        is_text = name.rpartition(".")[2] in ("title", "summary", "description", "url", "name")
        for part in [text] if is_text else text.split(";"):
            fields.add(name, part.strip())
    return fields


def _page(
    what: str, lines: list[Line] | None = None, is_good: bool = False, sent: str = ""
) -> Answer:
    page = render_template(
        "contribute/table.html",
        what=what,
        lines=lines,
        is_good=is_good,
        sent=sent,
        token=form_token(desk().secret()),
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))
