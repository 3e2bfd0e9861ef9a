"""`agrees`: does a quantity fit another one of the same sheet?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place, pattern_of
from specvalidator.quantity import Quantity, QuantityError, agree, compare, read_quantity, surely_agrees, surely_keeps
from specvalidator.questions.answer import Answer, unknown
from specvalidator.questions.asking import OptionFault, absent_at, closed_options, expand
from specvalidator.questions.quantity import glimpsed, stated_quantity
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from fractions import Fraction

    from specvalidator.questions.asking import Asking

__all__ = ["ask", "prepare"]

_RELATIONS: Final = ("equal to", "at most", "at least", "below", "above", "inside")


class _Wanted(NamedTuple):
    relation: str
    places: tuple[tuple[tuple[str, ...], bool], ...]
    """One place, or several whose quantities are multiplied."""
    allowance: Fraction
    presume: str


def prepare(options: Any) -> _Wanted:
    """Take `relation`, `with` (a place) or `product` (places), `within` (a percentage), `presume`."""
    known = closed_options(options, {"relation": str, "with": str, "product": list, "within": str, "presume": str})
    relation = known.get("relation", "equal to")
    if relation not in _RELATIONS:
        message = f"`relation` takes one of: {', '.join(_RELATIONS)}"
        raise OptionFault(message)
    if ("with" in known) == ("product" in known) or ("product" in known and relation != "equal to"):
        message = "`agrees` takes either `with`, or `product` for the relation `equal to`"
        raise OptionFault(message)
    places = known.get("product") or [known["with"]]
    try:
        patterns = tuple(pattern_of(str(place)) for place in places)
    except ValueError as error:
        raise OptionFault(str(error)) from error
    return _Wanted(relation, patterns, _percent(known), known.get("presume", ""))


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
    truth = _at_a_glance(asking, wanted)
    return _compared(asking, wanted) if truth is None else Answer(truth, lambda: _compared(asking, wanted).grounds)


def _at_a_glance(asking: Asking, wanted: _Wanted) -> bool | None:
    """Say at a first look how the quantities surely relate; None is no answer."""
    left = glimpsed(asking, wanted.presume)
    if left is None:
        return None
    others = []
    for place, is_relative in wanted.places:
        for route, value in expand(asking.sheet, place, asking.item if is_relative else ()):
            other = None if value is MISSING else glimpsed(asking._replace(route=route, value=value), wanted.presume)
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
    for place, is_relative in wanted.places:
        for route, value in expand(asking.sheet, place, asking.item if is_relative else ()):
            if value is MISSING:
                return absent_at(asking.sheet, route)
            other = asking._replace(route=route, value=value)
            quantity = stated_quantity(other)
            if quantity is None:
                return unknown(route, other.text, "the quantity cannot be read")
            others.append((other, quantity))
    quantities = [quantity for _, quantity in others]
    if wanted.relation == "equal to":
        answer = agree([left], quantities, allowance=wanted.allowance, presume=wanted.presume)
    else:
        answer = compare(left, wanted.relation, quantities[0], presume=wanted.presume)
    grounds = [Ground(Place(asking.route), asking.text, answer)]
    grounds += [
        Ground(Place(other.route, note="compared with this"), other.text, f"{other.text} is stated here")
        for other, _ in others
    ]
    return Answer(answer.truth, tuple(grounds))
