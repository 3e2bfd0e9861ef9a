"""Write out the forms of a word and its other spellings, when word lists are compiled.

What the forms are comes with the data of a language: tables of rows, the first row that fits a word wins.
It may not know any language, nor be needed at run time.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Table", "spellings"]

_MARK = "~"
"""Stands in a phrase after each word that is inflected, where it is another than the usual one."""


class Table:
    """How one kind of word is inflected: rows of an expression and the forms that it gives, and the irregular words.

    An expression is looked for at the end of the word; what it matched is replaced by each form of its row.
    """

    __slots__ = ("_irregular", "_place", "_rows")

    def __init__(self, data: Mapping[str, Any], usual: str) -> None:
        """Read a table; `usual` says which word of a phrase is inflected, "first" or "last", if the table does not."""
        self._place = 0 if data.get("word", usual) == "first" else -1
        self._rows = [(re.compile(f"(?:{expression})$"), _named(forms)) for expression, forms in data["rows"]]
        self._irregular: Mapping[str, str] = data.get("irregular") or {}

    def forms(self, phrase: str) -> dict[str, list[str]]:
        """Return every form of a phrase by name, "" where the rows give no names; `ValueError` if no row fits."""
        words = phrase.split(" ")
        chosen = [place for place, word in enumerate(words) if word.endswith(_MARK)] or [self._place % len(words)]
        inflected = {place: self._word(words[place].removesuffix(_MARK)) for place in chosen}
        written: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for by_name in inflected.values() for name in by_name):
            choices = [[word] for word in words]
            for place, by_name in inflected.items():
                choices[place] = by_name.get(name, [])
            written[name] = [" ".join(choice) for choice in product(*choices)]
        return written

    def _word(self, word: str) -> dict[str, list[str]]:
        known: dict[str, list[str]] = {}
        for entry in self._irregular.get(word, "").split():
            name, colon, written = entry.rpartition(":")
            known[name if colon else ""] = written.split("/")
        for expression, forms_of_row in self._rows:
            found = expression.search(word)
            if found is not None:
                stem = word[: found.start()]
                regular = {name: [stem + found.expand(form) for form in row] for name, row in forms_of_row.items()}
                break
        else:
            if not known:
                message = f"no row of the table of inflection fits {word!r}"
                raise ValueError(message)
            regular = {}
        forms = {**regular, **known}
        own = "" if "" in forms else _BASE
        return {**forms, own: [word, *forms.get(own, ())]}


_BASE = "base"


def _named(forms: Mapping[str, str | list[str]] | str | list[str]) -> dict[str, list[str]]:
    """Return the forms of a row by name; those of a row without names are all called ""."""
    by_name = {"": forms} if isinstance(forms, (str, list)) else forms
    return {name: [form] if isinstance(form, str) else list(form) for name, form in by_name.items()}


def spellings(phrase: str, endings: Mapping[str, str], inside: Mapping[str, str]) -> list[str]:
    """Return a phrase as written and in the other spelling of the language, if it has one."""
    words = []
    for word in phrase.split(" "):
        other = word
        for ours, theirs in inside.items():
            other = other.replace(ours, theirs)
        for ours, theirs in endings.items():
            if other.endswith(ours) and len(other) > len(ours) + 2:
                other = other[: -len(ours)] + theirs
                break
        words.append(other)
    other_phrase = " ".join(words)
    return [phrase] if other_phrase == phrase else [phrase, other_phrase]
