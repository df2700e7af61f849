"""Merges duplicate records: rules, union-find clusters, splits of compound names, redirects."""
