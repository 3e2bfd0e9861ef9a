"""The command line: options in, one call, one report, one exit status.

Commands are imported when they are called, so that `--version` and `--help` import next to nothing.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from specvalidator import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

__all__ = ["SETTINGS", "OutputLostError", "StoppedError", "flush", "has_colour", "main", "prepare_output", "write"]

SETTINGS: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""What all commands have in common."""

_WRONG_CALL: Final = 2
_WE_FAILED: Final = 3
_INTERRUPTED: Final = 130

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("specvalidator.cli.check", "Review sheets and report what a reviewer would ask about."),
    "explain": ("specvalidator.cli.explain", "Explain what an id of a report stands for."),
    "packs": ("specvalidator.cli.packs", "List, show, check or audit packs of requirements."),
    "quantity": ("specvalidator.cli.quantity", "Show how a quantity is read."),
    "schema": ("specvalidator.cli.schema", "Print the form of a sheet, a pack or a review."),
    "text": ("specvalidator.cli.text", "Read a page or lines of text for claims and statements."),
}
"""Each command: the module that holds a click command `command`, and its line in the help."""


class OutputLostError(Exception):
    """The report could not be written."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class StoppedError(Exception):
    """The check cannot go on, through no fault of a sheet; the text says why and what to do."""


def prepare_output() -> None:
    """Write what the terminal's encoding cannot show as escapes instead of failing."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def has_colour() -> bool:
    """Say whether the report goes to a terminal that shows colours, and whoever reads it wants them."""
    import os  # noqa: PLC0415

    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM") != "dumb"
    )


def write(piece: str) -> None:
    """Write a piece of a report. Raises `OutputLostError`."""
    if sys.stdout is None:  # started with standard output closed
        raise OutputLostError(OSError("standard output is closed"))
    try:
        sys.stdout.write(piece)
    except OSError as error:
        raise OutputLostError(error) from error


def flush() -> None:
    """Write what is still waiting. Raises `OutputLostError`."""
    if sys.stdout is None:
        raise OutputLostError(OSError("standard output is closed"))
    try:
        sys.stdout.flush()
    except OSError as error:
        raise OutputLostError(error) from error


class _Commands(click.Group):
    """The group of commands; knows their names and help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="specvalidator")
def group() -> None:
    """Review the paperwork of ozone-generating devices.

    Exit status: 0 nothing at or above the chosen level, 1 findings, 2 wrong call or nothing to check,
    3 the tool or its data failed.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    try:
        status = group.main(args=argv, prog_name="specvalidator", standalone_mode=False)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        if context is not None:
            _say(f"{context.command_path}: try --help")
        _say(f"error: {error.format_message()}")
        return _WRONG_CALL
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return _INTERRUPTED
    except OutputLostError as error:
        return _output_lost(error.reason)
    except StoppedError as error:
        _say(str(error))
        return _WE_FAILED
    except Exception:  # noqa: BLE001 - the last line of defence: status 1 means findings, a crash must not look like it
        return _crashed()
    return status if isinstance(status, int) else 0


def _say(text: str) -> None:
    """Write one line to the error stream, with nothing in it that acts on a terminal or a log."""
    try:
        from specvalidator.report.visible import visible  # noqa: PLC0415 - only when there is something to say

        shown = visible(text)
    except Exception:  # noqa: BLE001 - the installation is broken, and this has to say so all the same
        shown = ascii(text)
    try:
        click.echo(f"specvalidator: {shown}", err=True)
    except OSError:  # nobody can read it; the exit status still says it
        _give_up(sys.stderr)


def _output_lost(reason: OSError) -> int:
    """Say that the report could not be written; a reader that has closed the pipe needs no word."""
    if sys.stdout is not None:
        _give_up(sys.stdout)
    if not isinstance(reason, BrokenPipeError):
        _say(f"the report could not be written: {reason.strerror or reason}")
    return _WE_FAILED


def _give_up(stream: TextIO) -> None:
    """Point a stream elsewhere: it is flushed again at exit, and a second failure would change the exit status."""
    import os  # noqa: PLC0415

    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _crashed() -> int:
    import traceback  # noqa: PLC0415

    _say("the tool failed on this input; please report it with what follows")
    for line in traceback.format_exc().splitlines():
        _say(line)
    return _WE_FAILED
