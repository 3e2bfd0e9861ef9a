"""The closed list of questions that a requirement can ask of a place.

A question is one short function: where, what stands there, its options -> an answer with its grounds. It knows
no requirement and no clause. Every question stands on one line below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.questions import (
    agrees,
    cites,
    claims,
    equals,
    identifies,
    matches,
    present,
    quantity,
    states,
)
from specvalidator.questions.answer import Answer, all_of, any_of, not_
from specvalidator.questions.asking import Asking, OptionFault, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["QUESTIONS", "Answer", "Asking", "OptionFault", "Question", "all_of", "any_of", "not_"]

QUESTIONS: Final[Mapping[str, Question]] = {
    "present": Question(present.ask, present.prepare, sees_listed=True, is_of_value=True),
    "equals": Question(equals.ask, equals.prepare, is_of_value=True),
    "matches": Question(matches.ask, matches.prepare, matches.check, is_of_value=True),
    "quantity": Question(quantity.ask, quantity.prepare),
    "agrees": Question(agrees.ask, agrees.prepare, agrees.check, sees_item=True),
    "states": Question(states.ask, states.prepare, states.check, sees_absence=True, seek=states.seek),
    "claims": Question(claims.ask, claims.prepare, sees_absence=True, seek=claims.seek),
    "cites": Question(cites.ask, cites.prepare),
    "identifies": Question(identifies.ask, identifies.prepare, identifies.check, sees_item=True),
}
