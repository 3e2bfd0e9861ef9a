"""Whether a stated quantity keeps to a limit: true, false, or not to be decided, with the arithmetic in plain words.

It may not round and may not assume: a conversion that needs conditions which nobody states is not decided, and a text
with two readings is decided only when both readings agree.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import BY_BASIS
from specvalidator.quantity.edges import Edges, edges_of
from specvalidator.quantity.numbers import number_text
from specvalidator.quantity.reconcile import Met, reconcile
from specvalidator.quantity.units import with_basis
from specvalidator.quantity.writing import in_short, unit_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from specvalidator.quantity.conditions import Conditions
    from specvalidator.quantity.values import Quantity

    _Ends = tuple[Fraction | None, Fraction | None]

__all__ = [
    "RELATIONS",
    "Comparison",
    "compare",
    "doubtful",
    "has_dimension",
    "kleene",
    "readings_of",
    "settled",
    "too_many",
]

RELATIONS: Final = ("at most", "at least", "below", "above", "equal to", "inside")
_MOST_READINGS: Final = 16


class Comparison:
    """The answer, and how it comes about: values as written, and the conditions where a conversion needed them."""

    __slots__ = ("_because", "truth")

    def __init__(self, truth: bool | None, because: str | Callable[[], str]) -> None:  # noqa: FBT001 - the answer itself
        self.truth = truth
        self._because = because

    @property
    def because(self) -> str:
        """Return the arithmetic in plain words; most answers are never asked for it, so it is put together here."""
        if not isinstance(self._because, str):
            self._because = self._because()
        return self._because

    def __str__(self) -> str:
        return self.because


def has_dimension(q: Quantity, of: str, presume: str = "") -> bool | None:
    """Say whether a quantity is of a dimension; None when a bare ratio does not say of what it is one.

    `presume` (`by volume` or `by mass`) says how a bare ppm, ppb or % is meant where it stands. A tolerance in bare
    percent is a fraction and nothing else.
    """
    stated = q.dimension
    if stated == of:
        return True
    if {stated, of} == {"temperature", "temperature_difference"}:
        return q.unit.symbol == "K" and not q.is_tolerance
    known = BY_BASIS.get(stated, {})
    if of not in known.values() or q.unit.basis or q.is_tolerance:
        return False
    return known.get(presume) == of if presume else None


def settled(quantity: Quantity, presume: str) -> Quantity:
    """Return a quantity whose bare ratio is taken as `presume` says."""
    is_bare = quantity.dimension in BY_BASIS and not quantity.unit.basis and not quantity.is_tolerance
    if not presume or not is_bare:
        return quantity
    return quantity._replace(unit=with_basis(quantity.unit, presume))


def readings_of(quantity: Quantity) -> tuple[Quantity, ...]:
    """Return a quantity and every other reading of its text, each once and told apart by its own words.

    Nothing is returned when there are more than can be tried.
    """
    found = [quantity]
    for one in found:
        for ambiguity in one.ambiguities:
            found += (other for other in ambiguity.others if other not in found)
        if len(found) > _MOST_READINGS:
            return ()
    return (quantity,) if len(found) == 1 else tuple(one._replace(text=in_short(one)) for one in found)


def compare(  # noqa: PLR0913 - everything beyond the question has a name and a default
    stated: Quantity,
    relation: str,
    limit: Quantity,
    *,
    conditions: Conditions | None = None,
    carrier: str = "",
    presume: str = "",
) -> Comparison:
    """Compare what is stated with a limit, exactly.

    `relation` is one of `RELATIONS`; `inside` asks whether all that is stated lies within the limit's own bounds.
    `conditions` hold for a gas where neither quantity states its own; `carrier` is `oxygen` or `air`.
    A range keeps to a limit only when all of it does. A tolerance and an approximation say where the true value may
    be: with the limit among those, the answer is None. Raises `ValueError` for an unknown relation.
    """
    if relation not in RELATIONS:
        message = f"a comparison takes one of: {', '.join(RELATIONS)}"
        raise ValueError(message)
    one, other = stated.unit, limit.unit
    if one.dimension == other.dimension and one.basis == other.basis and _is_bare(stated) and _is_bare(limit):
        edges = _bare_edges if one == other else edges_of
        met = Met(edges(stated), edges(limit))
        truth = _truth(met, relation, stated, limit)
        return Comparison(truth, partial(_because, truth, relation, stated, limit, met))
    if _is_bare_tolerance(stated) or _is_bare_tolerance(limit):
        presume = ""
    left, right = readings_of(stated), readings_of(limit)
    if not (left and right):
        return too_many((stated, limit))
    answers = [
        _compared(settled(one, presume), relation, settled(other, presume), conditions, carrier)
        for one in left
        for other in right
    ]
    return kleene(doubtful((stated, limit)), answers)


def _is_bare(quantity: Quantity) -> bool:
    """Say whether a quantity is its bounds and nothing else, so that in one unit the numbers decide."""
    return not (
        quantity.tolerance
        or quantity.alternatives
        or quantity.approximate
        or quantity.conditions
        or quantity.ambiguities
    )


def _bare_edges(quantity: Quantity) -> Edges:
    """Return the edges of such a quantity in the unit as written; an open side reaches as far as the other's end."""
    low, high = quantity.low, quantity.high
    return Edges(
        low,
        high if low is None else low,
        low if high is None else high,
        high,
        low_open=quantity.low_open,
        high_open=quantity.high_open,
    )


