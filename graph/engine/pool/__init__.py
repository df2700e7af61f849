"""A pool of forked worker processes, each of which runs one query at a time."""
