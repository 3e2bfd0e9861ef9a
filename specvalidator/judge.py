"""The verdicts of one pack on one sheet: conditions, questions and quantifiers by Kleene logic.

Conditions are asked once a sheet; every answer comes with its grounds. It writes no message and knows no law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specvalidator.finding import WORST_FIRST, Ground, ItemVerdict, Outcome, Verdict
from specvalidator.location import Place
from specvalidator.questions import QUESTIONS, Answer, Asking, all_of, any_of, not_
from specvalidator.questions.asking import absent_at, expand
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
    """One pack on one sheet; keeps the answers that do not depend on an item, so that each is asked once."""

    def __init__(self, sheet: Sheet, pack: Pack, *, is_asked_for: bool) -> None:
        self.sheet = sheet
        self.pack = pack
        self.is_brief = False
        """Conditions are answered briefly: the first part that decides is reason enough. An ask names every place."""
        self.known: tuple[dict[object, Answer], dict[object, Answer]] = ({}, {})
        """Full and brief answers; named ones by name, others by identity: a pack builds the same expression once."""
        if is_asked_for and isinstance(pack.applies, Named):
            for known in self.known:
                known[pack.applies.name] = Answer(truth=True, grounds=())

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
        return Verdict(requirement, self.pack.id, _worst(items), items)

    def _items(self, requirement: Requirement, each: Quantified) -> Iterator[ItemVerdict]:
        """Judge each item of a list; when no item is stated, the requirement stays open."""
        for route, value in expand(self.sheet, (*each.place, "*"), ()):
            if value is MISSING:
                yield self._no_item(requirement, route)
            else:
                admitted = None if each.where is None else self._condition(each.where, route)
                yield self._item(requirement, route, admitted)

    def _no_item(self, requirement: Requirement, route: Route) -> ItemVerdict:
        """Judge a list of which no item is stated: open, unless it was looked for and is not there."""
        if not requirement.is_when_of_item:
            verdict = self._when(requirement, route, None)
            if verdict is not None:
                return verdict
        grounds = absent_at(self.sheet, route).grounds
        if self.sheet.is_listed_missing(route):
            return ItemVerdict(route, Outcome.NOT_APPLICABLE, grounds, "there is no item to ask it of")
        return ItemVerdict(route, Outcome.UNDETERMINED, grounds, "no item is stated")

    def _when(self, requirement: Requirement, item: Route, admitted: Answer | None) -> ItemVerdict | None:
        """Return the verdict when the requirement does not apply or may not; None when it applies."""
        when = admitted
        if requirement.when is not None and (admitted is None or admitted.truth is not False):
            when = self._condition(requirement.when, item if requirement.is_when_of_item else ())
            if admitted is not None:
                when = all_of((admitted, when))
        if when is None:
            return None
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
            return ItemVerdict(
                item, outcome, answer.grounds, "" if answer.is_absent else "not decided by what is stated"
            )
        return ItemVerdict(item, Outcome.MET if answer.truth else Outcome.UNMET, answer.grounds)

    def _condition(self, expression: Expression, item: Route) -> Answer:
        self.is_brief = True
        try:
            return self.answer(expression, item)
        finally:
            self.is_brief = False

    # -- answers -----------------------------------------------------------------------------------------------

    def answer(self, expression: Expression, item: Route) -> Answer:
        """Answer a condition or an ask, for one item or (empty route) for the sheet."""
        if item:
            return self._answer(expression, item)
        known = self.known[self.is_brief]
        found = known.get(id(expression))
        if found is None:
            found = known[id(expression)] = self._answer(expression, item)
        return found

    def _answer(self, expression: Expression, item: Route) -> Answer:
        # NOTE: in the order of how often they come; this is the innermost loop of a check.
        if isinstance(expression, Ask):
            return self._ask(expression, item)
        if isinstance(expression, Named):
            known = self.known[self.is_brief]
            found = known.get(expression.name)
            if found is None:
                found = known[expression.name] = self.answer(self.pack.conditions[expression.name], ())
            return found
        if isinstance(expression, All):
            return self._parts(expression.parts, item, False)
        if isinstance(expression, AnyOf):
            return self._parts(expression.parts, item, True)
        if isinstance(expression, Not):
            return not_(self.answer(expression.part, item))
        return self._quantified(expression, item)

    def _parts(self, parts: tuple[Expression, ...], item: Route, deciding: bool) -> Answer:  # noqa: FBT001 - see all_of, any_of
        """Combine the parts of a condition; where a brief answer will do, up to the first that decides."""
        answers = []
        for part in parts:
            answer = self.answer(part, item)
            if answer.truth is deciding and self.is_brief:
                return answer
            answers.append(answer)
        return (any_of if deciding else all_of)(answers)

    def _ask(self, ask: Ask, item: Route) -> Answer:
        """Ask a question at every route that a place stands for."""
        if "*" not in ask.place:
            route = item + ask.place if ask.is_relative else ask.place
            value = self.sheet.get(route)
            if value is not MISSING:
                return self._ask_at(ask, route, value, item)
        places = expand(self.sheet, ask.place, item if ask.is_relative else ())
        if len(places) == 1:
            return self._ask_at(ask, *places[0], item)
        return all_of([self._ask_at(ask, route, value, item) for route, value in places])

    def _ask_at(self, ask: Ask, route: Route, value: Any, item: Route) -> Answer:
        """Ask a question at one route; where nothing is stated, only questions that see absence are asked."""
        question = QUESTIONS[ask.question]
        if value is MISSING and not question.sees_absence:
            return absent_at(self.sheet, route)
        return question.ask(Asking(self.sheet, route, value, item, self.pack.market), ask.options)

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
                answers.append(absent_at(self.sheet, route))
                continue
            where = Answer(truth=True, grounds=()) if expression.where is None else self.answer(expression.where, route)
            admitted = admitted or where.truth is not False
            if is_every:
                answers.append(any_of((not_(where), self.answer(expression.have, route))))
            elif where.truth is True:
                answers.append(self.answer(expression.have, route))
            else:
                answers.append(where if where.truth is False else all_of((where, self.answer(expression.have, route))))
        if is_every:
            if not admitted and not any(answer.truth is None for answer in answers):
                grounds = (Ground(Place(expression.place), because="no item of this kind is stated", is_missing=True),)
                return Answer(truth=None, grounds=grounds, is_absent=True)
            return all_of(answers)
        combined = any_of(answers)
        return not_(combined) if expression.quantifier == "none" else combined


def _worst(items: tuple[ItemVerdict, ...]) -> Outcome:
    """Return the outcome that items roll up to."""
    if len(items) == 1:
        return items[0].outcome
    outcomes = {item.outcome for item in items}
    return next(outcome for outcome in WORST_FIRST if outcome in outcomes)


def _out_of_force(requirement: Requirement, as_of: str) -> str:
    """Say why a requirement is not in force on a day; the empty text when it is. Both days belong to the period."""
    if requirement.in_force_from and as_of < requirement.in_force_from:
        return f"in force from {requirement.in_force_from}; judged as of {as_of}"
    if requirement.in_force_until and as_of > requirement.in_force_until:
        return f"in force until {requirement.in_force_until}; judged as of {as_of}"
    return ""
