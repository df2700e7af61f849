"""Two-phase SHACL validation: queries find candidate violations, pySHACL validates only these.

The queries are derived from the shapes. They may find a node too many, but never one too few: where
no query can decide a constraint, pySHACL checks all focus nodes. So the report equals that of
pySHACL alone, but its cost grows with the graph as that of a query, and as that of pySHACL only with
the number of candidates.
"""

from shapes.gate.gate import judge

__all__ = ["judge"]
