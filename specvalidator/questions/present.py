"""`present`: is something stated here?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import Answer
from specvalidator.questions.asking import OptionFault
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.questions.asking import Asking

__all__ = ["ask", "prepare"]


def prepare(options: Any) -> None:
    """Take `true`, the only option there is."""
    if options is not True:
        message = "`present` takes `true`"
        raise OptionFault(message)


def ask(asking: Asking, _: None) -> Answer:
    """Yes when something is stated; no when it was looked for and is not there; else unknown."""
    if asking.value is not MISSING and asking.value not in ({}, []):
        return Answer(truth=True, grounds=asking.grounds)
    if asking.sheet.is_listed_missing(asking.route):
        ground = Ground(Place(asking.route), because="looked for and not there", is_missing=True)
        return Answer(truth=False, grounds=(ground,))
    return asking.absent()
