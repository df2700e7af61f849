"""New records and concepts: files with all that a class may state, to fill in."""
