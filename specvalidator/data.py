"""Where the files that ship with the tool lie: schemas, unit list, packs, word lists.

In a checkout they stand beside the package in ``schemas/``; in an installed wheel they stand inside it.
This is the only room that knows both places. It may not read anything outside them.
"""

from __future__ import annotations

import os

__all__ = ["data_path", "docs_path", "has_data", "read_data"]

_HERE = os.path.dirname(os.path.abspath(__file__))
_INSIDE = os.path.join(_HERE, "schemas")
_BESIDE = os.path.join(os.path.dirname(_HERE), "schemas")
_ROOT = _INSIDE if os.path.isdir(_INSIDE) else _BESIDE


def data_path(name: str) -> str:
    """Return the path of a shipped file, named relative to ``schemas/`` with forward slashes."""
    return os.path.join(_ROOT, *name.split("/"))


def docs_path(name: str) -> str | None:
    """Return the path of a page of the reference, beside the package in a checkout; None where there is none."""
    if _ROOT != _BESIDE:
        return None
    return os.path.join(os.path.dirname(_HERE), "docs", *name.split("/"))


def has_data(name: str) -> bool:
    """Say whether a file of this name ships."""
    return os.path.isfile(data_path(name))


def read_data(name: str) -> bytes:
    """Return the bytes of a shipped file; a missing one is our fault and raises ``FileNotFoundError``."""
    with open(data_path(name), "rb") as file:
        return file.read()
