"""Parts of an issue made of one row of a table: texts, parties, places and the id."""
