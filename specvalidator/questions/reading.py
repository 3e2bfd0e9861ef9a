"""Each text of a sheet is read once, however many requirements ask about its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.wording import is_read, looks_english, read_claims, read_statements

if TYPE_CHECKING:
    from specvalidator.sheet import Sheet, Words
    from specvalidator.wording import Claim, StatementReading

__all__ = ["claims_in", "is_judged", "statements_in"]


def is_judged(words: Words) -> bool:
    """Say whether the words are in a language that is read; without a stated language, whether they look it."""
    return is_read(words.language) if words.language else looks_english(words.text)


def claims_in(sheet: Sheet, words: Words) -> tuple[Claim, ...]:
    """Return the claims in a text of the sheet."""
    found: tuple[Claim, ...] | None = sheet.readings.get(("claims", words.route))
    if found is None:
        found = read_claims(words.text, role=words.role, language=words.language or "en")
        sheet.readings["claims", words.route] = found
    return found


def statements_in(sheet: Sheet, words: Words) -> StatementReading:
    """Return the statements in a text of the sheet."""
    found: StatementReading | None = sheet.readings.get(("statements", words.route))
    if found is None:
        found = read_statements(words.text, language=words.language or "en")
        sheet.readings["statements", words.route] = found
    return found
