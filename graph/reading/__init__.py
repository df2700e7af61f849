"""Reading one record: YAML-LD to quads with lines, field rules, checks and entailment."""
