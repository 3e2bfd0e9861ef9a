"""Does the document have the form of a sheet? Each violation becomes a fault in plain words, at its place.

No message of the schema library reaches a user. Faulty values count as not stated afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.faults import Fault
from specvalidator.location import Place, pointer, route_of
from specvalidator.sheet.fields import is_known_place, known_keys, schema_at
from specvalidator.sheet.form import sheet_form, sheet_schema
from specvalidator.sheet.records import check_records
from specvalidator.source import LIMITS, MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from specvalidator.location import Part, Route
    from specvalidator.schema import KeywordRefusal, Violation
    from specvalidator.sheet.fields import Fields
    from specvalidator.source import Document

__all__ = ["root_fault", "structure_faults"]

_FORMS: Final[Mapping[str, str]] = {
    "object": "a section with keys",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
}
_SPOKEN_BOOLEANS: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_SHOWN = 60


def root_fault(document: Document) -> Fault | None:
    """Return why a document is no sheet at all, or None when it is one."""
    value = document.value
    is_sheet = isinstance(value, dict) and ("spec" in value or "device" in value)
    return None if is_sheet else _not_a_sheet(document)


def structure_faults(document: Document, fields: Fields) -> tuple[tuple[Fault, ...], tuple[Route, ...]]:
    """Return the faults of a sheet's form, and the routes of the values that are not usable because of them."""
    report = _Report(document)
    for violation in sheet_form().violations(document.value):
        if report.is_full:
            report.only_count(violation)
        else:
            _WORDS.get(violation.keyword, _other)(report, violation)
    for route, refusal in fields.refused:
        _quantity(report, route, refusal)
    _check_not_stated(report)
    _check_sources(report)
    check_records(report.document, report.add)
    return report.finished(), tuple(report.unusable)


def _not_a_sheet(document: Document) -> Fault:
    span = document.span(Place(()))
    if document.value is None:
        return Fault("FILE-empty", "The document is empty.", "Start with `spec: 1` and a `device`.", span)
    message = "The document is not a device spec sheet: it has neither `spec: 1` nor a `device`."
    return Fault("SHEET-root", message, "Start with `spec: 1` and a `device`, or leave the file out.", span)


class _Report:
    """Collects faults of one document: a number of them in words, the rest counted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self.unusable: list[Route] = []
        self.more = 0

    @property
    def is_full(self) -> bool:
        """Say whether further faults are only counted."""
        return len(self.faults) >= LIMITS.faults

    def add(self, fault_id: str, route: Route, message: str, repair: str, part: Part = "value") -> None:
        """Note one fault at a place of the document."""
        if self.is_full:
            self.more += 1
            return
        span = self.document.span(Place(route, part))
        self.faults.append(Fault(fault_id, message, repair, span, pointer(route)))

    def only_count(self, violation: Violation) -> None:
        """Count a violation that is not put in words any more."""
        is_keys = violation.keyword == "additionalProperties"
        self.more += len(violation.facts) if is_keys else 1
        if violation.keyword not in _ABOUT_KEYS and violation.route:
            self.unusable.append(violation.route)

    def value(self, route: Route) -> Any:
        """Return the value of the document at a route."""
        return self.document.get(route)

    def finished(self) -> tuple[Fault, ...]:
        """Return the faults, with one that says how many were not listed."""
        if self.more:
            message = f"{self.more} more faults of form were found and are not listed one by one."
            span = self.document.span(Place(()))
            self.faults.append(Fault("SHEET-many", message, "Repair those listed and check again.", span))
        return tuple(self.faults)


def _shown(value: object) -> str:
    """Return a value for a message, shortened."""
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _schema_part(route: Sequence[str | int]) -> Mapping[str, Any]:
    """Return the part of the sheet schema that a schema route leads to."""
    part: Any = sheet_schema()
    for step in route:
        part = schema_at(part) if step == "$ref" else part[step]
    return part  # type: ignore[no-any-return]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return the one known word that is close to `word`, or the empty text."""
    import difflib  # noqa: PLC0415 - only for a sheet with a fault

    close = difflib.get_close_matches(word.lower().replace("-", "_"), known, n=1, cutoff=0.75)
    return close[0] if close else ""


# -- one function per keyword of the schema ------------------------------------------------------------------


def _unknown_key(report: _Report, violation: Violation) -> None:
    known = list(_schema_part(violation.schema_route[:-1]).get("properties", {}))
    for key in violation.facts[: LIMITS.faults]:
        here = pointer(violation.route) or "the top level"
        close = did_you_mean(key[:_SHOWN], known)
        elsewhere = known_keys().get(key, ())
        if close:
            repair = f"Did you mean `{close}`?"
        elif elsewhere:
            repair = f"`{key}` belongs at {elsewhere[0]}."
        elif close := did_you_mean(key[:_SHOWN], list(known_keys())):
            repair = f"Did you mean `{close}`, which belongs at {known_keys()[close][0]}?"
        else:
            repair = "Use a key of the sheet format, or start it with `x-` when it is your own."
        message = f"`{_shown(key)}` is not a key of {here}."
        report.add("SHEET-unknown-key", (*violation.route, key), message, repair, "key")
    report.more += max(0, len(violation.facts) - LIMITS.faults)


