"""Directory of organisations: by kind, area, place, task and role, with homepage and contact."""
