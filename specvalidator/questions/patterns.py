"""Small schemas on texts, without the schema library: a compiled pattern of its costs a fifth of a megabyte.

Only schemas of `type`, `pattern`, `not`, `anyOf` and `enum` are taken, and of patterns only those that this engine
reads as the other does and answers in a time that hardly grows: at most one open repetition, or two behind a fixed
start, and no repeated group. All else, and other texts, are the schema library's. A test holds both to the same
answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Accepts = Callable[[str], bool]

__all__ = ["MOST_SIGNS", "is_plain_text", "text_test", "translate"]

MOST_SIGNS: Final = 500
"""Texts up to this length are looked at here."""
_KEYS: Final = frozenset(("type", "pattern", "not", "anyOf", "enum"))
_MOST_STEPS: Final = 2_000
"""How many ways the bounded repetitions of a pattern may have together."""
_TOKEN: Final = re.compile(
    r"(?P<class>\[(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<group>\(\?:|\((?!\?))|(?P<end>\))"
    r"|(?P<many>[*+]|\{\d+,\})|(?P<some>\{(?:\d+,)?(?P<most>\d+)\})|(?P<maybe>\?)|(?P<odd>\(\?)|(?P<sign>[\s\S])"
)
_GROUPED: Final = re.compile(r"\([^()]*\)")
_IGNORES_CASE: Final = re.compile(r"(?:\A|\|)\(\?i\)")
_CLASSES: Final = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_OUTSIDE: Final = {r"\d": "[0-9]", r"\D": "[^0-9]", r"\w": "[A-Za-z0-9_]", r"\W": "[^A-Za-z0-9_]"}
_LETTER_ESCAPE: Final = re.compile(r"\\[A-Za-z0-9]")
_KNOWN_ESCAPES: Final = frozenset((r"\s", r"\b"))


def is_plain_text(text: str) -> bool:
    """Say whether a text is short, and of signs that both engines take alike: letters beyond ASCII fold otherwise."""
    return len(text) <= MOST_SIGNS and text.isascii() and text.isprintable()


def text_test(schema: Mapping[str, Any]) -> Accepts | None:
    """Return what says whether a text fits a schema, or None where that is left to the schema library."""
    types = schema.get("type", "string")
    if types != "string" and "string" not in types:
        return lambda _: False  # of an object, an array or a number
    if not schema.keys() <= _KEYS:
        return None
    tests: list[Accepts] = []
    if "pattern" in schema:
        translated = translate(schema["pattern"])
        if translated is None:
            return None
        search = re.compile(translated).search
        tests.append(lambda text: search(text) is not None)
    if "enum" in schema:
        wanted = frozenset(value for value in schema["enum"] if isinstance(value, str))
        tests.append(lambda text: text in wanted)
    if "not" in schema:
        inner = text_test(schema["not"])
        if inner is None:
            return None
        tests.append(lambda text: not inner(text))
    if "anyOf" in schema:
        parts = [text_test(part) for part in schema["anyOf"]]
        if None in parts:
            return None
        tests.append(lambda text: any(part(text) for part in parts if part is not None))
    return lambda text: all(test(text) for test in tests)


def translate(pattern: str) -> str | None:
    """Return a pattern as Python reads it, or None for one that is not plain enough to be answered here."""
    flag = _IGNORES_CASE.search(pattern)
    if flag is None:
        return _plain(pattern)
    head, tail = _plain(pattern[: flag.start()]), _plain(pattern[flag.end() :])
    if head is None or tail is None or not _is_balanced(head):
        return None
    return f"{head}{'|' if flag.start() else ''}(?i:{tail})"


def _is_balanced(pattern: str) -> bool:
    """Say whether what follows a piece of a pattern stands in no group of it."""
    kinds = [token.lastgroup for token in _TOKEN.finditer(pattern)]
    return kinds.count("group") == kinds.count("end")


def _plain(pattern: str) -> str | None:
    pieces = []
    opened, ways = 0, 1
    most_open = 2 if pattern.startswith("^") and "|" not in _GROUPED.sub("", pattern) else 1
    before = ""
    for token in _TOKEN.finditer(pattern):
        kind = "some" if token["most"] else str(token.lastgroup)
        piece = _translated(kind, token[0])
        opened += kind == "many"
        ways *= 2 if kind == "maybe" else int(token["most"]) + 1 if token["most"] else 1
        is_repeated = kind in ("many", "some") and before == "end"
        is_lazy = kind in ("many", "some", "maybe") and before in ("many", "some", "maybe")
        if not piece or is_repeated or is_lazy or opened > most_open or ways > _MOST_STEPS:
            return None
        pieces.append(piece)
        before = kind
    return "".join(pieces)


def _translated(kind: str, text: str) -> str:
    """Return a piece of a pattern as Python reads it; the empty text for one that is not plain."""
    if kind == "class":
        return _translated_class(text)
    if kind == "escape":
        is_known = text in _OUTSIDE or text in _KNOWN_ESCAPES or not _LETTER_ESCAPE.match(text)
        return _OUTSIDE.get(text, text) if is_known else ""
    if kind == "odd":
        return ""
    return r"\Z" if text == "$" else text


def _translated_class(text: str) -> str:
    """Return a class of signs as Python reads it; the empty text for one that is not plain."""
    inner = text
    for written, meant in _CLASSES.items():
        inner = inner.replace(written, meant)
    left = _LETTER_ESCAPE.findall(inner)
    return "" if any(one != r"\s" for one in left) or "[" in inner[1:] else inner
