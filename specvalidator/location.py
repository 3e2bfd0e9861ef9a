"""Where something is: by route of keys and indices, and by line and column.

Checks speak places (symbolic); only `source` turns a place into a span (concrete).
This room may not import any other.
"""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

__all__ = ["Location", "Part", "Place", "Route", "Span", "pattern_of", "pointer", "route_of"]

Route = tuple[str | int, ...]
"""Keys and list indices from the root of a document to a value."""

Part = Literal["value", "key"]
"""Which part of an entry is meant: the value, or the key alone."""


class Span(NamedTuple):
    """A stretch of a text file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Something on a sheet, by route: a value, its key, or some words inside a text value."""

    route: Route
    part: Part = "value"
    words: tuple[int, int] | None = None
    """First and last (exclusive) character inside the text value."""
    note: str = ""
    """What this place has to do with the answer, in a few words."""


class Location(NamedTuple):
    """A place made concrete: file, document in the file, pointer, span."""

    file: str
    document: int
    pointer: str
    span: Span
    note: str = ""


@functools.lru_cache(maxsize=4096)
def pointer(route: Route) -> str:
    """Write a route as a JSON Pointer (RFC 6901); the root is the empty text."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in route)


def route_of(text: str) -> tuple[str, ...]:
    """Read a JSON Pointer into its steps, all as texts; `ValueError` when it does not start with a slash."""
    if not text:
        return ()
    if not text.startswith("/"):
        message = f"a pointer starts with a slash: {text!r}"
        raise ValueError(message)
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/"))


def pattern_of(text: str) -> tuple[tuple[str, ...], bool]:
    """Read a place as requirements write it: its steps, and whether it starts at the item instead of the root.

    `/markets/*/status` starts at the root, `./status` at the item in hand; `.` is the item, `/` the whole sheet.
    `ValueError` when it starts with neither.
    """
    if text in ("/", "."):
        return (), text == "."
    if text.startswith("./"):
        return route_of(text[1:]), True
    return route_of(text), False
