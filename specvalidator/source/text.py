"""A file's text with its line starts: character offset in, line and column out.

Lines end at LF, CR LF or CR, as in YAML 1.2 and in editors; other Unicode separators are ordinary characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from specvalidator.location import Span

__all__ = ["SourceText"]


class SourceText:
    """The text of one file, decoded; computes line starts once, and only when a span is asked for."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]
        return self._starts

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to `end` (exclusive), both offsets into the text."""
        starts = self._line_starts()
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, max(end, start))
        return Span(line, start - starts[line - 1] + 1, end_line, max(end, start) - starts[end_line - 1] + 1)

    def line(self, number: int) -> str:
        """Return one line (counted from 1) without its line end; the empty text beyond the last."""
        starts = self._line_starts()
        if number > len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
