"""Whatever bytes a file of a data folder or a project holds, it is read or refused in words."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build.last_plan import last_plan
from graph.desk.decided_files import hidden
from graph.identity.judgements import read_judgements
from graph.release.dois import doi_of
from graph.release.history import history
from graph.release.rdf_patch import read_patch
from graph.release.release import Release, read_release
from ontology import JusticeGraphError
from ontology.project_folder import read_project
from server.languages.catalogue import read_catalogue
from server.web.settings import Settings

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
"""Values of JSON, of any shape."""
CONTENTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(
        (b"", b"\xef\xbb\xbf{}", b"\xff\xfe", b"[" * 3_000, b'{"a":' * 3_000, b"\0" * 9)
    ),
)


NAME = "0123456789abcdef"
READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "manifest": (f"releases/{NAME}/manifest.json", lambda data: read_release(data, NAME)),
    "plan": ("plan.json", last_plan),
    "history": ("history.json", history),
    "DOIs": ("dois.json", lambda data: doi_of(Release(data / "releases" / "a", {"name": "a"}))),
    "hidden records": ("desk/hidden.json", hidden),
    "project": ("justicegraph.toml", read_project),
    "settings": ("a.toml", lambda data: Settings.read(file=data / "a.toml", environment={})),
    "catalogue": ("xx.po", lambda data: read_catalogue(data / "xx.po")),
    "judgements": ("a.tsv", lambda data: read_judgements([data / "a.tsv"])),
    "RDF Patch": ("a.rdfp", lambda data: read_patch(data / "a.rdfp")),
}  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=25)
@given(content=CONTENTS)
def test_a_file_of_any_bytes_is_read_or_refused_in_words(kind: str, content: bytes) -> None:
    name, read = READERS[kind]
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        with suppress(JusticeGraphError):
            read(Path(folder))
