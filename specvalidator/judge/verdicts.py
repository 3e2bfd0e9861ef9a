"""How the verdict on a requirement comes about: whether it applies, what is answered, and what absence means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.finding import ItemVerdict, Outcome, Verdict, worst
from specvalidator.judge.program import Program, suppose
from specvalidator.questions import Answer, all_of
from specvalidator.questions.asking import absent_at
from specvalidator.requirement import Named
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.finding import Ground
    from specvalidator.judge.case import Case, Spot
    from specvalidator.requirement import Pack, Requirement

__all__ = ["Judged"]

_IF_ABSENT: Final = {"undetermined": Outcome.UNDETERMINED, "unmet": Outcome.UNMET, "met": Outcome.MET}
_NOTHING: Final = Answer(truth=None, grounds=())
_make: Final = tuple.__new__
"""Makes a named tuple of its fields, all of them, in a third of the time that its own constructor takes."""


class Judged:
    """A pack made ready to be judged by."""

    __slots__ = ("_applies", "_judges", "pack")

    def __init__(self, pack: Pack) -> None:
        program = Program(pack)
        self.pack = pack
        self._applies = None if pack.applies is None else program.compiled(pack.applies, briefly=False)
        self._judges = [
            _Judge(requirement, program) for requirement in pack.requirements if requirement.status == "active"
        ]

    def suppose_applies(self, case: Case) -> None:
        """Let the pack's own condition hold, wherever it is asked for by name."""
        if isinstance(self.pack.applies, Named):
            suppose(case, self.pack.applies.name)

    def ruled_out(self, case: Case) -> tuple[Ground, ...]:
        """Return what is stated that rules the pack out."""
        answer = _NOTHING if self._applies is None else self._applies(case, case.whole)
        return answer.grounds if answer.truth is False else ()

    def verdicts(self, case: Case, as_of: str) -> tuple[Verdict, ...]:
        """Return the verdicts of the active requirements."""
        return tuple([judge.verdict(case, as_of) for judge in self._judges])


class _Judge:
    """One requirement, its expressions compiled."""

    __slots__ = ("_ask", "_each", "_has_period", "_if_absent", "_pack", "_requirement", "_when", "_where")

    def __init__(self, requirement: Requirement, program: Program) -> None:
        each = requirement.each
        when = requirement.when
        self._requirement = requirement
        self._pack = program.pack.id
        self._has_period = bool(requirement.in_force_from or requirement.in_force_until)
        self._each = None if each is None else each.place
        self._when = None if when is None else program.compiled(when, briefly=True)
        self._where = None if each is None or each.where is None else program.compiled(each.where, briefly=True)
        self._ask = program.compiled(requirement.ask, briefly=False)
        self._if_absent = _IF_ABSENT[requirement.if_absent]

    def verdict(self, case: Case, as_of: str) -> Verdict:
        """Judge for the sheet, or for each item that it is asked of."""
        requirement = self._requirement
        period = _out_of_force(requirement, as_of) if self._has_period else ""
        if period:
            items: tuple[ItemVerdict, ...] = (ItemVerdict((), Outcome.NOT_APPLICABLE, _NOTHING, period),)
        elif self._each is None:
            item = self._item(case, case.whole, None)
            return _make(Verdict, (requirement, self._pack, item.outcome, (item,)))
        else:
            items = self._items(case, self._each)
        return Verdict(requirement, self._pack, worst([item.outcome for item in items]), items)

    def _items(self, case: Case, each: tuple[str, ...]) -> tuple[ItemVerdict, ...]:
        """Judge each item of a list; when no item is stated, the requirement stays open."""
        if not self._requirement.is_when_of_item:
            verdict = self._unless_applies(case, case.whole, None)
            if verdict is not None and verdict.outcome is Outcome.NOT_APPLICABLE:
                return (verdict,)  # for no item either
        items = []
        for spot in case.items(each, case.whole):
            if spot.value is MISSING:
                items.append(self._no_item(case, spot))
            else:
                admitted = None if self._where is None else self._where(case, spot)
                items.append(self._item(case, spot, admitted))
        return tuple(items)

    def _no_item(self, case: Case, spot: Spot) -> ItemVerdict:
        """Judge a list of which no item is stated: open, unless it was looked for and is not there."""
        if not self._requirement.is_when_of_item:
            verdict = self._unless_applies(case, spot, None)
            if verdict is not None:
                return verdict
        answer = absent_at(case.sheet, spot.route)
        if case.sheet.is_listed_missing(spot.route):
            return ItemVerdict(spot.route, Outcome.NOT_APPLICABLE, answer, "there is no item to ask it of")
        return ItemVerdict(spot.route, Outcome.UNDETERMINED, answer, "no item is stated")

    def _unless_applies(self, case: Case, spot: Spot, admitted: Answer | None) -> ItemVerdict | None:
        """Return the verdict when the requirement does not apply or may not; None when it applies."""
        when = admitted
        if self._when is not None and (admitted is None or admitted.truth is not False):
            when = self._when(case, spot if self._requirement.is_when_of_item else case.whole)
            if admitted is not None:
                when = all_of((admitted, when))
        if when is None or when.truth is True:
            return None
        if when.truth is False:
            return _make(ItemVerdict, (spot.route, Outcome.NOT_APPLICABLE, when, "does not apply"))
        return _make(ItemVerdict, (spot.route, Outcome.UNDETERMINED, when, "whether it applies is not known"))

    def _item(self, case: Case, spot: Spot, admitted: Answer | None) -> ItemVerdict:
        verdict = self._unless_applies(case, spot, admitted)
        if verdict is not None:
            return verdict
        answer = self._ask(case, spot)
        if answer.truth is None:
            if answer.is_absent:
                return _make(ItemVerdict, (spot.route, self._if_absent, answer, ""))
            return _make(ItemVerdict, (spot.route, Outcome.UNDETERMINED, answer, "not decided by what is stated"))
        return _make(ItemVerdict, (spot.route, Outcome.MET if answer.truth else Outcome.UNMET, answer, ""))


def _out_of_force(requirement: Requirement, as_of: str) -> str:
    """Say why a requirement is not in force on a day; the empty text when it is. Both days belong to the period."""
    if requirement.in_force_from and as_of < requirement.in_force_from:
        return f"in force from {requirement.in_force_from}; judged as of {as_of}"
    if requirement.in_force_until and as_of > requirement.in_force_until:
        return f"in force until {requirement.in_force_until}; judged as of {as_of}"
    return ""
