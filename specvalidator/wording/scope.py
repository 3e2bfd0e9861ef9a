"""Say in what light each word stands: denied, doubted, hedged, conditional, only mentioned and so on.

A scope is opened by a tag and runs forward until another tag closes it or the sentence ends; some tags throw
their light back over the clause they end. Which tags do so is data.
It may not know what is claimed.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Light", "Scopes"]

Light = int
"""A set of open scopes, one bit a scope."""


class Scopes:
    """The table of scopes of a language, asked once per set of tags."""

    __slots__ = ("_changes", "_rows", "excused", "hedged", "names", "question")

    def __init__(self, data: dict[str, Any]) -> None:
        self._rows: list[dict[str, int]] = data["rows"]
        self.names: dict[str, Light] = {name: 1 << bit for bit, name in enumerate(data["names"])}
        self.hedged = self.names["hedged"]
        self.question = self.names["asked"]
        self.excused: int = data["excused"]
        self._changes: dict[int, tuple[Light, Light, Light, Light]] = {}

    def change(self, tags: int) -> tuple[Light, Light, Light, Light]:
        """Return the scopes that tags leave open, open, open as the first word, and throw back."""
        known = self._changes.get(tags)
        if known is None:
            keep, opened, opened_first, back = -1, 0, 0, 0
            for bit, row in enumerate(self._rows):
                scope = 1 << bit
                if tags & row["closes"]:
                    keep &= ~scope
                if tags & row["opens"]:
                    opened |= scope
                if tags & row["first"]:
                    opened_first |= scope
                if tags & row["back"]:
                    back |= scope
            known = self._changes[tags] = (keep, opened, opened_first, back)
        return known
