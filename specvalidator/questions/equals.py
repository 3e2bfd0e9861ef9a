"""`equals`: is the value one of these?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specvalidator.questions.answer import Answer
from specvalidator.questions.asking import OptionFault

if TYPE_CHECKING:
    from specvalidator.questions.asking import Asking

__all__ = ["ask", "prepare"]


def prepare(options: Any) -> frozenset[str | bool]:
    """Take one value or a list of values: texts, whole numbers, true or false."""
    wanted = options if isinstance(options, list) else [options]
    if not wanted or not all(isinstance(value, str | int) for value in wanted):
        message = "`equals` takes a value or a list of values"
        raise OptionFault(message)
    return frozenset(value if isinstance(value, bool) else str(value) for value in wanted)


def ask(asking: Asking, wanted: frozenset[str | bool]) -> Answer:
    """Yes when the value as written is one of the wanted ones; case matters."""
    value = asking.value
    if isinstance(value, str):
        return Answer(value in wanted and value != "", asking.grounds)
    if isinstance(value, bool):
        # NOTE: True == 1 in Python; a text "1" must not pass for `true`.
        found = any(value is candidate for candidate in wanted)
    else:
        found = bool(asking.text) and asking.text in wanted
    return Answer(found, asking.grounds)
