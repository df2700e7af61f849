"""The rules for a redirection service lead every path to the site, and hold nothing else."""

import pytest
from click.testing import CliRunner

from scripts.command import main


def test_every_path_leads_to_the_site() -> None:
    done = CliRunner().invoke(main, ["redirects", "https://example.org"])
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        "RewriteRule ^(.*)$ https://example.org/$1 [R=303,NE,L]",
    )


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "https://a.org/?q=1", "https://a.org/ [L]\nRewriteRule"],
)
def test_what_is_no_address_of_a_site_is_refused(address: str) -> None:
    done = CliRunner().invoke(main, ["redirects", address])
    assert (done.exit_code, done.stdout) == (2, "")
