"""Companies: their owners over time and their Wikidata items."""
