"""Build pipeline: read, validate, infer, assemble and write a release."""
