"""What a question answers: true, false or unknown, with the places that decide; and Kleene's logic over answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specvalidator.finding import Ground
from specvalidator.location import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specvalidator.location import Route

__all__ = ["Answer", "absent", "all_of", "any_of", "no", "not_", "unknown", "yes"]


@dataclass(frozen=True, slots=True)
class Answer:
    """True, false, or unknown (None). `is_absent`: unknown only because nothing is stated."""

    truth: bool | None
    grounds: tuple[Ground, ...]
    is_absent: bool = False


def yes(route: Route, value: str = "", because: str = "") -> Answer:
    """Answer yes for one place."""
    return Answer(truth=True, grounds=(Ground(Place(route), value, because),))


def no(route: Route, value: str = "", because: str = "") -> Answer:
    """Answer no for one place."""
    return Answer(truth=False, grounds=(Ground(Place(route), value, because),))


def unknown(route: Route, value: str = "", because: str = "") -> Answer:
    """Answer that a stated place does not decide."""
    return Answer(truth=None, grounds=(Ground(Place(route), value, because),))


def absent(route: Route, because: str = "not stated") -> Answer:
    """Answer that nothing is stated at a place."""
    return Answer(truth=None, grounds=(Ground(Place(route), "", because, is_missing=True),), is_absent=True)


def not_(answer: Answer) -> Answer:
    """Negate; unknown stays unknown."""
    return answer if answer.truth is None else replace(answer, truth=not answer.truth)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's and; nothing to combine is unknown."""
    return _combine(tuple(answers), deciding=False)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's or; nothing to combine is unknown."""
    return _combine(tuple(answers), deciding=True)


def _combine(answers: tuple[Answer, ...], *, deciding: bool) -> Answer:
    """One deciding answer decides; else one unknown leaves it open; else all agree on the opposite."""
    if len(answers) == 1:
        return answers[0]
    decided = [answer for answer in answers if answer.truth is deciding]
    if decided:
        return Answer(deciding, _grounds(decided))
    open_ = [answer for answer in answers if answer.truth is None]
    if open_ or not answers:
        return Answer(None, _grounds(open_), is_absent=all(answer.is_absent for answer in open_))
    return Answer(not deciding, _grounds(answers))


def _grounds(answers: Iterable[Answer]) -> tuple[Ground, ...]:
    return tuple(ground for answer in answers for ground in answer.grounds)
