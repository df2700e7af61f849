"""Extraction of messages: the catalogues of the pages name each text of templates and modules."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from graph.related.explanation import GROUPS
from graph.related.lists_apart import KINDS as LISTS
from graph.reports.charts import charts
from graph.reports.coverage import measures
from graph.search import FACETS
from ontology import OURS, questions
from ontology.questions.parameters import parameters
from scripts.docs.sentences import gate_sentences, problem_sentences
from server.languages.sentences import GATE, PROBLEM
from server.reports.wording import CHART_TEXTS

__all__ = ["LANGUAGES", "extracted", "renewed_catalogue"]

SERVER: Final = Path(__file__).parents[2] / "server"
LANGUAGES: Final = SERVER / "languages"
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS: Final = {".py": "python", ".html": "jinja2.ext:babel_extract", ".svg": "", ".txt": ""}
TEMPLATES: Final = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
WIDTH: Final = 100


def extracted() -> Catalog:
    """Return the messages of templates, modules, questions and charts, in order, without lines."""
    found = Catalog(fuzzy=False)
    for path in sorted(SERVER.rglob("*")):
        if path.suffix in METHODS and path.is_file():
            for message, context in _messages(path):
                found.add(message, context=context)
    for message in _described():
        found.add(message)
    for message in problem_sentences():
        found.add(message, context=PROBLEM)
    for message in gate_sentences():
        found.add(message, context=GATE)
    return found


def _described() -> Iterator[str]:
    """Yield the texts of questions, charts and measures, which their queries have as comments."""
    yield OURS.description
    for question in questions():
        yield question.title
        yield from filter(None, (question.form, *question.results))
        for parameter in question.parameters:
            yield from (parameter.words, parameter.name.capitalize())
    for path in sorted((SERVER / "queries").glob("*.rq")):
        for parameter in parameters(path.read_text(encoding="utf-8")):
            yield from (parameter.words, parameter.name.capitalize())
    for chart in charts():
        yield from (text for name in CHART_TEXTS if (text := getattr(chart, name)))
    yield from (*FACETS.values(), *GROUPS.values(), *LISTS)
    for measure in measures():
        yield from filter(None, (measure.name, measure.second))


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    method = METHODS[path.suffix] or METHODS[".html"]
    if path.suffix == ".py" and "gettext" not in path.read_text(encoding="utf-8"):
        return
    options = {} if path.suffix == ".py" else TEMPLATES
    for _, message, _, context in extract_from_file(method, path, KEYWORDS, options=options):
        yield message, context


def renewed_catalogue(path: Path) -> str:
    """Return a catalogue with each message of today, and none that is gone; sorted by message.

    A new message has no translation yet. Nothing is guessed from similar ones.
    """
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    created, revised = catalogue.creation_date, catalogue.revision_date
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date, catalogue.revision_date = created, revised
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, no_location=True, sort_output=True)
    return written.getvalue().decode()
