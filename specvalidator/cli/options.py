"""Options that several commands have."""

from __future__ import annotations

import click

__all__ = ["in_format", "own_packs"]

in_format = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
"""Text for people, or the same as data."""
own_packs = click.option(
    "--pack", "paths", multiple=True, metavar="PATH", help="A file or folder of your own packs. May be repeated."
)
"""Packs of one's own beside those that ship."""