def _missing_key(report: _Report, violation: Violation) -> None:
    key = violation.facts
    inner = schema_at(_schema_part(violation.schema_route[:-1])["properties"][key])
    here = pointer(violation.route) or "The sheet"
    message = f"{here} has no `{key}`."
    repair = f"Add `{key}`: {_first_sentence(inner)}"
    report.add("SHEET-missing-key", violation.route, message, repair, "key")


def _wrong_type(report: _Report, violation: Violation) -> None:
    value = report.value(violation.route)
    where = pointer(violation.route) or "The sheet"
    report.unusable.append(violation.route)
    if value is None:
        report.add("SHEET-empty", violation.route, f"{where} has no value.", _EMPTY_REPAIR, "key")
        return
    schema = _schema_part(violation.schema_route[:-1])
    wanted = _wanted(schema, violation.facts)
    repair = f"Give {wanted}: {_first_sentence(schema)}"
    if isinstance(value, str) and violation.facts == ["boolean"] and value.lower() in _SPOKEN_BOOLEANS:
        repair = f"Write `{_SPOKEN_BOOLEANS[value.lower()]}`."
    elif isinstance(value, bool) and "string" in violation.facts:
        repair = "Put the word in quotes when it is printed like that."
    elif isinstance(value, str) and violation.facts == ["array"]:
        repair = "Write it as a list: one line `- …` per item."
    message = f"{where} holds {_held(value)}; {wanted} belongs here."
    report.add("SHEET-type", violation.route, message, repair)


def _wanted(schema: Mapping[str, Any], types: Sequence[str]) -> str:
    if "quantity" in schema:
        return "a quantity with its unit"
    forms = [_FORMS[name] for name in types if not (name == "integer" and "string" in types)]
    return " or ".join(forms)


def _held(value: object) -> str:
    if isinstance(value, dict):
        return "a section"
    if isinstance(value, list):
        return "a list"
    return f"`{_shown(value)}`"


def _not_listed(report: _Report, violation: Violation) -> None:
    value = report.value(violation.route)
    where = pointer(violation.route)
    report.unusable.append(violation.route)
    if value is None:
        report.add("SHEET-empty", violation.route, f"{where} has no value.", _EMPTY_REPAIR, "key")
        return
    known = [str(item) for item in violation.facts]
    close = did_you_mean(str(value)[:_SHOWN].replace("_", "-"), known) if isinstance(value, str) else ""
    repair = f"Did you mean `{close}`?" if close else f"Use one of: {', '.join(known)}."
    message = f"{where} holds {_held(value)}, which is not one of the values known here."
    report.add("SHEET-value", violation.route, message, repair)


def _wrong_format(report: _Report, violation: Violation) -> None:
    value = report.value(violation.route)
    where = pointer(violation.route)
    if violation.route == ("spec",):
        message = f"The sheet asks for format {_shown(value)}; this version reads format 1."
        repair = "Write `spec: 1`, without quotes."
        report.add("SHEET-value", violation.route, message, repair)
        return
    report.unusable.append(violation.route)
    if isinstance(value, str) and not value.strip():
        report.add("SHEET-empty", violation.route, f"{where} has no value.", _EMPTY_REPAIR, "key")
        return
    form = _form_wanted(violation.schema_route[:-1])
    likely = _likely(violation.route, form, str(value)[:_SHOWN])
    repair = f"Did you mean `{likely}`?" if likely else f"Give {_lower_first(form)}"
    message = f"{where} holds {_held(value)}, which does not have the form that is wanted here."
    report.add("SHEET-value", violation.route, message, repair)


def _likely(route: Route, form: str, text: str) -> str:
    """Return what was likely meant by a date or a market in another form."""
    from specvalidator.sheet.likely import likely_date, likely_market  # noqa: PLC0415 - only for a sheet with a fault

    if form.startswith("A date"):
        return likely_date(text)
    is_market = "market" in route[-2:] or "markets" in route[-2:]
    return likely_market(text) if is_market and len(route) > 1 else ""


def _form_wanted(route: Sequence[str | int]) -> str:
    """Return the description of a form: of the definition referred to, not of the place that refers to it."""
    if route[-1] == "$ref":
        place = _schema_part(route[:-1])
        return str(schema_at({"$ref": place["$ref"]})["description"])
    return str(_schema_part(route).get("description", ""))


def _empty_list(report: _Report, violation: Violation) -> None:
    where = pointer(violation.route)
    report.add("SHEET-empty", violation.route, f"{where} is an empty list.", _EMPTY_REPAIR, "key")


def _long_list(report: _Report, violation: Violation) -> None:
    where = pointer(violation.route)
    listed = len(report.value(violation.route))
    report.unusable.append(violation.route)
    message = f"{where} lists {listed} entries; a sheet holds at most {violation.facts} here."
    report.add("SHEET-value", violation.route, message, "Split it into several sheets.", "key")


