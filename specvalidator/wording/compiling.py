"""Compile the human-written words of a language into the form that is read at run time.

The rows of the grammar are the same for every language and speak of classes only; a language fills the classes with
its words, and may add rows of its own. A row that asks for a class without words can never match and is left out.
It may not be imported at run time (it needs YAML); CI compiles again and compares.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from specvalidator.wording.classes import FORM_NAMES, Classes, Tags, WordsError, folded, phrases
from specvalidator.wording.naming import add_names
from specvalidator.wording.trie import packed
from specvalidator.wording.values import CATEGORIES, CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from specvalidator.wording.naming import WordLine
    from specvalidator.wording.trie import Trie

__all__ = ["WordsError", "compile_claims", "compile_index", "compile_statements"]


def compile_claims(grammar: bytes, words: bytes, vocabulary: bytes = b"") -> bytes:
    """Compile what claims of a language are read with, from sources in YAML; the same sources, the same bytes.

    `vocabulary` names conditions, germs and the like beside the classes of the language; few languages have one.
    `WordsError` names what is at fault.
    """
    return _written(_claims(_parsed(grammar), _parsed(words), _parsed(vocabulary) if vocabulary else None))


def compile_statements(grammar: bytes, words: bytes) -> bytes:
    """Compile what statements of a language are read with; as for claims."""
    return _written(_statements(_parsed(grammar), _parsed(words)))


def compile_index(grammar: bytes, words: Mapping[str, bytes], others: bytes) -> bytes:
    """Compile what is known of all languages before one is read: how to tell and to cut their texts.

    `words` holds the source of each language by its code, `others` the frequent words of languages that are not read.
    """
    languages = {}
    for code, source in sorted(words.items()):
        language = _parsed(source)
        if language["language"] != code or language.get("apostrophe", "inside") not in _APOSTROPHES:
            message = f"{code}: `language` must be {code!r}, `apostrophe` one of {', '.join(_APOSTROPHES)}"
            raise WordsError(message)
        languages[code] = {
            "abbreviations": folded(language.get("abbreviations")),
            "elides": language.get("apostrophe") == "ends",
            "draft": bool(language.get("draft")),
            **_tells(language),
        }
    others_told = {code: _tells({"function_words": frequent}) for code, frequent in sorted(_parsed(others).items())}
    statements = list(_parsed(grammar)["statements"]["wanted"])
    return _written({"languages": languages, "others": others_told, "statements": statements})


_APOSTROPHES = ("inside", "ends")


def _tells(language: dict[str, Any]) -> dict[str, Any]:
    """Return what tells texts of a language: frequent words, endings of words and letters that others lack."""
    return {
        "function_words": folded(language.get("function_words")),
        "word_endings": folded(language.get("word_endings")),
        "letters": "".join(sorted(language.get("letters", "").replace(" ", ""))),
    }


def _written(compiled: dict[str, Any]) -> bytes:
    return json.dumps(compiled, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@lru_cache(maxsize=16)
def _parsed(text: bytes) -> dict[str, Any]:
    """Return a source as it stands; nobody may change it."""
    source: dict[str, Any] = yaml.safe_load(text)
    return source


def _tagged(
    part: dict[str, Any], classes: Classes, merged: dict[str, Any], rows: Callable[[dict[str, Any], Tags], object]
) -> Tags:
    """Return the tags that rows ask for; rows of the language may ask for its own classes and those of the grammar."""
    general = Tags({}, None)
    rows(part, general)
    strange = sorted(name for name in general.asked if "." in name and name.partition(".")[2] not in FORM_NAMES)
    if strange:
        message = f"grammar: no form is called {strange[0]!r}"
        raise WordsError(message)
    used = Tags(classes.filled(), general.asked)
    rows(merged, used)
    unused = classes.unused(used.asked)
    if unused:
        message = f"classes.{unused[0]}: no row asks for this class"
        raise WordsError(message)
    return used.renumbered()


def _claims(grammar: dict[str, Any], language: dict[str, Any], vocabulary: dict[str, Any] | None) -> dict[str, Any]:
    part, own = grammar["claims"], language["claims"]
    _check_keys(own, _CLAIM_KEYS, "claims")
    classes = Classes(part["classes"], own, language)
    merged = {
        **part,
        "constructions": [*part["constructions"], *own.get("constructions", ())],
        "scopes": _changed(part["scopes"], own.get("scopes", {})),
        "ends_clause": "|".join(filter(None, (part["ends_clause"], own.get("ends_clause")))),
    }
    tags = _tagged(part, classes, merged, _grammar)
    compiled = _grammar(merged, tags)
    compiled["endings"] = classes.endings(tags, "claims.endings")
    compiled["not_by_ending"] = folded(own.get("not_by_ending"))
    sets: dict[int, int] = {}
    trie = classes.trie(tags)
    lines: list[WordLine] = []
    if vocabulary is not None:
        lines = _named(vocabulary["claims"], language, tags, trie, compiled)
    written = packed(trie, sets)
    return {**compiled, "trie": written, "sets": _written_sets(sets), "tags": list(tags.bits), "words": lines}


def _written_sets(sets: Iterable[int]) -> list[list[int]]:
    """Return sets of tags as the numbers of the tags: most hold one, and its bit alone would be a long number."""
    return [_numbers(tags) for tags in sets]


def _numbers(tags: int) -> list[int]:
    return [tag for tag in range(tags.bit_length()) if tags >> tag & 1]


def _named(
    names: dict[str, Any], language: dict[str, Any], tags: Tags, trie: Trie, compiled: dict[str, Any]
) -> list[WordLine]:
    """Add the names of a vocabulary to the phrases and endings of the classes; return those that are single words."""
    _check_keys(names, _VOCABULARY_KEYS, "vocabulary")
    classes = Classes({}, names, language)
    told = [*names["classes"], *phrases(names.get("kept_inside"))]
    unasked = ", ".join(repr(name) for name in told if name not in tags.bits)
    if unasked:
        message = f"vocabulary: no construction asks for {unasked}"
        raise WordsError(message)
    compiled["endings"] = {**classes.endings(tags, "vocabulary.endings"), **compiled["endings"]}
    compiled["not_by_ending"] = sorted({*compiled["not_by_ending"], *folded(names.get("not_by_ending"))})
    ambiguous = frozenset(phrases(names.get("ambiguous")))
    try:
        written = list(classes.written(tags))
        twofold = [phrase for phrase, _, _ in written if phrase in ambiguous]
        if twofold:
            message = f"{twofold[0]!r} is ambiguous"
            raise WordsError(message)
        return add_names([each[1:] for each in written], trie, tags.union(told, "vocabulary"))
    except ValueError as error:
        message = f"vocabulary: {error}"
        raise WordsError(message) from error


_CLAIM_KEYS = frozenset(("classes", "constructions", "endings", "ends_clause", "not_by_ending", "scopes"))
_VOCABULARY_KEYS = frozenset(("ambiguous", "classes", "endings", "kept_inside", "not_by_ending"))
_STATEMENT_KEYS = frozenset(("classes", "endings", "frames", "not_by_ending", "wanted"))


def _check_keys(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        message = f"{where}: unknown {', '.join(unknown)}"
        raise WordsError(message)


def _changed(rows: list[dict[str, Any]], changes: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the table of scopes with the columns that a language sets otherwise."""
    _check_keys(changes, frozenset(row["name"] for row in rows), "claims.scopes")
    for name, change in changes.items():
        _check_keys(change, _SCOPE_KEYS, f"claims.scopes.{name}")
    return [{**row, **changes.get(row["name"], {})} for row in rows]


