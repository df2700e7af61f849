"""Front-end parts: their lock, their bundling and how they are read."""
