"""Untrusted text made harmless for a terminal and a CI log: what acts there is shown instead of done.

Control characters, escape sequences, direction overrides and invisible characters are written as escapes, and
the marks by which CI systems recognise commands in a log are broken.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["visible", "visible_parts", "width"]

_BYTE: Final = 0xFF
_PLANE: Final = 0xFFFF
_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
    r"|##(?=\w*\[)|::(?=[\w-]+[ :])"
)


def visible(text: str) -> str:
    """Return a text in which nothing acts on a terminal or a log; tabs and line ends are written out too."""
    return text if text.isascii() and text.isprintable() and "##" not in text and "::" not in text else _shown(text)


def visible_parts(parts: Sequence[str]) -> list[str]:
    """Return the parts of one line as `visible` would show the whole, so that no mark comes together at a seam."""
    whole = "".join(parts)
    shown = list(whole)
    for found in _ACTIVE.finditer(whole):
        last = found.end() - 1
        shown[last] = _escape(found) if last == found.start() else f"\\{whole[last]}"
    ends = list(itertools.accumulate(map(len, parts)))
    return ["".join(shown[end - len(part) : end]) for part, end in zip(parts, ends, strict=True)]


def _shown(text: str) -> str:
    return _ACTIVE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """Write a character as an escape; a log command's mark (`##[`, `::error::`) gets a backslash inside."""
    what = found.group()
    if len(what) > 1:
        return f"{what[0]}\\{what[1]}"
    code = ord(what)
    named = {9: "\\t", 10: "\\n", 13: "\\r"}.get(code)
    return named or (f"\\x{code:02x}" if code <= _BYTE else f"\\u{code:04x}" if code <= _PLANE else f"\\U{code:08x}")


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
