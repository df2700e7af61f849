"""The competency questions: each a `.rq` file, its first comment line the question in words."""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from rapidfuzz import process

from ontology.errors import NotFound

__all__ = ["Question", "question", "questions"]


@dataclass(frozen=True)
class Question:
    """A question that the graph answers: its slug, its words and its SPARQL."""

    slug: str
    title: str
    text: str


def questions() -> list[Question]:
    """Return every question, by slug.

    >>> questions()[0].slug
    'about-amazon'
    """
    with as_file(files("ontology") / "questions") as folder:
        return [_read(path) for path in sorted(folder.glob("*.rq"))]


def question(slug: str) -> Question:
    """Return one question; raises `NotFound` with the nearest slugs where there is none.

    >>> question("areas-by-year").title
    'How many issues does each justice area have in each year?'
    """
    known = {found.slug: found for found in questions()}
    if slug in known:
        return known[slug]
    near = ", ".join(match[0] for match in process.extract(slug, [*known], limit=3))
    raise NotFound(f"there is no question '{slug}'; the nearest are: {near}")


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    return Question(path.stem, text.partition("\n")[0].lstrip("# ").rstrip(), text)
