"""The command that builds: its options."""

import pytest
from click.testing import CliRunner

from ontology import Misuse
from scripts.commands.build import build_command


def test_a_download_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(
        Misuse, match=r"^--formats pdf: choose from nq, trig, nt, ttl, rdf, jsonld$"
    ):
        CliRunner().invoke(build_command, ["--formats", "TTL, pdf"], catch_exceptions=False)
