"""Names of institutions by their noun, in the major European languages: "Colegio San Martín".

Schools, hospitals, libraries and offices are often called after persons. A name is that of an
institution where its noun is first or last, as the language has it, and all else is what it may be
called after: few capitalised words without a break. A person who works or learns there is named in
further words, and then the whole name is withheld.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Final

from graph.privacy.name_lists import PARTICLES, folded, given_names
from graph.privacy.name_tokens import POSSESSIVE, Token, tokens
from graph.privacy.word_list import is_word, roles
from graph.reading.places import place

__all__ = ["PERSONS", "SAINTS", "is_institution"]

GAPS: Final = frozenset((" ", "-", ". ", "\u2010", "\u2011"))
"""What may part the words of one name."""
LINKS: Final = PARTICLES | frozenset(
    """
    of the for at in and am an im zu zur zum fur fuer der die das den des do da dos das dels d l
    et en aux sur sous les los las lo il al alla alle dello delle degli nel nella e i y w na ve
    """.split()  # noqa: SIM905
)
"""Small words within names of institutions."""
OWNING: Final = frozenset("de del di du do da von of d van bei".split())  # noqa: SIM905
"""What ties a body to a person who need not be the one that it is called after."""
SAINTS: Final = frozenset(
    "san santa santo sant saint sainte sao st ste sankt sint sveti swieta".split()  # noqa: SIM905
)
QUALIFIERS: Final = frozenset(
    """
    publico publica privado privada municipal nacional national nationale provincial regional
    estatal federal superior infantil primaria primario primaire secundaria secundario secondaire
    tecnico tecnica technique professionnel professionale bilingue concertado internacional
    internationale elementaire elementare media comprensivo statale scientifico classico artistico
    basica universitario universitaire universitaria general clinico stadtische stadtisches
    staatliche staatliches evangelische evangelisches katholische katholisches freie freies
    podstawowa nr n no
    """.split()  # noqa: SIM905
)
PERSONS: Final = frozenset(
    """
    mr mrs ms miss mx dr prof sir dame teacher pupil student head director principal nurse doctor
    herr frau lehrer lehrerin schuler schulerin rektor rektorin direktor direktorin leiter leiterin
    arzt arztin mitarbeiter mitarbeiterin student studentin senor senora sr sra don dona profesor
    profesora maestro maestra alumno alumna directora medico medica estudiante profesora monsieur
    madame mme professeur eleve enseignant enseignante directeur directrice etudiant etudiante
    medecin infirmiere signor signora sig professore professoressa studente studentessa insegnante
    preside medico maestra professor professora aluno aluna diretor diretora enfermeira meneer
    mevrouw leraar lerares leerling pan pani nauczyciel nauczycielka uczen uczennica dyrektor
    """.split()  # noqa: SIM905
)
"""Words for somebody at an institution, after which a person may be named."""
MOST_WORDS: Final = 9
MOST_CALLED_AFTER: Final = 3
TWO: Final = 2


def is_institution(name: str) -> bool:
    """Whether a name is that of an institution, and names no further person.

    >>> names = ("Colegio San Martín", "Anne-Frank-Gesamtschule", "Greenfield Comprehensive")
    >>> [is_institution(one) for one in names]
    [True, True, True]
    >>> names = ("Colegio de Ana Roe", "Lehrerin Roe Gesamtschule", "Ana Roe", "Colegio")
    >>> [is_institution(one) for one in names]
    [False, False, False, False]
    """
    words = tokens(name)
    if not TWO <= len(words) <= MOST_WORDS or not _is_one_run(name, words):
        return False
    if any(token.folded in PERSONS or token.folded in roles() for token in words):
        return False
    return any(
        _is_called(words, first, last, where)
        for where, pattern in _nouns()
        for first in range(len(words))
        for last in range(first + 1, min(first + TWO, len(words)) + 1)
        if pattern.fullmatch(" ".join(token.folded for token in words[first:last]))
    )


def _is_one_run(name: str, words: Sequence[Token]) -> bool:
    """Whether spaces and hyphens alone part the words, and none but small words is in small."""
    ends = (name[: words[0].start] + name[words[-1].end :]).strip(" .")
    gaps = (name[one.end : other.start] for one, other in pairwise(words))
    return (
        not ends
        and all(gap in GAPS for gap in gaps)
        and all(_is_capital(token) or _is_small(token.folded) for token in words)
    )


def _is_capital(token: Token) -> bool:
    return token.is_capital or token.text.isdigit()


def _is_small(word: str) -> bool:
    return word in LINKS | SAINTS | QUALIFIERS or any(
        pattern.fullmatch(word) for _, pattern in _nouns()
    )


def _is_called(words: Sequence[Token], first: int, last: int, where: str) -> bool:
    """Whether the words around a noun are what an institution may be called after."""
    before, after = _called_after(words[:first]), _called_after(words[last:])
    if not before and not after and len(words) == last - first:
        return False
    if where == "first":
        return not before and _is_named_first(words[last:])
    if where == "last":
        return not after and _is_named_last(words[:first])
    if before and after:
        return _is_named_last(words[:first]) and all(place(token.text) for token in after)
    return _is_named_last(words[:first]) if before else _is_place_like(after)


def _called_after(words: Sequence[Token]) -> list[Token]:
    """Return the words that may be names: neither small words, qualifiers nor ordinals."""
    plain = LINKS | SAINTS | QUALIFIERS
    return [
        token
        for token in words
        if token.folded not in plain and not token.text.isdigit() and not is_word(token.folded)
    ]


def _is_named_first(after: Sequence[Token]) -> bool:
    """Whether words after a noun are at most one name, to which no "of" ties the noun."""
    called = _called_after(after)
    if len(called) > MOST_CALLED_AFTER:
        return False
    for one, other in pairwise(after):
        if one.folded in OWNING and _is_given(other) and not place(other.text):
            return False
    is_saint = any(token.folded in SAINTS for token in after)
    later = called[1:] if is_saint else _after_first_surname(called)
    return not any(map(_is_given, later))


def _after_first_surname(called: Sequence[Token]) -> Sequence[Token]:
    first = next((i for i, token in enumerate(called) if not _is_given(token)), len(called))
    return called[first + 1 :]


def _is_named_last(before: Sequence[Token]) -> bool:
    """Whether words before a noun are one name: of a place, or of given name and surname."""
    called = _called_after(before)
    if len(called) > (TWO if any(map(_is_given, called)) else MOST_CALLED_AFTER):
        return False
    return not any(token.folded in OWNING for token in before) or not any(map(_is_given, called))


def _is_place_like(after: Sequence[Token]) -> bool:
    """Whether words after a noun hold no given name, so that they name a place or a matter."""
    return len(after) <= TWO and not any(_is_given(token) for token in after)


def _is_given(token: Token) -> bool:
    word = folded(POSSESSIVE.sub("", token.text))
    return word in given_names() and not place(token.text)


@cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of nouns, each with its place in a name: first, last or any."""
    with (
        as_file(files("graph.privacy") / "institutions.tsv") as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        rows = csv.DictReader(file, delimiter="\t")
        return tuple((row["place"], re.compile(row["noun"])) for row in rows)
