"""The verdicts of one pack on one sheet: conditions, questions and quantifiers by Kleene logic.

Conditions are asked once a sheet; every answer comes with its grounds. It writes no message and knows no law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.finding import WORST_FIRST, Ground, ItemVerdict, Outcome, Verdict
from specvalidator.location import Place
from specvalidator.questions import QUESTIONS, Answer, Asking, absent, all_of, any_of, not_
from specvalidator.questions.asking import expand
from specvalidator.requirement import All, AnyOf, Ask, Named, Not, Quantified
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.location import Route
    from specvalidator.requirement import Expression, Pack, Requirement
    from specvalidator.sheet import Sheet

__all__ = ["judge", "ruled_out"]

_IF_ABSENT = {"undetermined": Outcome.UNDETERMINED, "unmet": Outcome.UNMET, "met": Outcome.MET}


def ruled_out(sheet: Sheet, pack: Pack) -> tuple[Ground, ...]:
    """Return what the sheet states that rules the whole pack out; empty when nothing does.

    An unstated market rules out nothing.
    """
    if pack.applies is None:
        return ()
    answer = _Judge(sheet, pack, is_asked_for=False).answer(pack.applies, ())
    return answer.grounds if answer.truth is False else ()


def judge(sheet: Sheet, pack: Pack, as_of: str, *, is_asked_for: bool = False) -> tuple[Verdict, ...]:
    """Return one verdict per active requirement of a pack.

    `as_of` is the day judged by, as YYYY-MM-DD. `is_asked_for`: the market was asked for by name, so that the
    pack's own condition holds whatever the sheet states.
    """
    judging = _Judge(sheet, pack, is_asked_for=is_asked_for)
    return tuple(
        judging.verdict(requirement, as_of) for requirement in pack.requirements if requirement.status == "active"
    )


class _Judge:
    """One pack on one sheet; keeps the answers of the pack's conditions."""

    def __init__(self, sheet: Sheet, pack: Pack, *, is_asked_for: bool) -> None:
        self.sheet = sheet
        self.pack = pack
        self.named: dict[str, Answer] = {}
        if is_asked_for and isinstance(pack.applies, Named):
            self.named[pack.applies.name] = Answer(truth=True, grounds=())

    # -- verdicts ----------------------------------------------------------------------------------------------

    def verdict(self, requirement: Requirement, as_of: str) -> Verdict:
        """Judge one requirement: for the sheet, or for each item that it is asked of."""
        period = _out_of_force(requirement, as_of)
        if period:
            items: tuple[ItemVerdict, ...] = (ItemVerdict((), Outcome.NOT_APPLICABLE, (), period),)
        elif requirement.each is None:
            items = (self._item(requirement, (), None),)
        else:
            items = tuple(self._items(requirement, requirement.each))
        outcome = next(outcome for outcome in WORST_FIRST if any(item.outcome is outcome for item in items))
        return Verdict(requirement, self.pack.id, outcome, items)

    def _items(self, requirement: Requirement, each: Quantified) -> Iterator[ItemVerdict]:
        """Judge each item of a list; when no item is stated, the requirement stays open."""
        count = 0
        for route, value in expand(self.sheet, (*each.place, "*"), ()):
            count += 1
            if value is MISSING:
                answer = absent(route)
                outcome = _IF_ABSENT[requirement.if_absent]
                yield self._when(requirement, route, None) or ItemVerdict(route, outcome, answer.grounds)
            else:
                admitted = None if each.where is None else self.answer(each.where, route)
                yield self._item(requirement, route, admitted)

    def _when(self, requirement: Requirement, item: Route, admitted: Answer | None) -> ItemVerdict | None:
        """Return the verdict when the requirement does not apply or may not; None when it applies."""
        parts = [] if admitted is None else [admitted]
        if requirement.when is not None:
            parts.append(self.answer(requirement.when, item))
        if not parts:
            return None
        when = all_of(parts)
        if when.truth is False:
            return ItemVerdict(item, Outcome.NOT_APPLICABLE, when.grounds, "does not apply")
        if when.truth is None:
            return ItemVerdict(item, Outcome.UNDETERMINED, when.grounds, "whether it applies is not known")
        return None

    def _item(self, requirement: Requirement, item: Route, admitted: Answer | None) -> ItemVerdict:
        verdict = self._when(requirement, item, admitted)
        if verdict is not None:
            return verdict
        answer = self.answer(requirement.ask, item)
        if answer.truth is None:
            outcome = _IF_ABSENT[requirement.if_absent] if answer.is_absent else Outcome.UNDETERMINED
            return ItemVerdict(item, outcome, answer.grounds, "" if answer.is_absent else "not decided by what is stated")
        return ItemVerdict(item, Outcome.MET if answer.truth else Outcome.UNMET, answer.grounds)

    # -- answers -----------------------------------------------------------------------------------------------

    def answer(self, expression: Expression, item: Route) -> Answer:
        """Answer a condition or an ask, for one item or (empty route) for the sheet."""
        match expression:
            case Named(name):
                found = self.named.get(name)
                if found is None:
                    found = self.named[name] = self.answer(self.pack.conditions[name], ())
                return found
            case Ask():
                return self._ask(expression, item)
            case All(parts):
                return all_of(self.answer(part, item) for part in parts)
            case AnyOf(parts):
                return any_of(self.answer(part, item) for part in parts)
            case Not(part):
                return not_(self.answer(part, item))
            case Quantified():
                return self._quantified(expression, item)

    def _ask(self, ask: Ask, item: Route) -> Answer:
        """Ask a question at every route that a place stands for."""
        question = QUESTIONS[ask.question]
        answers = []
        for route, value in expand(self.sheet, ask.place, item if ask.is_relative else ()):
            if value is MISSING and not question.sees_absence:
                answers.append(self._absent(route))
            else:
                asking = Asking(self.sheet, route, value, item, self.pack.market)
                answers.append(question.ask(asking, ask.options))
        return all_of(answers)

    def _absent(self, route: Route) -> Answer:
        """Answer for a place where nothing is stated; what was looked for and is not there is said so."""
        listed = self.sheet.is_listed_missing(route)
        return absent(route, "looked for and not there" if listed else "not stated")

    def _quantified(self, expression: Quantified, item: Route) -> Answer:
        """Ask of some, every or none of the items that `where` admits; an empty list is unknown.

        An item that `where` may admit counts by Kleene logic: some = or(where and have), every = and(not where
        or have), none = not some.
        """
        is_every = expression.quantifier == "every"
        answers = []
        admitted = False
        for route, value in expand(self.sheet, (*expression.place, "*"), item if expression.is_relative else ()):
            if value is MISSING:
                answers.append(self._absent(route))
                continue
            where = Answer(truth=True, grounds=()) if expression.where is None else self.answer(expression.where, route)
            admitted = admitted or where.truth is not False
            if is_every:
                answers.append(any_of((not_(where), self.answer(expression.have, route))))
            elif where.truth is False:
                answers.append(where)
            else:
                answers.append(all_of((where, self.answer(expression.have, route))))
        if is_every:
            if not admitted and not any(answer.truth is None for answer in answers):
                grounds = (Ground(Place(expression.place), because="no item of this kind is stated", is_missing=True),)
                return Answer(truth=None, grounds=grounds, is_absent=True)
            return all_of(answers)
        combined = any_of(answers)
        return not_(combined) if expression.quantifier == "none" else combined


def _out_of_force(requirement: Requirement, as_of: str) -> str:
    """Say why a requirement is not in force on a day; the empty text when it is. Both days belong to the period."""
    if requirement.in_force_from and as_of < requirement.in_force_from:
        return f"in force from {requirement.in_force_from}; judged as of {as_of}"
    if requirement.in_force_until and as_of > requirement.in_force_until:
        return f"in force until {requirement.in_force_until}; judged as of {as_of}"
    return ""
