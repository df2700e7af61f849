"""Reconciliation Service API 0.2: matches names in tables of others to records and concepts."""
