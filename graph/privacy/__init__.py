"""Private persons are named nowhere: detection, reviewed decisions, pseudonyms, clear addresses."""
