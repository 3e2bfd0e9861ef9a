"""Which expressions of a pack are asked more than once, so that their answers are worth remembering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.questions import QUESTIONS
from specvalidator.requirement import All, AnyOf, Ask, Not, Quantified

if TYPE_CHECKING:
    from specvalidator.requirement import Expression, Pack

__all__ = ["Uses", "is_of_item"]


def is_of_item(expression: Expression) -> bool:
    """Say whether an answer may depend on the item in hand."""
    if isinstance(expression, Ask):
        return expression.is_relative or QUESTIONS[expression.question].sees_item
    if isinstance(expression, Quantified):
        return expression.is_relative
    return any(map(is_of_item, _parts_of(expression)))


class Uses:
    """How often the conditions of a pack, and the parts of them, are asked of one sheet or of one item."""

    __slots__ = ("_counts",)

    def __init__(self, pack: Pack) -> None:
        self._counts: dict[int, int] = {}
        """By the identity of the expression, which the pack keeps alive: it builds the same one once."""
        for condition in pack.conditions.values():
            self._count(condition, in_items=False)
        for requirement in pack.requirements:
            if requirement.when is not None:
                self._count(requirement.when, in_items=requirement.is_when_of_item)
            if requirement.each is not None and requirement.each.where is not None:
                self._count(requirement.each.where, in_items=True)

    def is_shared(self, expression: Expression) -> bool:
        """Say whether a part of a condition is asked more than once, of the sheet or of one of its items.

        What requirements ask is not counted: it is built when it is needed.
        """
        return self._counts.get(id(expression), 0) > 1

    def _count(self, expression: Expression, *, in_items: bool) -> None:
        """Count one place where an expression is asked; of the sheet, for each of many items, is more than once."""
        seen = self._counts.get(id(expression), 0)
        self._counts[id(expression)] = seen + (2 if in_items and not is_of_item(expression) else 1)
        if seen:
            return
        is_of_items = in_items or isinstance(expression, Quantified)
        for part in _parts_of(expression):
            self._count(part, in_items=is_of_items)


def _parts_of(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, All | AnyOf):
        return expression.parts
    if isinstance(expression, Not):
        return (expression.part,)
    if isinstance(expression, Quantified):
        return (expression.have,) if expression.where is None else (expression.where, expression.have)
    return ()
