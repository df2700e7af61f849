"""The command `redirects`: the rules of a redirection service such as w3id.org."""

from typing import Final
from urllib.parse import urlsplit

import click

from ontology import Misuse

__all__ = ["redirects_command"]

RULES: Final = """\
# {address}
# The folder's name is the path of the base, such as justicegraph in https://w3id.org/justicegraph/.
# Every IRI leads to the same path of the site, which chooses the format by Accept or by suffix.
Options +FollowSymLinks
RewriteEngine on
RewriteRule ^(.*)$ {address}$1 [R=303,NE,L]
"""


@click.command("redirects", epilog="Example: justicegraph redirects https://example.org/")
@click.argument("address")
def redirects_command(address: str) -> None:
    """Print the file .htaccess by which IRIs lead to the site at ADDRESS, to be sent to w3id.org.

    Source: Cool URIs for the Semantic Web, section 4.3.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Misuse(f"{address}: this is no address of a site, such as https://example.org/")
    if any(letter in address for letter in " \n\r\t$%\\"):
        raise Misuse(f"{address}: an address of a rule holds no space, $, % or backslash")
    click.echo(RULES.format(address=f"{address.rstrip('/')}/"), nl=False)
