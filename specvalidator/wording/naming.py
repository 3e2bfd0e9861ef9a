"""Sort the names of a vocabulary into words looked up one by one and phrases, when word lists are compiled.

A vocabulary names conditions, germs and the like by the hundred. Its single words would swell the trie that every
run loads, so they are written as one line for each set of tags and looked up in a plain mapping.
It may not decide what a word means: what the hand-made classes say of a word or phrase holds.
It may not be needed at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.wording.trie import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specvalidator.wording.trie import Trie

__all__ = ["WordLine", "add_names"]

WordLine = tuple[int, str]
"""A set of tags, and all the words that have it, parted by spaces."""


def add_names(names: Iterable[tuple[list[str], int]], trie: Trie, kept_inside: int) -> list[WordLine]:
    """Add the phrases of a vocabulary to a trie and return its single words; each name comes with its tags.

    A name that the trie already holds is passed over. A phrase also says what the trie says of words inside it, if the
    tags are among those `kept_inside`: naming "weak immune system" takes nothing from "immune system".
    `ValueError` says which phrase is too long or empty.
    """
    single: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    for words, tags in names:
        if _said(words, trie) is not None:
            continue
        if len(words) == 1:
            single[words[0]] = single.get(words[0], 0) | tags
        else:
            phrases[tuple(words)] = phrases.get(tuple(words), 0) | tags
    inside = {phrase: kept_inside & _said_inside(phrase, trie) for phrase in phrases}
    for phrase, tags in phrases.items():
        insert(trie, list(phrase), tags | inside[phrase])
    lines: dict[int, list[str]] = {}
    for word, tags in sorted(single.items()):
        lines.setdefault(tags, []).append(word)
    return [(tags, " ".join(words)) for tags, words in sorted(lines.items())]


def _said(words: Sequence[str], trie: Trie) -> int | None:
    """Return the tags of a phrase as a whole, or nothing if it is none."""
    node: int | Trie | None = trie
    for word in words:
        if not isinstance(node, dict):
            return None
        node = node.get(word)
    own = node.get("") if isinstance(node, dict) else node
    return own if isinstance(own, int) else None


def _said_inside(phrase: Sequence[str], trie: Trie) -> int:
    """Return the tags of all that stands inside a phrase."""
    tags = 0
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            tags |= _said(phrase[start:end], trie) or 0
    return tags
