"""Write down what a second opinion on a sentence looks at: words, their neighbours and spelling, tags in their light.

The same features are written when the scorer is trained and when it is asked. Each is a short text that a reader
can make sense of, since the strongest ones are shown beside a claim.
It may not weigh them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "BETWEEN",
    "Evidence",
    "Line",
    "Names",
    "evidence",
    "match_features",
    "pair_features",
    "spelling_features",
]

BETWEEN: Final = " * "
"""Stands between two words that have one word between them."""
_START: Final = "^"
_END: Final = "$"
_NUMBER: Final = "#"
_BEGINNING: Final = 4
_SHORTEST, _LONGEST = 3, 5
_LENGTHS: Final = 8
"""Words a step: a sentence is told apart by how many steps of this long it is,"""
_LONGEST_STEP: Final = 5
"""up to this many."""


class Names:
    """What sets of tags and of lights are called in a language."""

    __slots__ = ("_lights", "_tags")

    def __init__(self, tags: Sequence[str], lights: Sequence[str]) -> None:
        self._tags = _Called([f"[{tag}]" for tag in tags])
        self._lights = _Called(lights)

    def tags(self, bits: int) -> tuple[str, ...]:
        """Return the names of tags."""
        return self._tags[bits]

    def lights(self, bits: int) -> tuple[str, ...]:
        """Return the names of lights; where none is open, the word stands in plain light."""
        return self._lights[bits] or _PLAIN


class _Called(dict[int, tuple[str, ...]]):
    """The names of sets of bits, each put together once; there are as many as the words of a language have."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, bits: int) -> tuple[str, ...]:
        called = self[bits] = tuple(name for place, name in enumerate(self._names) if bits >> place & 1)
        return called


_PLAIN: Final = ("plain",)


Lit: TypeAlias = "tuple[int, int, int, int]"
"""Tags with the light they stand in, the first token, the token after the last."""


class Evidence(NamedTuple):
    """What a second opinion on one line rests on."""

    words: list[str]
    """The words as they are weighed: every number is the same word, line ends are none."""
    units: list[str | tuple[str, ...]]
    """The line between its ends: words, and in the place of words that have tags all their names."""
    tagged: list[int]
    """Which of the units are tags."""
    tags: set[str]
    """Its tags, each in its light, and what constructions tell or withhold."""


Line: TypeAlias = "tuple[int, int, list[Lit]]"
"""First token, token after the last, what is tagged between them."""


def evidence(tokens: Sequence[str], line: Line, told: set[str], names: Names) -> Evidence:
    """Return what is to be weighed of a line of a text cut into tokens."""
    first, after, lit = line
    plain = [_NUMBER if word[0].isdigit() else word for word in tokens[first:after]]
    units: list[str | tuple[str, ...]] = [_START]
    tagged: list[int] = []
    tags = set(told)
    free = 0
    for bits, light, start, end in lit:
        units += _without_ends(plain[free : start - first])
        tagged.append(len(units))
        called = names.tags(bits)
        units.append(called[:_MOST_NAMES])
        tags.update(called)
        tags.update([f"{tag} {one}" for one in names.lights(light) for tag in called])
        free = max(free, end - first)
    units += _without_ends(plain[free:])
    units.append(_END)
    return Evidence(_without_ends(plain), units, tagged, tags)


def _without_ends(words: list[str]) -> list[str]:
    return [word for word in words if word[0] != "\n"]


_MOST_NAMES: Final = 3


def spelling_features(word: str) -> list[str]:
    """Return a word, how it begins and how it ends."""
    features = [word]
    if len(word) > _BEGINNING:
        features.append(f"{word[:_BEGINNING]}~")
    features += [f"~{word[-length:]}" for length in range(_SHORTEST, min(_LONGEST, len(word) - 1) + 1)]
    return features


def pair_features(seen: Evidence) -> set[str]:
    """Return the pairs of neighbours and those around one word, by words and by tags, and about how long it all is."""
    framed = [_START, *seen.words, _END]
    features = set(map(" ".join, pairwise(framed)))
    features.update(map(BETWEEN.join, zip(framed, framed[2:], strict=False)))
    features.update(seen.tags)
    units = seen.units
    for here in seen.tagged:
        names = units[here]
        for joint, before, after in ((" ", here - 1, here + 1), (BETWEEN, here - 2, here + 2)):
            if before >= 0:
                others = units[before]
                if isinstance(others, str):
                    features.update([f"{others}{joint}{name}" for name in names])
                else:
                    features.update([f"{other}{joint}{name}" for other in others for name in names])
            if after < len(units) and isinstance(units[after], str):  # the others have been looked at from there
                features.update([f"{name}{joint}{units[after]}" for name in names])
    features.add(f"length:{min(len(seen.words) // _LENGTHS, _LONGEST_STEP)}")
    return features


def match_features(matches: Iterable[tuple[str, str]], withheld: Iterable[tuple[str, str]]) -> set[str]:
    """Return which constructions count and which are withheld, each given by its name and category."""
    features = {f"={part}" for match in matches for part in match}
    features |= {f"!{part}" for match in withheld for part in match}
    return features
