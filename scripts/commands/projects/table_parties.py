"""Semantic role labelling of headers by verbs, and recognition of companies by legal form.

"Who sold the software" asks for a seller, "Care home / operator" for those who put a system to use.
Cells such as "Lernwerk GmbH" name companies, whatever their header says.
"""

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from graph.legal_forms import without_form
from graph.privacy.name_lists import folded, given_names
from graph.privacy.word_list import is_word
from graph.reading.places import place

__all__ = [
    "BOTH",
    "HARMED",
    "MENTIONED",
    "asks_who",
    "name_bodies",
    "name_companies",
    "role_by_verb",
    "role_of_parts",
]

DEPLOYER, MENTIONED = "deployer", "mentioned"
USING: Final = ("operator", DEPLOYER)
"""Roles of those who put a system to use, as an institution does that is named with them."""
BOTH: Final = re.compile(r"\s*/\s*|\s+(?:or|oder|o|u|ou|eller|lub)\s+", re.IGNORECASE)
"""What parts the names of one column: "Care home / operator", "Schule oder Amt"."""
WORDS: Final = {
    "who": "who whom wer wem quien quienes qui chi quem wie kto vem hvem",
    "by": "by behind hinter detras derriere dietro achter von durch por par da dal "
    "dalla door przez av af pelo pela",
    "from": "from bei chez bij presso hos",
    "that": "that which der die das que qui che dat ktory ktora som",
    "small": "the a an it this has have had was were is are been did does to for of hat "
    "haben wurde wurden ist den dem el la los las lo le les il gli i una un uma o "
    "os as se fue ha han est ete sono stato stata het een heeft werd zostal "
    "zostalo ett en har",
    "object": "ai ki ia system systems software tool tools app apps application program "
    "programme programa programm programma technology algorithm algorithms model "
    "product device machine camera cameras robot robots chatbot bot scanner "
    "sensor equipment platform anwendung werkzeug technik gerat kamera kameras "
    "maschine sistema sistemas herramienta aplicacion tecnologia algoritmo modelo "
    "producto camara camaras maquina systeme systemes outil outils logiciel "
    "logiciels produit algorithme modele strumento applicazione prodotto macchina "
    "ferramenta produto systeem toepassing apparaat systemet verktyg verktyget "
    "programvara oprogramowanie narzedzie",
    "harmed": "affected harmed hit hurt injured damaged victim betroffene betroffener betroffenes "
    "geschadigte geschadigter geschadigtes afectado afectada perjudicado perjudicada danado "
    "danada victima touche touchee lese lesee victime colpito colpita danneggiato "
    "danneggiata vittima afetado afetada prejudicado prejudicada getroffen gedupeerd "
    "gedupeerde drabbad drabbade",
}
"""Words of headers: for persons, before an agent or a seller, small ones, systems, harm."""
WHO, BY, FROM, THAT, SMALL, OBJECTS, HARMED = (frozenset(words.split()) for words in WORDS.values())
VERB_OF_SALE: Final = "vendor"
ROLES: Final = {"provider": "vendor"}
"""Verbs that give the role of another, but only with a system as their object."""
SHARE: Final = 3
"""One cell in three at least has a legal form where a column names companies."""
LONGEST_NAME: Final = 4


