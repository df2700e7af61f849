"""Routes of related issues; the implementation is imported at the first request.

It needs numpy and scipy, which take memory and threads that a server which is not asked has no use
for.
"""

from flask import Blueprint, Response
from werkzeug.wrappers import Response as Answer

__all__ = ["blueprint"]

blueprint = Blueprint("related", __name__)


@blueprint.get("/id/issue/<slug>/related", defaults={"suffix": ""})
@blueprint.get("/id/issue/<slug>/related.<suffix>")
def related(slug: str, suffix: str) -> Answer:
    """List related issues, or explain why two issues are related."""
    from server.pages.related_issues import related as answer

    return answer(slug, suffix)


@blueprint.get("/interlocks")
def common() -> Answer:
    """List what actors have in common."""
    from server.pages.related_issues import common as answer

    return answer()


@blueprint.route("/similar", methods=["GET", "POST"])
def similar() -> Response:
    """Say which issues a text may report; without a text, show where to write one."""
    from server.pages.similar_issues import similar as answer

    return answer()
