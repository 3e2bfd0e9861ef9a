"""The expressions of one pack as functions from a sheet and a spot on it to an answer, by Kleene logic.

NOTE: walking the expressions themselves costs as much again as all that they ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import Ground
from specvalidator.judge.case import ARTEFACTS, goes_elsewhere, is_plain, stated_below
from specvalidator.judge.uses import Uses, is_of_item
from specvalidator.location import Place
from specvalidator.questions import QUESTIONS, Answer, Asking, all_of, any_of, not_
from specvalidator.questions.answer import absent
from specvalidator.questions.asking import absent_at, expand
from specvalidator.requirement import All, AnyOf, Ask, Named, Not, Quantified
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.judge.case import Case, Spot
    from specvalidator.location import Route
    from specvalidator.questions import Question
    from specvalidator.requirement import Expression, Pack

    Compiled = Callable[[Case, Spot], Answer]
    """Answers an expression for one item of the sheet, or for the whole of it."""

__all__ = ["Compiled", "Program", "absent_everywhere", "suppose"]

_HOLDS: Final = Answer(truth=True, grounds=())
_NOTHING: Final[Any] = object()
_MOST_KNOWN: Final = 128
"""Texts that are remembered for one question: most places hold one of a few words, the others never the same twice."""
_make: Final = tuple.__new__
"""Makes a named tuple of its fields, all of them, in a third of the time that its own constructor takes."""


def suppose(case: Case, name: str) -> None:
    """Let a condition of the pack hold, whatever the sheet states."""
    case.whole.answers[name, True] = case.whole.answers[name, False] = _HOLDS


def absent_everywhere(ask: Expression) -> tuple[tuple[str, ...], frozenset[tuple[str, ...]], Answer] | None:
    """Return the only place that an expression asks about, those above it, and the answer when nothing stands there.

    None for an expression of several parts or places, and for a question that sees absence.
    """
    if not isinstance(ask, Ask) or ask.is_relative or not is_plain(ask.place) or QUESTIONS[ask.question].sees_absence:
        return None
    return ask.place, _above(ask.place), absent(ask.place)


def _above(place: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return a place and all places above it."""
    return frozenset(place[:length] for length in range(1, len(place) + 1))


class Program:
    """The compiled expressions of one pack.

    Each is compiled as an ask, which names every place, or as a condition, which is answered briefly: the first part
    that decides is reason enough. Where that makes no difference, both are one function.
    """

    __slots__ = ("_compiled", "_uses", "pack")

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._uses = Uses(pack)
        self._compiled: dict[tuple[int, bool], Compiled] = {}
        """By the identity of the expression, which the pack keeps alive: it builds the same one once."""

    def compiled(self, expression: Expression, *, briefly: bool) -> Compiled:
        """Return the function of an expression of the pack."""
        briefly = briefly and self._has_parts(expression)
        key = (id(expression), briefly)
        found = self._compiled.get(key)
        if found is None:
            inner = self._compile(expression, briefly=briefly)
            is_kept = not isinstance(expression, Named | Not) and (
                self._uses.is_shared(expression) or _is_costly(expression)
            )
            found = self._compiled[key] = _kept(inner, expression) if is_kept else inner
        return found

    def market_of(self, expression: Quantified) -> str:
        """Return the market whose items alone count: that of the pack for artefacts, none for any other list."""
        return self.pack.market if expression.place == ARTEFACTS else ""

    def _has_parts(self, expression: Expression) -> bool:
        """Say whether there are parts of which one may decide before the others are asked."""
        match expression:
            case All() | AnyOf():
                return True
            case Named(name):
                return self._has_parts(self.pack.conditions[name])
            case Not(part):
                return self._has_parts(part)
            case Quantified():
                parts = (expression.have,) if expression.where is None else (expression.where, expression.have)
                return any(map(self._has_parts, parts))
            case Ask():
                return False

    def _compile(self, expression: Expression, *, briefly: bool) -> Compiled:
        match expression:
            case Ask():
                return _asked(expression, self.pack.market)
            case Named(name):
                return _named(name, self._compile(self.pack.conditions[name], briefly=briefly), briefly=briefly)
            case Not(part):
                inner = self.compiled(part, briefly=briefly)
                return lambda case, spot: not_(inner(case, spot))
            case All(parts) | AnyOf(parts):
                several = [self.compiled(part, briefly=briefly) for part in parts]
                return (_briefly if briefly else _wholly)(several, is_any=isinstance(expression, AnyOf))
            case Quantified():
                where = None if expression.where is None else self.compiled(expression.where, briefly=briefly)
                return _quantified(
                    expression, where, self.compiled(expression.have, briefly=briefly), self.market_of(expression)
                )


