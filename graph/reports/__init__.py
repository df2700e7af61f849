"""Reports counted at build time: charts and coverage."""
