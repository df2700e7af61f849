"""Translation of forms: headings, labels, help and choices in the language of the page.

A form is made, filled and checked in English; only what is shown is translated.
"""

from dataclasses import replace

from ontology import terms
from server.contribute.form import Form, Section
from server.contribute.inputs import Input, first_sentence
from server.languages.current import current, translated
from server.web.site import site

__all__ = ["form_in_language", "input_in_language", "label_in_language"]


def form_in_language(form: Form) -> Form:
    """Return a form with its texts in the language of the request.

    Complexity: linear in the inputs and their choices.
    """
    if current().is_source:
        return form
    return replace(
        form,
        title=translated(form.title),
        lead=translated(form.lead),
        sections=tuple(map(_section, form.sections)),
        asks_record=translated(form.asks_record),
    )


def label_in_language(one: Input) -> str:
    """Return the label of an input in the language of the request."""
    if one.is_said:
        return translated(one.label)
    label = site().called(terms().fields[one.name].iri, one.label)
    return label[:1].upper() + label[1:]


def _section(section: Section) -> Section:
    inputs = tuple(map(input_in_language, section.inputs))
    return replace(
        section,
        legend=translated(section.legend),
        note=translated(section.note),
        inputs=inputs,
        types=[(value, translated(label)) for value, label in section.types],
    )


def input_in_language(one: Input) -> Input:
    """Return an input with its texts in the language of the request."""
    if current().is_source:
        return one
    field = terms().fields[one.name]
    help_ = translated(one.help) if one.is_said else site().defined(field.iri, one.help)
    choices = tuple(
        (slug, site().called(f"{field.vocabulary}{slug}", label)) for slug, label in one.choices
    )
    inputs = tuple(map(input_in_language, one.inputs))
    lines = tuple(
        (slug, first_sentence(site().defined(f"{field.vocabulary}{slug}", line)))
        for slug, line in one.lines
    )
    label = label_in_language(one)
    return replace(one, label=label, help=help_, choices=choices, inputs=inputs, lines=lines)
