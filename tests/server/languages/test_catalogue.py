"""Catalogues: what a PO file says, and what is refused."""

from pathlib import Path

import pytest

from ontology import Misuse
from ontology.project_folder import PROJECT_VARIABLE
from server.languages.catalogue import catalogues, read_catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Language-Team: Ada\\n"\n{}\n\n'
POLISH = (
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)'
    ' ? 1 : 2);\\n"'
)


def written(folder: Path, name: str, text: str, locale: str = "", plural: str = "") -> Path:
    path = folder / f"{name}.po"
    path.write_text(HEAD.format(locale or name, plural) + text, encoding="utf-8")
    return path


def test_a_file_gives_the_locale_the_reviewers_and_the_messages(tmp_path: Path) -> None:
    text = 'msgid "Search"\nmsgstr "Szukaj"\n\nmsgctxt "a button"\nmsgid "Open"\nmsgstr "Otwórz"\n'
    read = read_catalogue(written(tmp_path, "pl", text, plural=POLISH))
    assert (read.code, read.name, read.reviewers) == ("pl", "Polski", "Ada")
    assert read.forms("Search") == ("Szukaj",)
    assert read.forms("Open", context="a button") == ("Otwórz",)
    assert read.forms("Open") == ("Open",)


def test_a_plural_follows_the_rule_of_the_language(tmp_path: Path) -> None:
    text = 'msgid "issue"\nmsgid_plural "issues"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n'
    read = read_catalogue(written(tmp_path, "pl", text, plural=POLISH))
    forms = read.forms("issue", "issues")
    assert [read.form_of(n, forms) for n in (1, 2, 5, 22)] == ["a", "b", "c", "b"]


def test_a_fuzzy_or_empty_translation_is_none(tmp_path: Path) -> None:
    text = '#, fuzzy\nmsgid "Search"\nmsgstr "x"\n\nmsgid "Find"\nmsgstr ""\n'
    read = read_catalogue(written(tmp_path, "pl", text, plural=POLISH))
    assert [*read.messages] == []


@pytest.mark.parametrize(
    ("name", "text"), [("zz", ""), ("pl", 'msgid "a"\nnonsense\n'), ("not-a-code", "")]
)
def test_what_is_no_catalogue_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(Misuse, match=f"{name}.po: this is no catalogue"):
        read_catalogue(written(tmp_path, name, text, "zz" if name == "zz" else "", POLISH))


def test_a_project_adds_a_language_and_replaces_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "languages"
    folder.mkdir()
    written(folder, "pl", 'msgid "Search"\nmsgstr "Szukaj"\n', plural=POLISH)
    written(folder, "es", 'msgid "Search"\nmsgstr "Rastrear"\n', "es_419")
    monkeypatch.setenv(PROJECT_VARIABLE, str(tmp_path))
    found = catalogues()
    assert [*found] == ["en", "es", "pl"]
    assert found["es"].forms("Search") == ("Rastrear",)
    assert found["es"].forms("Workers") == ("Personas trabajadoras",)
