"""Plain data as YAML in blocks, so that an example can be copied into a sheet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["as_yaml"]

_PLAIN: Final = re.compile(r"[A-Za-zµ±≤≥(/][\w µ±≤≥%().,;/°³²·–+'§-]*\Z")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def as_yaml(value: Any) -> str:
    """Return plain data as YAML that reads back as the same data, without a line end."""
    return "\n".join(_lines(value))


def _lines(value: Any) -> Iterator[str]:
    """Yield the lines of a value, without an indent of their own."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _entry(f"{_scalar(str(key))}:", inner, is_item=False)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _entry("-", inner, is_item=True)
    else:
        yield _scalar(value)


def _entry(head: str, value: Any, *, is_item: bool) -> Iterator[str]:
    if not isinstance(value, dict | list) or not value:
        yield f"{head} {_scalar(value)}"
        return
    lines = list(_lines(value))
    if is_item:
        yield f"{head} {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])
    else:
        yield head
        yield from (f"  {line}" for line in lines)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        is_plain = _PLAIN.match(value) and not value.endswith(" ") and value.lower() not in _WORDS
        return value if is_plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)  # an empty section or list, a number, true, false, null
