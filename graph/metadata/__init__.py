"""Metadata of the dataset: provenance, licences, VoID, DCAT, service description, statistics."""
