"""Write out the classes of a language when its words are compiled: every phrase in every form, with its tag.

It may not know what a class means, nor be imported at run time.
"""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Any

from specvalidator.wording.inflect import Table, spellings
from specvalidator.wording.normalise import normalise
from specvalidator.wording.tokens import split_words
from specvalidator.wording.trie import insert

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from specvalidator.wording.trie import Trie

__all__ = ["FORM_NAMES", "Classes", "Tags", "WordsError", "folded", "phrases"]

FORM_NAMES = ("base", "s", "ed", "ing")
"""The forms of a verb that a row may ask for: infinitive or imperative, finite present, past and participle, gerund."""
_INERT = "inert"
"""The class whose phrases are passed over, with every word in them."""
_NUMBER = "number"
"""The tag that every number has without being listed."""
_LISTED = ("words", "products")


class WordsError(ValueError):
    """A word list is at fault; the message says where."""


def phrases(entry: str | list[str] | None) -> list[str]:
    """Return the phrases of a list: text parted by commas, or a YAML list where a comma is meant."""
    if isinstance(entry, list):
        return [str(phrase) for phrase in entry]
    return [" ".join(part.split()) for part in (entry or "").split(",") if part.strip()]


def folded(entry: str | list[str] | None) -> list[str]:
    """Return the phrases of a list as a text shows them once it is folded, sorted."""
    return sorted({normalise(phrase).text for phrase in phrases(entry)})


class Tags:
    """The tags that are used, numbered in the order of their first use; only these are kept in the trie.

    `filled` holds the tags that some phrase has, with the size of their class; `known` those that rows may ask for
    although the language has no words for them. Without `known`, rows may ask for anything.
    """

    def __init__(self, filled: Mapping[str, int], known: Container[str] | None) -> None:
        self._filled = filled
        self._known = known
        self.bits: dict[str, int] = {}
        self.asked: set[str] = set()

    def renumbered(self) -> Tags:
        """Return the same tags with small numbers for the large classes, which are written most often."""
        tags = Tags(self._filled, self._known)
        for name in sorted(self.bits, key=lambda name: (-self._filled[name], name)):
            tags.one(name, "")
        return tags

    def one(self, name: str, where: str) -> int:
        """Return the bit of a tag, 0 if the language has no word for it."""
        if name not in self._filled and self._known is not None and name not in self._known:
            message = f"{where}: no class is called {name!r}"
            raise WordsError(message)
        self.asked.add(name)
        return 1 << self.bits.setdefault(name, len(self.bits)) if name in self._filled else 0

    def union(self, names: str | Iterable[str], where: str) -> int:
        """Return the bits of tags parted by `|`, or of a list of them."""
        parts = names.split("|") if isinstance(names, str) else names
        tags = 0
        for name in parts:
            tags |= self.one(name.strip(), where)
        return tags


class Classes:
    """The classes of one part, claims or statements, of a language: those of all languages first, then its own."""

    def __init__(self, shared: Mapping[str, Any], part: Mapping[str, Any], language: Mapping[str, Any]) -> None:
        self._own: Mapping[str, Any] = part.get("classes") or {}
        self._entries = [*shared.items(), *self._own.items()]
        self._endings: Mapping[str, Any] = part.get("endings") or {}
        self._elides = language.get("apostrophe") == "ends"
        spelling = language.get("spelling") or {}
        self._spelling = (spelling.get("endings") or {}, spelling.get("inside") or {})
        tables = language.get("inflection") or {}
        self._tables = {name: Table(tables[name], usual) for name, usual in _USUAL.items() if name in tables}

    def filled(self) -> dict[str, int]:
        """Return the tags that words of the language can have, with the size of their class."""
        sizes: dict[str, int] = {_NUMBER: 0}
        for names in self._endings:
            sizes.update(dict.fromkeys((name.strip() for name in names.split("|")), 0))
        for name, entry in self._entries:
            if not entry:
                continue
            sizes[name] = sizes.get(name, 0) + len(str(entry))
            if isinstance(entry, dict):
                forms = FORM_NAMES if "verbs" in entry else [form for form in FORM_NAMES if form in entry]
                sizes.update(dict.fromkeys((f"{name}.{form}" for form in forms), 0))
        return sizes

    def unused(self, asked: Iterable[str]) -> list[str]:
        """Return the classes of the language that no row asks for."""
        used = {name.partition(".")[0] for name in asked}
        return [name for name in self._own if name not in used and name != _INERT]

    def trie(self, tags: Tags) -> Trie:
        """Return every phrase of the classes with the tags that are used."""
        trie: Trie = {}
        for name, entry in self._entries:
            try:
                for phrase, tag in self._forms(name, entry):
                    if tag in tags.bits or tag == _INERT:
                        bits = 0 if tag == _INERT else 1 << tags.bits[tag]
                        for spelling in spellings(phrase, *self._spelling):
                            insert(trie, split_words(spelling, elides=self._elides), bits)
            except ValueError as error:
                message = f"classes.{name}: {error}"
                raise WordsError(message) from error
        return trie

    def written(self, tags: Tags) -> Iterator[tuple[str, list[str], int]]:
        """Give every form and spelling of the phrases of the language: as written, cut into words, with its tags."""
        for name, entry in self._own.items():
            for phrase, tag in self._forms(name, entry):
                for spelling in spellings(phrase, *self._spelling):
                    yield spelling, split_words(spelling, elides=self._elides), tags.one(tag, f"classes.{name}")

    def endings(self, tags: Tags, where: str) -> dict[str, int]:
        """Return what the endings say that make a word of a class by themselves."""
        said: dict[str, int] = {}
        for names, endings in self._endings.items():
            unused = [name for name in names.split("|") if name.strip() not in tags.bits]
            if unused:
                message = f"{where}: no row asks for {unused[0].strip()!r}"
                raise WordsError(message)
            said.update(dict.fromkeys(folded(endings), tags.union(names, where)))
        return said

    def _forms(self, name: str, entry: str | list[str] | dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Give every written form of a class with the name of its tag."""
        if not isinstance(entry, dict):
            yield from ((phrase, name) for phrase in phrases(entry))
            return
        for kind, words in entry.items():
            if kind in FORM_NAMES:
                yield from ((phrase, tag) for phrase in phrases(words) for tag in (name, f"{name}.{kind}"))
            elif kind in _LISTED:
                yield from ((phrase, name) for phrase in (_products(words) if kind == "products" else phrases(words)))
            elif kind in self._tables:
                table = self._tables[kind]
                for form, written in chain.from_iterable(table.forms(phrase).items() for phrase in phrases(words)):
                    yield from ((phrase, name) for phrase in written)
                    if form:
                        yield from ((phrase, f"{name}.{form}") for phrase in written)
            else:
                known = ", ".join((*self._tables, *_LISTED, *FORM_NAMES))
                message = f"{kind!r} is none of {known}"
                raise WordsError(message)


_USUAL = {"verbs": "first", "nouns": "last", "adjectives": "last"}
"""The tables of inflection, and which word of a phrase each inflects if nothing else is said."""


def _products(rows: list[list[str]]) -> list[str]:
    """Return every phrase that takes one part from each list; an empty part stands for nothing."""
    choices = [[[part.strip() for part in parts.split(",")] for parts in row] for row in rows]
    return [" ".join(filter(None, chosen)) for row in choices for chosen in product(*row)]
