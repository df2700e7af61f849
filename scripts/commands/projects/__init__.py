"""Projects: the command that makes one, and what the commands that read one have in common."""
