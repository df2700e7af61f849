"""Write the generated parts of the documentation anew, and print the files that changed."""

import sys

from scripts.docs.blocks import DOCS, renewed


def main() -> None:
    """Write each file whose generated parts differ from what the code says."""
    for path, text in sorted(renewed(DOCS).items()):
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()