def doubtful(quantities: Sequence[Quantity]) -> str:
    """Return the texts with more than one reading, for a message."""
    texts = [one.text for one in quantities if any(doubt.others for doubt in one.ambiguities)]
    return " and ".join(dict.fromkeys(texts)) or quantities[0].text


def too_many(quantities: Sequence[Quantity]) -> Comparison:
    """Return the answer to texts with more readings than can be tried."""
    return Comparison(None, f"{doubtful(quantities)} can be read in too many ways")


def _is_bare_tolerance(quantity: Quantity) -> bool:
    """Say whether this is `±5 %`, which no basis turns into a volume or a mass fraction."""
    return quantity.is_tolerance and quantity.dimension == "fraction"


def kleene(subject: str, answers: list[Comparison]) -> Comparison:
    """Return the answer that all readings share; None when they differ."""
    first = answers[0]
    for other in answers[1:]:
        if other.truth is not first.truth:
            words = "; ".join(dict.fromkeys((first.because, other.because)))
            return Comparison(None, f"{subject} can be read in more than one way: {words}")
    return first


def _compared(
    stated: Quantity, relation: str, limit: Quantity, conditions: Conditions | None, carrier: str
) -> Comparison:
    mets = reconcile(stated, limit, conditions, carrier)
    if isinstance(mets, str):
        return Comparison(None, mets)
    answers = []
    for met in mets:
        truth = _truth(met, relation, stated, limit)
        answers.append(Comparison(truth, partial(_because, truth, relation, stated, limit, met)))
    return kleene(stated.text, answers)


def _truth(met: Met, relation: str, stated: Quantity, limit: Quantity) -> bool | None:
    here, there = met.stated, met.limit
    if relation in ("at most", "below"):
        return _at_most(here, there, is_strict=relation == "below", has_high=limit.high is not None)
    if relation in ("at least", "above"):
        mirrored, other = here.mirrored(), there.mirrored()
        return _at_most(mirrored, other, is_strict=relation == "above", has_high=limit.low is not None)
    if relation == "inside" or limit.tolerance is not None:
        return _inside(here, there, limit)
    return _equal(here, there, stated, limit)


