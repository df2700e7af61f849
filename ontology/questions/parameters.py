"""Query parameters: declared in comments of a `.rq` file, bound by a SPARQL VALUES clause.

    # Parameter place as ?within (place): issues in this place, or in one within it
    #   ?issue jg:place/(jg:within|jg:inBloc)* ?within .
    VALUES ?within { place:africa }

The first line names the parameter, the variable that it binds, its type and its words. The lines
after it, if any, are a pattern that holds only where a value is given. A `VALUES` line after these
is the value that it has where none is given. So a file is a query as it stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["NUMBERS", "Parameter", "bound", "parameters"]

NUMBERS: Final = ("number", "year")
"""Parameter types that are numbers; any other is a kind of record or a concept scheme."""
DECLARED: Final = re.compile(
    r"""
    ^(?P<indent>[ \t]*)\#\ Parameter\ (?P<name>[a-z]+)\ as\ \?(?P<variable>\w+)
    \ \((?P<type>[a-z-]+)\):\ (?P<words>[^\n]+)
    (?P<pattern>(?:\n[ \t]*\#[ ]{3}[^\n]+)*)
    (?P<default>\n[ \t]*VALUES\ \?(?P=variable)\ \{\ (?P<term>[^\s{}]+)\ \}[^\n]*)?
    """,
    re.VERBOSE | re.MULTILINE,
)
COMMENT: Final = re.compile(r"^([ \t]*)#   ", re.MULTILINE)
END: Final = re.compile(r"[/#:]")


@dataclass(frozen=True)
class Parameter:
    """A query parameter: its name, its type, its description and its default value.

    The type is `year`, `number`, a kind of record such as `place`, or the name of a scheme.
    """

    name: str
    type: str
    words: str
    default: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers; a number parameter takes one value at most."""
        return self.type in NUMBERS


def parameters(text: str) -> tuple[Parameter, ...]:
    """Return the parameters that a question declares, each name once, in order.

    >>> parameters("# Parameter area as ?concept (justice-area): one justice area alone")
    (Parameter(name='area', type='justice-area', words='one justice area alone', default=''),)
    """
    by_name = {parameter.name: parameter for parameter in reversed([*_declared(text)])}
    return tuple(reversed(by_name.values()))


def _declared(text: str) -> Iterator[Parameter]:
    for match in DECLARED.finditer(text):
        default = END.split((match["term"] or "").rstrip(">"))[-1]
        yield Parameter(match["name"], match["type"], match["words"], default)


def bound(text: str, values: Mapping[str, Sequence[str]]) -> str:
    r"""Return the text of a question with values (SPARQL terms by parameter name) bound by VALUES.

    >>> bound("# Parameter from as ?from (year): since\n#   FILTER(?y >= ?from)", {"from": ["1"]})
    'VALUES ?from { 1 }\nFILTER(?y >= ?from)'
    """

    def written(match: re.Match[str]) -> str:
        if match["name"] not in values:
            return match[0]
        terms = " ".join(values[match["name"]])
        pattern = COMMENT.sub(r"\1", match["pattern"])
        return f"{match['indent']}VALUES ?{match['variable']} {{ {terms} }}{pattern}"

    return DECLARED.sub(written, text)
