"""Web infrastructure of all pages: settings, served release, negotiation, headers and errors."""
