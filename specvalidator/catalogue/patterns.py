"""Patterns of packs in words: what a text has to be, begin with or contain, as far as that can be said in a few words.

A pattern that is more than a choice between some texts is shown as it is.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from specvalidator.catalogue.phrase import joined

__all__ = ["pattern_in_words"]

_MOST_TEXTS: Final = 40
_PART: Final = re.compile(r"\(-\[A-Z(?:0-9)?\]\{[0-9,]+\}\)\?(?=\$?\Z)")
"""What stands for a part of a market at the end of a pattern: `(-[A-Z]{2})?`."""
_SPACE: Final = re.compile(r"\\s[*+?]?|\\b|\\W\*|\(\?:\^\|(?:\\D|\[\^0-9.]*\])\)|\(\?:(?:\\D|\[\^0-9.]*\])\|\$\)")
"""Blanks, and what only says that a word or a number begins or ends there."""


class _NotPlainError(Exception):
    """The pattern is more than a choice between some texts."""


def pattern_in_words(pattern: str) -> str:
    """Say what a text has to be like that fits a pattern: what follows `is`, `begins with` and so on."""
    rest = pattern.replace("(?i)", "")
    which = "" if pattern.startswith("(?i)") else "in part "
    capitals = f", {which}in capitals or not" if rest != pattern else ""
    part = _PART.search(rest)
    if part is not None:
        rest = rest[: part.start()] + rest[part.end() :]
    starts, ends = rest.startswith("^"), rest.endswith("$") and not rest.endswith("\\$")
    rest = rest[starts : len(rest) - ends]
    rest = _SPACE.sub(lambda found: " " if found.group().startswith("\\s") else "", rest)
    try:
        texts = _texts(rest)
    except _NotPlainError:
        return f"has the form `{pattern}`"
    shown = joined([f"“{text.strip()}”" for text in texts])
    many = "one of " if len(texts) > 1 else ""
    if part is not None and starts:
        return f"is {many}{shown}, or a part of {'one of them' if many else 'it'}{capitals}"
    if (starts or ends) and "|" in _outside_groups(rest):
        return f"has the form `{pattern}`"  # the sign binds one of the alternatives only
    verb = "is" if starts and ends else "begins with" if starts else "ends with" if ends else "contains"
    return f"{verb} {many}{shown}{capitals}"


def _outside_groups(pattern: str) -> str:
    depth, kept = 0, []
    for sign in pattern.replace("\\(", "").replace("\\)", ""):
        depth += (sign == "(") - (sign == ")")
        kept.append(sign if not depth else "")
    return "".join(kept)


def _texts(pattern: str) -> list[str]:
    """Return the texts that a plain pattern stands for, in their order."""
    found, rest = _alternatives(pattern)
    if rest:
        raise _NotPlainError
    unique = list(dict.fromkeys(" ".join(text.split()) for text in found))
    if "" in unique:
        raise _NotPlainError
    return unique


def _alternatives(pattern: str) -> tuple[list[str], str]:
    """Read alternatives up to the end or the bracket that closes their group."""
    found: list[str] = []
    while True:
        texts, pattern = _sequence(pattern)
        found += texts
        if len(found) > _MOST_TEXTS:
            raise _NotPlainError
        if not pattern.startswith("|"):
            return found, pattern
        pattern = pattern[1:]


def _sequence(pattern: str) -> tuple[list[str], str]:
    found = [""]
    while pattern and pattern[0] not in "|)":
        texts, pattern = _atom(pattern)
        if pattern.startswith("?"):
            texts, pattern = [*texts, ""], pattern[1:]
        found = [first + second for first, second in itertools.product(found, texts)]
        if len(found) > _MOST_TEXTS:
            raise _NotPlainError
    return found, pattern


def _atom(pattern: str) -> tuple[list[str], str]:
    first = pattern[0]
    if first == "(":
        inner = pattern[3:] if pattern.startswith("(?:") else pattern[1:]
        texts, rest = _alternatives(inner)
        if not rest.startswith(")"):
            raise _NotPlainError
        return texts, _not_repeated(rest[1:])
    if first == "\\":
        if len(pattern) == 1 or pattern[1].isalnum():
            raise _NotPlainError
        return [pattern[1]], _not_repeated(pattern[2:])
    if first == "[":
        end = pattern.find("]")
        signs = pattern[1:end]
        if end < 0 or not signs or signs[0] == "^" or "\\" in signs or "-" in signs[1:-1]:  # a range, or all but some
            raise _NotPlainError
        return list(signs), _not_repeated(pattern[end + 1 :])
    if first == ".":
        return ["…"], re.sub(r"\A(?:[*+?]|\{[0-9,]*\})", "", pattern[1:])
    if first in "{*+?^$":
        raise _NotPlainError
    return [first], _not_repeated(pattern[1:])


def _not_repeated(rest: str) -> str:
    if rest[:1] in ("*", "+", "{") and rest:
        raise _NotPlainError
    return rest
