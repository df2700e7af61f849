"""Record reader: YAML-LD to quads with line numbers, field rules, validation and entailment."""
