"""Front-end bundles from npm: serves them precompressed, and gives templates their addresses."""

import json
import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request, send_from_directory

from ontology import NotFound
from server.web.etags import FOR_EVER, REVALIDATED

__all__ = ["FOLDER", "blueprint", "has_parts", "part"]

blueprint = Blueprint("parts", __name__)

FOLDER: Final = Path(__file__).parent / "bundled"
CODED: Final = {"br": ".br", "gzip": ".gz"}
"""Content codings that the build precompresses, with their file suffixes."""
HASHED: Final = re.compile(r"-[A-Z0-9]{8}\.\w+\Z")
"""File names with a content hash, as esbuild writes them."""


@blueprint.get("/parts/<name>")
def bundled(name: str) -> Response:
    """Send a bundle or an asset of it, precompressed if possible.

    Where a name tells the content, it is kept for ever; else it is asked for again by its tag.
    Raises `NotFound` where the build left no such file.
    Source: RFC 8246.
    """
    if name not in _files() or name.endswith(tuple(CODED.values())):
        raise NotFound(f"there is no front-end part '{name}' here")
    coding = _coding(name)
    file, media_type = name + CODED.get(coding, ""), mimetypes.guess_type(name)[0]
    is_hashed = HASHED.search(name) is not None
    tag = file if is_hashed else True
    response = send_from_directory(FOLDER, file, mimetype=media_type, etag=tag)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = FOR_EVER if is_hashed else REVALIDATED
    return response


def _coding(name: str) -> str:
    taken = request.accept_encodings
    there = (coding for coding, ending in CODED.items() if name + ending in _files())
    return next((coding for coding in there if taken[coding] > 0), "")


@blueprint.app_template_global()
def part(name: str) -> str:
    """Return the address of a bundle ("sigma.js"), or an empty string if it is not installed.

    Complexity: one look-up, after the first.
    """
    bundle = _names().get(name)
    return f"/parts/{bundle}" if bundle else ""


def has_parts() -> bool:
    """Whether the front-end bundles are installed."""
    return bool(_names())


@cache
def _names() -> dict[str, str]:
    path = FOLDER / "names.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return names


@cache
def _files() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.glob("*"))
