"""Text of an importer: the lines that the columns of a table put into its module."""

from typing import Final

from ontology import concepts, terms
from scripts.commands.projects.column_choices import FIELD, IMPACT
from scripts.commands.projects.importer_columns import Columns
from scripts.commands.projects.skeletons import quoted
from scripts.commands.projects.table_terms import field_of, impacts_by, meaning_of

__all__ = ["module_texts"]

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TEXT: Final = f"{XSD}string"


def module_texts(columns: Columns) -> dict[str, str]:
    """Return what the columns of a table put into the skeleton."""
    parties = columns.parties.items()
    return {
        "columns": "\n".join(_column(word, name) for word, name in columns.names.items()),
        "title_from": ", ".join(f'"{quoted(word)}"' for word in columns.title_from),
        "parties": "\n".join(
            [
                *(f'    "{word}": ("{role}", "{kind}"),' for word, (role, kind) in parties),
                *(
                    f'    # "{word}": ("vendor", "company"),'
                    for word in columns.further
                    if not meaning_of(columns, word)
                ),
            ]
        ),
        "dates": columns.dates,
        "language": columns.language,
        "mapping": _mapping(columns),
    }


def _column(word: str, name: str) -> str:
    """Return a line of COLUMNS; one that the table lacks is a comment."""
    return f'    {"" if name else "# "}"{word}": ("{quoted(name or word)}",),'


def _mapping(columns: Columns) -> str:
    """Return lines for further columns; those of which nobody knows the field are comments."""
    lines = [f'        # "impact": "{_own_impact()}",']
    values = dict(columns.values)
    for word in columns.further:
        meaning = meaning_of(columns, word)
        if meaning == IMPACT or (word in values and not meaning):
            lines.append(_impact_by(columns, word, is_taken=bool(meaning)))
        else:
            field = field_of(word) if meaning == FIELD else meaning or "FIELD"
            lines.append(
                f'        {"" if meaning else "# "}"{field}": {_value(columns, word, field)},'
            )
    return "\n".join(lines)


def _value(columns: Columns, word: str, field: str) -> str:
    """Return the value of a column: of numbers and dates the cell, else a text that is checked."""
    known = terms().fields.get(field)
    datatype = known.datatype if known else columns.numbers.get(word, "").replace("xsd:", XSD)
    if datatype not in ("", TEXT):
        return f'cells["{word}"]'
    return f'own_text(context, id_, cells, "{word}", PARTIES)'


def _impact_by(columns: Columns, word: str, *, is_taken: bool) -> str:
    """Return the line by which each value of a category becomes an impact, or it as a comment."""
    blank = "" if is_taken else "IMPACT"
    found = impacts_by(columns, word).items()
    pairs = ", ".join(f'"{quoted(one)}": "{impact or blank}"' for one, impact in found)
    value = f'term_of(context, {{{pairs}}}, cells["{word}"])'
    return f'        {"" if is_taken else "# "}"impact": {value},'


def _own_impact() -> str:
    """Return an impact that the project defines, else one of ours."""
    return next((word for word, _ in terms().fields["impact"].concepts), min(concepts("impact")))