_SCOPE_COLUMNS = ("opens", "first", "closes", "back")
_SCOPE_KEYS = frozenset((*_SCOPE_COLUMNS, "excused"))


def _grammar(part: dict[str, Any], tags: Tags) -> dict[str, Any]:
    scopes = _scopes(part["scopes"], tags)
    light = {name: 1 << bit for bit, name in enumerate(scopes["names"])}
    defaults = part["defaults"]
    rows = [_construction(row, defaults, tags, light) for row in part["constructions"]]
    return {
        "constructions": [row for row in rows if row is not None],
        "scopes": scopes,
        "roles": part["roles"],
        "second_opinion": part["second_opinion"],
        "stops": tags.union(defaults["stops"], "claims.defaults.stops"),
        "ends_clause": tags.union(part["ends_clause"], "claims.ends_clause"),
        "heading": tags.one("heading", "claims"),
        "bullet": tags.one("bullet", "claims"),
        "number": tags.one("number", "claims"),
    }


def _scopes(rows: list[dict[str, Any]], tags: Tags) -> dict[str, Any]:
    """Compile the table of scopes; the order of the rows is the order of their bits."""
    compiled = []
    for row in rows:
        where = f"claims.scopes.{row['name']}"
        compiled.append({key: tags.union(row.get(key, []), where) for key in _SCOPE_COLUMNS})
    excused = next(row["excused"] for row in rows if "excused" in row)
    return {
        "names": [row["name"] for row in rows],
        "rows": compiled,
        "excused": tags.union(excused, "claims.scopes"),
    }


def _construction(
    row: dict[str, Any], defaults: dict[str, Any], tags: Tags, light: dict[str, int]
) -> dict[str, Any] | None:
    """Compile one row, or return nothing if the language lacks words for a step or for what it needs."""
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
    needs, stops, absent = (tags.union(row.get(key, []), where) for key in ("needs", "stops", "absent"))
    if not all(steps) or ("needs" in row and not needs):
        return None
    said = {
        "from_first": row.get("from_first"),
        "across": row.get("across"),
        "asked": row.get("asked"),
        "stops": _numbers(stops),
        "absent": _numbers(absent),
        "needs": _numbers(needs),
    }
    return {
        "name": row["name"],
        "category": row["category"],
        "certainty": row.get("certainty", "certain"),
        "steps": _written_sets(steps),
        "gaps": gaps,
        "veto": sum(light[name] for name in veto if name not in row.get("spare", ())),
        "roles": row.get("roles", defaults["roles"]),
        **{column: value for column, value in said.items() if value},
    }


