"""Message catalogues: a language of the pages is a gettext PO file.

The code of a language, as in addresses and in `lang`, is the name of its file: `es`, or `id-ID`
where `/id` is the address of something else. The header's `Language` is its locale, for numbers and
dates; `Language-Team` names who reviewed it.
"""

import gettext as standard
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from ontology import Misuse
from ontology.project_folder import current_folder
from server.languages.slots import CONTEXT, Pattern, patterns

__all__ = ["ENGLISH", "Catalogue", "catalogues", "read_catalogue"]

SUFFIX: Final = ".po"
SOURCE: Final = "en"
"""The language in which the messages are written."""


@dataclass(frozen=True)
class Catalogue:
    """A language: messages and their translations, plural rule, locale and reviewers.

    A message without a translation is shown in English.
    """

    code: str
    locale: Locale
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = lambda number: int(number != 1)
    reviewers: str = ""

    @property
    def name(self) -> str:
        """Return the name of the language in the language itself.

        >>> ENGLISH.name
        'English'
        """
        named = Locale(self.locale.language).get_display_name() or self.code
        return named[:1].upper() + named[1:]

    @property
    def tag(self) -> str:
        """Return the language tag of the locale, by which scripts write numbers.

        Source: BCP 47.

        >>> Catalogue("es", Locale("es", "419")).tag
        'es-419'
        """
        return str(self.locale).replace("_", "-")

    @property
    def language(self) -> str:
        """Return the language without its country or script, by which data are labelled.

        Source: BCP 47, section 2.2.1 (primary language subtag).

        >>> Catalogue("id-ID", Locale("id", "ID")).language
        'id'
        """
        return self.locale.language

    @property
    def is_source(self) -> bool:
        """Whether the messages are written in this language, so that nothing is a translation."""
        return self.code == SOURCE

    @cached_property
    def patterns(self) -> Mapping[str, tuple[Pattern, ...]]:
        """Return the messages with slots by their context, for sentences that others make."""
        return patterns(self.messages)

    def forms(self, *message: str, context: str = "") -> tuple[str, ...]:
        """Return the translations of a message by plural form; two texts have a plural.

        >>> ENGLISH.forms("%(n)s issue", "%(n)s issues")
        ('%(n)s issue', '%(n)s issues')
        """
        key = f"{context}{CONTEXT}{message[0]}" if context else message[0]
        found = self.messages.get(key, message)
        return message if len(found) < len(message) else found if message[1:] else found[:1]

    def form_of(self, number: int, forms: tuple[str, ...]) -> str:
        """Return the plural form for a number.

        >>> [ENGLISH.form_of(n, ("issue", "issues")) for n in (0, 1, 2)]
        ['issues', 'issue', 'issues']
        """
        return forms[min(self.plural_form(number), len(forms) - 1)]


ENGLISH: Final = Catalogue(SOURCE, Locale(SOURCE))


def catalogues() -> Mapping[str, Catalogue]:
    """Return the languages by code, English first: ours, and those of the project's folder.

    A project's file adds a language, or replaces messages of ours. Read once.
    Raises `Misuse` for a file that is no catalogue.
    """
    return _catalogues(current_folder())


@cache
def _catalogues(folder: Path | None) -> Mapping[str, Catalogue]:
    found = {SOURCE: ENGLISH}
    with as_file(files("server") / "languages") as ours:
        for place in (ours, folder / "languages") if folder else (ours,):
            for path in sorted(place.glob(f"*{SUFFIX}")):
                one = read_catalogue(path)
                before = found.get(one.code)
                merged = {**before.messages, **one.messages} if before else one.messages
                found[one.code] = replace(one, messages=merged)
    return found


def read_catalogue(path: Path) -> Catalogue:
    """Read a PO file; messages that are empty or fuzzy have no translation.

    Raises `Misuse` for a file that is no catalogue, or whose name and header name no language.
    Source: GNU gettext manual, "The Format of PO Files".
    """
    name = path.stem.replace("-", "_")
    try:
        with path.open("rb") as file:
            read = read_po(file, locale=name, abort_invalid=True)
        locale = Locale.parse(read.locale_identifier or name, sep="_")
    except (OSError, ValueError, PoFileError, UnknownLocaleError) as error:
        raise Misuse(f"{path}: this is no catalogue of messages: {error}") from error
    texts: dict[str, tuple[str, ...]] = {}
    for one in read:
        forms = _texts(one.string)
        identity = next(iter(_texts(one.id)), "")
        if identity and all(forms) and not one.fuzzy:
            texts[f"{one.context}{CONTEXT}{identity}" if one.context else identity] = forms
    return Catalogue(
        name.replace("_", "-"),
        locale,
        texts,
        standard.c2py(read.plural_expr),
        read.language_team or "",
    )


def _texts(value: str | Iterable[str | None] | None) -> tuple[str, ...]:
    """Return the one text of a message, or its texts by plural form."""
    parts = (value,) if isinstance(value, str) or value is None else value
    return tuple(text or "" for text in parts)