def _at_most(here: Edges, there: Edges, *, is_strict: bool, has_high: bool) -> bool | None:
    """Say whether the greatest stated value keeps to the greatest of the limit, or to its only one."""
    least, most = (there.high_min, there.high_max) if has_high else (there.low_min, there.low_max)
    is_strict = is_strict or (there.high_open if has_high else there.low_open)
    is_kept = here.high_open or not is_strict
    if here.high_max is not None and least is not None and _precedes(here.high_max, least, or_equal=is_kept):
        return True
    # NOTE: `> 20 ppm` without an upper bound lies beyond 20 ppm, though its lower edge is 20 ppm itself.
    is_beyond = not is_kept or (here.high_max is None and here.low_open)
    if here.high_min is not None and most is not None and _precedes(most, here.high_min, or_equal=is_beyond):
        return False
    return None


def _precedes(one: Fraction, other: Fraction, *, or_equal: bool) -> bool:
    return one < other or (or_equal and one == other)


def _inside(here: Edges, there: Edges, limit: Quantity) -> bool | None:
    """Say whether all that is stated lies within the bounds of the limit, its tolerance included."""
    outer = there.outermost()
    answers = []
    if limit.high is not None and outer.high_max is not None:
        answers.append(_at_most(here, outer, is_strict=False, has_high=True))
    if limit.low is not None and outer.low_min is not None:
        answers.append(_at_most(here.mirrored(), outer.mirrored(), is_strict=False, has_high=True))
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _equal(here: Edges, there: Edges, stated: Quantity, limit: Quantity) -> bool | None:
    """Say whether the same is stated: the same value, the same bounds, the same choices."""
    if len(stated.alternatives) != len(limit.alternatives):
        return False
    same = []
    for one, other in (
        ((here.low_min, here.low_max), (there.low_min, there.low_max)),
        ((here.high_min, here.high_max), (there.high_min, there.high_max)),
    ):
        same.append(_same_edge(one, other))
    if False in same:
        return False
    if None in same:
        return None
    return (here.low_open, here.high_open) == (there.low_open, there.high_open)


def _same_edge(one: _Ends, other: _Ends) -> bool | None:
    """Say whether two edges are the same: known and equal, or left open in the same way."""
    if one == other and (one[0] == one[1] or None in one):
        return True
    (low, high), (least, most) = one, other
    is_apart = (high is not None and least is not None and high < least) or (
        low is not None and most is not None and low > most
    )
    return False if is_apart else None


def _because(
    truth: bool | None,  # noqa: FBT001 - the answer itself
    relation: str,
    stated: Quantity,
    limit: Quantity,
    met: Met,
) -> str:
    """Return the arithmetic: what is stated, what that comes to in the unit of the limit, and how they relate."""
    words = {True: "is", False: "is not", None: "may or may not be"}[truth]
    shown = _figure(met.stated, relation, stated, limit)
    note = f" ({met.note})" if met.note else ""
    comes = f" comes to {shown}{note}, which" if shown else note
    return f"{stated.text}{comes} {words} {relation} {limit.text}"


def _figure(edges: Edges, relation: str, stated: Quantity, limit: Quantity) -> str:
    """Return the stated edge that counts, in the unit of the limit; nothing when the text says just that."""
    unit = limit.unit
    is_upper = relation in ("at most", "below")
    ends = {
        True: (edges.high_min, edges.high_max),
        False: (edges.low_min, edges.low_max) if relation in ("at least", "above") else (edges.low_min, edges.high_max),
    }[is_upper]
    is_plain = (
        stated.unit.symbol == unit.symbol
        and stated.unit.dimension == unit.dimension
        and stated.tolerance is None
        and not stated.approximate
    )
    if is_plain:
        return ""
    low, high = (None if end is None else number_text((end - unit.offset) / unit.factor) for end in ends)
    name = unit_text(unit.symbol)
    if low is None or high is None:
        return f"{high} {name} or less" if high is not None else f"{low} {name} or more" if low is not None else ""
    return f"{low} {name}".rstrip() if low == high else f"{low} to {high} {name}".rstrip()
