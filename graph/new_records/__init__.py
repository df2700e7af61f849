"""New records: files with the fields of a class and the values that each may have, to fill in."""
