"""How the verdict on a requirement comes about: whether it applies, what is answered, and what absence means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import Ground, ItemVerdict, Outcome, RouteAnswer, Verdict, worst
from specvalidator.judge.case import goes_elsewhere, stated_below
from specvalidator.judge.program import Program, absent_everywhere, suppose
from specvalidator.questions import Answer, all_of
from specvalidator.questions.asking import absent_at
from specvalidator.requirement import Named
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.judge.case import Case, Spot
    from specvalidator.judge.program import Compiled
    from specvalidator.location import Route
    from specvalidator.requirement import Expression, Pack, Quantified, Requirement

    _Chosen = tuple[Spot, Answer | None, ItemVerdict | None]
    """An item, whether the condition admits it (None: there is none), and the verdict on one that it leaves out."""

__all__ = ["Judged"]

_IF_ABSENT: Final = {"undetermined": Outcome.UNDETERMINED, "unmet": Outcome.UNMET, "met": Outcome.MET}
_NOTHING: Final = Answer(truth=None, grounds=())
_make: Final = tuple.__new__
"""Makes a named tuple of its fields, all of them, in a third of the time that its own constructor takes."""


class Judged:
    """A pack made ready to be judged by."""

    __slots__ = ("_applies", "_blank", "_program", "_together", "pack")

    def __init__(self, pack: Pack) -> None:
        program = self._program = Program(pack)
        self.pack = pack
        self._applies = None if pack.applies is None else program.compiled(pack.applies, briefly=False)
        groups: dict[tuple[tuple[str, ...], int], _Group] = {}
        together: dict[tuple[int, int], _Together] = {}
        active = [requirement for requirement in pack.requirements if requirement.status == "active"]
        for position, requirement in enumerate(active):
            each = requirement.each
            group = None
            if each is not None:
                key = (each.place, id(each.where))  # the pack builds the same condition once, and keeps it alive
                group = groups[key] = groups.get(key) or _Group(each, program)
            judge = _Judge(requirement, program, group)
            is_alone = judge.is_alone
            kept = (position, -1) if is_alone else (id(requirement.when), id(group))
            together.setdefault(kept, _Together(None if is_alone else requirement.when, program, group)).add(
                position, judge
            )
        self._together = tuple(together.values())
        self._blank: list[Verdict | None] = [None] * len(active)

    def suppose_applies(self, case: Case) -> None:
        """Let the pack's own condition hold, wherever it is asked for by name."""
        if isinstance(self.pack.applies, Named):
            suppose(case, self.pack.applies.name)

    def ruled_out(self, case: Case) -> tuple[Ground, ...]:
        """Return what is stated that rules the pack out."""
        answer = _NOTHING if self._applies is None else self._applies(case, case.whole)
        return answer.grounds if answer.truth is False else ()

    def verdicts(self, case: Case, as_of: str) -> tuple[Verdict, ...]:
        """Return the verdicts of the active requirements, in the order of the pack."""
        found: list[Any] = self._blank.copy()
        for together in self._together:
            together.judge(case, as_of, found)
        return tuple(found)

    def routes(self, case: Case) -> tuple[RouteAnswer, ...]:
        """Return the routes whose condition holds, or may hold; compiled here, since few runs ask for them."""
        found = []
        for route in self.pack.routes:
            answer = self._program.compiled(route.when, briefly=False)(case, case.whole)
            if answer.truth is not False:
                found.append(RouteAnswer(route, answer.truth is True, answer.grounds))
        return tuple(found)


class _Together:
    """Requirements that apply under the same condition of the whole sheet: it is asked once for all of them.

    NOTE: on most sheets most conditions do not hold or are not known; then one verdict stands for the whole group.
    """

    __slots__ = ("_group", "_judges", "_when")

    def __init__(self, when: Expression | None, program: Program, group: _Group | None) -> None:
        self._when = None if when is None else program.compiled(when, briefly=True)
        self._group = group
        self._judges: list[tuple[int, _Judge]] = []

    def add(self, position: int, judge: _Judge) -> None:
        """Add the judge of a requirement that stands at a position of the pack."""
        self._judges.append((position, judge))

    def judge(self, case: Case, as_of: str, found: list[Any]) -> None:
        """Put the verdicts of the requirements where they belong."""
        if self._when is not None:
            when = self._when(case, case.whole)
            if when.truth is not True:
                first = self._judges[0][1]
                items = first.not_judged(case, when)
                outcome = worst([item[1] for item in items])
                for position, judge in self._judges:
                    found[position] = _make(Verdict, (judge.requirement, judge.pack, outcome, items))
                return
        for position, judge in self._judges:
            found[position] = judge.verdict(case, as_of)


