"""Importer of the AI Incident Database: incidents, merges, taxonomies."""
