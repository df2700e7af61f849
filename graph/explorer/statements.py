"""SQL statements that read the explorer's index; see `index_writer.py` for its tables."""

from typing import Final

__all__ = [
    "ADDRESSED",
    "ALIASES",
    "AMONG",
    "BOUGHT",
    "ENDS",
    "EVERY_LINK",
    "EXAMPLES",
    "LIKE",
    "LINKED",
    "MOST_LINKED",
    "NAMED",
    "NAMES",
    "NEIGHBOURS",
    "NUMBERED",
    "SORTS",
    "TALLIED",
    "WIDEST",
]

NAMED: Final = """
SELECT number, name, iri, kind, label, links, x, y FROM node
WHERE name IN (SELECT value FROM json_each(:names))
"""
NAMES: Final = "SELECT name FROM node ORDER BY number LIMIT :most"
ALIASES: Final = """
SELECT alias.name, node.number, node.name, iri, kind, label, links, x, y
FROM alias JOIN node ON node.number = alias.number
WHERE alias.name IN (SELECT value FROM json_each(:names))
"""
ADDRESSED: Final = """
SELECT number, name, iri, kind, label, links, x, y FROM node
WHERE iri IN (SELECT value FROM json_each(:addresses))
"""
NUMBERED: Final = """
SELECT number, name, iri, kind, label, links, x, y FROM node
WHERE number IN (SELECT value FROM json_each(:numbers))
"""
LIKE: Final = """
SELECT number, name, iri, kind, label, links, x, y FROM node
WHERE kind IN (SELECT value FROM json_each(:kinds)) AND instr(lower(label), lower(:text))
ORDER BY number LIMIT :most
"""
NEIGHBOURS: Final = """
SELECT DISTINCT number, name, iri, kind, label, links, x, y
FROM link CROSS JOIN node ON number = b
WHERE a = :number AND b NOT IN (SELECT value FROM json_each(:without))
  AND (:vias = '[]' OR via IN (SELECT value FROM json_each(:vias)))
  AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
ORDER BY b LIMIT :most
"""
ENDS: Final = """
SELECT DISTINCT number, links FROM link CROSS JOIN node ON number = b
WHERE a = :number AND b NOT IN (SELECT value FROM json_each(:without))
  AND (:vias = '[]' OR via IN (SELECT value FROM json_each(:vias)))
  AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds))
       OR number IN (SELECT value FROM json_each(:always)))
  AND (links <= :hub OR number IN (SELECT value FROM json_each(:always)))
  AND (:reporters OR via <> 'actor' OR says NOT LIKE 'Reporter%' OR EXISTS (
       SELECT 1 FROM json_each(facts) WHERE json_extract(value, '$.role') <> 'Reporter'))
LIMIT :most
"""
LINKED: Final = """
SELECT DISTINCT b FROM json_each(:numbers) CROSS JOIN link ON a = value
  CROSS JOIN node ON number = b
WHERE link.via IN (SELECT value FROM json_each(:by)) AND is_forward = :is_forward
  AND b NOT IN (SELECT value FROM json_each(:without))
  AND (:vias = '[]' OR link.via IN (SELECT value FROM json_each(:vias)))
  AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
ORDER BY b LIMIT :most
"""
BOUGHT: Final = """
SELECT b, facts FROM json_each(:numbers) CROSS JOIN link ON a = value
WHERE via = :via AND is_forward AND b NOT IN (SELECT value FROM json_each(:without))
LIMIT :most
"""
MOST_LINKED: Final = """
SELECT number, name, iri, kind, label, links, x, y FROM node
WHERE (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
  AND number NOT IN (SELECT value FROM json_each(:without))
ORDER BY number LIMIT :most
"""
AMONG: Final = """
SELECT a, b, via, is_forward, says, facts
FROM json_each(:numbers) CROSS JOIN link ON a = value
WHERE b < :below AND (:vias = '[]' OR via IN (SELECT value FROM json_each(:vias)))
"""
EVERY_LINK: Final = "SELECT a, b, via, says, facts FROM link WHERE is_forward ORDER BY a, b, via"
TALLIED: Final = """
SELECT node, SUM(links) FROM json_each(:numbers) CROSS JOIN tally ON node = value
WHERE (:vias = '[]' OR via IN (SELECT value FROM json_each(:vias)))
  AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
GROUP BY node
"""
EXAMPLES: Final = {
    "chain": """
SELECT a FROM link JOIN node ON number = a AND kind = 'actor'
WHERE via = 'labourLink' AND is_forward GROUP BY a ORDER BY COUNT(*) DESC, a LIMIT 3""",
    "issue": """
SELECT link.a FROM link JOIN node ON number = a AND kind = 'issue'
WHERE via = 'workerGroup' AND is_forward GROUP BY a ORDER BY links DESC, a LIMIT 3""",
    "place": """
SELECT b FROM link JOIN node ON number = a AND kind = 'worker-group'
WHERE via = 'place' AND is_forward GROUP BY b ORDER BY COUNT(*) DESC, b LIMIT 2""",
    "group": "SELECT number FROM node WHERE kind = 'worker-group' ORDER BY number LIMIT 1",
}
"""Nodes to begin with: who buys work from most, the issues of workers, places of workers."""
WIDEST: Final = "SELECT COUNT(*) FROM node WHERE links > :wide"
SORTS: Final = "SELECT what, name, amount FROM sort"
