"""Write out the forms of a word and its other spellings, when word lists are compiled.

The rules that hold for a language come with its data; only the regular English-like suffix rules stand here.
It may not be needed at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["plurals", "spellings", "verb_forms"]

_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_LONGEST_DOUBLED = 4


def verb_forms(verb: str, irregular: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the forms of a verb by name; in a phrase the first word is the verb."""
    head, _, rest = verb.partition(" ")
    forms = {"base": [head], "s": [_with_s(head)], "ed": [_with_ed(head)], "ing": [_with_ing(head)]}
    for form in irregular.get(head, "").split():
        name, _, word = form.partition(":")
        forms[name] = word.split("/")
    return {name: [f"{word} {rest}".strip() for word in words] for name, words in forms.items()}


def plurals(noun: str) -> list[str]:
    """Return a noun with its regular plural; in a phrase the last word is the noun."""
    start, _, last = noun.rpartition(" ")
    return [noun, f"{start} {_plural(last)}".strip()]


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


def _plural(noun: str) -> str:
    if noun.endswith("is"):
        return noun[:-2] + "es"
    return _with_s(noun)


def _with_s(word: str) -> str:
    if word.endswith(_SIBILANTS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Double the last consonant of a short verb: stop, stopped."""
    short = 2 < len(verb) <= _LONGEST_DOUBLED  # noqa: PLR2004 (a verb of two letters doubles nothing)
    if short and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        return verb + verb[-1]
    return verb
