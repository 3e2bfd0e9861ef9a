"""The conditions and questions of a pack in plain words, from the data as written.

What the sheet has to state is said; nothing is said of how it is found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from specvalidator.catalogue.patterns import pattern_in_words
from specvalidator.catalogue.phrase import Phrase, joined
from specvalidator.location import pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["places_in", "said", "subject", "written_out"]

_QUANTIFIERS: Final = {"some": "at least one entry of", "every": "every entry of", "none": "no entry of"}
_BOUNDS: Final = {
    "at_most": "at most {}",
    "at_least": "at least {}",
    "below": "below {}",
    "above": "above {}",
    "inside": "within {}",
}
_FORMS: Final[Mapping[str, str]] = {
    "gtin": "a GTIN with its check digit",
    "hibc": "a HIBC code with its check character",
    "iccbba": "an ICCBBA identifier",
    "udi": "a UDI as GS1 writes it",
    "gmdn": "a GMDN code",
    "emdn": "an EMDN code",
    "eudamed-srn": "a single registration number of Eudamed",
    "us-510k": "a 510(k) number",
    "us-de-novo": "a De Novo number",
    "us-pma": "a PMA number",
    "us-hde": "a number of a humanitarian device exemption",
    "us-ide": "an IDE number",
    "us-product-code": "a product code of FDA",
    "epa-establishment": "an EPA establishment number",
    "nct": "a number of ClinicalTrials.gov",
    "pmid": "a PubMed number",
    "doi": "a DOI",
    "notified-body": "the number of a notified body",
    "web-address": "a web address",
    "language": "a language code",
    "market": "the code of a market",
    "standard": "the number of a standard",
}
"""Forms of identifiers in words; one that is not listed goes by its own name."""
_PRESUMED: Final = {"by volume": "a bare ppm or % is taken by volume", "by mass": "a bare ppm or % is taken by mass"}


def said(data: Any, *, is_not: bool = False) -> Phrase:
    """Say a condition or a question of a pack; `is_not`: that it is not so."""
    if isinstance(data, str):
        return Phrase(f"`{data}` does not hold" if is_not else f"`{data}` holds")
    if isinstance(data, list):
        return _several([said(part) for part in data], _ALL, is_not=is_not)
    quantifier = next((word for word in _QUANTIFIERS if word in data), None)
    if quantifier is not None:
        return _quantified(data, quantifier, is_not=is_not)
    parts: list[tuple[str, Any]] = list(data.items())
    if len(parts) > 1:
        return _several([_part(key, value, is_not=False) for key, value in parts], _ALL, is_not=is_not)
    return _part(*parts[0], is_not=is_not)


def _part(key: str, value: Any, *, is_not: bool) -> Phrase:
    if key == "all":
        return said(value, is_not=is_not)
    if key == "any":
        return _several([said(part) for part in value], _ANY, is_not=is_not)
    if key == "not":
        return said(value, is_not=not is_not)
    ((question, options),) = value.items()
    return Phrase(_QUESTIONS[question](key, options, is_not))


def _several(parts: list[Phrase], head: str, *, is_not: bool) -> Phrase:
    if len(parts) == 1 and not is_not:
        return parts[0]
    parts = [inner for part in parts for inner in (part.parts if part.text == head else (part,))]
    return Phrase(_DENIED_HEADS[head] if is_not else head, tuple(parts))


_ALL: Final = "all of this holds:"
_ANY: Final = "at least one of these holds:"
_DENIED_HEADS: Final = {_ALL: "not all of this holds:", _ANY: "none of this holds:"}


def _quantified(data: Mapping[str, Any], quantifier: str, *, is_not: bool) -> Phrase:
    """Say a question of the items of a list, in one line where each part is one."""
    head = f"{_QUANTIFIERS[quantifier]} {subject(data[quantifier])}"
    if is_not and quantifier in ("some", "none"):
        head = f"{_QUANTIFIERS['none' if quantifier == 'some' else 'some']} {subject(data[quantifier])}"
        is_not = False
    where = said(data["where"]) if "where" in data else None
    have = said(data["have"])
    if where is not None and not where.parts:
        head, where = f"{head} for which {where.text}", None
    prefix = "it is not so that " if is_not else ""
    if where is None and not have.parts:
        return Phrase(f"{prefix}{head}: {have.text}")
    if where is None:
        is_all = have.text == _ALL
        return Phrase(f"{prefix}{head}: {have.text}", have.parts) if is_all else Phrase(f"{prefix}{head}:", (have,))
    return Phrase(f"{prefix}{head}:", (Phrase("of the entries for which", (where,)), have))


def written_out(expressions: Any, conditions: Mapping[str, Any]) -> Iterator[Phrase]:
    """Say each condition that expressions name, and those that these name, each once."""
    waiting = _names(expressions)
    told: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name not in told and name in conditions:
            told.add(name)
            phrase = said(conditions[name])
            yield Phrase(f"`{name}`: {phrase.text}", phrase.parts)
            waiting = _names(conditions[name]) + waiting


def _names(data: Any) -> list[str]:
    """Return the conditions that an expression names, in their order."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, list):
        return [name for part in data for name in _names(part)]
    return [name for key in ("all", "any", "not", "where", "have") if key in data for name in _names(data[key])]


