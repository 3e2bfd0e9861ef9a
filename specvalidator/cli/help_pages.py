"""The help of every command, as the reference under `docs/` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from specvalidator.cli import COMMANDS, group

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["help_pages"]

_WIDTH = 100


def help_pages() -> Iterator[tuple[str, str]]:
    """Yield each command, those of groups included, with its help."""
    context = _context(group, "specvalidator", None)
    yield "specvalidator", group.get_help(context)
    for name in COMMANDS:
        command = group.get_command(context, name)
        if command is not None:  # always: the table lists what there is
            yield from _pages(command, name, context)


def _pages(command: click.Command, name: str, parent: click.Context) -> Iterator[tuple[str, str]]:
    context = _context(command, name, parent)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _pages(command.commands[inner], inner, context)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
