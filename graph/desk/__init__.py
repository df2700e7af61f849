"""Review desk: suggestions and their events, reviewers, and the files of what was accepted."""
