"""Decide where sentences end, and which lines form a list under a heading.

It may not hold words of any language: abbreviations come with the word lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.wording.tokens import LINE, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Container

    from specvalidator.wording.tokens import Tokens

__all__ = ["BULLET", "HEADING", "END", "PARAGRAPH_END", "QUESTION", "Cut", "cut_sentences"]

BULLET = "\u2022"
HEADING = "::"
"""What a colon becomes when a list follows."""

END, QUESTION, PARAGRAPH_END = 0, 1, 2

Cut = tuple[int, int]
"""The token after a sentence, and how it ends."""

_LINE_SIGNS = frozenset((BULLET, "-", "*", "+"))
_SHORT_LINE = 40
"""A line this long and not closed by a full stop is taken as wrapped, not as ended."""


def cut_sentences(tokens: Tokens, abbreviations: Container[str], *, joined: bool = False) -> list[Cut]:
    """Return where sentences end; with `joined`, a line end alone ends none.

    List marks at the start of a line become bullets, and a colon before a list becomes a heading, in place.
    """
    words = tokens.words
    size = len(words)
    cuts: list[Cut] = []
    line = 0
    in_list = False
    for here in tokens.breaks:
        sign = words[here]
        after = here + 1
        if sign == PARAGRAPH:
            cuts.append((after, PARAGRAPH_END))
            in_list = False
        elif sign == LINE:
            marked = _mark_bullet(words, after)
            if in_list and marked:
                line = tokens.starts[here]
                continue
            if marked or in_list or not (joined or _goes_on(tokens, here, line)):
                cuts.append((after, END))
                in_list = False
        elif sign in {":", HEADING}:
            if after < size and (words[after] == BULLET or _list_follows(words, after)):
                words[here] = HEADING
                in_list = True
        elif sign == "?":
            cuts.append((after, QUESTION))
        elif sign == "." and in_list and after < size and _list_follows(words, after):
            continue
        elif sign == "!" or (sign == "." and _is_stop(tokens, here, abbreviations)):
            cuts.append((after, END))
        if sign in {LINE, PARAGRAPH}:
            line = tokens.starts[here]
    if not cuts or cuts[-1][0] < size:
        cuts.append((size, END))
    return cuts


def _mark_bullet(words: list[str], first: int) -> bool:
    """Rewrite a list mark at the start of a line, and say whether there is one."""
    if first + 1 >= len(words) or words[first] not in _LINE_SIGNS:
        return False
    words[first] = BULLET
    return True


def _list_follows(words: list[str], after: int) -> bool:
    return words[after] == LINE and after + 1 < len(words) and words[after + 1] in _LINE_SIGNS


def _goes_on(tokens: Tokens, here: int, line: int) -> bool:
    """Say whether a sentence runs on over a line end: after a comma or colon, a long line, or into a small letter."""
    words = tokens.words
    if here + 1 >= len(words) or here == 0:
        return True
    if words[here - 1] in {",", ":"}:
        return True
    if tokens.starts[here] - line >= _SHORT_LINE:
        return True
    return tokens.original_is_lower(here + 1)


def _is_stop(tokens: Tokens, here: int, abbreviations: Container[str]) -> bool:
    """Say whether a full stop ends a sentence, rather than shortens a word or stands inside a name."""
    words = tokens.words
    following = words[here + 1] if here + 1 < len(words) else LINE
    if here == 0 or tokens.starts[here] != tokens.ends[here - 1]:
        return True
    before = words[here - 1]
    if len(before) == 1 and following[0].isalpha() and tokens.original_is_lower(here + 1):
        return False
    if before in abbreviations:
        return False
    return not (before + "." in abbreviations and following[0].isdigit())
