"""The generated parts of the documentation: `python -m scripts.docs` writes them."""
