"""Commands by which reviewers see and judge what rules propose."""