class _Group:
    """The items that requirements ask of when they ask of the same list under the same condition: chosen once."""

    __slots__ = ("_market", "_place", "_where")

    def __init__(self, each: Quantified, program: Program) -> None:
        self._place = each.place
        self._market = program.market_of(each)
        self._where = None if each.where is None else program.compiled(each.where, briefly=True)

    def chosen(self, case: Case) -> tuple[_Chosen, ...]:
        """Return the items of the list, the same ones each time."""
        found = case.chosen.get(self)
        if found is None:
            found = case.chosen[self] = tuple(
                [self._choose(case, spot) for spot in case.items(self._place, case.whole)]
            )
        return found

    def _choose(self, case: Case, spot: Spot) -> _Chosen:
        elsewhere = goes_elsewhere(spot, self._market) if self._market else None
        if elsewhere is not None:
            return spot, None, _not_judged(spot.route, elsewhere)
        if self._where is None or spot.value is MISSING:
            return spot, None, None
        admitted = self._where(case, spot)
        if admitted.truth is not False:
            return spot, admitted, None
        return spot, admitted, _not_judged(spot.route, admitted)


class _Judge:
    """One requirement, its expressions compiled."""

    __slots__ = (
        "_absent",
        "_ask",
        "_group",
        "_has_period",
        "_if_absent",
        "_program",
        "_when",
        "is_alone",
        "pack",
        "requirement",
    )

    def __init__(self, requirement: Requirement, program: Program, group: _Group | None) -> None:
        when = requirement.when
        self.requirement = requirement
        self.pack = program.pack.id
        self._has_period = bool(requirement.in_force_from or requirement.in_force_until)
        self._group = group
        self.is_alone = when is None or requirement.is_when_of_item or self._has_period
        """Whether its own condition cannot be asked for several requirements together."""
        self._when = program.compiled(when, briefly=True) if self.is_alone and when is not None else None
        self._program = program
        self._ask: Compiled | None = None
        self._if_absent = _IF_ABSENT[requirement.if_absent]
        self._absent: tuple[tuple[str, ...], frozenset[tuple[str, ...]], Verdict] | None = None

    def _prepared(self) -> Compiled:
        """Return what it asks, compiled when it is first asked: of many a pack most never is in one run."""
        ask = self.requirement.ask
        compiled = self._ask = self._program.compiled(ask, briefly=False)
        if self._group is None:
            self._absent = self._if_nothing_stands(ask)
        return compiled

    def _if_nothing_stands(self, ask: Expression) -> tuple[tuple[str, ...], frozenset[tuple[str, ...]], Verdict] | None:
        """Return the one place that is asked about, the places above it, and the verdict when nothing stands there.

        NOTE: that is the verdict on most sheets, and it holds nothing of the sheet: one for all.
        """
        answer = absent_everywhere(ask)
        if answer is None:
            return None
        place, above, absent = answer
        item = ItemVerdict((), self._if_absent, absent)
        return place, above, Verdict(self.requirement, self.pack, self._if_absent, (item,))

    def verdict(self, case: Case, as_of: str) -> Verdict:
        """Judge for the sheet, or for each item that it is asked of, where a condition of the sheet holds."""
        requirement = self.requirement
        if self._has_period:
            period = _out_of_force(requirement, as_of)
            if period:
                item = ItemVerdict((), Outcome.NOT_APPLICABLE, _NOTHING, period)
                return Verdict(requirement, self.pack, item.outcome, (item,))
        if self._group is None:
            if self._ask is None:
                self._prepared()
            if self._absent is not None and self._when is None:
                place, above, verdict = self._absent
                if stated_below(case.whole.value, place) is MISSING and case.noted.isdisjoint(above):
                    return verdict
            item = self._item(case, case.whole, None)
            return _make(Verdict, (requirement, self.pack, item[1], (item,)))
        items = self._items(case, self._group)
        return _make(Verdict, (requirement, self.pack, worst([item[1] for item in items]), items))

    def not_judged(self, case: Case, when: Answer) -> tuple[ItemVerdict, ...]:
        """Return the verdicts where the condition of the whole sheet does not hold or is not known."""
        if when.truth is False or self._group is None:
            return (self._not_judged(case, (), when),)  # for no item either
        items = []
        for spot, admitted, left_out in self._group.chosen(case):
            if left_out is not None:
                items.append(left_out)
            else:
                both = when if admitted is None or spot.value is MISSING else all_of((admitted, when))
                items.append(self._not_judged(case, spot.route, both))
        return tuple(items)

    def _items(self, case: Case, group: _Group) -> tuple[ItemVerdict, ...]:
        """Judge each item of a list; when no item is stated, the requirement stays open."""
        if self._when is not None and not self.requirement.is_when_of_item:
            when = self._when(case, case.whole)
            if when.truth is not True:
                return self.not_judged(case, when)
        items = []
        for spot, admitted, left_out in group.chosen(case):
            if left_out is not None:
                items.append(left_out)
            elif spot.value is MISSING:
                items.append(_no_item(case, spot))
            else:
                items.append(self._item(case, spot, admitted))
        return tuple(items)

    def _item(self, case: Case, spot: Spot, admitted: Answer | None) -> ItemVerdict:
        """Judge the sheet, or one item that is admitted or may be."""
        when = admitted
        if self._when is not None:
            when = self._when(case, spot if self.requirement.is_when_of_item else case.whole)
            if admitted is not None:
                when = all_of((admitted, when))
        if when is not None and when.truth is not True:
            return self._not_judged(case, spot.route, when)
        answer = (self._ask or self._prepared())(case, spot)
        truth = answer.truth
        if truth is not None:
            return _make(ItemVerdict, (spot.route, Outcome.MET if truth else Outcome.UNMET, answer, ""))
        if answer.is_absent:
            return _make(ItemVerdict, (spot.route, self._if_absent, answer, ""))
        return _make(ItemVerdict, (spot.route, Outcome.UNDETERMINED, answer, "not decided by what is stated"))

    def _not_judged(self, case: Case, item: Route, when: Answer) -> ItemVerdict:
        """Return the verdict where the requirement does not apply or may not; an exemption is named with its clause."""
        if when.truth is False:
            for condition, title, cite in self.requirement.exemptions:
                exempt = case.known(condition)
                # Only where nothing else decided: what a requirement says of itself comes before what exempts from it.
                if exempt is not None and exempt.truth is True and exempt.grounds == when.grounds:
                    return ItemVerdict(item, Outcome.NOT_APPLICABLE, exempt, f"exempt by {cite}: {title}")
        return _not_judged(item, when)


