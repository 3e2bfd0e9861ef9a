"""Find the longest known phrase at each token, in one pass.

A trie is nested mappings from word to what follows; a bare number ends a phrase, and the key "" holds the
number of a phrase that may also go on. The numbers are sets of tags, one bit a tag. A line end
inside a phrase does not part it.
It may not know what a tag means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specvalidator.wording.tokens import LINE

if TYPE_CHECKING:
    from specvalidator.wording.lexicon import Vocabulary

__all__ = ["First", "Item", "Trie", "find_all", "find_items", "insert"]

Trie: TypeAlias = "dict[str, int | Trie]"
Item: TypeAlias = "tuple[int, int, int]"
"""Tags, first token, token after the last."""
First: TypeAlias = "tuple[int, Trie | None]"
"""What a word says by itself, and the phrases that go on after it."""


def find_items(words: list[str], vocabulary: Vocabulary) -> tuple[list[Item], int]:
    """Tag the words by longest match; return what was found, and all its tags in one."""
    items: list[Item] = []
    get, learn, dull = vocabulary.known.get, vocabulary.learn, vocabulary.dull
    after = seen = 0
    for here, word in enumerate(words):
        if here < after or word in dull:
            continue
        tags, node = get(word) or learn(word)
        after = here + 1
        if node is not None:
            tags, after = _longest(words, node, after, tags)
        if tags:
            items.append((tags, here, after))
            seen |= tags
    return items, seen


def find_all(words: list[str], vocabulary: Vocabulary, closed: int) -> tuple[list[Item], int]:
    """Tag the words by the longest match at every word, also inside other phrases, unless those have a `closed` tag."""
    items: list[Item] = []
    get, learn, dull = vocabulary.known.get, vocabulary.learn, vocabulary.dull
    free = seen = 0
    for here, word in enumerate(words):
        if word in dull or here < free:
            continue
        tags, node = get(word) or learn(word)
        after = here + 1
        if node is not None:
            tags, after = _longest(words, node, after, tags)
        if tags:
            items.append((tags, here, after))
            seen |= tags
            if tags & closed:
                free = after
    return items, seen


def _longest(words: list[str], node: Trie, after: int, tags: int) -> tuple[int, int]:
    """Follow the trie from its second level; return tags and the token after the phrase.

    `tags` is what the first word says by itself.
    """
    end = after
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
            tags, end = own, after
    return tags, end


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
