"""What a question answers: true, false or unknown, with the places that decide; and Kleene's logic over answers."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from specvalidator.finding import Ground
from specvalidator.location import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specvalidator.location import Route

_make: Final = tuple.__new__
"""Makes a named tuple of its fields, all of them, in a third of the time that its own constructor takes."""

__all__ = ["Answer", "absent", "all_of", "any_of", "no", "not_", "unknown", "yes"]


class Answer:
    """True, false, or unknown (None). `is_absent`: unknown only because nothing is stated.

    Its grounds may be given as a function, which is called when they are asked for: those of most answers never are.
    """

    __slots__ = ("_grounds", "is_absent", "truth")

    def __init__(
        self,
        truth: bool | None,  # noqa: FBT001 - the answer itself
        grounds: tuple[Ground, ...] | Callable[[], tuple[Ground, ...]],
        *,
        is_absent: bool = False,
    ) -> None:
        self.truth = truth
        self._grounds = grounds
        self.is_absent = is_absent

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the places that decide, or would decide."""
        if not isinstance(self._grounds, tuple):
            self._grounds = self._grounds()
        return self._grounds


def yes(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer yes for one place."""
    return Answer(True, partial(_stated, route, value, because))


def no(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer no for one place."""
    return Answer(False, partial(_stated, route, value, because))


def unknown(route: Route, value: str = "", because: object = "") -> Answer:
    """Answer that a stated place does not decide."""
    return Answer(None, partial(_stated, route, value, because))


@lru_cache(maxsize=1024)
def absent(route: Route, because: str = "not stated") -> Answer:
    """Answer that nothing is stated at a place.

    NOTE: that is what most requirements find on most sheets, and the answer holds nothing of the sheet: one for all.
    """
    return Answer(None, partial(_missing, route, because), is_absent=True)


def _stated(route: Route, value: str, because: object) -> tuple[Ground, ...]:
    return (_make(Ground, (_make(Place, (route, "value", None, "")), value, because, "", "certain", False)),)


def _missing(route: Route, because: str) -> tuple[Ground, ...]:
    return (_make(Ground, (_make(Place, (route, "value", None, "")), "", because, "", "certain", True)),)


def not_(answer: Answer) -> Answer:
    """Negate; unknown stays unknown."""
    return answer if answer.truth is None else Answer(not answer.truth, lambda: answer.grounds)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's and; nothing to combine is unknown."""
    given = list(answers)
    found = _deciding(given, deciding=False)
    return found[0] if len(found) == 1 else _joined(found, found, _grounds)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Combine by Kleene's or; nothing to combine is unknown.

    Where none of several holds, the first place stands for them, and the others are noted.
    """
    given = list(answers)
    found = _deciding(given, deciding=True)
    if len(found) == 1:
        return found[0]
    is_absent = found and found[0].truth is None and all(answer.is_absent for answer in found)
    return _joined(found, given if is_absent else found, _alternatives)  # those looked for are alternatives as well


def _deciding(given: list[Answer], *, deciding: bool) -> list[Answer]:
    """Return the answers that decide: those that settle it, else the unknown ones, else all."""
    truths = [answer.truth for answer in given]
    for truth in (deciding, None):
        if truth in truths:
            return [answer for answer in given if answer.truth is truth]
    return given


def _joined(found: list[Answer], shown: list[Answer], grounds: Callable[[list[Answer]], tuple[Ground, ...]]) -> Answer:
    """Return one answer for several that agree."""
    if not found:
        return Answer(None, (), is_absent=True)
    truth = found[0].truth
    is_absent = truth is None and all(answer.is_absent for answer in found)
    return Answer(truth, partial(grounds, shown), is_absent=is_absent)


def _alternatives(answers: list[Answer]) -> tuple[Ground, ...]:
    """Return the grounds of alternatives. Where none holds, that is one gap: the first place stands for all of them."""
    grounds = _grounds(answers)
    if answers[0].truth is True or not grounds:
        return grounds
    (place, value, because, category, _, is_missing), *others = grounds
    certainty = min((ground.certainty for ground in grounds), key=_LEAST_SURE_FIRST.index)
    first = _make(Ground, (place, value, because, category, certainty, is_missing))
    return (first, *[_make(Ground, (_noted(ground), *ground[1:])) for ground in others])


_LEAST_SURE_FIRST: Final = ("possible", "likely", "certain")


def _noted(ground: Ground) -> Place:
    """Say of the place of an alternative what it has to do with the gap, where that is not said already."""
    place = ground.place
    note = place.note or ("or stated here" if ground.is_missing else "nor does this suffice")
    return _make(Place, (*place[:3], note))


def _grounds(answers: Iterable[Answer]) -> tuple[Ground, ...]:
    return tuple([ground for answer in answers for ground in answer.grounds])