def _wrong_section(report: _Report, violation: Violation) -> None:
    kind = report.value(("device", "kind"))
    name = violation.route[-1]
    message = f"The section `{name}` does not belong to the kind `{_shown(kind)}`."
    repair = "Correct /device/kind, or move what is printed to the section where it belongs."
    report.add("SHEET-section", violation.route, message, repair, "key")


def _quantity(report: _Report, route: Route, refusal: KeywordRefusal) -> None:
    """Say why a quantity cannot stand where it does."""
    report.unusable.append(route)
    if report.is_full:
        report.more += 1
        return
    facts = refusal.facts
    where = pointer(route)
    text = _shown(facts["text"])
    if refusal.code == "unreadable":
        likely = facts["likely"]
        repair = f"Did you mean `{likely}`?" if likely else "Write it as number and unit, as printed."
        report.add("SHEET-quantity", route, f"{where}: {_sentence(facts['why'])}", repair)
    elif refusal.code == "dimension":
        wanted = facts["wanted"].replace("_", " ")
        message = (
            f"{where} holds `{text}`, which is {_with_article(facts['stated'])}; {_with_article(wanted)} belongs here."
        )
        report.add("SHEET-dimension", route, message, "Check the unit, or move the value where it belongs.")
    else:
        message = f"{where} holds `{text}`; what is physically possible here is {facts['bound']}."
        repair = "Check number and unit against the paper, and record what is printed there."
        if "g/" in facts["bound"]:
            repair = "Check the unit against the paper (mg for µg is common), and record what is printed there."
        report.add("SHEET-implausible", route, message, repair)


def _with_article(kind: str) -> str:
    words = kind.replace("_", " ")
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else text + "."


def _other(report: _Report, violation: Violation) -> None:
    """Say that a value does not fit, for keywords without words of their own."""
    report.unusable.append(violation.route)
    where = pointer(violation.route) or "The sheet"
    schema = _schema_part(violation.schema_route[:-1])
    message = f"{where} holds {_held(report.value(violation.route))}, which does not fit here."
    report.add("SHEET-value", violation.route, message, f"Give {_lower_first(schema.get('description', ''))}")


_MAX_INDEX_DIGITS: Final = 8
_EMPTY_REPAIR: Final = "Give what is printed, remove the key, or list its pointer under `not_stated`."
_ABOUT_KEYS: Final = frozenset({"additionalProperties", "required", "falseSchema"})
_WORDS: Final[Mapping[str, Callable[[_Report, Violation], None]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_listed,
    "const": _wrong_format,
    "pattern": _wrong_format,
    "minLength": _wrong_format,
    "minimum": _wrong_format,
    "maximum": _wrong_format,
    "minItems": _empty_list,
    "maxItems": _long_list,
    "falseSchema": _wrong_section,
}


def _first_sentence(schema: Mapping[str, Any]) -> str:
    """Return the first sentence of a description, to go on after a colon."""
    sentence, dot, _ = schema.get("description", "").partition(". ")
    return _lower_first(sentence if not dot else sentence + ".")


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


# -- not_stated ------------------------------------------------------------------------------------------------


def _check_not_stated(report: _Report) -> None:
    """Check that each pointer under `not_stated` names a field of the format, and one that is not stated."""
    listed = report.value(("not_stated",))
    for index, text in _texts(listed):
        route = ("not_stated", index)
        steps = route_of(text)
        if not is_known_place(steps):
            message = f"`{_shown(text)}` is not a field of the sheet format."
            report.add("SHEET-pointer", route, message, "Name a field as in `/ozone/flow`.")
            report.unusable.append(route)
        elif report.value(_with_indices(steps)) not in (MISSING, None):
            message = f"`{_shown(text)}` is listed as not stated, and stated all the same."
            report.add("SHEET-pointer", route, message, "Remove it here or there.")
            report.unusable.append(route)


def _check_sources(report: _Report) -> None:
    """Check that each pointer under `sources` leads to a value of the sheet."""
    listed = report.value(("sources",))
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        text = entry.get("at") if isinstance(entry, dict) else None
        if not isinstance(text, str) or not text.startswith("/"):
            continue  # its form is wrong, and reported
        if report.value(_with_indices(route_of(text))) in (MISSING, None):
            message = f"`{_shown(text)}` leads to nothing that the sheet states."
            report.add("SHEET-pointer", ("sources", index, "at"), message, "Name a value as in `/device/model`.")


def _texts(listed: object) -> Iterator[tuple[int, str]]:
    if isinstance(listed, list):
        yield from ((i, text) for i, text in enumerate(listed) if isinstance(text, str) and text.startswith("/"))


def _with_indices(steps: Sequence[str]) -> Route:
    return tuple(int(step) if _is_index(step) else step for step in steps)


def _is_index(step: str) -> bool:
    return step.isdecimal() and step.isascii() and len(step) <= _MAX_INDEX_DIGITS
