"""`agrees`: does a quantity or a date fit another one of the same sheet?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place, pattern_of
from specvalidator.quantity import (
    Comparison,
    Quantity,
    QuantityError,
    agree,
    compare,
    glimpse_sizes,
    read_quantity,
    sizes_of,
    surely_agrees,
    surely_keeps,
)
from specvalidator.questions.answer import Answer, unknown
from specvalidator.questions.asking import OptionFault, absent_at, check_places, closed_options, expand
from specvalidator.questions.quantity import conditions_at, glimpsed, stated_conditions, stated_quantity
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from fractions import Fraction

    from specvalidator.location import Route
    from specvalidator.questions.asking import Asking

__all__ = ["ask", "check", "prepare"]

_RELATIONS: Final = ("equal to", "at most", "at least", "below", "above", "inside", "not before")
_OPTIONS: Final = {
    "relation": str,
    "with": str,
    "product": list,
    "accuracy": str,
    "of": str,
    "at": str,
    "carrier": str,
    "within": str,
    "presume": str,
}
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


_Place = tuple[tuple[str, ...], bool]
"""A place of the pack: its steps, and whether it starts at the item."""


class _Wanted(NamedTuple):
    relation: str
    places: tuple[_Place, ...]
    """One place, or several whose quantities are multiplied, or an accuracy and what it is an accuracy of."""
    allowance: Fraction
    presume: str
    is_accuracy: bool
    at: _Place | None
    """Where the temperature and pressure stand that hold for figures which state none."""
    carrier: _Place | None
    """Where the gas stands that ozone is made from."""


def prepare(options: Any) -> _Wanted:
    """Take `relation`, and what the quantity is compared with.

    That is `with` (a place), or `product` (places, for `equal to`), or the size of the `accuracy` at a place `of`
    another. `within` is a percentage, `presume` says how a bare ppm is meant. `at` and `carrier` are places of the
    conditions and of the feed gas, for figures that state none. `not before` compares dates.
    """
    known = closed_options(options, _OPTIONS)
    relation = known.get("relation", "equal to")
    if relation not in _RELATIONS:
        message = f"`relation` takes one of: {', '.join(_RELATIONS)}"
        raise OptionFault(message)
    given = [key for key in ("with", "product", "accuracy") if key in known]
    is_accuracy, is_product = given == ["accuracy"], given == ["product"]
    if len(given) != 1 or ("of" in known) != is_accuracy or (is_product and relation != "equal to"):
        message = "`agrees` takes `with`, or `product` for the relation `equal to`, or `accuracy` and `of`"
        raise OptionFault(message)
    places = known.get("product") or [known[key] for key in ("with", "accuracy", "of") if key in known]
    try:
        patterns = tuple(pattern_of(str(place)) for place in places)
        at, carrier = (pattern_of(known[key]) if key in known else None for key in ("at", "carrier"))
    except ValueError as error:
        raise OptionFault(str(error)) from error
    if any("*" in steps for steps, _ in patterns):
        message = "`agrees` compares with one place at a time; ask it `each` of a list instead of `*`"
        raise OptionFault(message)
    return _Wanted(relation, patterns, _percent(known), known.get("presume", ""), is_accuracy, at, carrier)


def check(wanted: _Wanted) -> None:
    """Check that the places compared with are fields of the sheet. Raises `OptionFault`."""
    check_places([*wanted.places, *(place for place in (wanted.at, wanted.carrier) if place is not None)])


def _percent(known: dict[str, Any]) -> Fraction:
    """Read `within` as a share; nothing is allowed when it is not given."""
    try:
        within = read_quantity(known.get("within", "0 %"))
    except QuantityError as error:
        raise OptionFault(error.message) from error
    if within.nominal is None or within.unit.symbol != "%":
        message = "`within` takes a percentage"
        raise OptionFault(message)
    return within.nominal / 100


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Compare with the other place; where one of them is not stated or not readable, the answer is unknown."""
    if wanted.relation == "not before":
        return _ask_dates(asking, wanted)
    alone = _compared_with_nothing(asking, wanted)
    if alone is not None:
        return alone
    if wanted.is_accuracy:
        truths = _sizes_at_a_glance(asking, wanted)
        if truths is None or None in truths:
            return _compared(asking, wanted)
        if truths[0] is truths[1] or _may_have_conditions(asking, wanted):
            return Answer(truths[0] if truths[0] is truths[1] else None, lambda: _compared(asking, wanted).grounds)
        others = [asking._replace(route=route, value=value) for route, value in _others(asking, wanted)]
        return Answer(None, lambda: _answer(asking, others, None, _Later(asking, wanted)).grounds)
    truth = _at_a_glance(asking, wanted)
    return _compared(asking, wanted) if truth is None else Answer(truth, lambda: _compared(asking, wanted).grounds)


