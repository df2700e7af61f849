"""The subcommands of `justicegraph`: one module a command."""
