"""The command `schema`: the forms of what the tool reads and writes, for editors and other validators."""

from __future__ import annotations

from typing import Final

import click

from specvalidator.cli import SETTINGS, flush, write
from specvalidator.data import read_data

__all__ = ["command"]

_FILES: Final = {
    "sheet": "device-spec.schema.json",
    "pack": "pack.schema.json",
    "review": "review-v1.schema.json",
    "text": "text-v1.schema.json",
}


@click.command("schema", context_settings=SETTINGS)
@click.argument("name", type=click.Choice(tuple(_FILES)), default="sheet")
def command(name: str) -> int:
    """Print the JSON Schema of a sheet (default), of a pack, or of a review in JSON, of sheets or (`text`) of pages."""
    write(read_data(_FILES[name]).decode())
    flush()
    return 0
