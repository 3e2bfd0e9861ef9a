"""`identifies`: does an identifier have the form of its register, or name an entry of the sheet?"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.location import pattern_of
from specvalidator.questions.answer import Answer, no, unknown, yes
from specvalidator.questions.asking import OptionFault, check_places, closed_options, expand
from specvalidator.questions.identifier_forms import FORMS, LEADS
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.questions.asking import Asking

__all__ = ["ask", "check", "prepare"]

_MAX_LENGTH: Final = 2000
_MOST_SHOWN: Final = 8
_SHOWN: Final = 60
_Place = tuple[tuple[str, ...], bool]


class _Wanted(NamedTuple):
    forms: tuple[str, ...] = ()
    """Names of forms, one of which has to fit."""
    entry_of: tuple[_Place, ...] = ()
    """Places, at one of which the same identifier has to stand."""


def prepare(options: Any) -> _Wanted:
    """Take the name of a form or a list of names, or `entry_of` with places of the sheet."""
    if isinstance(options, dict):
        places = closed_options(options, {"entry_of": list}).get("entry_of")
        if not places:
            message = "`entry_of` takes a list of places"
            raise OptionFault(message)
        try:
            return _Wanted(entry_of=tuple(pattern_of(str(place)) for place in places))
        except ValueError as error:
            raise OptionFault(str(error)) from error
    names = tuple(options) if isinstance(options, list) else (options,)
    if not names or any(name not in FORMS for name in names):
        message = f"`identifies` takes one or more of: {', '.join(FORMS)}"
        raise OptionFault(message)
    return _Wanted(forms=names)


def check(wanted: _Wanted) -> None:
    """Check that the places of entries are fields of the sheet. Raises `OptionFault`."""
    check_places(wanted.entry_of)


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Yes when the text has one of the forms, or stands where it should.

    That a number exists in its register and belongs to the device is not checked.
    """
    text = asking.text.strip()
    if wanted.forms:
        return _ask_forms(asking, wanted.forms, text)
    indexes = [_entries(asking, *place) for place in wanted.entry_of]
    if any(text in index for index in indexes):
        return yes(asking.route, text)
    return no(asking.route, text, _listed(indexes))


def _entries(asking: Asking, steps: tuple[str, ...], is_relative: bool) -> dict[str, None]:  # noqa: FBT001 - a place
    """Return the identifiers at a place, in their order; the same ones for every asking of a sheet.

    NOTE: going through the list for each of its entries would be quadratic.
    """
    start = asking.item if is_relative else ()
    known = asking.sheet.readings
    key = ("entries", (*start, *steps))
    found: dict[str, None] | None = known.get(key)
    if found is None:
        values = (value for _, value in expand(asking.sheet, steps, start) if value is not MISSING)
        found = known[key] = dict.fromkeys(asking._replace(value=value).text.strip() for value in values)
    return found


def _ask_forms(asking: Asking, forms: tuple[str, ...], text: str) -> Answer:
    if len(text) > _MAX_LENGTH:
        return no(asking.route, text, "no identifier is as long as this")
    wrong = [_wrong(name, text) for name in _meant(forms, text)]
    if "" in wrong:
        return yes(asking.route, text)
    if None in wrong:
        return unknown(asking.route, text, "its form is not known here")
    return no(asking.route, text, "; ".join(filter(None, wrong)))


def _meant(forms: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the forms that a text may be meant to have: that with its first sign, or those without a sign."""
    led = tuple(name for name in forms if name in LEADS and text.startswith(LEADS[name]))
    return led or tuple(name for name in forms if name not in LEADS) or forms


@functools.lru_cache(maxsize=4096)
def _wrong(form: str, text: str) -> str | None:
    """Ask a form; the same languages, markets and standards stand in many sheets."""
    return FORMS[form](text)


def _listed(indexes: list[dict[str, None]]) -> str:
    """Say which entries there are."""
    names = [f"`{name[:_SHOWN]}`" for index in indexes for name in itertools.islice(index, _MOST_SHOWN + 1)]
    if not names:
        return "there are no such entries"
    return f"the entries are {', '.join(names[:_MOST_SHOWN])}{' …' if len(names) > _MOST_SHOWN else ''}"
