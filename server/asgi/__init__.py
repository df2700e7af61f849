"""The ASGI side: fast path for SPARQL, WSGI bridge, result cache, access log, health."""
