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
from ontology import NotFound
from server.contribute.drafts import CLASSES, Draft, new_record
from server.contribute.filling import Fields
from server.contribute.forms import desk
from server.contribute.privacy import guard, private
from server.contribute.sheets import (
    Row,
    columns,
    read_sheet,
    template_csv,
    template_xlsx,
    written_csv,
)
from server.contribute.tokens import check_token, form_token
from server.web.site import site
from shapes import Severity

__all__ = ["blueprint"]

blueprint = Blueprint("tables", __name__)

LARGEST: Final = 1_000_000
"""Bytes of a sheet."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Line:
    """A row of a sheet: its number, the record that it proposes, and what to mend."""

    number: int
    title: str
    record: str
    problems: list[str] = field(default_factory=list)


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
    text = request.form.get("rows", "").encode()
    rows = read_sheet(content or text, what)
    lines, entries = _lines(what, rows)
    is_good = bool(entries) and not any(line.problems for line in lines)
    if request.form.get("do") == "send" and is_good:
        title = f"{len(lines)} rows: {lines[0].title}"[:200]
        new = New("new", title, {"entries": entries, "remark": ""}, number)
        return private(redirect(f"/receipt/{desk().send(new)}", 303))
    names = [name for name, _ in columns(what)]
    sent = written_csv([names, *([row.get(name, "") for name in names] for row in rows)])
    return _page(what, lines, is_good, sent)


def _uploaded() -> bytes:
    """Return the bytes of the file that was sent; its temporary copy is deleted."""
    file = request.files.get("file")
    if file is None:
        return b""
    with closing(file):
        return bytes(file.read(LARGEST + 1))


def _check(what: str) -> None:
    if what not in CLASSES:
        raise NotFound(f"there is no table of '{what[:40]}': choose one of {', '.join(CLASSES)}")


def _lines(what: str, rows: list[Row]) -> tuple[list[Line], list[dict[str, Any]]]:
    """Return the rows with what to mend in each, and the records that they propose together."""
    lines: list[Line] = []
    entries: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows, start=1):
        draft = new_record(what, _fields(row), site())
        lines.append(_line(number, draft, entries))
    owners = {line.record.partition("/")[2]: line for line in lines}
    for problem in gate([*entries.values()], site().engine, site().base) if entries else ():
        line = owners.get(problem.path.removesuffix(".yaml"))
        if line and problem.severity is Severity.VIOLATION:
            line.problems.append(problem.message)
        elif problem.severity is Severity.VIOLATION:
            lines[-1].problems.append(f"{problem.path}: {problem.message}")
    return lines, [*entries.values()]


def _line(number: int, draft: Draft, entries: dict[str, dict[str, Any]]) -> Line:
    """Return one row, and add what it proposes to the records of the others."""
    record = address(draft.entries[-1]) if draft.entries else ""
    line = Line(number, draft.title, record)
    line.problems += [f"'{one.name}' is not in the graph" for one in draft.unresolved]
    if not draft.entries:
        line.problems.append("it names no source")
    elif record in entries and not record.startswith("source/"):
        line.problems.append("it repeats another row")
    for entry in draft.entries:
        entries.setdefault(address(entry), entry)
    return line


def _fields(row: Row) -> Fields:
    """Return a row as the fields of a form; several values are divided by semicolons."""
    fields: Fields = MultiDict()
    for name, text in row.items():
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
