"""Redaction: a release derived from the current one, without what was withdrawn since."""
