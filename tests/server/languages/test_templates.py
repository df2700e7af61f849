"""Templates that translate while they compile: values, plurals, escaping."""

from typing import Any

import pytest
from babel import Locale
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from server.languages.catalogue import ENGLISH, Catalogue
from server.languages.current import day, gettext, ngettext, number, pgettext, speaking
from server.languages.templates import TranslatingEnvironment

GERMAN = Catalogue(
    "de",
    Locale("de"),
    {
        "Search": ("Suche & mehr",),
        "a button\x04Open": ("Öffnen",),
        "By %(who)s": ("Von %(who)s",),
        "<b>%(n)s</b> issue": ("<b>%(n)s</b> Fall", "<b>%(n)s</b> Fälle"),
        "%(n)s issue": ("%(n)s Fall", "%(n)s Fälle"),
        "5%% of %(who)s": ("5%% von %(who)s",),
    },
)


@pytest.fixture(scope="module")
def environment() -> TranslatingEnvironment:
    return TranslatingEnvironment(Flask(__name__), autoescape=True)


def both(environment: TranslatingEnvironment, text: str, **values: Any) -> tuple[str, str]:
    """Return a template's text in English and in German."""
    english = environment.from_string(text).render(values)
    with speaking(GERMAN):
        return english, environment.of(GERMAN).from_string(text).render(values)


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("{% trans %}Search{% endtrans %}", "Search", "Suche & mehr"),
        ("{{ _('Search') }}", "Search", "Suche &amp; mehr"),
        ("<a title=\"{{ _('Search') }}\">", '<a title="Search">', '<a title="Suche &amp; mehr">'),
        ("{% trans who=name %}By {{ who }}{% endtrans %}", "By &lt;A&gt;", "Von &lt;A&gt;"),
        ("{{ _('By %(who)s', who=name) }}", "By &lt;A&gt;", "Von &lt;A&gt;"),
        ("{{ _('By %(who)s', who=link) }}", "By <i>A</i>", "Von <i>A</i>"),
        ("{% trans who=link %}By {{ who }}{% endtrans %}", "By <i>A</i>", "Von <i>A</i>"),
        ("{{ pgettext('a button', 'Open') }}", "Open", "Öffnen"),
        ("{% trans 'a button' %}Open{% endtrans %}", "Open", "Öffnen"),
        ("{{ ngettext('%(n)s issue', '%(n)s issues', 1) }}", "1 issue", "1 Fall"),
        ("{{ ngettext('%(n)s issue', '%(n)s issues', 1200) }}", "1,200 issues", "1.200 Fälle"),
        ("{% trans who=link %}5% of {{ who }}{% endtrans %}", "5% of <i>A</i>", "5% von <i>A</i>"),
        ("{{ _(word) }}", "Search", "Suche &amp; mehr"),
        ("{{ 1234.5|number }} {{ '2026-11-29'|day }}", "1,234.5 2026-11-29", "1.234,5 29.11.2026"),
        ("{{ language.code }}{{ english }}", "en", 'de lang="en"'),
        ("{% trans %}\n  Not\n  there{% endtrans %}", "Not there", "Not there"),
    ],
)  # fmt: skip
def test_a_template_is_translated(
    environment: TranslatingEnvironment, text: str, english: str, german: str
) -> None:
    values = {"name": "<A>", "link": Markup("<i>A</i>"), "word": "Search"}
    assert both(environment, text, **values) == (english, german)


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [(1, "<b>1</b> issue", "<b>1</b> Fall"), (1200, "<b>1,200</b> issues", "<b>1.200</b> Fälle")],
)
def test_a_block_has_the_plural_form_of_its_number(
    environment: TranslatingEnvironment, count: int, english: str, german: str
) -> None:
    text = (
        "{% trans n=count %}<b>{{ n }}</b> issue"
        "{% pluralize %}<b>{{ n }}</b> issues{% endtrans %}"
    )  # fmt: skip
    assert both(environment, text, count=count) == (english, german)


def test_functions_speak_the_language_of_the_request() -> None:
    with speaking(GERMAN):
        told = [gettext("By %(who)s", who="A"), pgettext("a button", "Open")]
        told += [ngettext("%(n)s issue", "%(n)s issues", 2), number(1234), day("2026-11-29")]
    assert told == ["Von A", "Öffnen", "2 Fälle", "1.234", "29.11.2026"]
    assert (gettext("100 %"), day("2026-11-29")) == ("100 %", "2026-11-29")


def test_an_english_template_holds_its_messages_as_text(
    environment: TranslatingEnvironment,
) -> None:
    source = environment.compile("{% trans %}Search{% endtrans %}{{ _('x') }}", raw=True)
    assert environment.catalogue is ENGLISH
    assert "gettext" not in source
    assert "Search" in source


@pass_context
def decorated(context: Context, word: str) -> str:
    return f"{word} {context['name']}"


class Callable:
    def __call__(self, word: str, **values: object) -> str:
        return f"{word} {sorted(values)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ plain('a') }}", "a!"),
        ("{% for one in 'ab' %}{{ plain(one) }}{% endfor %}", "a!b!"),
        ("{{ decorated('my') }}", "my &lt;A&gt;"),
        ("{{ an_object('a', x=1) }}", "a [&#39;x&#39;]"),
        ("{% macro of(x) %}{{ x }}<i>{{ caller() }}</i>{% endmacro %}"
         "{% for x in '&' %}{% call of(x) %}{{ name }}{% endcall %}{% endfor %}",
         "&amp;<i>&lt;A&gt;</i>"),
        ("{{ plain(word=name) }}", "&lt;A&gt;!"),
        ("{{ _('By %(who)s', who=name) }}", "By &lt;A&gt;"),
    ],
)  # fmt: skip
def test_functions_macros_and_objects_are_called_as_jinja_calls_them(
    environment: TranslatingEnvironment, text: str, expected: str
) -> None:
    def plain(word: str) -> str:
        return f"{word}!"

    given = {"plain": plain, "decorated": decorated, "an_object": Callable(), "name": "<A>"}
    assert environment.from_string(text).render(given) == expected


def test_the_address_of_a_static_file_with_a_fixed_name_is_text_of_the_page(
    environment: TranslatingEnvironment,
) -> None:
    text = "{{ url_for('static', filename='a b.css') }} {{ url_for('static', filename=name) }}"
    asked = []

    def url_for(endpoint: str, **values: str) -> str:
        asked.append((endpoint, values))
        return "asked"

    given = {"url_for": url_for, "name": "own/c.css"}
    assert environment.from_string(text).render(given) == "/static/a%20b.css asked"
    assert asked == [("static", {"filename": "own/c.css"})]
