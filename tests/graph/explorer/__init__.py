"""Exploring: the links of a release, what is seen of them, and ways between two nodes."""
