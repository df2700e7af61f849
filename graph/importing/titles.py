"""Titles made of facts, where the title of the source cannot be said without a private name."""

from collections.abc import Sequence

__all__ = ["made_title"]


def made_title(
    systems: Sequence[str], harms: Sequence[str], places: Sequence[str], year: str
) -> str:
    """Return a title made of what a row states: system, harm, place and year.

    >>> made_title(["Grok"], ["Loss of privacy"], ["Kenya"], "2024")
    'Grok: loss of privacy (Kenya, 2024)'
    >>> made_title([], [], [], "")
    'An AI system: harm not stated'
    """
    subject = ", ".join(systems[:2]) or "An AI system"
    harm = "; ".join(harm[:1].lower() + harm[1:] for harm in harms[:2]) or "harm not stated"
    where = ", ".join(part for part in (*places[:2], year) if part)
    return f"{subject}: {harm}" + (f" ({where})" if where else "")
