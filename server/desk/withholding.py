"""Route of the desk for parts of a record: statements and names that are withheld at once."""

from dataclasses import replace
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.desk.decided_files import withheld_by
from graph.desk.decisions import withhold
from graph.desk.part_choices import SOMEBODY, PartChoice, name_order, part_choices, statement_order
from graph.desk.suggestions import Suggestion
from graph.desk.withheld import NOTHING, Parts, joined
from ontology import Conflict, Misuse
from server.contribute.forms import desk
from server.contribute.privacy import guard, private, text_field
from server.desk.session import check_form, page, reviewer, seen_events
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("desk_parts", __name__)

LONGEST: Final = 2_000


@blueprint.get("/desk/<int:number>/parts")
def parts(number: int) -> Answer:
    """Show what the record of a suggestion states, to withhold a part of it, or a name."""
    name, found = reviewer(), desk().get(number)
    held = withheld_by(desk(), number)
    return page(
        "desk/parts.html",
        name=name,
        one=found,
        choices=[
            one._replace(value=site().translated(one.value))
            for one in _choices(found)
            if not held.statements.issuperset(one.statements)
        ],
        held=held,
        words=SOMEBODY,
    )


@blueprint.post("/desk/<int:number>/parts")
def order(number: int) -> Answer:
    """Withhold the statements and the name that were chosen; raises `Conflict` for old choices."""
    guard(is_counted=False)
    name, why = check_form(), text_field()
    if not why:
        raise Misuse("say why, in a sentence that does not repeat the name")
    found = replace(desk().get(number), expected=seen_events())
    withhold(desk(), found, joined([_statements(found), _name()]), name, why[:LONGEST])
    return private(redirect(f"/desk/{number}", 303))


def _choices(found: Suggestion) -> list[PartChoice]:
    return part_choices(site().engine, found.record, site().base) if found.record else []


def _statements(found: Suggestion) -> Parts:
    """Return the order of the statements that were chosen."""
    keys = request.form.getlist("key")
    if not keys:
        return NOTHING
    known = {one.key: one for one in _choices(found)}
    if not known.keys() >= {*keys}:
        raise Conflict("the record has changed meanwhile: open the page again")
    chosen = [known[key] for key in dict.fromkeys(keys)]
    return statement_order(site().engine, chosen, found.record, site().base)


def _name() -> Parts:
    """Return the order of the name that was written."""
    name = request.form.get("name", "").strip()
    return name_order(name, request.form.get("words", "")) if name else NOTHING
