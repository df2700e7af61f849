"""Review desk on the web: sign in, suggestions, identity, withheld names, hiding of records."""
