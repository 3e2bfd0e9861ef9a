"""Compile the human-written words of a language into the form that is read at run time.

It may not be imported at run time (it needs YAML); CI compiles again and compares.
"""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import yaml

from specvalidator.wording.inflect import plurals, spellings, verb_forms
from specvalidator.wording.naming import add_names
from specvalidator.wording.tokens import split_words
from specvalidator.wording.trie import insert, packed
from specvalidator.wording.values import CATEGORIES, CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.wording.trie import Trie

__all__ = ["WordsError", "compile_source"]


class WordsError(ValueError):
    """A word list is at fault; the message says where."""


def compile_source(text: bytes, vocabulary: bytes = b"") -> bytes:
    """Compile a word list in YAML, with the vocabulary of its language if there is one.

    The same source gives the same bytes. `WordsError` names what is at fault.
    """
    source = yaml.safe_load(text)
    names = yaml.safe_load(vocabulary)["claims"] if vocabulary else _NO_NAMES
    compiled = {
        "language": source["language"],
        "abbreviations": sorted(_phrases(source["abbreviations"])),
        "function_words": sorted(_phrases(source["function_words"])),
        "claims": _claims(source, names),
        "statements": _statements(source),
    }
    return json.dumps(compiled, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


class _Tags:
    """The tags that are used, numbered in the order of their first use; only these are kept in the trie."""

    def __init__(self, classes: dict[str, Any]) -> None:
        self._classes = classes
        self._known = frozenset((*_tag_names(classes), "number"))
        self.bits: dict[str, int] = {}

    def renumbered(self) -> _Tags:
        """Return the same tags with small numbers for the large classes, which are written most often."""
        sizes = {name: len(str(entry)) for name, entry in self._classes.items()}
        tags = _Tags(self._classes)
        for name in sorted(self.bits, key=lambda name: (-sizes.get(name, 0), name)):
            tags.one(name, "")
        return tags

    def one(self, name: str, where: str) -> int:
        if name not in self._known:
            message = f"{where}: no class is called {name!r}"
            raise WordsError(message)
        return 1 << self.bits.setdefault(name, len(self.bits))

    def union(self, names: str | Iterable[str], where: str) -> int:
        parts = names.split("|") if isinstance(names, str) else names
        tags = 0
        for name in parts:
            tags |= self.one(name.strip(), where)
        return tags


def _phrases(entry: str | list[str]) -> list[str]:
    """Return the phrases of a list: text parted by commas, or a YAML list where a comma is meant."""
    if isinstance(entry, list):
        return entry
    return [" ".join(part.split()) for part in entry.split(",") if part.strip()]


def _forms(name: str, entry: str | list[str] | dict[str, Any], source: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every written form of a class with the name of its tag."""
    if not isinstance(entry, dict):
        return [(phrase, name) for phrase in _phrases(entry)]
    pairs: list[tuple[str, str]] = []
    for kind, words in entry.items():
        for phrase in _products(words) if kind == "products" else _phrases(words):
            if kind == "verbs":
                for form, written in verb_forms(phrase, source["irregular_verbs"]).items():
                    pairs += [(word, f"{name}.{form}") for word in written]
                    pairs += [(word, name) for word in written]
            elif kind == "nouns":
                pairs += [(word, name) for word in plurals(phrase)]
            elif kind in {"words", "products"}:
                pairs.append((phrase, name))
            else:
                message = f"classes.{name}: {kind!r} is none of verbs, nouns, words, products"
                raise WordsError(message)
    return pairs


def _products(rows: list[list[str]]) -> list[str]:
    """Return every phrase that takes one part from each list; an empty part stands for nothing."""
    choices = [[[part.strip() for part in parts.split(",")] for parts in row] for row in rows]
    return [" ".join(filter(None, chosen)) for row in choices for chosen in product(*row)]


def _vocabulary(classes: dict[str, Any], source: dict[str, Any], tags: _Tags) -> Trie:
    trie: Trie = {}
    endings, inside = source["spelling"]["endings"], source["spelling"]["inside"]
    for name, entry in classes.items():
        for phrase, tag in _forms(name, entry, source):
            if tag not in tags.bits and tag != _INERT:
                continue
            bits = 0 if tag == _INERT else 1 << tags.bits[tag]
            for spelling in spellings(phrase, endings, inside):
                try:
                    insert(trie, split_words(spelling), bits)
                except ValueError as error:
                    message = f"classes.{name}: {error}"
                    raise WordsError(message) from error
    return trie


_INERT = "inert"
"""The class whose phrases are passed over, with every word in them."""
_FORM_NAMES = ("base", "s", "ed", "ing")


def _tag_names(classes: dict[str, Any]) -> list[str]:
    names = list(classes)
    for name, entry in classes.items():
        if isinstance(entry, dict) and "verbs" in entry:
            names += [f"{name}.{form}" for form in _FORM_NAMES]
    return names


def _claims(source: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    part = source["claims"]
    part["endings"] = [*part["endings"].items(), *names["endings"].items()]
    part["not_by_ending"] = [*_phrases(part["not_by_ending"]), *_phrases(names["not_by_ending"])]
    used = _Tags(part["classes"])
    _grammar(part, used)
    tags = used.renumbered()
    grammar = _grammar(part, tags)
    sets: dict[int, int] = {}
    trie = _vocabulary(part["classes"], source, tags)
    told = [*names["classes"], *_phrases(names["kept_inside"])]
    unasked = ", ".join(repr(name) for name in told if name not in tags.bits)
    if unasked:
        message = f"vocabulary: no construction asks for {unasked}"
        raise WordsError(message)
    kept_inside = tags.union(told, "vocabulary")
    try:
        words = add_names(_names(names, source, tags), trie, kept_inside)
    except ValueError as error:
        message = f"vocabulary: {error}"
        raise WordsError(message) from error
    return {**grammar, "trie": packed(trie, sets), "sets": list(sets), "tags": list(tags.bits), "words": words}


_NO_NAMES: dict[str, Any] = {
    "classes": {},
    "endings": {},
    **dict.fromkeys(("kept_inside", "not_by_ending", "ambiguous"), ""),
}
"""The vocabulary of a language that has none."""


def _names(names: dict[str, Any], source: dict[str, Any], tags: _Tags) -> Iterator[tuple[list[str], int]]:
    """Give every written form and spelling of a vocabulary, cut into words, with its tag."""
    ambiguous = frozenset(_phrases(names["ambiguous"]))
    endings, inside = source["spelling"]["endings"], source["spelling"]["inside"]
    for name, entry in names["classes"].items():
        for phrase, tag in _forms(name, entry, source):
            for spelling in spellings(phrase, endings, inside):
                if spelling in ambiguous:
                    message = f"classes.{name}: {spelling!r} is ambiguous"
                    raise ValueError(message)
                yield split_words(spelling), 1 << tags.bits[tag]


def _grammar(part: dict[str, Any], tags: _Tags) -> dict[str, Any]:
    scopes = _scopes(part["scopes"], tags)
    light = {name: 1 << bit for bit, name in enumerate(scopes["names"])}
    defaults = part["defaults"]
    return {
        "constructions": [_construction(row, defaults, tags, light) for row in part["constructions"]],
        "scopes": scopes,
        "roles": part["roles"],
        "stops": tags.union(defaults["stops"], "claims.defaults.stops"),
        "ends_clause": tags.union(part["ends_clause"], "claims.ends_clause"),
        "heading": tags.one("heading", "claims"),
        "bullet": tags.one("bullet", "claims"),
        "number": tags.one("number", "claims"),
        "endings": {
            ending: tags.union(names, "claims.endings")
            for names, endings in part["endings"]
            for ending in _phrases(endings)
        },
        "not_by_ending": sorted(part["not_by_ending"]),
    }


def _scopes(rows: list[dict[str, Any]], tags: _Tags) -> dict[str, Any]:
    """Compile the table of scopes; the order of the rows is the order of their bits."""
    compiled = []
    for row in rows:
        where = f"claims.scopes.{row['name']}"
        compiled.append({key: tags.union(row.get(key, []), where) for key in ("opens", "first", "closes", "back")})
    excused = next(row["excused"] for row in rows if "excused" in row)
    return {
        "names": [row["name"] for row in rows],
        "rows": compiled,
        "excused": tags.union(excused, "claims.scopes"),
    }


def _construction(row: dict[str, Any], defaults: dict[str, Any], tags: _Tags, light: dict[str, int]) -> dict[str, Any]:
    where = f"claims.constructions: {row.get('name')!r}"
    unknown = set(row) - _CONSTRUCTION_KEYS
    if unknown or row["category"] not in CATEGORIES or row.get("certainty", "certain") not in CERTAINTIES:
        message = f"{where}: unknown {', '.join(sorted(unknown)) or 'category or certainty'}"
        raise WordsError(message)
    steps = [tags.union(step, where) for step in row["of"].split(">")]
    within = row.get("within", defaults["within"])
    gaps = within if isinstance(within, list) else [within] * (len(steps) - 1)
    if len(gaps) != len(steps) - 1:
        message = f"{where}: {len(steps)} steps need {len(steps) - 1} distances"
        raise WordsError(message)
    veto = row.get("veto", defaults["veto"])
    return {
        "name": row["name"],
        "category": row["category"],
        "certainty": row.get("certainty", "certain"),
        "steps": steps,
        "gaps": gaps,
        "veto": sum(light[name] for name in veto if name not in row.get("spare", ())),
        "from_first": row.get("from_first", False),
        "across": row.get("across", False),
        "asked": row.get("asked", False),
        "stops": tags.union(row.get("stops", []), where),
        "absent": tags.union(row.get("absent", []), where),
        "needs": tags.union(row.get("needs", []), where),
        "roles": row.get("roles", defaults["roles"]),
    }


_CONSTRUCTION_KEYS = frozenset(
    ("absent", "across", "asked", "category", "certainty", "from_first", "name", "needs", "of", "roles")
) | {"spare", "stops", "veto", "within"}


def _statements(source: dict[str, Any]) -> dict[str, Any]:
    part = source["statements"]
    used = _Tags(part["classes"])
    _wanted(part, used)
    _signs(part, used)
    tags = used.renumbered()
    wanted = _wanted(part, tags)
    signs = _signs(part, tags)
    trie = _vocabulary(part["classes"], source, tags)
    _inherit(trie, 0, signs["closed"])
    sets: dict[int, int] = {}
    number = tags.one("number", "statements")
    return {
        "wanted": wanted,
        "signs": signs,
        "trie": packed(trie, sets),
        "sets": list(sets),
        "tags": list(tags.bits),
        "number": number,
        "endings": {},
        "not_by_ending": [],
        "words": [],
    }


def _signs(part: dict[str, Any], tags: _Tags) -> dict[str, int]:
    return {name: tags.union(names, f"statements.signs.{name}") for name, names in part["signs"].items()}


def _wanted(part: dict[str, Any], tags: _Tags) -> list[dict[str, Any]]:
    wanted = []
    for name, entry in part["wanted"].items():
        where = f"statements.wanted.{name}"
        unknown = set(entry) - _WANTED_KEYS
        if unknown:
            message = f"{where}: unknown {', '.join(sorted(unknown))}"
            raise WordsError(message)
        entry = _framed(entry, part["frames"], where)  # noqa: PLW2901 - the entry with its frame filled in
        wanted.append(
            {
                "id": name,
                "about": [tags.union(needed, where) for needed in entry["about"].split("&")],
                "why": entry["why"],
                "ways": [_way(way, tags, where) for way in entry["ways"]],
                "unless": [_reason(row, tags, where) for row in (*entry.get("unless", ()), *part["unless_always"])],
                "hints": [_reason(row, tags, where) for row in (*part["hints_always"], *entry.get("hints", ()))],
            }
        )
    return wanted


_WANTED_KEYS = frozenset(("about", "called", "frame", "hints", "unless", "ways", "why"))


def _framed(entry: dict[str, Any], frames: dict[str, Any], where: str) -> dict[str, Any]:
    """Return a statement with the ways and reasons of the frames that it shares with others.

    "exclusion of x" fills in x for the X of a frame; "exclusion of x with y" asks for y in the sentence as well.
    """
    rows: dict[str, list[Any]] = {key: list(entry.get(key, ())) for key in ("ways", "unless", "hints")}
    calls = entry.get("frame", [])
    for call in [calls] if isinstance(calls, str) else calls:
        name, _, filling = call.partition(" of ")
        x, _, also = filling.partition(" with ")
        if name not in frames or not x:
            message = f"{where}: no frame is called {call!r}"
            raise WordsError(message)
        for way in frames[name]["ways"]:
            first, plus, rest = way.replace("X", x).partition("+")
            rows["ways"].append(f"{first} & {also} {plus}{rest}" if also else first + plus + rest)
        for key in ("unless", "hints"):
            rows[key] += [
                {**row, "of": row["of"].replace("X", x), "why": row["why"].replace("NAME", entry["called"])}
                for row in frames[name].get(key, ())
            ]
    return {**entry, **rows}


def _reason(row: dict[str, Any], tags: _Tags, where: str) -> dict[str, Any]:
    return {"of": _pattern(row["of"], tags, where), "within": row.get("within", -1), "why": row["why"]}


def _inherit(node: Trie, above: int, closed: int) -> None:
    """Let a phrase keep the tags of its shorter beginnings: "must not use" still says "must not".

    A closed phrase says only what it says as a whole.
    """
    for word, below in node.items():
        if isinstance(below, int):
            node[word] = below if below & closed else below | above
        elif word:
            own = below.get("", 0)
            tags = own if isinstance(own, int) else 0
            _inherit(below, tags if tags & closed else above | tags, closed)


def _way(way: str, tags: _Tags, where: str) -> list[dict[str, Any]]:
    """Compile one way of saying a statement; a question says nothing unless the way speaks of one."""
    patterns = [_pattern(unit, tags, where) for unit in way.split("+")]
    if _QUESTION not in way:
        for pattern in patterns:
            pattern["without"] |= tags.one(_QUESTION, where)
    return patterns


_QUESTION = "question"


def _pattern(line: str, tags: _Tags, where: str) -> dict[str, Any]:
    """Compile what one sentence must hold: groups joined by `&`, and after ` - ` what it may not hold."""
    needed, _, without = line.partition(" - ")
    return {
        "groups": [_group(group, tags, where) for group in needed.split("&")],
        "without": tags.union(without, where) if without.strip() else 0,
    }


def _group(group: str, tags: _Tags, where: str) -> dict[str, Any]:
    """Compile tags in order (`a > b`) or close together in any order (`a ~ b`); `>5` says how far apart at most."""
    sign = "~" if "~" in group else ">"
    first, *rest = group.split(sign)
    steps, gaps = [tags.union(first, where)], []
    for step in rest:
        distance, _, name = step.partition(" ")
        steps.append(tags.union(name, where))
        gaps.append(int(distance) if distance else _REACH)
    return {"order": "close" if sign == "~" else "ordered", "tags": steps, "gaps": gaps}


_REACH = 14
"""How many words may lie between two parts that belong together, if nothing else is said."""
