"""The command `packs`: which packs there are, what each holds, whether one's own hold together, what to read again."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, Any, Final

import click

from specvalidator import __version__
from specvalidator.catalogue import Library, audit, summarise
from specvalidator.cli import SETTINGS, flush, prepare_output, write
from specvalidator.cli.days import check_day
from specvalidator.cli.options import in_format, own_packs
from specvalidator.packs import PackError, family_of, list_packs
from specvalidator.packs.load import examine_pack_paths
from specvalidator.report.packs import (
    audit_as_json,
    audit_as_text,
    dumped,
    list_as_json,
    list_as_text,
    summary_as_json,
    summary_as_text,
)
from specvalidator.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.packs.load import ExaminedFile

__all__ = ["command"]

_MOST_FAULTS: Final = 100
"""Faults of one file that are listed; a file of nothing but faults would list tens of thousands."""


@click.group("packs", context_settings=SETTINGS)
def command() -> None:
    """Show which packs there are, what they hold, and what of them needs to be read again."""


@command.command("list", context_settings=SETTINGS, short_help="List the packs with their markets and levels.")
@own_packs
@in_format
def list_command(paths: tuple[str, ...], format_name: str) -> int:
    """List the packs: market, edition, and how many requirements of each level they have."""
    library = _library(paths)
    summaries = [summarise(source, library.covered) for source in library.sources]
    _write(list_as_text(summaries) if format_name == "text" else list_as_json(summaries, __version__))
    return 0


@command.command("show", context_settings=SETTINGS, short_help="Show what one pack covers.")
@click.argument("pack_id", metavar="ID")
@own_packs
@in_format
def show_command(pack_id: str, paths: tuple[str, ...], format_name: str) -> int:
    """Show what the pack ID covers: its routes, requirements, questions, and the texts behind it."""
    library = _library(paths)
    source = next((one for one in library.sources if one.pack.id == pack_id), None)
    if source is None:
        known = ", ".join(one.pack.id for one in library.sources)
        message = f"there is no pack {pack_id!r}; there are {known}."
        raise click.UsageError(message)
    summary = summarise(source, library.covered)
    _write(summary_as_text(summary) if format_name == "text" else summary_as_json(summary, __version__))
    return 0


@command.command("check", context_settings=SETTINGS, short_help="Check packs of your own whole.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@in_format
def check_command(paths: tuple[str, ...], format_name: str) -> int:
    """Check packs of your own in PATH, files or folders, whole: form, names, routes, and every example.

    Exit status: 0 all hold together, 1 one is refused, 2 wrong call.
    """
    for path in paths:
        if not os.path.lexists(path):
            message = f"nothing to check: {path} does not exist."
            raise click.UsageError(message)
    checked = [_checked(examined) for examined in examine_pack_paths(paths)]
    if format_name == "text":
        _write(line for one in checked for line in _checked_lines(one))
    else:
        _write([dumped("pack-check", __version__, {"files": checked})])
    return int(any(one["faults"] for one in checked))


def _checked(examined: ExaminedFile) -> dict[str, Any]:
    """Go through the faults of a pack file, and say what it holds where there are none."""
    faults = list(itertools.islice(examined.faults, _MOST_FAULTS))
    pack, document = examined.pack, examined.document
    has_held = pack is not None and document is not None and not faults
    rows = document.value["requirements"] if has_held and document is not None else []
    return {
        "file": _text(examined.file),
        "pack": pack.id if has_held and pack is not None else None,
        "requirements": len(rows),
        "examples": sum(len(row["accepts"]) + len(row["refuses"]) for row in rows),
        "faults": [{"line": one.line, "column": one.column, "reason": _text(one.reason)} for one in faults],
    }


def _checked_lines(one: dict[str, Any]) -> Iterator[str]:
    for fault in one["faults"]:
        yield visible(f"{one['file']}:{fault['line']}:{fault['column']}: {fault['reason']}") + "\n"
    if len(one["faults"]) == _MOST_FAULTS:
        yield visible(f"{one['file']}: more faults may follow; they are not listed") + "\n"
    if not one["faults"]:
        counts = f"{one['requirements']} requirements, {one['examples']} examples"
        yield visible(f"{one['file']}: the pack {one['pack']} holds together ({counts})") + "\n"


def _text(text: str) -> str:
    """Return a text without lone surrogates, which JSON readers refuse."""
    return text.encode("utf-8", "backslashreplace").decode()


@command.command("audit", context_settings=SETTINGS, short_help="List what needs a person's eye again.")
@click.option(
    "--as-of", default="", metavar="YYYY-MM-DD", help="The day to count from.  [default: the newest edition of a pack]"
)
@click.option(
    "--older-than",
    type=click.IntRange(min=0),
    default=365,
    show_default=True,
    metavar="DAYS",
    help="How long ago a clause may have been read.",
)
@click.option(
    "--pack",
    "names",
    multiple=True,
    metavar="ID|PATH",
    help="Shipped pack to audit instead of all, with those that continue its id, or a file or folder of your own"
    " packs to audit as well. May be repeated.",
)
@in_format
def audit_command(as_of: str, older_than: int, names: tuple[str, ...], format_name: str) -> int:
    """List what needs a person's eye: clauses read long ago or never, drafts, requirements without facts, gaps.

    Exit status: 1 when a clause was read longer ago than --older-than allows, else 0.
    """
    check_day(as_of)
    shipped = [name for name in names if name in list_packs()]
    paths = [name for name in names if name not in list_packs()]
    chosen = dict.fromkeys(one for name in shipped for one in family_of(name))
    found = audit(_library(paths, chosen or None), as_of, older_than)
    _write(audit_as_text(found) if format_name == "text" else audit_as_json(found, __version__))
    return int(bool(found.older))


def _library(paths: Iterable[str], names: Iterable[str] | None = None) -> Library:
    try:
        return Library.read(paths, names)
    except PackError as error:
        message = f"--pack: {error}"
        raise click.UsageError(message) from None


def _write(pieces: Iterable[str]) -> None:
    prepare_output()
    for piece in pieces:
        write(piece)
    flush()
