"""Two-phase SHACL validation: queries find candidate violations, pySHACL validates only these.

The queries are derived from the shapes. They may find a node too many, but never one too few: where
no query can decide a constraint, pySHACL checks all focus nodes. It runs once, on shapes whose
targets are the candidates. So the report equals that of pySHACL alone. The cost of the queries
grows with the graph, that of pySHACL with the candidates.
"""

from shapes.gate.gate import judge

__all__ = ["judge"]
