"""Give a second opinion on a sentence: how likely it makes a claim, of which categories, and what speaks for it.

A weight for every feature that training kept (see `benchmarks/train_claims.py`), added up and turned into a
probability; nothing else. It may not cut texts, nor decide what a probability is good for.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.data import has_data, read_data
from specvalidator.wording.features import pair_features, spelling_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specvalidator.wording.features import Evidence

__all__ = ["ANY", "MIDDLE", "Opinion", "Scorer", "scorer_of"]

ANY: Final = "any"
"""The name under which the weights of "makes any claim" stand, before those of the categories."""
MIDDLE: Final = 80
"""A weight is written as one character; this is the code of nothing. Its distance times the scale is the weight."""
_KEPT_WORDS: Final = 8192
_SHOWN: Final = 3


class Opinion(NamedTuple):
    """What the weights say of one line."""

    probability: float
    """That it makes a claim, 0 to 1."""
    rows: list[int]
    """Where the weights of its features stand, for the categories."""


class Scorer:
    """The weights of one language."""

    __slots__ = (
        "_biases",
        "_category_floor",
        "_names",
        "_places",
        "_scale",
        "_weights",
        "_width",
        "_words",
        "doubted",
        "likely",
        "possible",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self._names: list[str] = data["names"]
        self._width = len(self._names)
        self._biases: list[float] = data["biases"]
        self._scale: float = data["scale"]
        features = data["features"].split("\n")
        self._places = dict(zip(features, range(0, len(features) * self._width, self._width), strict=True))
        self._weights: str = data["weights"]
        self._category_floor: float = data["category_floor"]
        self.likely: float = data["likely"]
        """The probability from which a claim is likely,"""
        self.possible: float = data["possible"]
        """from which it is possible,"""
        self.doubted: float = data["doubted"]
        """and below which even what a construction tells is no more than possible."""
        self._words: dict[str, tuple[int, tuple[int, ...]]] = {}

    def opinion(self, seen: Evidence) -> Opinion:
        """Return what the weights say."""
        total = 0
        rows: list[int] = []
        for word in set(seen.words):
            own, found = self._words.get(word) or self._learn(word)
            total += own
            rows += found
        get, weights = self._places.get, self._weights
        for feature in pair_features(seen):
            place = get(feature)
            if place is not None:
                total += ord(weights[place]) - MIDDLE
                rows.append(place)
        return Opinion(_probability(self._biases[0] + total * self._scale), rows)

    def categories(self, opinion: Opinion) -> tuple[str, ...]:
        """Return the categories that a claim is of, the likeliest first; at least one."""
        rows, weights = opinion.rows, self._weights
        chances = []
        for place, name in enumerate(self._names[1:], 1):
            total = sum([ord(weights[row + place]) for row in rows]) - MIDDLE * len(rows)
            chances.append((_probability(self._biases[place] + total * self._scale), name))
        chances.sort(reverse=True)
        return tuple(name for chance, name in chances if chance >= self._category_floor) or (chances[0][1],)

    def cues(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words and pairs of words that speak most for a claim; a word weighs with its spelling."""
        weighed = {word: self._words[word][0] for word in set(words) if word[0].isalpha()}
        for one, other in pairwise(words):
            row = self._places.get(f"{one} {other}")
            if row is not None and one[0].isalpha() and other[0].isalpha():
                weighed[f"{one} {other}"] = ord(self._weights[row]) - MIDDLE
        strongest = sorted(weighed, key=lambda cue: (-weighed[cue], cue))
        return tuple(cue for cue in strongest[:_SHOWN] if weighed[cue] > 0)

    def _learn(self, word: str) -> tuple[int, tuple[int, ...]]:
        if len(self._words) >= _KEPT_WORDS:
            self._words.clear()
        places = self._places
        rows = tuple(places[feature] for feature in spelling_features(word) if feature in places)
        known = self._words[word] = (sum(ord(self._weights[row]) - MIDDLE for row in rows), rows)
        return known


def _probability(score: float) -> float:
    return 1 / (1 + exp(-score)) if score > -_FAR else 0.0


_FAR: Final = 500.0
"""Further from nought than this, a probability is nought."""


@cache
def scorer_of(language: str) -> Scorer | None:
    """Load the weights of a language; most languages have none."""
    name = f"words/weights-{language}.json"
    return Scorer(json.loads(read_data(name))) if has_data(name) else None
