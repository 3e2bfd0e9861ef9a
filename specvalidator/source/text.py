"""A file's text with its line starts: character offset in, line and column out.

Lines end at LF, CR LF or CR, as in YAML 1.2 and in editors; other Unicode separators are ordinary characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from specvalidator.location import Span
from specvalidator.source.words import word_offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = re.compile(r"\r\n?|\n")

__all__ = ["SourceText"]


class SourceText:
    """The text of one file, decoded; computes line starts once, and only when a span is asked for."""

    __slots__ = ("_offsets", "_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None
        self._offsets: tuple[int, Sequence[int]] = (-1, ())

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            lines = self.text.splitlines(keepends=True)
            if self.text.endswith("\n") and "\r" not in self.text and len(lines) == self.text.count("\n"):
                self._starts = [0, *accumulate(map(len, lines))]  # nothing but LF ends a line: the usual file
            else:
                self._starts = [0, *[match.end() for match in _LINE_END.finditer(self.text)]]
        return self._starts

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to `end` (exclusive), both offsets into the text."""
        starts = self._line_starts()
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, max(end, start))
        return Span(line, start - starts[line - 1] + 1, end_line, max(end, start) - starts[end_line - 1] + 1)

    def excerpt(self, number: int, column: int, length: int) -> tuple[str, int]:
        """Return the part of a line (counted from 1) around a column, and how many characters before it are cut.

        A line can be as long as the file; a finding keeps no more of it than it shows.
        """
        starts = self._line_starts()
        if number > len(starts):
            return "", 0
        end = starts[number] if number < len(starts) else len(self.text)
        cut = max(0, column - 1 - length // 2)
        first = starts[number - 1] + cut
        return self.text[first : min(end, first + length)].rstrip("\r\n"), cut

    def word_offsets(self, first: int, last: int, value: str) -> Sequence[int]:
        """Return where each character of a text value stands; the last answer is kept, for a text has many words."""
        if self._offsets[0] != first:
            self._offsets = (first, word_offsets(self.text[first:last], value))
        return self._offsets[1]
