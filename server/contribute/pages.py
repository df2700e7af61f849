"""Routes of contributions: new records, corrections of any record, single parts, removal."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.desk.current_entry import current_entry
from ontology import NotFound, local_name, own_kinds, own_texts, terms
from ontology.namespaces import RDFS_LABEL, SKOS, SLUG
from server.contribute.drafts import PARTS, Draft, classes_of, correction, new_record, part, type_of
from server.contribute.filling import Fields, fields_of
from server.contribute.form import Form, Section
from server.contribute.forms import answer_form
from server.contribute.inputs import Input, inputs_of
from server.contribute.offers import OFFERS, TABLES, TYPES
from server.contribute.references import Names
from server.languages.current import gettext
from server.languages.current import gettext_noop as _
from server.records.suggestions import nearest
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("contribute", __name__)

DEFINITION: Final = SKOS + "definition"

SOURCE: Final = Section(
    _("Where can it be read?"),
    _("Give the best source that you know."),
    inputs_of("Source"),
    "source.",
)


@blueprint.get("/contribute")
def start() -> str:
    """Show what can be contributed."""
    own = {kind: _own(local_name(class_))[0] for kind, class_ in own_kinds().items()}
    tables = {what: gettext(title) for what, title in TABLES.items()} | own
    return render_template("contribute/start.html", offers=_offers(), tables=tables)


def _offers() -> dict[str, tuple[str, str]]:
    ours = {name: (gettext(title), gettext(lead)) for name, (title, lead) in OFFERS.items()}
    return ours | {kind: _own(local_name(class_)) for kind, class_ in own_kinds().items()}


def _own(type_: str) -> tuple[str, str]:
    """Return the label and the definition of a class of the project, by its word."""
    iri, texts = terms().classes[type_], own_texts()
    label = site().called(iri, texts.get((iri, RDFS_LABEL), type_))
    return label, site().defined(iri, texts.get((iri, DEFINITION), ""))


@blueprint.route("/contribute/<what>", methods=["GET", "POST"])
def contribute(what: str) -> Answer:
    """Show, check or take a form for something new.

    Raises `NotFound` for a thing that cannot be contributed.
    """
    if what not in OFFERS and what not in own_kinds():
        known = ", ".join([*OFFERS, *own_kinds()])
        message = f"'{what[:40]}' is not asked for: choose one of {known}"
        raise NotFound(message).among(what, [*OFFERS, *own_kinds()])
    return answer_form(_part_form(what) if what in PARTS else _new_form(what))


@blueprint.route("/id/<kind>/<slug>/correct", methods=["GET", "POST"])
def correct(kind: str, slug: str) -> Answer:
    """Show, check or take a form with the fields of a record, curated or imported."""
    name = f"{kind}/{slug}"
    try:
        entry = current_entry(site().settings.data, name).entry
    except NotFound as error:
        near = ", ".join(nearest(site().engine, f"id/{name}"))
        raise NotFound(f"{error}; the nearest are: {near}" if near else str(error)) from None
    inputs = inputs_of(type_of(entry))
    title = entry.get("title") or entry.get("name") or name
    shown = title.get("en", name) if isinstance(title, dict) else title
    return answer_form(
        Form(
            "correct",
            gettext("Correct: %(name)s", name=shown),
            _("Change what is wrong or missing; all else stays as it is."),
            (_optional(SOURCE), Section(_("The record"), "", inputs)),
            partial(_corrected, name, entry),
            start=Names(entry, inputs, site()).shown(fields_of(entry, inputs)),
            similar=False,
        )
    )


def _corrected(name: str, entry: Mapping[str, Any], fields: Fields) -> Draft:
    return correction(name, entry, fields, site())


def _optional(section: Section) -> Section:
    note = _("A new source, if you have one; leave it empty for a slip of the pen.")
    inputs = tuple(replace(one, is_needed=False) for one in section.inputs)
    return Section(_("Which source says so?"), note, inputs, section.prefix)


def _new_form(what: str) -> Form:
    label, lead = OFFERS.get(what) or _own(classes_of(what)[0])
    classes = classes_of(what)
    chosen = request.form.get("type", classes[0])
    class_ = chosen if chosen in classes else classes[0]
    types = [(one, TYPES.get(one) or _own(one)[0]) for one in classes] if classes[1:] else []
    inputs = tuple(map(_made_if_empty, inputs_of(class_))) if what == "issue" else inputs_of(class_)
    inputs = tuple(one for one in inputs if one.name != "horizon" or class_ == "Hazard")
    about = Section(_("What is it about?"), "", inputs, types=types)
    own = () if what == "source" else (about,)
    draft: Callable[[Fields], Draft] = lambda fields: new_record(what, fields, site())  # noqa: E731
    return Form("new", f"{label}", lead, (SOURCE, *own), draft)


def _made_if_empty(one: Input) -> Input:
    """Return the input of a title that is made of the summary where nobody writes one."""
    if one.name != "title":
        return one
    help_ = _("If it is empty, the first sentence of the summary is taken.")
    return replace(one, is_needed=False, help=help_)


def _part_form(what: str) -> Form:
    label, lead = OFFERS[what]
    kind, name = PARTS[what]
    (one,) = [
        each
        for each in inputs_of("Incident" if kind == "issue" else "WorkerGroup")
        if each.name == name
    ]
    given = request.args.get("record", "")
    record = given if re.fullmatch(f"{SLUG}/{SLUG}", given) else ""
    start: Fields = MultiDict({"record": record})
    if what == "reply":
        start["response.0.responseKind"] = "statement"
    sections = (SOURCE, Section(_("What does it say?"), "", (one,)))
    asks = _("Worker group") if kind == "worker-group" else _("Issue")
    draft: Callable[[Fields], Draft] = lambda fields: part(what, fields, site())  # noqa: E731
    return Form(what, label, lead, sections, draft, start=start, similar=False, asks_record=asks)