def role_by_verb(
    words: Sequence[str], companies: Collection[str], *, has_names: bool = False
) -> tuple[str, str] | None:
    """Return role and kind of those for whom a header asks by a verb, or nothing.

    A verb of selling is enough; others need a system or nothing as object, since who made a
    complaint made no software, unless the column `has_names` of organisations. `companies` are
    words such as "firm".

    >>> role_by_verb("who sold the cameras".split(), ()), role_by_verb("used by".split(), ())
    (('vendor', 'company'), ('deployer', 'unspecified'))
    >>> role_by_verb("firm that built it".split(), ("firm",))
    ('developer', 'company')
    >>> role_by_verb("who made the complaint".split(), ()), role_by_verb("date sold".split(), ())
    (None, None)
    >>> role_by_verb("score made by".split(), (), has_names=True)
    ('developer', 'company')
    """
    is_relative = bool(words) and words[0] in companies and any(one in THAT for one in words[1:])
    if not (is_relative or asks_who(words) or any(one in BY | FROM for one in words[1:])):
        return None
    verb = next((one for one in words if one in _verbs()), "")
    if not verb:
        return None
    role, kind = _verbs()[verb]
    rest = {*words} - {verb} - WHO - BY - FROM - THAT - SMALL - {*companies}
    if role != VERB_OF_SALE and rest and not has_names and not rest & OBJECTS:
        return None
    if role == "client" and FROM & {*words}:
        return VERB_OF_SALE, "company"
    return ROLES.get(role, role), kind


def asks_who(words: Sequence[str]) -> bool:
    """Whether a header begins with a question for somebody: "who", "wer", "quién"."""
    return bool(words) and words[0] in WHO


def role_of_parts(
    parts: Sequence[str], roles: Mapping[str, tuple[str, str]], institutions: Collection[str]
) -> tuple[str, str] | None:
    """Return role and kind of a header with several names.

    An institution that is or has an operator puts a system to use.

    >>> roles = {"operator": ("operator", "company"), "school": ("mentioned", "education")}
    >>> role_of_parts(["school", "operator"], roles, {"school"})
    ('deployer', 'education')
    >>> role_of_parts(["x", "operator"], roles, {"school"})
    ('operator', 'company')
    >>> role_of_parts(["school", "school"], roles, {"school"})
    ('mentioned', 'education')
    """
    known = [part for part in parts if part in roles]
    first = next((part for part in known if part in institutions), known[0] if known else "")
    if first in institutions and any(roles[part][0] in USING for part in known):
        return DEPLOYER, roles[first][1]
    return roles.get(first)


def name_companies(cells: Sequence[str]) -> bool:
    """Whether a third of cells or more end with the legal form of a company.

    >>> name_companies(["Lernwerk GmbH", "Tarn, S.L.", "Orbex"]), name_companies(["A cat"])
    (True, False)
    """
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and SHARE * sum(map(_is_company, filled)) >= len(filled)


def name_bodies(cells: Sequence[str]) -> bool:
    """Whether most cells look like names of organisations, and not like words, persons or places.

    >>> name_bodies(["Seedscore Analytics", "FieldRank"]), name_bodies(["Health", "Fair Housing"])
    (True, False)
    >>> name_bodies(["Mary Seedscore", "John Fieldrank"]), name_bodies(["Kenya", "Ghana"])
    (False, False)
    """
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and 2 * sum(map(_is_body, filled)) > len(filled)


def _is_body(cell: str) -> bool:
    """Whether all words begin with capitals, one is in no word list, and none is a given name."""
    words = [word for word in cell.split() if word.casefold() not in SMALL]
    plain = [folded(word).strip(".,&()") for word in words]
    is_name = 0 < len(words) <= LONGEST_NAME and all(word[0].isupper() for word in words)
    is_odd = any(one.isalpha() and len(one) > 1 and not is_word(one) for one in plain)
    return is_name and is_odd and not place(cell) and not given_names() & {*plain}


def _is_company(cell: str) -> bool:
    """Whether a cell ends with a legal form; a plain one in small letters may be a word."""
    name = cell.split("(")[0].rstrip(" .,;")
    form = name.removeprefix(without_form(name))
    return name.endswith(" Company") or (form != form.lower() or "." in form)


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    """Return the role and the kind of those who do what a verb says."""
    with (
        as_file(files("scripts.commands.projects") / "agents.tsv") as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        rows = [*csv.DictReader(file, delimiter="\t")]
    return {verb: (row["role"], row["kind"]) for row in rows for verb in row["verbs"].split("|")}
