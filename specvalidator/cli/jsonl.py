"""Lines of JSON in, one line of JSON out for each, in order: what commands for other programs have in common."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from specvalidator.cli import flush, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["NO_ROW", "answer_lines", "row_of"]

_MOST_LINE: Final = 1_000_000
NO_ROW: Final = "the line is no JSON object with a `text`"
"""What is answered to a line that cannot be read."""


def answer_lines(file: Any, answer: Callable[[bytes], dict[str, Any]]) -> int:
    """Write the answer to each line of a binary file as it is read, and return the exit status."""
    for line in _lines(file):
        write(json.dumps(answer(line)).replace("##", "#\\u0023") + "\n")
    flush()
    return 0


def row_of(line: bytes) -> tuple[dict[str, Any] | None, str | int | None]:
    """Return what a line holds if it is an object with a text, and in any case its id, if it has one."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(row, dict):
        return None, None
    name = row.get("id")
    return row if isinstance(row.get("text"), str) else None, name if isinstance(name, str | int) else None


def _lines(file: Any) -> Iterator[bytes]:
    """Return the lines that hold something; what is too long to be looked at comes as an empty one."""
    while line := file.readline(_MOST_LINE):
        if len(line) == _MOST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(_MOST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield b""
        elif line.strip():
            yield line
