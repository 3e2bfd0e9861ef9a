"""The verdicts of one pack on one sheet: conditions, questions and quantifiers by Kleene logic.

This is the door of the room: other rooms import from here only. Conditions are asked once a sheet; every answer comes
with its grounds. It writes no message and knows no law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.judge.case import Case
from specvalidator.judge.verdicts import Judged

if TYPE_CHECKING:
    from specvalidator.finding import Ground, RouteAnswer, Verdict
    from specvalidator.requirement import Pack
    from specvalidator.sheet import Sheet

__all__ = ["Judging", "judge", "ruled_out"]


class Judging:
    """One pack on one sheet.

    `is_asked_for`: the market was asked for by name, so that the pack's own condition holds whatever the sheet states.
    """

    __slots__ = ("_case", "_judged")

    def __init__(self, sheet: Sheet, pack: Pack, *, is_asked_for: bool = False) -> None:
        self._judged = _judged(pack)
        self._case = Case(sheet)
        if is_asked_for:
            self._judged.suppose_applies(self._case)

    def ruled_out(self) -> tuple[Ground, ...]:
        """Return what the sheet states that rules the whole pack out; empty when nothing does.

        An unstated market rules out nothing.
        """
        return self._judged.ruled_out(self._case)

    def verdicts(self, as_of: str) -> tuple[Verdict, ...]:
        """Return one verdict per active requirement; `as_of` is the day judged by, as YYYY-MM-DD."""
        return self._judged.verdicts(self._case, as_of)

    def routes(self) -> tuple[RouteAnswer, ...]:
        """Return the routes of the pack that the sheet is on, and those that it may be on as far as it says."""
        return self._judged.routes(self._case)


def ruled_out(sheet: Sheet, pack: Pack) -> tuple[Ground, ...]:
    """Return what the sheet states that rules the whole pack out; see `Judging`."""
    return Judging(sheet, pack).ruled_out()


def judge(sheet: Sheet, pack: Pack, as_of: str, *, is_asked_for: bool = False) -> tuple[Verdict, ...]:
    """Return one verdict per active requirement of a pack; see `Judging`."""
    return Judging(sheet, pack, is_asked_for=is_asked_for).verdicts(as_of)


_MOST_PACKS: Final = 64
_known: dict[int, Judged] = {}
"""By the identity of the pack, which stays alive with it; a bounded memory."""


def _judged(pack: Pack) -> Judged:
    found = _known.get(id(pack))
    if found is None:
        if len(_known) >= _MOST_PACKS:
            _known.clear()
        found = _known[id(pack)] = Judged(pack)
    return found