class _Later(NamedTuple):
    """The reason for an answer that leaves open which is greater: hardly anybody asks for it, and it takes long."""

    asking: Asking
    wanted: _Wanted

    def __str__(self) -> str:
        return str(_compared(self.asking, self.wanted).grounds[0].because)


def _may_have_conditions(asking: Asking, wanted: _Wanted) -> bool:
    """Say whether a temperature or pressure may come with one of the figures, which alone may decide."""
    values = [asking.value, *[value for _, value in _others(asking, wanted)]]
    return wanted.at is not None or any(isinstance(value, dict) and "at" in value for value in values)


def _others(asking: Asking, wanted: _Wanted) -> list[tuple[Route, Any]]:
    """Return the places that a quantity is compared with, each with what is stated there or MISSING."""
    return [
        found
        for place, is_relative in wanted.places
        for found in expand(asking.sheet, place, asking.item if is_relative else ())
    ]


def _compared_with_nothing(asking: Asking, wanted: _Wanted) -> Answer | None:
    """Answer where a quantity that can be read has nothing to be compared with; None to look at it closely.

    NOTE: most of what may be compared stands alone on a sheet, and need not be read for that.
    """
    route, value = _others(asking, wanted)[0]
    if value is not MISSING or isinstance(asking.value, dict) or asking.route not in asking.sheet.measured:
        return None
    return absent_at(asking.sheet, route)


def _sizes_at_a_glance(asking: Asking, wanted: _Wanted) -> tuple[bool | None, bool | None] | None:
    """Say at a first look how a quantity relates to an accuracy at both ends of its range; None is no answer."""
    sheet = asking.sheet
    accuracy, of = _others(asking, wanted)
    left = glimpsed(sheet, asking.route, asking.value, wanted.presume)
    whole = glimpsed(sheet, *of, wanted.presume)
    stated = sheet.measured.get((*accuracy[0], "value") if isinstance(accuracy[1], dict) else accuracy[0])
    sizes = None if left is None or whole is None or stated is None else glimpse_sizes(stated.text, whole)
    if left is None or sizes is None:
        return None
    return surely_keeps(left, wanted.relation, sizes[0]), surely_keeps(left, wanted.relation, sizes[1])


def _at_a_glance(asking: Asking, wanted: _Wanted) -> bool | None:
    """Say at a first look how the quantities surely relate; None is no answer."""
    left = glimpsed(asking.sheet, asking.route, asking.value, wanted.presume)
    if left is None:
        return None
    others = []
    for route, value in _others(asking, wanted):
        other = glimpsed(asking.sheet, route, value, wanted.presume)
        if other is None:
            return None
        others.append(other)
    if wanted.relation == "equal to":
        return surely_agrees(left, others, float(wanted.allowance))
    return surely_keeps(left, wanted.relation, others[0])


