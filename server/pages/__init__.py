"""Pages at fixed addresses: home, history, about, related issues, embedding."""