# -- places ----------------------------------------------------------------------------------------------------


def subject(place: str) -> str:
    """Say a place: `/ozone/flow`, its `status`, `status` of every entry of `/markets`."""
    if place == "/":
        return "the whole sheet"
    if place == ".":
        return "it"
    if place.startswith("./"):
        return f"its `{place[2:]}`"
    if place.count("/*") == 1:
        listed, below = place.split("/*")
        return f"`{below[1:]}` of every entry of `{listed}`" if below else f"every entry of `{listed}`"
    return f"`{place}`" + (" (`*` is every entry)" if "*" in place else "")


def places_in(data: Any, item: str = "") -> dict[str, None]:
    """Return the places that an expression asks about, from the root; relative ones start at `item`."""
    found: dict[str, None] = {}
    if isinstance(data, list):
        for part in data:
            found |= places_in(part, item)
        return found
    if isinstance(data, str):
        return found
    quantifier = next((word for word in _QUANTIFIERS if word in data), None)
    if quantifier is not None:
        inner = f"{_absolute(data[quantifier], item)}/*"
        for key in ("where", "have"):
            found |= places_in(data.get(key, []), inner)
        return found
    for key, value in data.items():
        if key in ("all", "any", "not"):
            found |= places_in(value, item)
        else:
            found[_absolute(key, item)] = None
            ((_, options),) = value.items()
            found |= dict.fromkeys(_absolute(place, item) for place in _other_places(options))
    return found


def _absolute(place: str, item: str) -> str:
    steps, is_relative = pattern_of(place)
    below = "".join(f"/{step}" for step in steps)
    return (f"{item}{below}" if is_relative else below) or "/"


def _other_places(options: Any) -> list[str]:
    """Return the places that the options of a question name."""
    if not isinstance(options, dict) or not {"with", "product", "accuracy", "entry_of"} & set(options):
        return []
    named = [options[key] for key in ("with", "accuracy", "of", "at", "carrier") if isinstance(options.get(key), str)]
    return [str(place) for place in (*named, *options.get("product", ()), *options.get("entry_of", ()))]


# -- questions -------------------------------------------------------------------------------------------------


def _present(place: str, _: Any, is_not: bool) -> str:  # noqa: FBT001 - one signature for all questions
    return f"{subject(place)} is {'looked for and not there' if is_not else 'stated'}"


def _equals(place: str, options: Any, is_not: bool) -> str:  # noqa: FBT001
    wanted = options if isinstance(options, list) else [options]
    is_said = {True: "yes (true)", False: "no (false)"}
    texts = [is_said[value] if isinstance(value, bool) else f"“{value}”" for value in wanted]
    none = "not " if is_not else ""
    return f"{subject(place)} is {none}{'one of ' if len(texts) > 1 else ''}{joined(texts)}"


def _matches(place: str, options: Any, is_not: bool) -> str:  # noqa: FBT001
    fits = _fits(options)
    if not is_not:
        return f"{subject(place)} {fits}"
    verb, _, rest = fits.partition(" ")
    is_one = len([key for key in options if key != "type"]) <= 1
    if is_one and verb in _DENIED:
        return f"{subject(place)} {_DENIED[verb]} {rest}"
    return f"it is not so that {subject(place)} {fits}"


_DENIED: Final = {
    "is": "is not",
    "has": "does not have",
    "contains": "does not contain",
    "begins": "does not begin",
    "ends": "does not end",
}


_KINDS: Final = {
    "string": "is a text",
    "integer": "is a whole number",
    "number": "is a number",
    "boolean": "is yes or no",
    "array": "is a list",
    "object": "is a section",
}