def _is_costly(expression: Expression) -> bool:
    """Say whether an answer is worth keeping: for another requirement, or for the next item of the same one.

    NOTE: a list that each item of another list asks about would else be gone through for every one of them.
    """
    if isinstance(expression, Ask):
        return not QUESTIONS[expression.question].is_of_value
    return isinstance(expression, Quantified)


def _kept(inner: Compiled, expression: Expression) -> Compiled:
    """Ask once an item; and once a sheet what does not depend on the item."""
    number = id(inner)
    is_of_item_only = is_of_item(expression)

    def kept(case: Case, spot: Spot) -> Answer:
        known = spot if is_of_item_only else case.whole
        found = known.answers.get(number)
        if found is None:
            found = known.answers[number] = inner(case, known)
        return found

    return kept


def _named(name: str, condition: Compiled, *, briefly: bool) -> Compiled:
    """Answer a condition of the pack: one of the whole sheet, asked once."""
    key = (name, briefly)

    def named(case: Case, _: Spot) -> Answer:
        known = case.whole.answers
        found = known.get(key)
        if found is None:
            found = known[key] = condition(case, case.whole)
        return found

    return named


def _asked(ask: Ask, market: str) -> Compiled:
    """Ask a question at every route that a place stands for."""
    place, options, is_relative = ask.place, ask.options, ask.is_relative
    question = QUESTIONS[ask.question]
    ask_question, sees_absence, sees_listed = _remembered(question), question.sees_absence, question.sees_listed
    above = _above(place)
    not_stated = absent(place)
    at = place.index("*") if "*" in place else 0
    listed, below = place[:at], place[at + 1 :] if at else place

    def ask_at(case: Case, route: Route, value: Any, item: Route) -> Answer:
        # Where nothing is stated, only questions that see absence are asked.
        if value is MISSING and not sees_absence and not (sees_listed and case.sheet.is_listed_missing(route)):
            return absent_at(case.sheet, route)
        return ask_question(Asking(case.sheet, route, value, item, market), options)

    def at_several(case: Case, spot: Spot) -> Answer:
        start = spot.route if is_relative else ()
        return all_of([ask_at(case, *found, spot.route) for found in expand(case.sheet, place, start)])

    def at_items(case: Case, spot: Spot) -> Answer:
        start = spot if is_relative else case.whole
        length = len(start.route) + len(listed)
        return all_of(
            [
                at_item(case, item, spot.route)
                if len(item.route) > length
                else ask_at(case, item.route, MISSING, spot.route)
                for item in case.items(listed, start)
            ]
        )

    def at_one(case: Case, spot: Spot) -> Answer:
        value = stated_below(case.whole.value, place)
        if value is not MISSING or sees_absence:
            return ask_question(_make(Asking, (case.sheet, place, value, spot.route, market)), options)
        # NOTE: of most requirements nothing is stated; the answer is the same one for all sheets.
        return not_stated if case.noted.isdisjoint(above) else ask_at(case, place, value, spot.route)

    def at_item(case: Case, spot: Spot, of: Route | None = None) -> Answer:
        value = stated_below(spot.value, below)
        route = spot.route + below
        if value is not MISSING or sees_absence:
            item = spot.route if of is None else of
            return ask_question(_make(Asking, (case.sheet, route, value, item, market)), options)
        return ask_at(case, route, value, spot.route) if spot.is_noted else absent(route)

    if not is_plain(place):
        is_of_list = bool(listed) and is_plain(listed) and is_plain(below)
        return at_items if is_of_list else at_several
    return at_item if is_relative else at_one