def _no_item(case: Case, spot: Spot) -> ItemVerdict:
    """Judge a list of which no item is stated: open, unless it was looked for and is not there."""
    answer = absent_at(case.sheet, spot.route)
    if case.sheet.is_listed_missing(spot.route):
        return ItemVerdict(spot.route, Outcome.NOT_APPLICABLE, answer, "there is no item to ask it of")
    return ItemVerdict(spot.route, Outcome.UNDETERMINED, answer, "no item is stated")


def _not_judged(item: Route, when: Answer) -> ItemVerdict:
    """Return the verdict where a requirement does not apply or may not, by the answer to its condition."""
    if when.truth is False:
        return _make(ItemVerdict, (item, Outcome.NOT_APPLICABLE, when, "does not apply"))
    return _make(ItemVerdict, (item, Outcome.UNDETERMINED, when, "whether it applies is not known"))


def _out_of_force(requirement: Requirement, as_of: str) -> str:
    """Say why a requirement is not in force on a day; the empty text when it is. Both days belong to the period."""
    if requirement.in_force_from and as_of < requirement.in_force_from:
        return f"in force from {requirement.in_force_from}; judged as of {as_of}"
    if requirement.in_force_until and as_of > requirement.in_force_until:
        return f"in force until {requirement.in_force_until}; judged as of {as_of}"
    return ""