def _fits(schema: Any) -> str:
    """Say a plain schema: what the value is, begins with, contains, or how many entries it has."""
    if not isinstance(schema, dict) or not schema:
        return "is nothing at all" if schema is False else "is anything"
    said_parts = []
    for key, value in schema.items():
        if key == "type":
            kinds = [_KINDS.get(kind, "is empty") for kind in (value if isinstance(value, list) else [value])]
            if len(schema) == 1 or "string" not in str(value):
                said_parts.append(joined(kinds))
        elif key == "required":
            rest = [one for one in value if one not in schema.get("properties", {})]
            said_parts += [f"has {joined([f'`{one}`' for one in rest], 'and')}"] if rest else []
        elif key in _SCHEMA_WORDS:
            said_parts.append(_SCHEMA_WORDS[key](value))
        else:
            return f"fits the form {json.dumps(schema, ensure_ascii=False)}"
    return joined(said_parts, "and")


_SCHEMA_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "pattern": pattern_in_words,
    "const": lambda value: f"is “{value}”",
    "enum": lambda value: f"is {'one of ' if len(value) > 1 else ''}{joined([f'“{one}”' for one in value])}",
    "minimum": lambda value: f"is at least {value}",
    "maximum": lambda value: f"is at most {value}",
    "minLength": lambda value: f"has at least {value} characters",
    "maxLength": lambda value: f"has at most {value} characters",
    "minItems": lambda value: f"has at least {value} entries" if value != 1 else "has at least one entry",
    "maxItems": lambda value: f"has at most {value} entries" if value != 1 else "has at most one entry",
    "not": lambda value: f"is not so that it {_fits(value)}",
    "items": lambda value: f"has only entries of which each {_fits(value)}",
    "contains": lambda value: f"has an entry that {_fits(value)}",
    "anyOf": lambda value: joined([_fits(one) for one in value]),
    "allOf": lambda value: joined([_fits(one) for one in value], "and"),
    "properties": lambda value: joined([f"has a `{key}` that {_fits(one)}" for key, one in value.items()], "and"),
}


def _quantity(place: str, options: Mapping[str, Any], is_not: bool) -> str:  # noqa: FBT001
    kind = str(options["of"]).replace("_", " ")
    article = "an" if kind[0] in "aeiou" else "a"
    bounds = [text.format(options[key]) for key, text in _BOUNDS.items() if key in options]
    none = "not " if is_not else ""
    text = f"{subject(place)} is {none}{joined(bounds, 'and')} ({kind})" if bounds else ""
    text = text or f"{subject(place)} is {none}{article} {kind}"
    at = options.get("at", {})
    notes = [_PRESUMED[options["presume"]]] if "presume" in options else []
    if at:
        notes.append(f"where the sheet states no conditions, those of {joined(list(at.values()), 'and')} are taken")
    if "carrier" in options:
        notes.append(f"shares by mass are of {options['carrier']}")
    return "; ".join([text, *notes])


def _agrees(place: str, options: Mapping[str, Any], is_not: bool) -> str:  # noqa: FBT001
    relation = options.get("relation", "equal to")
    verb = "is no day before" if relation == "not before" else f"is {relation}"
    if "accuracy" in options:
        other = f"the size of {subject(options['accuracy'])}, which is an accuracy of {subject(options['of'])}"
    elif "product" in options:
        other = f"the product of {joined([subject(one) for one in options['product']], 'and')}"
    else:
        other = subject(options["with"])
    notes = []
    if "within" in options:
        notes.append(f"with a difference of {options['within']} allowed")
    if "presume" in options:
        notes.append(_PRESUMED[options["presume"]])
    if "at" in options:
        notes.append(f"temperature and pressure are taken from {subject(options['at'])} where figures state none")
    if "carrier" in options:
        notes.append(f"the gas is taken from {subject(options['carrier'])}")
    text = "; ".join([f"{subject(place)} {verb} {other}", *notes])
    return f"it is not so that {text}" if is_not else text


def _thing(kind: str) -> str:
    """Say a kind of artefact: `a device label`."""
    words = kind.replace("-", " ").replace("_", " ")
    plural = words.endswith("s") and not words.endswith("ss")
    return words if plural else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _where(place: str, kinds: list[str]) -> str:
    """Say where words are looked for."""
    if kinds:
        return f"in {joined([_thing(str(kind)) for kind in kinds])}"
    if place == "/artefacts":
        return "in the artefacts (labels, instructions, web pages and so on)"
    return f"in {'this artefact or entry' if place == '.' else subject(place)}"


