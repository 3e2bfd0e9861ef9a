"""What a plain scalar means: YAML 1.2 core meaning, kept as written.

`NO` is Norway, `1.10`, `010`, `12:30` and dates stay text. A number becomes a Python number only where nothing
of its spelling is lost: whole numbers in their shortest form. Packs, whose schemas need decimals, ask for those.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CONSTANTS", "CORE_TAGS", "LAST_OF_NUMBER", "plain_value"]

CONSTANTS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WHOLE = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?\Z")
_FIRST_OF_NUMBER: Final = frozenset("0123456789-+.")
LAST_OF_NUMBER: Final = frozenset("0123456789.")

CORE_TAGS: Final = {
    "!": str,
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:bool": bool,
    "tag:yaml.org,2002:null": type(None),
    "tag:yaml.org,2002:map": dict,
    "tag:yaml.org,2002:seq": list,
}
"""The tags that mean plain data, and what the value must turn out to be."""


def plain_value(text: str, *, decimals: bool = False) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar; `decimals` also makes decimal numbers (for packs, never for sheets)."""
    if text[:1] in _FIRST_OF_NUMBER:
        if _WHOLE.match(text):
            return int(text)
        if decimals and _DECIMAL.match(text):
            return float(text)
        return text
    return CONSTANTS.get(text, text)
