"""Name index of a release: entities for a name as others write it (entity reconciliation)."""

from graph.reconcile.index_writer import NAMES, entities, write_names
from graph.reconcile.name_index import Candidate, Entity, NameIndex

__all__ = ["NAMES", "Candidate", "Entity", "NameIndex", "entities", "write_names"]
