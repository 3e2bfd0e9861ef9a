"""`cites`: does the sheet refer to this standard, and to which edition?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.questions.answer import Answer, any_of, no, unknown, yes
from specvalidator.questions.asking import OptionFault, absent_at, closed_options

if TYPE_CHECKING:
    from specvalidator.questions.asking import Asking

__all__ = ["ask", "prepare"]

_NAME = re.compile(r"[A-Z]+|[0-9]+(?:-[0-9]+)*")
_ADOPTIONS = frozenset(
    {
        *("ANSI", "AAMI", "ABNT", "AS", "BS", "CAN", "CSA", "DIN", "EN", "ES", "GB", "IS", "JIS", "KS", "NBR", "NF"),
        *("NZS", "OVE", "PN", "SANS", "SN", "SS", "UL", "UNE", "UNI", "VDE", "C", "NO", "T"),
    }
)
"""Bodies that publish the standards of others under their numbers, and letters that they put before these."""
_EDITION_IN_ID = re.compile(
    r"(?<=[0-9])(?:\s?[:–-]\s?|\s)(?:19|20)[0-9]{2}(?![0-9])"
    r"|(?<=[0-9])\s?,?\s[0-9]+(?:st|nd|rd|th)\s+ed|\bed(?:ition|\.)?\s*[0-9]|\bASTM\s+[A-G][0-9]{1,4}-[0-9]{2}\b",
    re.IGNORECASE,
)
"""A year or an edition behind the number, as often printed: `IEC 60601-1:2005`, `UL 867 5th Ed.`, `ASTM F1980-21`."""


class _Wanted(NamedTuple):
    standards: tuple[tuple[str, ...], ...]
    needs_edition: bool


def prepare(options: Any) -> _Wanted:
    """Take `standard` (a number or a list of them, one suffices) and `edition: stated` when it has to be given."""
    known = closed_options(options, {"standard": (str, list), "edition": str})
    standards = known.get("standard", [])
    standards = standards if isinstance(standards, list) else [standards]
    names = tuple(_name(str(standard)) for standard in standards)
    if known.get("edition", "stated") != "stated":
        message = "`edition` takes `stated`"
        raise OptionFault(message)
    if not known or not all(any(part[0].isdigit() for part in name) for name in names):
        message = "`cites` takes `standard` (with its number), `edition: stated`, or both"
        raise OptionFault(message)
    return _Wanted(names, "edition" in known)


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Ask one entry of `standards`, or the list: one of its entries has to answer yes."""
    value = asking.value
    if isinstance(value, list):
        items = (asking._replace(route=(*asking.route, i), value=item) for i, item in enumerate(value))
        answer = any_of(ask(item, wanted) for item in items)
        return answer if answer.truth is not False else no(asking.route, because="not among the standards listed")
    if not isinstance(value, dict) or not isinstance(value.get("id"), str | int):
        return absent_at(asking.sheet, (*asking.route, "id"))
    text = str(value["id"])
    if wanted.standards and _name(text) not in wanted.standards:
        return no(asking.route, text)
    if not wanted.needs_edition:
        return yes((*asking.route, "id"), text)
    return _ask_edition(asking, wanted, value, text)


def _ask_edition(asking: Asking, wanted: _Wanted, value: dict[str, Any], text: str) -> Answer:
    route = (*asking.route, "edition")
    if value.get("edition") is not None:
        return yes(route, f"{text} {value['edition']}")
    if _EDITION_IN_ID.search(text):
        return yes((*asking.route, "id"), text, "the edition stands in the number")
    if asking.sheet.is_listed_missing(route):
        return no((*asking.route, "id"), text, "no edition is printed")
    return (
        unknown((*asking.route, "id"), text, "no edition is given")
        if wanted.standards
        else absent_at(asking.sheet, route)
    )


@functools.lru_cache(maxsize=256)
def _name(text: str) -> tuple[str, ...]:
    """Reduce `ANSI/AAMI ES60601-1`, `EN IEC 60601-1` and `IEC 60601-1` to what they have in common.

    A national adoption carries the number of the standard it adopts; only the number tells them apart.
    """
    plain = re.sub(r"\bC22\.2\b", "", text.upper().replace("–", "-"))  # a series of CSA, not a number
    plain = re.sub(r"(?<=[0-9]{4})\.(?=[0-9]{1,2}(?![0-9]))", "-", plain)  # AS/NZS writes 60601.1
    plain = re.sub(r":\s?[0-9].*", "", plain)  # the year
    parts = _NAME.findall(plain)
    numbers = tuple(part for part in parts if part[0].isdigit())
    letters = tuple(part for part in parts if not part[0].isdigit() and part not in _ADOPTIONS | {"IEC", "ISO"})
    return letters + numbers[:1]
