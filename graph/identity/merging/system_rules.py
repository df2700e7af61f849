"""Merge rules of AI systems: names, developer prefixes, brackets and spelling, by developer.

Names of systems are often common nouns, so that most rules ask for a common developer.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from rapidfuzz.distance import OSA

from graph.identity.merging.merge_rules import Rule, aliases
from graph.identity.naming.entities import Entity
from graph.identity.naming.names import BRACKETS, form, is_generic, without_suffix

__all__ = ["system_rules"]

SHORTEST_SPELT: Final = 7
"""Keys of fewer characters are not compared by spelling."""
SHORTEST_BRACKETED: Final = 3
BRACKET: Final = "one is the other without its brackets, or what is in them"

Names = Mapping[str, tuple[str, ...]]
"""Names of actors by IRI."""


def system_rules(names: Names) -> tuple[Rule, ...]:
    """Return the rules for AI systems, and for products that sources list as organisations.

    `names` are those of the developers. Complexity of each: linear in the names, times the length
    of a name for the rule of spelling.
    """
    prefixes = partial(_without_developer, names)
    return (
        Rule("wikidata", 1.0, "the same Wikidata id", lambda one: one.wikidata),
        Rule("name", 0.995, "the same name but for its writing", _same_name, agrees=_may_be_same),
        Rule("developer", 0.985, "the same name but for its developer's", prefixes, agrees=_share),
        Rule("bracket", 0.985, BRACKET, _outside, agrees=_may_be_same),
        Rule("bracket", 0.98, BRACKET, _bracketed, agrees=_share),
        Rule(
            "spelling", 0.98, "a misspelling, of the same developer", _deletions, agrees=_misspelt
        ),
        Rule("product", 0.99, "an organisation that is this product", _keys, agrees=_is_product),
        Rule("alias", 0.985, "a known other name", _aliases),
    )


def _keys(entity: Entity) -> Iterator[str]:
    return (form(name).key for name in entity.names)


def _names(system: Entity) -> tuple[str, ...]:
    """Return the names of a system; an organisation that is a product has a rule of its own."""
    return () if system.kind == "actor" else system.names


def _same_name(system: Entity) -> Iterator[str]:
    return (form(name).key for name in _names(system))


def _aliases(system: Entity) -> Iterator[str]:
    bare = (form(name).bare for name in system.names)
    return (aliases()[name] for name in bare if name in aliases())


def _is_product(left: Entity, right: Entity) -> bool:
    """Whether one is a system and the other an organisation."""
    return left.kind != right.kind


def _share(left: Entity, right: Entity) -> bool:
    return bool(left.developers & right.developers)


def _may_be_same(left: Entity, right: Entity) -> bool:
    """Whether no developer speaks against it; a name of common nouns needs a common developer."""
    if _share(left, right):
        return True
    return not (left.developers and right.developers) and not is_generic(left.names[0])


def _without_developer(names: Names, system: Entity) -> Iterator[str]:
    """Yield for each developer each name, without the developer's name at its front.

    A suffix such as "system" falls away too; the developer's name alone is no name of a system.
    """
    for maker in system.developers:
        leads = {form(name).words for name in names.get(maker, ())}
        for words in (form(name).words for name in system.names):
            for short in {words, *(words[len(one) :] for one in leads if _leads(one, words))}:
                stripped = _without_ai(without_suffix(short))
                if stripped and stripped not in leads:
                    yield f"{maker} {''.join(stripped).removesuffix('s')}"


def _without_ai(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("ai",) and len(words) > 2 else words


def _leads(maker: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(maker) and words[: len(maker)] == maker


def _outside(system: Entity) -> Iterator[str]:
    return (form(BRACKETS.sub(" ", name)).key for name in _names(system))


def _bracketed(system: Entity) -> Iterator[str]:
    """Yield a name, and of a name with brackets its outside and its inside."""
    for name in _names(system):
        yield form(name).key
        inside = form(name).bracketed
        for part in (BRACKETS.sub(" ", name), *inside) if inside else ():
            if len(form(part).key) >= SHORTEST_BRACKETED:
                yield form(part).key


def _deletions(system: Entity) -> Iterable[str]:
    """Yield the keys that two names share which differ by one letter.

    Source: Garbe, SymSpell (2012): the deletion neighbourhood of distance 1.
    """
    for key in _keys(system):
        if len(key) >= SHORTEST_SPELT and key.isalpha():
            yield key
            yield from (key[:at] + key[at + 1 :] for at in range(len(key)))


def _misspelt(left: Entity, right: Entity) -> bool:
    """Whether two letters changed places, or one is missing within the name.

    Another letter makes another product (Mistral, Mixtral), and so does one at the end.
    """
    return _share(left, right) and any(
        _is_slip(one, other) for one in _keys(left) for other in _keys(right)
    )


def _is_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sorted(one) == sorted(other) and OSA.distance(one, other) <= 1
    return one[-1] == other[-1] and OSA.distance(one, other) <= 1
