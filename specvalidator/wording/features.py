"""Write down what a second opinion on a sentence looks at: words, their neighbours and spelling, tags in their light.

The same features are written when the scorer is trained and when it is asked. Each is a short text that a reader
can make sense of, since the strongest ones are shown beside a claim.
It may not weigh them.
"""

from __future__ import annotations

from functools import lru_cache
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
_SHORTEST, _LONGEST = 3, 5
_LENGTHS: Final = 8
"""Words a step: a sentence is told apart by how many steps of this long it is,"""
_LONGEST_STEP: Final = 5
"""up to this many."""


class Names(NamedTuple):
    """What the bits of tags and lights, and the numbers of constructions, are called in a language."""

    tags: tuple[str, ...]
    lights: tuple[str, ...]


Lit: TypeAlias = "tuple[int, int, int, int]"
"""Tags with the light they stand in, the first token, the token after the last."""


class Evidence(NamedTuple):
    """What a second opinion on one line rests on."""

    words: list[str]
    """The words as they are weighed: every number is the same word, line ends are none."""
    units: list[tuple[str, ...]]
    """The line with its tags in the place of the words that have them; each unit by all its names."""
    tags: set[str]
    """Its tags, each in its light, and what constructions tell or withhold."""


Line: TypeAlias = "tuple[int, int, list[Lit]]"
"""First token, token after the last, what is tagged between them."""


def evidence(tokens: Sequence[str], line: Line, told: set[str], names: Names) -> Evidence:
    """Return what is to be weighed of a line of a text cut into tokens."""
    first, after, lit = line
    words = [_plain(word) for word in tokens[first:after] if word[0] != "\n"]
    units: list[tuple[str, ...]] = []
    tags = set(told)
    free = first
    for bits, light, start, end in lit:
        units += [(_plain(word),) for word in tokens[free:start] if word[0] != "\n"]
        called = _called(bits, names.tags)
        units.append(called[:_MOST_NAMES])
        tags.update(called)
        lights = _called(light, names.lights)
        tags.update(f"{tag} {one}" for tag in called for one in lights or _PLAIN)
        free = max(free, end)
    units += [(_plain(word),) for word in tokens[free:after] if word[0] != "\n"]
    return Evidence(words, units, tags)


_PLAIN: Final = ("plain",)
_MOST_NAMES: Final = 3


def _plain(word: str) -> str:
    return _NUMBER if word[0].isdigit() else word


def spelling_features(word: str) -> list[str]:
    """Return a word and the pieces of three to five letters that it is spelled with, each once."""
    shown = f"<{word}>"
    pieces = {
        shown[start : start + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(shown) - length + 1)
    }
    return [word, *(f"~{piece}" for piece in sorted(pieces))]


def pair_features(seen: Evidence) -> set[str]:
    """Return the pairs of neighbours and those around one word, by words and by tags, and about how long it all is."""
    framed = [_START, *seen.words, _END]
    features = {f"{one} {other}" for one, other in pairwise(framed)}
    features |= {f"{one}{BETWEEN}{other}" for one, other in zip(framed, framed[2:], strict=False)}
    units = [(_START,), *seen.units, (_END,)]
    for here, names in enumerate(units[:-1]):
        for other in units[here + 1]:
            features.update([f"{one} {other}" for one in names])
        for other in units[here + 2] if here + 2 < len(units) else ():
            features.update([f"{one}{BETWEEN}{other}" for one in names])
    features.add(f"length:{min(len(seen.words) // _LENGTHS, _LONGEST_STEP)}")
    return features | seen.tags


def match_features(matches: Iterable[tuple[str, str]], withheld: Iterable[tuple[str, str]]) -> set[str]:
    """Return which constructions count and which are withheld, each given by its name and category."""
    features = {f"={part}" for match in matches for part in match}
    features |= {f"!{part}" for match in withheld for part in match}
    return features


@lru_cache(maxsize=4096)
def _called(bits: int, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"[{name}]" for place, name in enumerate(names) if bits >> place & 1)
