"""What is raised when a text is no quantity that can be read for certain.

It may not decide anything: it carries a code, one sentence and, where there is one, the likely reading.
"""

from __future__ import annotations

__all__ = ["QuantityError"]


class QuantityError(ValueError):
    """A text was refused: `code` says which kind of refusal, `message` why, `likely` what may be meant."""

    def __init__(self, code: str, message: str, likely: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.likely = likely