_CONSTRUCTION_KEYS = frozenset(
    ("absent", "across", "asked", "category", "certainty", "from_first", "name", "needs", "of", "roles")
) | {"spare", "stops", "veto", "within"}


def _statements(grammar: dict[str, Any], language: dict[str, Any]) -> dict[str, Any]:
    part, own = grammar["statements"], language["statements"]
    _check_keys(own, _STATEMENT_KEYS, "statements")
    classes = Classes(part["classes"], own, language)
    merged = {
        **part,
        "frames": _extended(part["frames"], own.get("frames", {}), "statements.frames"),
        "wanted": _extended(part["wanted"], own.get("wanted", {}), "statements.wanted"),
    }
    tags = _tagged(part, classes, merged, _rows)
    wanted, signs = _rows(merged, tags)
    trie = classes.trie(tags)
    _inherit(trie, 0, signs["closed"])
    sets: dict[int, int] = {}
    return {
        "wanted": wanted,
        "signs": signs,
        "trie": packed(trie, sets),
        "sets": _written_sets(sets),
        "tags": list(tags.bits),
        "number": tags.one("number", "statements"),
        "endings": classes.endings(tags, "statements.endings"),
        "words": [],
        "not_by_ending": folded(own.get("not_by_ending")),
    }


def _extended(entries: dict[str, Any], more: dict[str, Any], where: str) -> dict[str, Any]:
    """Return statements or frames with the ways and reasons that a language adds to them."""
    _check_keys(more, frozenset(entries), where)
    extended = dict(entries)
    for name, rows in more.items():
        _check_keys(rows, _EXTENDED_KEYS, f"{where}.{name}")
        added = {key: [*entries[name].get(key, ()), *rows[key]] for key in rows}
        extended[name] = {**entries[name], **added}
    return extended


_EXTENDED_KEYS = frozenset(("hints", "unless", "ways"))


def _rows(part: dict[str, Any], tags: Tags) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Compile the statements and the signs."""
    wanted = _wanted(part, tags)
    signs = {name: tags.union(names, f"statements.signs.{name}") for name, names in part["signs"].items()}
    tags.one("number", "statements")
    return wanted, signs


def _wanted(part: dict[str, Any], tags: Tags) -> list[dict[str, Any]]:
    wanted = []
    for name, entry in part["wanted"].items():
        where = f"statements.wanted.{name}"
        unknown = set(entry) - _WANTED_KEYS
        if unknown:
            message = f"{where}: unknown {', '.join(sorted(unknown))}"
            raise WordsError(message)
        entry = _framed(entry, part["frames"], where)  # noqa: PLW2901 - the entry with its frame filled in
        about = [tags.union(needed, where) for needed in entry["about"].split("&")]
        ways = [_way(way, tags, where) for way in entry["ways"]]
        statement = {
            "id": name,
            "about": about,
            "why": entry["why"],
            "ways": [way for way in ways if all(_is_possible(pattern) for pattern in way)],
            "unless": _reasons(entry.get("unless", ()), tags, where),
            "unless_always": _reasons(part["unless_always"], tags, where),
            "hints": _reasons(entry.get("hints", ()), tags, where),
            "hints_always": _reasons(part["hints_always"], tags, where),
        }
        if statement["ways"]:
            wanted.append(statement)
    return wanted


def _is_possible(pattern: dict[str, Any]) -> bool:
    """Say whether the language has words for every part of a pattern."""
    return all(all(group["tags"]) for group in pattern["groups"])


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


def _reasons(rows: Iterable[dict[str, Any]], tags: Tags, where: str) -> list[dict[str, Any]]:
    """Compile the reasons that the language has words for."""
    reasons = [
        {"of": _pattern(row["of"], tags, where), "within": row.get("within", -1), "why": row["why"]} for row in rows
    ]
    return [reason for reason in reasons if _is_possible(reason["of"])]


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


def _way(way: str, tags: Tags, where: str) -> list[dict[str, Any]]:
    """Compile one way of saying a statement; a question says nothing unless the way speaks of one."""
    patterns = [_pattern(unit, tags, where) for unit in way.split("+")]
    if _QUESTION not in way:
        for pattern in patterns:
            pattern["without"] |= tags.one(_QUESTION, where)
    return patterns


_QUESTION = "question"


def _pattern(line: str, tags: Tags, where: str) -> dict[str, Any]:
    """Compile what one sentence must hold: groups joined by `&`, and after ` - ` what it may not hold."""
    needed, _, without = line.partition(" - ")
    return {
        "groups": [_group(group, tags, where) for group in needed.split("&")],
        "without": tags.union(without, where) if without.strip() else 0,
    }


def _group(group: str, tags: Tags, where: str) -> dict[str, Any]:
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
