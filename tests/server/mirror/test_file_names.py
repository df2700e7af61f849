"""Every file system takes the names of a mirror's files, and tells them apart."""

import re

from hypothesis import given
from hypothesis import strategies as st

from server.mirror.file_names import clashing, folded, portable, stem_of

SEGMENTS = st.one_of(
    st.sampled_from(["Actor", "actor", "ACTOR", "con", "Nul.x", "lpt1", "caf\u00e9", "cafe\u0301"]),
    st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1),
    st.text("aÀ漢", min_size=90, max_size=400),
)
PATHS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)
REFUSED = re.compile(
    r'(?i:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*[. ]|.*[\x00-\x1f"*:<>?|\\].*', re.DOTALL
)
"""Names that Windows refuses."""


@given(st.lists(PATHS, max_size=12, unique=True))
def test_each_path_has_a_file_that_no_system_refuses_or_takes_for_another(
    paths: list[str],
) -> None:
    stems = {stem_of(path) for path in paths}
    found = [portable(stem, clashing(stems)) for stem in sorted(stems)]
    assert len({folded(one) for one in found}) == len(stems)
    segments = [segment for one in found for segment in one.split("/")]
    assert [one for one in segments if REFUSED.fullmatch(one) or len(one.encode()) > 120] == []


def test_all_formats_of_a_resource_have_one_name() -> None:
    files = ["ontology/Actor.html", "ontology/Actor.csl.json", "ontology/actor.ttl"]
    clashes = clashing({stem_of(file) for file in files})
    assert [portable(file, clashes) for file in files] == [
        "ontology/Actor~5af3b678.html",
        "ontology/Actor~5af3b678.csl.json",
        "ontology/actor.ttl",
    ]
