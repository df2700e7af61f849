"""Model Context Protocol: the graph as tools that an assistant may call, reading only."""
