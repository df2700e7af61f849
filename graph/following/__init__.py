"""Following by mail: followers with double opt-in, digests, and a queue of letters."""
