"""Competency questions: each is a `.rq` file whose first comment line is the question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from rapidfuzz import process

from ontology.errors import NotFound
from ontology.namespaces import BASE
from ontology.plugins import plugins
from ontology.project_folder import own_files
from ontology.questions.parameters import Parameter, bound, parameters

__all__ = ["Parameter", "Question", "question", "questions", "subject_of", "with_subject"]

SUBJECT: Final = re.compile(r"^# Each row is about \?(\w+)$", re.MULTILINE)
"""The comment by which a question says which variable a row is about."""
WHERE: Final = re.compile(r"^WHERE \{$", re.MULTILINE)
FORM: Final = re.compile(r"^# Form: (.+)$", re.MULTILINE)
RESULT: Final = re.compile(r"^# Result: (.+)$", re.MULTILINE)
BARS: Final = re.compile(r"^# Bars: \?(\w+) by \?(\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A competency question: its slug, its title and its SPARQL."""

    slug: str
    title: str
    text: str

    @property
    def form(self) -> str:
        """Return the sentence of its form, with a slot for each parameter: `pay in {place}`."""
        found = FORM.search(self.text)
        return found[1] if found else ""

    @property
    def results(self) -> list[str]:
        """Return the sentences of its result, whose fields stand for values of the answer's rows.

        The fields are those of `server.reports.answer_result`.
        """
        return RESULT.findall(self.text)

    @property
    def bars(self) -> tuple[str, str]:
        """Return the columns of its bar chart: what is counted, and its number; else empty ones."""
        found = BARS.search(self.text)
        return (found[1], found[2]) if found else ("", "")

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters that the question takes."""
        return parameters(self.text)

    def asked(self, values: Mapping[str, Sequence[str]], base: str = BASE) -> str:
        """Return the SPARQL with bound values: SPARQL terms by parameter name.

        The records that it names itself are those under the base.
        """
        return bound(self.text.replace(f"<{BASE}id/", f"<{base}id/"), values)


def questions() -> list[Question]:
    """Return every question, by slug; one of a project takes the place of ours of that name.

    >>> questions()[0].slug
    'about-actor'
    """
    return [*_questions()]


@cache
def _questions() -> tuple[Question, ...]:
    with as_file(files("ontology") / "questions") as folder:
        paths = {path.stem: path for path in folder.glob("*.rq")}
    for package in plugins("questions").values():
        with as_file(files(package)) as folder:
            paths |= {path.stem: path for path in folder.glob("*.rq")}
    paths |= {path.stem: path for path in own_files("questions", "*.rq")}
    return tuple(_read(paths[slug]) for slug in sorted(paths))


def question(slug: str) -> Question:
    """Return one question; raises `NotFound` with the most similar slugs for an unknown one.

    >>> question("areas-by-year").title
    'How many issues does each justice area have in each year?'
    """
    known = {entry.slug: entry for entry in _questions()}
    if slug in known:
        return known[slug]
    near = [match[0] for match in process.extract(slug, [*known], limit=3)]
    message = f"there is no question '{slug}'; the nearest are: {', '.join(near)}"
    raise NotFound(message).with_nearest(slug, {name: known[name].title for name in near})


def subject_of(text: str) -> str:
    r"""Return the variable that each row of a question is about, or an empty string.

    >>> subject_of("# Which?\n# Each row is about ?case\n")
    'case'
    """
    found = SUBJECT.search(text)
    return found[1] if found else ""


def with_subject(text: str) -> str:
    """Return a question's query that also selects what each row is about."""
    subject = subject_of(text)
    return WHERE.sub(f"       ?{subject}\nWHERE {{", text, count=1) if subject else text


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    return Question(path.stem, text.partition("\n")[0].lstrip("# ").rstrip(), text)
