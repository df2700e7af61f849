"""Write the generated parts of the documentation anew, and the messages of each language.

Prints the files that changed.
"""

import sys

from scripts.docs.blocks import DOCS, renewed
from scripts.docs.messages import LANGUAGES, renewed_catalogue


def main() -> None:
    """Write each file whose generated parts differ from what the code says."""
    catalogues = {path: renewed_catalogue(path) for path in LANGUAGES.glob("*.po")}
    for path, text in sorted((renewed(DOCS) | catalogues).items()):
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()
