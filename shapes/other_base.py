"""Lint of a project's vocabulary: own terms whose IRIs do not begin with the base of the project.

Where `base` was changed in the project file alone, pages lead to addresses that are not there.
"""

from collections.abc import Iterator
from itertools import groupby

from ontology import current_project, local_name, terms_elsewhere
from shapes.problem import Problem, Severity

__all__ = ["terms_of_another_base"]


def terms_of_another_base() -> Iterator[Problem]:
    """Yield a warning for each namespace of own terms that is not below the project's base."""
    project = current_project()
    if not project:
        return
    base = project.project.base
    for start, members in groupby(terms_elsewhere(base), _namespace):
        names = [*members]
        words = (
            f"{start} is not below the base {base} of justicegraph.toml, and has"
            f" {len(names)} own terms, such as {local_name(names[0])}, which get no pages:"
            " write one base in ontology/, shapes/, questions/, tables/ and justicegraph.toml"
        )
        yield Problem(Severity.WARNING, words, "ontology/")


def _namespace(term: str) -> str:
    return term.removesuffix(local_name(term))
