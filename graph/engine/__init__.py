"""SPARQL engines behind one interface: in this process, in a pool of processes, or remote."""
