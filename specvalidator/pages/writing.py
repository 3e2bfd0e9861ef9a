"""Put a text together from pieces of a file, and remember where each of its characters came from.

It may not know any markup.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import Final

__all__ = ["Writing"]

_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_ONE_LINE: Final = str.maketrans("\t\n\r\x0b\x0c\x1f", "      ")


class Writing:
    """A text that grows at its end, with the way back to the file that its pieces stand in."""

    __slots__ = ("_at", "_kept", "_origin", "_parts", "_width", "size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at: list[int] = []
        self._origin: list[int] = []
        self._width: list[int] = []
        self._kept: str | None = None
        self.size = 0

    @property
    def text(self) -> str:
        """Return the text as it stands now."""
        if self._kept is None:
            self._kept = "".join(self._parts)
            self._parts = [self._kept]
        return self._kept

    @property
    def is_blank(self) -> bool:
        """Say whether nothing but white space has been written."""
        return not self.text.strip()

    def put(self, piece: str, origin: int, width: int | None = None) -> None:
        """Write a piece that stands in the file at `origin`; with `width`, one that stands for so many characters."""
        if not piece:
            return
        self._at.append(self.size)
        self._origin.append(origin)
        self._width.append(len(piece) if width is None else width)
        self._parts.append(piece)
        self._kept = None
        self.size += len(piece)

    def put_line(self, piece: str, origin: int, *, has_references: bool = True) -> None:
        """Write a piece in which a line end is white space as any other, its character references resolved."""
        done = 0
        if has_references and "&" in piece:
            for found in _REFERENCE.finditer(piece):
                meant = html.unescape(found[0])
                if meant != found[0]:
                    self.put(piece[done : found.start()].translate(_ONE_LINE), origin + done)
                    self.put(meant, origin + found.start(), found.end() - found.start())
                    done = found.end()
        self.put(piece[done:].translate(_ONE_LINE), origin + done)

    def put_writing(self, other: Writing, start: int = 0, end: int | None = None) -> None:
        """Write what stands in another writing between two of its places."""
        end = other.size if end is None else min(end, other.size)
        text = other.text
        number = max(0, bisect_right(other._at, start) - 1)
        while start < end:
            after = other._at[number + 1] if number + 1 < len(other._at) else other.size
            stop = min(end, after)
            at, origin, width = other._at[number], other._origin[number], other._width[number]
            if width == after - at:
                self.put(text[start:stop], origin + start - at)
            else:
                self.put(text[start:stop], origin, width)
            start = stop
            number += 1

    def start(self, place: int) -> int:
        """Return where in the file the character at a place of the text starts."""
        number = bisect_right(self._at, place) - 1
        if number < 0:
            return 0
        after = self._at[number + 1] if number + 1 < len(self._at) else self.size
        is_as_written = self._width[number] == after - self._at[number]
        return self._origin[number] + (place - self._at[number] if is_as_written else 0)

    def end(self, place: int) -> int:
        """Return where in the file the character before a place of the text has ended."""
        number = bisect_right(self._at, place - 1) - 1
        if number < 0:
            return 0
        after = self._at[number + 1] if number + 1 < len(self._at) else self.size
        width = self._width[number]
        is_as_written = width == after - self._at[number]
        return self._origin[number] + (place - self._at[number] if is_as_written else width)
