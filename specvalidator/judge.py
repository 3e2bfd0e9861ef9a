"""The verdicts of one pack on one sheet: conditions, questions and quantifiers by Kleene logic.

Conditions are asked once a sheet; every answer comes with its grounds. It writes no message and knows no law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import WORST_FIRST, Ground, ItemVerdict, Outcome, Verdict
from specvalidator.location import Place
from specvalidator.questions import QUESTIONS, Answer, Asking, all_of, any_of, not_
from specvalidator.questions.asking import absent_at, expand
from specvalidator.requirement import All, AnyOf, Ask, Named, Not, Quantified
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.location import Route
    from specvalidator.requirement import Expression, Pack, Requirement
    from specvalidator.sheet import Sheet

    Compiled = Callable[["_Judge", Route], Answer]
    """Answers an expression for one item, or (empty route) for the sheet."""

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

    __slots__ = ("brief", "full", "is_brief", "known", "pack", "program", "sheet")

    def __init__(self, sheet: Sheet, pack: Pack, *, is_asked_for: bool) -> None:
        self.sheet = sheet
        self.pack = pack
        self.program = _program(pack)
        self.is_brief = False
        """Conditions are answered briefly: the first part that decides is reason enough. An ask names every place."""
        self.full: dict[object, Answer] = {}
        """Answers so far; named ones by name, others by identity: a pack builds the same expression once."""
        self.brief: dict[object, Answer] = {}
        self.known = self.full
        if is_asked_for and isinstance(pack.applies, Named):
            for known in (self.full, self.brief):
                known[pack.applies.name] = Answer(truth=True, grounds=())

    def answer(self, expression: Expression, item: Route) -> Answer:
        """Answer an ask, for one item or (empty route) for the sheet."""
        return self.program.compiled(expression)(self, item)

    def condition(self, expression: Expression, item: Route) -> Answer:
        """Answer a condition, briefly."""
        self.is_brief, self.known = True, self.brief
        try:
            return self.program.compiled(expression)(self, item)
        finally:
            self.is_brief, self.known = False, self.full

    def verdict(self, requirement: Requirement, as_of: str) -> Verdict:
        """Judge one requirement: for the sheet, or for each item that it is asked of."""
        period = _out_of_force(requirement, as_of)
        if period:
            items: tuple[ItemVerdict, ...] = (ItemVerdict((), Outcome.NOT_APPLICABLE, (), period),)
        elif requirement.each is None:
            items = (self._item(requirement, (), None),)
        else:
            items = self._items(requirement, requirement.each)
        return Verdict(requirement, self.pack.id, _worst(items), items)

    def _items(self, requirement: Requirement, each: Quantified) -> tuple[ItemVerdict, ...]:
        """Judge each item of a list; when no item is stated, the requirement stays open."""
        if not requirement.is_when_of_item:
            verdict = self._when(requirement, (), None)
            if verdict is not None and verdict.outcome is Outcome.NOT_APPLICABLE:
                return (verdict,)  # for no item either
        items = []
        for route, value in expand(self.sheet, (*each.place, "*"), ()):
            if value is MISSING:
                items.append(self._no_item(requirement, route))
            else:
                admitted = None if each.where is None else self.condition(each.where, route)
                items.append(self._item(requirement, route, admitted))
        return tuple(items)

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
            when = self.condition(requirement.when, item if requirement.is_when_of_item else ())
            if admitted is not None:
                when = all_of((admitted, when))
        if when is None or when.truth is True:
            return None
        if when.truth is False:
            return ItemVerdict(item, Outcome.NOT_APPLICABLE, when.grounds, "does not apply")
        return ItemVerdict(item, Outcome.UNDETERMINED, when.grounds, "whether it applies is not known")

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


# -- expressions, compiled once a pack ---------------------------------------------------------------------------


_MOST_PROGRAMS: Final = 64
_programs: dict[int, _Program] = {}
"""By the identity of the pack, which the program keeps alive; a bounded memory."""


def _program(pack: Pack) -> _Program:
    found = _programs.get(id(pack))
    if found is None:
        if len(_programs) >= _MOST_PROGRAMS:
            _programs.clear()
        found = _programs[id(pack)] = _Program(pack)
    return found


class _Program:
    """The expressions of one pack as functions from a judge and an item to an answer.

    NOTE: walking the expressions themselves costs as much again as all that they ask.
    """

    __slots__ = ("_compiled", "pack")

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._compiled: dict[int, Compiled] = {}

    def compiled(self, expression: Expression) -> Compiled:
        """Return the function of an expression of the pack."""
        found = self._compiled.get(id(expression))
        if found is None:
            found = self._compiled[id(expression)] = self._compile(expression)
        return found

    def _compile(self, expression: Expression) -> Compiled:
        match expression:
            case Ask():
                return _kept(self._ask(expression), expression)
            case Named(name):
                return self._named(name)
            case All(parts):
                return _kept(_combined([self.compiled(part) for part in parts], all_of, deciding=False), expression)
            case AnyOf(parts):
                return _kept(_combined([self.compiled(part) for part in parts], any_of, deciding=True), expression)
            case Not(part):
                inner = self.compiled(part)
                return lambda judging, item: not_(inner(judging, item))
            case Quantified():
                return _kept(self._quantified(expression), expression)

    def _named(self, name: str) -> Compiled:
        """Answer a condition of the pack, once a sheet."""
        condition = self.pack.conditions[name]

        def named(judging: _Judge, _: Route) -> Answer:
            known = judging.known
            found = known.get(name)
            if found is None:
                found = known[name] = self.compiled(condition)(judging, ())
            return found

        return named

    def _ask(self, ask: Ask) -> Compiled:
        """Ask a question at every route that a place stands for."""
        place, options, is_relative, market = ask.place, ask.options, ask.is_relative, self.pack.market
        question = QUESTIONS[ask.question]

        def ask_at(judging: _Judge, route: Route, value: Any, item: Route) -> Answer:
            # Where nothing is stated, only questions that see absence are asked.
            if value is MISSING and not question.sees_absence:
                return absent_at(judging.sheet, route)
            return question.ask(Asking(judging.sheet, route, value, item, market), options)

        def asked(judging: _Judge, item: Route) -> Answer:
            start = item if is_relative else ()
            if is_single:
                route = start + place
                value = judging.sheet.get(route)
                if value is not MISSING:
                    return ask_at(judging, route, value, item)
            places = expand(judging.sheet, place, start)
            if len(places) == 1:
                return ask_at(judging, *places[0], item)
            return all_of([ask_at(judging, route, value, item) for route, value in places])

        is_single = "*" not in place
        return asked

    def _quantified(self, expression: Quantified) -> Compiled:
        """Ask of some, every or none of the items that `where` admits; an empty list is unknown.

        An item that `where` may admit counts by Kleene logic: some = or(where and have), every = and(not where
        or have), none = not some.
        """
        is_every = expression.quantifier == "every"
        is_none = expression.quantifier == "none"
        is_relative = expression.is_relative
        place = (*expression.place, "*")
        where = None if expression.where is None else self.compiled(expression.where)
        have = self.compiled(expression.have)

        def quantified(judging: _Judge, item: Route) -> Answer:
            answers = []
            has_admitted = False
            for route, value in expand(judging.sheet, place, item if is_relative else ()):
                if value is MISSING:
                    answers.append(absent_at(judging.sheet, route))
                    continue
                admitted = _ADMITTED if where is None else where(judging, route)
                has_admitted = has_admitted or admitted.truth is not False
                if is_every:
                    answers.append(any_of((not_(admitted), have(judging, route))))
                elif admitted.truth is True:
                    answers.append(have(judging, route))
                else:
                    answers.append(admitted if admitted.truth is False else all_of((admitted, have(judging, route))))
            if is_every:
                if not has_admitted and not any(answer.truth is None for answer in answers):
                    grounds = (Ground(Place(place[:-1]), because="no item of this kind is stated", is_missing=True),)
                    return Answer(truth=None, grounds=grounds, is_absent=True)
                return all_of(answers)
            combined = any_of(answers)
            return not_(combined) if is_none else combined

        return quantified


_ADMITTED = Answer(truth=True, grounds=())


def _kept(inner: Compiled, expression: Expression) -> Compiled:
    """Ask once a sheet what does not depend on an item."""
    key = id(expression)

    def kept(judging: _Judge, item: Route) -> Answer:
        if item:
            return inner(judging, item)
        known = judging.known
        found = known.get(key)
        if found is None:
            found = known[key] = inner(judging, item)
        return found

    return kept


def _combined(parts: list[Compiled], combine: Callable[[list[Answer]], Answer], *, deciding: bool) -> Compiled:
    """Combine the parts of a condition; where a brief answer will do, up to the first that decides."""

    def combined(judging: _Judge, item: Route) -> Answer:
        answers = []
        for part in parts:
            answer = part(judging, item)
            if answer.truth is deciding and judging.is_brief:
                return answer
            answers.append(answer)
        return combine(answers)

    return combined


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
