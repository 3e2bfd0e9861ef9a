"""Where each character of a text value stands in the file, through quotes, escapes, folding and indentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["word_offsets"]

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}
_WHITE = " \t\r\n"
_BLANKS = (" ", "\t")


def word_offsets(raw: str, value: str) -> Sequence[int]:
    """Align a scalar as written (`raw`, quotes and block header included) with its value.

    Returns one offset into `raw` per character of `value`, and one past the last. White space that YAML folds
    maps to the white space it came from; the other characters stand in the same order in both.
    """
    style = raw[:1]
    at = 0
    if style in ("'", '"'):
        at = 1
    elif style in ("|", ">"):
        at = raw.find("\n") + 1
    marked = {"'": "'", '"': "\\"}.get(style, "")
    if raw.startswith(value, at) and not (marked and marked in value):
        return range(at, at + len(value) + 1)  # written as it reads
    offsets = []
    solid = 0
    """Up to here, white space is known to lead to no line end."""
    for character in value:
        if character == " " and at < solid:
            offsets.append(at)
            at += 1
            continue
        while at < len(raw) and raw[at] in _WHITE and raw[at] != character and character not in "\n ":
            at += 1
        if style == '"' and raw[at : at + 1] == "\\":
            at = _skip_line_join(raw, at)
        offsets.append(min(at, len(raw)))
        if character == " " and raw[at : at + 1] in _BLANKS:
            at, solid = _past_blank(raw, at)
        else:
            at = _past(raw, at, character, style)
    offsets.append(min(at, len(raw)))
    return offsets


def _skip_line_join(raw: str, at: int) -> int:
    """Step over an escaped line end of a double-quoted text, which stands for nothing."""
    while raw[at : at + 2] in ("\\\n", "\\\r"):
        at += 1
        while at < len(raw) and raw[at] in _WHITE:
            at += 1
    return at


def _past(raw: str, at: int, character: str, style: str) -> int:
    """Return the offset behind the writing of one character of the value."""
    here = raw[at : at + 1]
    if style == '"' and here == "\\":
        return at + _ESCAPE_LENGTH.get(raw[at + 1 : at + 2], 2)
    if style == "'" and character == "'":
        return at + 2
    if character in "\n " and here in ("\r", "\n"):
        return _past_line_end(raw, at, character)
    return at + 1 if here == character or here else at


def _past_blank(raw: str, at: int) -> tuple[int, int]:
    """Return the offset behind the writing of a space, and the end of the white space on this line.

    A folded line end is one space in the value, and spaces, a line end and indentation in the file. The end is
    returned so that a run of spaces is gone through once, not once per space.
    """
    rest = at
    while rest < len(raw) and raw[rest] in " \t":
        rest += 1
    if raw[rest : rest + 1] in ("\r", "\n"):
        return _past_line_end(raw, rest, " "), 0
    return at + 1, rest


def _past_line_end(raw: str, at: int, character: str) -> int:
    """Step over one line end; a folded one (a space in the value) takes the indentation behind it along."""
    at += 2 if raw[at : at + 2] == "\r\n" else 1
    while character == " " and at < len(raw) and raw[at] in _WHITE:
        at += 1
    return at
