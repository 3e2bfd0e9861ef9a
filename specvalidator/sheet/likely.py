"""What was likely meant by a date or a market that is written in another form than the sheet's."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Final

from specvalidator.data import read_data

__all__ = ["likely_date", "likely_market"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{4})")
_NAMED: Final = re.compile(r"(?:([0-9]{1,2})\.?\s)?([A-Za-z]{3,9})\.?\s(?:([0-9]{1,2}),?\s)?([0-9]{4})")
_LAST_MONTH: Final = 12


def likely_date(text: str) -> str:
    """Return a date in the form of the sheet where a text can mean one day or month only; else the empty text."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _written(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > _LAST_MONTH or first == second:
            return _written(year, second, first)
        return _written(year, first, second) if second > _LAST_MONTH else ""
    if (found := _NAMED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        month, day = _MONTHS.index(found[2][:3].lower()) + 1, found[1] or found[3]
        return _written(int(found[4]), month, int(day)) if day else f"{found[4]}-{month:02}"
    return ""


def _written(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def likely_market(text: str) -> str:
    """Return the code of a market that is written by name or in small letters; else the empty text."""
    codes = json.loads(read_data("codes.json"))
    text = text.strip()
    name: str = codes["country_names"].get(text.casefold(), "")
    is_code = text.upper() in codes["countries"].split() or text.upper() == "EU"
    return name or (text.upper() if is_code else "")
