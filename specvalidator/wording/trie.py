"""Find the longest known phrase at each token, in one pass.

A trie is nested mappings from word to what follows; a bare number ends a phrase, and the key "" holds the
number of a phrase that may also go on. The numbers are sets of tags, one bit a tag.
It may not know what a tag means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Item", "Trie", "find_items", "insert"]

Trie: TypeAlias = "dict[str, int | Trie]"
Item: TypeAlias = "tuple[int, int, int]"
"""Tags, first token, token after the last."""


def find_items(words: list[str], roots: Trie, guess: Callable[[str], int]) -> list[Item]:
    """Tag the words by longest match; a word that no phrase starts with is left to `guess`."""
    items: list[Item] = []
    get = roots.get
    here, size = 0, len(words)
    while here < size:
        node = get(words[here])
        after = here + 1
        if node is None:
            tags = guess(words[here])
        elif node.__class__ is int:
            tags = node
        else:
            tags, after = _longest(words, node, after)  # type: ignore[arg-type]
        if tags:
            items.append((tags, here, after))  # type: ignore[arg-type]
        here = after
    return items


def _longest(words: list[str], node: Trie, after: int) -> tuple[int, int]:
    """Follow the trie from its second level; return tags and the token after the phrase."""
    tags = node.get("", 0)
    end = after
    for word in words[after : after + _DEEPEST]:
        below = node.get(word)
        if below is None:
            break
        after += 1
        if isinstance(below, int):
            return below, after
        node = below
        if "" in node:
            tags, end = node[""], after
    return tags, end  # type: ignore[return-value]


_DEEPEST = 12
"""No phrase is longer than this many words after its first (checked when the lists are compiled)."""


def insert(roots: Trie, words: list[str], tags: int) -> None:
    """Add a phrase; tags of the same phrase are united."""
    if len(words) > _DEEPEST:
        message = f"phrase of {len(words)} words; at most {_DEEPEST} are followed: {' '.join(words)!r}"
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