def _states(place: str, options: Mapping[str, Any], is_not: bool) -> str:  # noqa: FBT001
    where = _where(place, options.get("in", []))
    symbols = _listed(options.get("symbol", []))
    shown = f"{'one of the symbols' if len(symbols) > 1 else 'the symbol'} {_quoted(symbols)}" if symbols else ""
    if "repeated" in options:
        where = _where("/artefacts", options.get("in", []))
        return f"what is stated at {subject(place)} is {'not ' if is_not else ''}printed {where}"
    if "language" in options:
        languages = joined(_listed(options["language"]))
        return f"{'no' if is_not else 'a'} text {where} is in a language with the code {languages}"
    said_words = _words_stated(options, where, is_not=is_not)
    if not said_words:
        return f"{shown} {'does not stand' if is_not else 'stands'} {where}"
    return f"{said_words}{', nor' if is_not else ', or'} {shown}" if shown else said_words


def _words_stated(options: Mapping[str, Any], where: str, *, is_not: bool) -> str:
    """Say the words that are looked for; empty where only a symbol is."""
    stands = "does not stand" if is_not else "stands"
    if "role" in options:
        return f"{'no' if is_not else 'a'} text of the kind “{_spaced(options['role'])}” stands {where}"
    if "wording" in options:
        texts = _quoted(_listed(options["wording"]))
        return f"these words {'do not stand' if is_not else 'stand'} to the letter {where}: {texts}"
    if "words" in options:
        words = _listed(options["words"])
        open_ended = "; `*`: however the word goes on" if any(word.endswith("*") for word in words) else ""
        several = "one of these words or phrases" if len(words) > 1 else "this word or phrase"
        return f"{several} {stands} {where}: {_quoted(words)}{open_ended}"
    if "statement" not in options:
        return ""
    wanted = _listed(options["statement"])
    named = "the statement" if len(wanted) == 1 else "one of the statements"
    figure = f", with {_figure(options['figure'])}" if "figure" in options else ""
    return f"{named} {_quoted(map(_spaced, wanted))} {stands} {where}, in any words{figure}"


def _figure(options: Mapping[str, Any]) -> str:
    """Say the bounds of a figure in a statement."""
    bounds = joined([text.format(options[key]) for key, text in _BOUNDS.items() if key in options], "and")
    notes = f", {_PRESUMED[options['presume']]}" if "presume" in options else ""
    return f"a figure of {bounds} ({_spaced(options['of'])}{notes})"


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _quoted(texts: Iterable[str]) -> str:
    return joined([f"“{text}”" for text in texts])


def _spaced(name: str) -> str:
    return str(name).replace("_", " ").replace("-", " ")


def _claims(place: str, options: Mapping[str, Any], is_not: bool) -> str:  # noqa: FBT001
    is_none = ("none_of" in options) is not is_not
    categories = joined([str(one) for one in options.get("none_of") or options["some_of"]])
    where = _where(place, options.get("in", []))
    words = options.get("with_words")
    with_words = f" that uses one of the words {_quoted(str(word).strip() for word in words)}" if words else ""
    return f"{'no claim' if is_none else 'a claim'} of the kind {categories}{with_words} stands {where}"


def _cites(place: str, options: Mapping[str, Any], is_not: bool) -> str:  # noqa: FBT001
    standards = options.get("standard", [])
    wanted = standards if isinstance(standards, list) else [standards]
    named = joined([str(one) for one in wanted]) if wanted else "a standard"
    edition = " with its edition" if "edition" in options else ""
    return f"{subject(place)} {'does not name' if is_not else 'names'} {named}{edition}"


def _identifies(place: str, options: Any, is_not: bool) -> str:  # noqa: FBT001
    if isinstance(options, dict):
        places = joined([subject(one) for one in options["entry_of"]])
        return f"{subject(place)} {'does not stand' if is_not else 'stands'} at {places} as well"
    names = options if isinstance(options, list) else [options]
    forms = joined([_FORMS.get(name, f"“{name}”") for name in names])
    return f"{subject(place)} {'does not have' if is_not else 'has'} the form of {forms}"


_QUESTIONS: Final[Mapping[str, Callable[[str, Any, bool], str]]] = {
    "present": _present,
    "equals": _equals,
    "matches": _matches,
    "quantity": _quantity,
    "agrees": _agrees,
    "states": _states,
    "claims": _claims,
    "cites": _cites,
    "identifies": _identifies,
}
