"""`identifies`: does an identifier have the form, and where there is one the check digit, of its register?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from specvalidator.questions.answer import Answer, no, yes
from specvalidator.questions.asking import OptionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from specvalidator.questions.asking import Asking

__all__ = ["FORMS", "ask", "prepare"]


def _gtin(text: str) -> str:
    """Check a GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications, check digit by weights 3 and 1)."""
    digits = re.sub(r"^\(01\)|[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits):
        return "a GTIN has 8, 12, 13 or 14 digits"
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(reversed(digits)))
    if total % 10 == 0:
        return ""
    right = (10 - (total - int(digits[-1])) % 10) % 10
    return f"its check digit is {digits[-1]}, and {right} would fit the other digits"


def _like(pattern: str, expected: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda text: "" if compiled.fullmatch(text) else expected


FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "gtin": _gtin,
    "us-510k": _like(r"K[0-9]{6}", "a 510(k) number is K and six digits, as K143210"),
    "us-de-novo": _like(r"DEN[0-9]{6}", "a De Novo number is DEN and six digits"),
    "us-pma": _like(r"P[0-9]{6}(/S[0-9]{3})?", "a PMA number is P and six digits, with /S and three for a supplement"),
    "us-ide": _like(r"G[0-9]{6}(/S[0-9]{3})?", "an IDE number is G and six digits, as G180001"),
    "nct": _like(r"NCT[0-9]{8}", "an NCT number is NCT and eight digits"),
    "notified-body": _like(r"[0-9]{4}", "the number of a notified body has four digits"),
}
"""Each form: what is wrong with a text, in a clause; the empty text when nothing is."""


def prepare(options: Any) -> tuple[str, ...]:
    """Take the name of a form or a list of names; one of them has to fit."""
    names = tuple(options) if isinstance(options, list) else (options,)
    if not names or any(name not in FORMS for name in names):
        message = f"`identifies` takes one or more of: {', '.join(FORMS)}"
        raise OptionFault(message)
    return names


def ask(asking: Asking, names: tuple[str, ...]) -> Answer:
    """Yes when the text has one of the forms. That the number exists and belongs to the device is not checked."""
    text = asking.text.strip()
    wrong = [FORMS[name](text) for name in names]
    if not all(wrong):
        return yes(asking.route, text)
    return no(asking.route, text, "; ".join(wrong))
