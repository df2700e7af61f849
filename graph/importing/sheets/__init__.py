"""Sheets as users have them: archives, encodings, headers, rows and cells."""
