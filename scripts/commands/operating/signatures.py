"""The commands `release sign` and `release verify`: checksums and who signed them."""

from pathlib import Path

import click

from graph.deposit import sign_release, verify
from graph.release.kept import kept_release
from graph.release.release import current_name
from ontology import Misuse
from scripts.commands.options import data_option

__all__ = ["sign_command", "verify_command"]


@click.command("sign", epilog="Example: justicegraph release sign --key ~/.ssh/id_ed25519")
@click.option("--key", type=click.Path(path_type=Path), required=True, help="An SSH key.")
@click.option("--name", default="", help="The release; without it, the current one.")
@data_option
def sign_command(key: Path, name: str, data: Path) -> None:
    """Sign the checksums of a release; servers of the data folder publish the signature."""
    release = kept_release(data, name or current_name(data))
    click.echo(f"{sign_release(release, key)}")


@click.command("verify", epilog="Example: justicegraph release verify deposit.zip")
@click.argument("copy", type=click.Path())
@data_option
@click.option("--signers", type=click.Path(path_type=Path), help="Allowed keys, as OpenSSH.")
@click.option("--signer", default="", help="Who has to have signed, a name in that file.")
@click.option("--ignore-missing", is_flag=True, help="Of a folder: files may be missing.")
def verify_command(
    copy: str, data: Path, signers: Path | None, signer: str, *, ignore_missing: bool
) -> None:
    """Compare every file of COPY with its checksum, and check who signed these.

    COPY is a deposit, a folder of downloaded files, or the name of a release, or 'current'. Exits
    with 1, and says what differs, where it does not hold.
    """
    if bool(signers) != bool(signer):
        raise Misuse("name who has to have signed, by --signer, and the keys, by --signers")
    wrong = [*verify(_path(copy, data), signers, signer, may_lack=ignore_missing)]
    for sentence in wrong:
        click.echo(f"{copy}: {sentence}")
    if wrong:
        raise click.exceptions.Exit(1)
    click.echo(f"{copy}: every file has its checksum" + f", signed by {signer}" * bool(signer))


def _path(copy: str, data: Path) -> Path:
    """Return what is at a path, else the folder of a release of this name."""
    if Path(copy).exists():
        return Path(copy)
    name = current_name(data) if copy == "current" else copy
    return kept_release(data, name).folder
