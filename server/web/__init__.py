"""What every page needs: settings, the served release, negotiation, headers and errors."""
