"""Related issues, judged on pairs of incidents that editors tied together."""
