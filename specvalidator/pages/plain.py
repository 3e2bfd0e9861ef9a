"""Read plain text: its paragraphs as they stand, line ends and list marks kept, to blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from specvalidator.pages.blocks import ITEM, PROSE, Block
from specvalidator.pages.headings import role_of_heading
from specvalidator.pages.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_plain"]

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK: Final = re.compile(r"[ \t]*(?:[-*+•–·]|[0-9]{1,3}[.)])[ \t]+(?=\S)")
_LONGEST_HEADING: Final = 120


def read_plain(text: str, put: Callable[[Block], None]) -> None:
    """Pass the paragraphs of a plain text on; a first line that names a role, and list items, stand by themselves."""
    kind, start, end = PROSE, 0, 0
    for found in _LINE.finditer(text):
        line = found[0][: _LONGEST_HEADING + 1]
        is_blank = not found[0].strip()
        mark = None if is_blank else _MARK.match(found[0])
        is_heading = start == end and mark is None and len(line) <= _LONGEST_HEADING and bool(role_of_heading(line))
        is_over = kind == ITEM and not is_blank and not line[:1].isspace()
        if is_blank or mark is not None or is_heading or is_over:
            _put(put, kind, text, start, end)
            kind = PROSE if mark is None else ITEM
            start = found.end() if is_blank else found.start() if mark is None else found.start() + mark.end()
        end = found.end()
        if is_heading:
            _put(put, kind, text, start, end)
            start = end
    _put(put, kind, text, start, end)


def _put(put: Callable[[Block], None], kind: str, text: str, start: int, end: int) -> None:
    words = text[start:end].rstrip()
    if words:
        writing = Writing()
        writing.put(words, start)
        put(Block(kind, writing))
