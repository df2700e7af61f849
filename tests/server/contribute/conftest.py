"""The desk of contributions is that of the tests of the desk."""

from tests.server.desk.conftest import ann, app, client, data

__all__ = ["ann", "app", "client", "data"]
