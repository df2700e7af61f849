"""The build pipeline: read, check, infer, assemble, write a release."""
