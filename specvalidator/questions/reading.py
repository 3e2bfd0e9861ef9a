"""Each text of a sheet is read once, however many requirements ask about its words."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from specvalidator.wording import is_read, looks_english, read_claims, read_statements

if TYPE_CHECKING:
    from specvalidator.sheet import Sheet, Words
    from specvalidator.wording import Claim, StatementReading

_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")

__all__ = ["claims_in", "is_judged", "statements_in"]


def is_judged(sheet: Sheet, words: Words) -> bool:
    """Say whether words are in a language that is read; without a language code, whether they look it.

    Single words do not show their language: those of one artefact, or all outside artefacts, are looked at together.
    """
    by_code = _by_code(words.language)
    if by_code is not None:
        return by_code
    found: bool | None = sheet.readings.get(("language", (words.artefact or 0, words.artefact is None)))
    if found is None:
        group = (one.text for one in sheet.words if one.artefact == words.artefact)
        found = looks_english("\n".join(group))
        sheet.readings["language", (words.artefact or 0, words.artefact is None)] = found
    return found


@functools.lru_cache(maxsize=256)
def _by_code(language: str) -> bool | None:
    """Say whether a language code is one that is read; None when it is no code."""
    return is_read(language) if _CODE.match(language) else None


def claims_in(sheet: Sheet, words: Words) -> tuple[Claim, ...]:
    """Return the claims in a text of the sheet."""
    found: tuple[Claim, ...] | None = sheet.readings.get(("claims", words.route))
    if found is None:
        found = read_claims(words.text, role=words.role, language="en")
        sheet.readings["claims", words.route] = found
    return found


def statements_in(sheet: Sheet, words: Words) -> StatementReading:
    """Return the statements in a text of the sheet."""
    found: StatementReading | None = sheet.readings.get(("statements", words.route))
    if found is None:
        found = read_statements(words.text, language="en")
        sheet.readings["statements", words.route] = found
    return found
