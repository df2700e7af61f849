"""Pages of counts: charts, comparisons, coverage, places and questions."""
