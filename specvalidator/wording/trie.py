"""Find the longest known phrase at each token, in one pass.

A trie is nested mappings from word to what follows; a bare number ends a phrase, and the key "" holds the
number of a phrase that may also go on. The number is the place of its tags in a list of sets of tags, one bit a tag.
A line end inside a phrase does not part it.
As it is written, the words that end a phrase alike after the same words share a key, parted by spaces.
It may not know what a tag means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from specvalidator.wording.tokens import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specvalidator.wording.lexicon import Vocabulary

__all__ = [
    "ALL_TAGS",
    "First",
    "Item",
    "Trie",
    "find_items",
    "insert",
    "packed",
    "tags_of",
    "unpacked",
    "unpacked_wholly",
]

Trie: TypeAlias = "dict[str, int | Trie]"
Item: TypeAlias = "tuple[int, int, int]"
"""Tags, first token, token after the last."""
First: TypeAlias = "tuple[int, Trie | None]"
"""What a word says by itself, and the phrases that go on after it."""


ALL_TAGS: Final = -1
"""Every tag there is."""


def find_items(words: list[str], vocabulary: Vocabulary, closed: int = ALL_TAGS) -> tuple[list[Item], int]:
    """Tag the words by the longest match at every word; return what was found, and all its tags in one.

    Inside a phrase with a `closed` tag, or one that is listed with no tag at all, nothing else is looked for.
    """
    items: list[Item] = []
    get, learn, dull, sets = vocabulary.known.get, vocabulary.learn, vocabulary.dull, vocabulary.sets
    free = seen = 0
    for here, word in enumerate(words):
        if word in dull or here < free:
            continue
        tags, node = get(word) or learn(word)
        after = here + 1
        if node is not None:
            place, after = _longest(words, node, after)
            if place >= 0:
                tags = sets[place]
                if not tags:
                    free = after
        if tags:
            items.append((tags, here, after))
            seen |= tags
            if tags & closed:
                free = after
    return items, seen


def _longest(words: list[str], node: Trie, after: int) -> tuple[int, int]:
    """Follow the trie from its second level; return the number of the longest phrase and the token after it.

    The number is -1 where no phrase goes on beyond its first word.
    """
    end, number = after, -1
    for word in words[after : after + _LOOKED_AHEAD]:
        after += 1
        if word == LINE:
            continue
        below = node.get(word)
        if below is None:
            break
        if isinstance(below, int):
            return below, after
        node = below
        own = node.get("")
        if isinstance(own, int):
            number, end = own, after
    return number, end


_DEEPEST = 12
"""No phrase holds more words than this (checked when the lists are compiled)."""
_LOOKED_AHEAD = 2 * _DEEPEST
"""The same with the line ends that a phrase may run over."""


def insert(roots: Trie, words: list[str], tags: int) -> None:
    """Add a phrase; tags of the same phrase are united."""
    if not 1 <= len(words) <= _DEEPEST:
        message = f"a phrase holds 1 to {_DEEPEST} words, this one {len(words)}: {' '.join(words)!r}"
        raise ValueError(message)
    node = roots
    for word in words[:-1]:
        below = node.get(word)
        if not isinstance(below, dict):
            below = {} if below is None else {"": below}
            node[word] = below
        node = below
    last = node.get(words[-1])
    if isinstance(last, dict):
        last[""] = _united(last.get(""), tags)
    else:
        node[words[-1]] = _united(last, tags)


def _united(known: int | Trie | None, tags: int) -> int:
    return known | tags if isinstance(known, int) else tags


def packed(roots: Trie, sets: dict[int, int]) -> Trie:
    """Return a trie as it is written, with the place of each set of tags instead of it; `sets` learns the places."""
    packed_roots: Trie = {}
    alike: dict[int, list[str]] = {}
    for word, below in roots.items():
        if not isinstance(below, int):
            packed_roots[word] = packed(below, sets)
        elif word:
            alike.setdefault(sets.setdefault(below, len(sets)), []).append(word)
        else:
            packed_roots[""] = sets.setdefault(below, len(sets))
    packed_roots.update((" ".join(sorted(words)), place) for place, words in alike.items())
    return packed_roots


def tags_of(numbers: Iterable[int]) -> int:
    """Return the set of tags of which the numbers are written."""
    return sum(1 << number for number in numbers)


def unpacked(roots: Trie) -> Trie:
    """Return one level of a trie as it was written, with a key for each word; the levels below stay as they are."""
    return {word: below for words, below in roots.items() for word in words.split(" ")}


def unpacked_wholly(roots: Trie) -> Trie:
    """Return a trie as it was written, with a key for each word at every level."""
    return {
        word: below if isinstance(below, int) else unpacked_wholly(below) for word, below in unpacked(roots).items()
    }
