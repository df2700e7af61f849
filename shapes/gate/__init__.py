"""Two-phase SHACL validation: queries find candidate violations, pySHACL validates only these.

The queries are derived from the shapes as they are read. They may name a node too many, and never
one too few: what no query can judge goes to pySHACL at every focus node. So the report is that of
pySHACL alone, at a cost that grows with the graph as a query does, and as pySHACL does only with
what is wrong.
"""

from shapes.gate.gate import judge

__all__ = ["judge"]