def _compared(asking: Asking, wanted: _Wanted) -> Answer:
    """Compare exactly."""
    left = stated_quantity(asking)
    if left is None:
        return unknown(asking.route, asking.text, "the quantity cannot be read")
    others: list[tuple[Asking, Quantity]] = []
    for route, value in _others(asking, wanted):
        if value is MISSING:
            return absent_at(asking.sheet, route)
        other = asking._replace(route=route, value=value)
        quantity = _count(value) if type(value) is int else stated_quantity(other)
        if quantity is None:
            return unknown(route, other.text, "the quantity cannot be read")
        others.append((other, quantity))
    quantities = [quantity for _, quantity in others]
    try:
        gas = _gas(asking, left, others, wanted)
    except QuantityError as error:
        return unknown(asking.route, asking.text, error.message)
    if wanted.is_accuracy:
        answer = _against_sizes(left, quantities, wanted)
    elif wanted.relation == "equal to":
        answer = agree([left], quantities, allowance=wanted.allowance, presume=wanted.presume, **gas)
    else:
        answer = compare(left, wanted.relation, quantities[0], presume=wanted.presume, **gas)
    return _answer(asking, [other for other, _ in others], answer.truth, answer)


def _against_sizes(left: Quantity, quantities: list[Quantity], wanted: _Wanted) -> Comparison:
    """Compare with the size of an accuracy at both ends of its range; where these differ, nothing is decided."""
    answers = [compare(left, wanted.relation, size, presume=wanted.presume) for size in sizes_of(*quantities)]
    if not answers:
        return Comparison(None, f"how large {quantities[0].text} is cannot be told")
    if len({one.truth for one in answers}) > 1:
        return Comparison(None, "; ".join(one.because for one in answers))
    return answers[0]


def _gas(asking: Asking, left: Quantity, others: list[tuple[Asking, Quantity]], wanted: _Wanted) -> dict[str, Any]:
    """Return the conditions and the feed gas that hold for figures which state none.

    Conditions stated beside one of the figures come first, then those at the place that the requirement names.
    """
    stated = [found for one, quantity in ((asking, left), *others) if (found := stated_conditions(one, quantity))]
    if len(set(stated)) > 1:
        message = "the figures refer to different temperatures or pressures"
        raise QuantityError("conditions", message)
    conditions = stated[0] if stated else None
    if conditions is None and wanted.at is not None:
        conditions = conditions_at(asking, _route_of(asking, wanted.at))
    carrier = ""
    if wanted.carrier is not None:
        printed = asking.sheet.get(_route_of(asking, wanted.carrier))
        words = set(re.findall(r"[a-z]+", str(printed).lower()))
        named = [gas for gas in ("oxygen", "air") if gas in words]
        carrier = named[0] if len(named) == 1 else ""
    return {"conditions": conditions, "carrier": carrier}


def _route_of(asking: Asking, place: _Place) -> Route:
    steps, is_relative = place
    return (*asking.item, *steps) if is_relative else steps


def _answer(asking: Asking, others: list[Asking], truth: bool | None, because: object) -> Answer:  # noqa: FBT001
    grounds = [Ground(Place(asking.route), asking.text, because)]
    grounds += [
        Ground(Place(other.route, note="compared with this"), other.text, f"{other.text} is stated here")
        for other in others
    ]
    return Answer(truth, tuple(grounds))


def _count(value: int) -> Quantity:
    """Return a bare number, such as a number of passes, as a quantity without dimension."""
    return read_quantity(f"{value * 100} %")._replace(text=str(value), ambiguities=())


def _ask_dates(asking: Asking, wanted: _Wanted) -> Answer:
    """Say whether a date is not before another; a date without its day may be any day of it."""
    ((route, value),) = _others(asking, wanted)
    if value is MISSING:
        return absent_at(asking.sheet, route)
    other = asking._replace(route=route, value=value)
    if not (_DATE.fullmatch(asking.text) and _DATE.fullmatch(other.text)):
        return unknown(asking.route, asking.text, "the date cannot be read")
    common = min(len(asking.text), len(other.text))
    here, there = asking.text[:common], other.text[:common]
    is_open = here == there and len(asking.text) != len(other.text)
    because = f"the other date is {other.text}" + (", and one of them lacks its day" if is_open else "")
    return _answer(asking, [other], None if is_open else here >= there, because)
