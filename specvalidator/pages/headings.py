"""Which role a heading gives to the words under it: Contraindications, Side effects, Indications and the like.

The headings are data, per language (`schemas/words/headings.json`). A heading counts only when nothing stands in it
but such words and fillers: "No side effects!" is a promise, not a heading of that kind.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.data import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CAUTIOUS", "lead_in", "role_of_heading"]

CAUTIOUS: Final = frozenset(("contraindication", "side_effect", "warning", "precaution"))
"""Roles in which few words are claims."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST: Final = 100
"""Characters of a heading; a longer one names no role."""
_MOST_WORDS: Final = 12
_ENDS: Final = re.compile(r"[:：]")


class _Known(NamedTuple):
    """The headings of a language: phrases by their first word, the longest first, and words that may stand by them."""

    phrases: Mapping[str, list[tuple[tuple[str, ...], str]]]
    fillers: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> tuple[_Known, ...]:
    languages = json.loads(read_data("words/headings.json"))["languages"]
    return tuple(_one_known(language) for language in languages.values())


def _one_known(language: Mapping[str, Any]) -> _Known:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for role, headings in language["roles"].items():
        for heading in headings:
            words = _words(heading)
            phrases.setdefault(words[0], []).append((words, role))
    for listed in phrases.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return _Known(phrases, frozenset(_words(" ".join(language["fillers"]))))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))


def role_of_heading(text: str) -> str:
    """Return the role that a heading gives to what stands under it, or the empty text.

    A heading of both kinds, such as "Indications and contraindications", gives none: reading its claims as cautions
    would pass over them.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return ""
    words = _words(text)
    if not words or len(words) > _MOST_WORDS:
        return ""
    return next((role for known in _known() if (role := _role(words, known))), "")


def _role(words: tuple[str, ...], known: _Known) -> str:
    roles: list[str] = []
    at = 0
    while at < len(words):
        for phrase, role in known.phrases.get(words[at], ()):
            if words[at : at + len(phrase)] == phrase:
                roles.append(role)
                at += len(phrase)
                break
        else:
            if words[at] not in known.fillers:
                return ""
            at += 1
    is_mixed = len({role in CAUTIOUS for role in roles}) > 1
    return "" if is_mixed or not roles else roles[0]


def lead_in(text: str) -> str:
    """Return the role that words before a colon give to those behind it: "Contraindications: pregnancy"."""
    found = _ENDS.search(text, 0, _LONGEST)
    return role_of_heading(text[: found.start()]) if found else ""
