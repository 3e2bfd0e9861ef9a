"""What a question answers: true, false or unknown, with the places that decide; and Kleene's logic over answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specvalidator.location import Route

__all__ = ["Answer", "absent", "all_of", "any_of", "no", "not_", "unknown", "yes"]


class Answer(NamedTuple):
    """True, false, or unknown (None). `is_absent`: unknown only because nothing is stated."""

    truth: bool | None
    grounds: tuple[Ground, ...]
    is_absent: bool = False


def yes(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer yes for one place."""
    return Answer(truth=True, grounds=(Ground(Place(route), value, because),))


def no(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer no for one place."""
    return Answer(truth=False, grounds=(Ground(Place(route), value, because),))


def unknown(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer that a stated place does not decide."""
    return Answer(truth=None, grounds=(Ground(Place(route), value, because),))


def absent(route: Route, because: str = "not stated") -> Answer:
    """Answer that nothing is stated at a place."""
    return Answer(truth=None, grounds=(Ground(Place(route), "", because, is_missing=True),), is_absent=True)


def not_(answer: Answer) -> Answer:
    """Negate; unknown stays unknown."""
    return answer if answer.truth is None else answer._replace(truth=not answer.truth)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's and; nothing to combine is unknown."""
    return _combine(answers, deciding=False)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's or; nothing to combine is unknown."""
    return _combine(answers, deciding=True)


def _combine(answers: Iterable[Answer], *, deciding: bool) -> Answer:
    """One deciding answer decides; else one unknown leaves it open; else all agree on the opposite."""
    decided: list[Answer] = []
    open_: list[Answer] = []
    agreeing: list[Answer] = []
    for answer in answers:
        truth = answer.truth
        (open_ if truth is None else decided if truth is deciding else agreeing).append(answer)
    if decided:
        return decided[0] if len(decided) == 1 else Answer(deciding, _grounds(decided))
    if open_:
        return open_[0] if len(open_) == 1 else Answer(None, _grounds(open_), all(one.is_absent for one in open_))
    if len(agreeing) == 1:
        return agreeing[0]
    return Answer(not deciding, _grounds(agreeing)) if agreeing else Answer(None, (), is_absent=True)


def _grounds(answers: Iterable[Answer]) -> tuple[Ground, ...]:
    return tuple(ground for answer in answers for ground in answer.grounds)
