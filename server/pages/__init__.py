"""Pages at fixed addresses: home, history, corrections, related issues, embedding."""