def _remembered(question: Question) -> Callable[[Asking, Any], Answer]:
    """Ask a question that the value alone decides of the same text once, whatever sheet it stands in."""
    ask_question = question.ask
    if not question.is_of_value:
        return ask_question
    known: dict[str, bool | None] = {}

    def ask(asking: Asking, options: Any) -> Answer:
        value = asking[2]
        if type(value) is not str:
            return ask_question(asking, options)
        truth = known.get(value, _NOTHING)
        if truth is _NOTHING:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            truth = known[value] = ask_question(asking, options).truth
        return Answer(truth, asking.grounds)

    return ask


def _wholly(parts: list[Compiled], *, is_any: bool) -> Compiled:
    """Combine the answers of all parts."""
    combine = any_of if is_any else all_of
    return lambda case, spot: combine([part(case, spot) for part in parts])


def _briefly(parts: list[Compiled], *, is_any: bool) -> Compiled:
    """Combine the answers of the parts up to the first that decides, which is then the answer."""
    combine = any_of if is_any else all_of

    def combined(case: Case, spot: Spot) -> Answer:
        answers = []
        for part in parts:
            answer = part(case, spot)
            if answer.truth is is_any:
                return answer
            answers.append(answer)
        return combine(answers)

    return combined


def _quantified(expression: Quantified, where: Compiled | None, have: Compiled, market: str) -> Compiled:
    """Ask of some, every or none of the items that `where` admits; an empty list is unknown.

    Of a list that was looked for and is not there, no item has anything; of every item nothing can be said. Artefacts
    that go to other markets only are not admitted.

    An item that `where` may admit counts by Kleene logic: some = or(where and have), every = and(not where or have),
    none = not some. An item that is not admitted is a reason for some or none only where no other is one.
    """
    is_every = expression.quantifier == "every"
    is_none = expression.quantifier == "none"
    is_relative = expression.is_relative
    place = expression.place
    no_item = Ground(Place(place), because="no item of this kind is stated", is_missing=True)

    def quantified(case: Case, spot: Spot) -> Answer:
        answers, left_out = [], []
        has_admitted = False
        for item in case.items(place, spot if is_relative else case.whole):
            if item.value is MISSING:
                answers.append(_no_item(case, item.route, is_every=is_every))
                continue
            elsewhere = goes_elsewhere(item, market) if market else None
            admitted = elsewhere or (_HOLDS if where is None else where(case, item))
            has_admitted = has_admitted or admitted.truth is not False
            if is_every:
                answers.append(any_of((not_(admitted), have(case, item))))
            elif admitted.truth is False:
                left_out.append(admitted)
            else:
                answers.append(have(case, item) if admitted.truth else all_of((admitted, have(case, item))))
        if is_every:
            if not has_admitted and not any(answer.truth is None for answer in answers):
                return Answer(None, (no_item,), is_absent=True)
            return all_of(answers)
        combined = any_of(answers or left_out)
        return not_(combined) if is_none else combined

    return quantified


def _no_item(case: Case, route: Route, *, is_every: bool) -> Answer:
    """Answer for a list of which no item is stated."""
    if not is_every and case.sheet.is_listed_missing(route) and not case.sheet.is_unusable(route):
        ground = Ground(Place(route), because="looked for and not there", is_missing=True)
        return Answer(truth=False, grounds=(ground,))
    return absent_at(case.sheet, route)
