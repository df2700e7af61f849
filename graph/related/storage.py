"""Stores the features of a release in a file, so that they need not be gathered again."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy import sparse

from graph.related.features import Features
from graph.related.types import TYPES
from ontology import Unavailable

__all__ = ["FEATURES", "read_features", "write_features"]

FEATURES: Final = "features.npz"


def write_features(known: Features, folder: Path) -> Path:
    """Write features into the folder of a release: the same features, the same bytes."""
    path = folder / FEATURES
    roles = [[issue, node, how] for (issue, node), how in sorted(known.roles.items())]
    names = {*known.issues, *known.nodes}
    labels = {name: label for name, label in sorted(known.labels.items()) if name in names}
    texts = {"issues": known.issues, "nodes": known.nodes, "labels": labels, "roles": roles}
    texts |= {"types": [one.name for one in TYPES]}
    np.savez_compressed(
        path,
        texts=np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), dtype=np.uint8),
        types=known.types,
        indptr=known.counts.indptr,
        indices=known.counts.indices,
        data=known.counts.data,
    )
    return path


def read_features(folder: Path) -> Features:
    """Return the features of a release; raises `Unavailable` where they are not there."""
    path = folder / FEATURES
    try:
        with np.load(path, allow_pickle=False) as kept:
            texts = _texts(kept["texts"].tobytes())
            shape = (len(texts["issues"]), len(texts["nodes"]))
            parts = (kept["data"], kept["indices"], kept["indptr"])
            return Features(
                tuple(texts["issues"]),
                tuple(texts["nodes"]),
                kept["types"],
                sparse.csr_matrix(parts, shape=shape),
                texts["labels"],
                {(issue, node): how for issue, node, how in texts["roles"]},
            )
    except (OSError, ValueError, KeyError) as error:
        raise Unavailable(f"{path}: cannot be read: build the release again ({error})") from error


def _texts(content: bytes) -> dict[str, Any]:
    """Parse the texts; types are stored by position, so the list of types must be ours."""
    texts: dict[str, Any] = json.loads(content)
    if texts["types"] != [one.name for one in TYPES]:
        raise ValueError("another version made it")
    return texts
