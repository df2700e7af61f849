"""Issues that several records report: matching, duplicates in a source, and canonical records."""
