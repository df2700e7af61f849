"""Following: feeds of lists, records and questions, and digests of the same by mail."""
