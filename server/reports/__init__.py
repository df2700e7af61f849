"""Report pages: charts, comparisons, coverage, places and questions."""
