"""Hidden records: their pages answer 410 at once, before a build leaves them out."""

from flask import Blueprint, request

from graph.desk.decided_files import hidden_now
from ontology import Gone
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("hiding", __name__)

DEEPEST = 3


@blueprint.before_app_request
def refuse_hidden() -> None:
    """Raise `Gone` for the address of a record that a reviewer has hidden."""
    parts = request.path.split("/")
    if len(parts) > DEEPEST and parts[1] in ("id", "embed", "graph"):
        names = hidden_now(site().settings.data)
        name = f"{parts[2]}/{parts[3].partition('.')[0]}"
        if names and (name in names or f"{parts[2]}/{parts[3]}" in names):
            raise Gone("this record was withdrawn after a request, which a person reviewed")
