"""What can be wrong with a sheet as a file, as YAML and as a form, under the same headings as requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.catalogue.explanation import HEADINGS, NONE, Explanation
from specvalidator.catalogue.phrase import Example, Phrase
from specvalidator.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMS", "Form", "explain_fault"]

HEAD: Final = "spec: 1\ndevice: {name: Unit, kind: air-cleaner}\n"
"""The least that a sheet states; the examples stand below it."""


class Form(NamedTuple):
    """One kind of fault: what is looked at, what to do about it, why it is asked, and how it reads right and wrong."""

    looked_at: str
    repair: str
    why: str
    good: str = ""
    """Whole sheets, or the empty text where a text cannot show it."""
    bad: str = ""


def _below(good: str, bad: str) -> tuple[str, str]:
    return HEAD + good, HEAD + bad


FORMS: Final[Mapping[str, Form]] = {
    "FILE-unreadable": Form(
        "Whether the file can be opened and read.",
        "Check the name of the file and the right to read it.",
        "A sheet that was passed over in silence would look as if nothing were wrong with it.",
    ),
    "FILE-not-regular": Form(
        "Whether the path leads to an ordinary file, not to a folder, a pipe or a device.",
        "Name a file with a sheet in it.",
        "Reading something else may never end, and a folder that is called like a sheet hides what is in it.",
    ),
    "FILE-link-outside": Form(
        "Whether a link stays inside the folder that is checked.",
        "Put the sheet itself into the folder, or check the folder that it is in.",
        "A folder from someone else could otherwise have files read that nobody meant to show.",
    ),
    "FILE-encoding": Form(
        "The bytes of the file: they have to be UTF-8.",
        "Save the file as UTF-8.",
        "In another encoding a µ or a degree sign becomes a different character, and a figure another figure.",
    ),
    "FILE-binary": Form(
        "Whether what `specvalidator text` is given is a text at all, not a PDF, an image or the like.",
        "Save its text as plain text, Markdown or HTML in UTF-8, and check that.",
        "Words that were not taken out of such a file were not read, and a silent report would look as if they were.",
    ),
    "FILE-empty": Form(
        "Whether there is anything in the file, or in one of its documents.",
        "Start with `spec: 1` and a `device`.",
        "An empty file is most often one that was not saved; it is no sheet without faults.",
        HEAD,
        "# nothing yet\n",
    ),
    "YAML-syntax": Form(
        "Whether the text can be read as YAML.",
        "Repair the place that is named: most often a bracket, a quotation mark, a colon or the indentation.",
        "What cannot be read cannot be judged; nothing is guessed.",
        HEAD,
        "spec: 1\ndevice: {name: Unit, kind: air-cleaner\n",
    ),
    "YAML-character": Form(
        "Whether control characters stand in the text.",
        "Take the character out.",
        "Such characters do not show, and some act on the screen of whoever reads the file.",
    ),
    "YAML-duplicate-key": Form(
        "Whether a key stands twice in one section.",
        "Keep one of the two, or give the second its own name.",
        "Readers of YAML silently keep one of the two values; which one was meant only the writer knows.",
        *_below("ozone: {flow: 1 L/min}\n", "ozone: {flow: 1 L/min, flow: 2 L/min}\n"),
    ),
    "YAML-key": Form(
        "Whether every key is a short text.",
        "Write a short text as the key; put it in quotes where it looks like a number or like `true`.",
        "A key that is a number or a list is no name that a field of the sheet could have.",
        *_below('x-notes: {"1": first}\n', "x-notes: {1: first}\n"),
    ),
    "YAML-merge-key": Form(
        "Whether the key `<<` stands in the sheet, which lays one section over another.",
        "Write the keys out where they are meant.",
        "A reviewer has to see each value where it holds; merged ones stand somewhere else.",
        *_below("x-a: &a {b: 1}\nx-c: *a\n", "x-a: &a {b: 1}\nx-c: {<<: *a}\n"),
    ),
    "YAML-tag": Form(
        "Whether a value carries a tag (`!…`) that asks for more than plain data.",
        "Take the tag away.",
        "A sheet is plain data; a tag could make it stand for anything else.",
        *_below("ozone: {flow: 1 L/min}\n", "ozone: {flow: !own 1 L/min}\n"),
    ),
    "YAML-alias": Form(
        "Whether an alias (`*…`) names something that stands before it and does not hold the alias itself.",
        "Write the values out where they are meant.",
        "An alias that leads nowhere stands for no value.",
        *_below("x-a: &a 1\nx-b: *a\n", "x-b: *a\n"),
    ),
    "LIMIT-bytes": Form(
        "The size of the file.",
        "Split the file: one sheet per device.",
        "A check has to end in a short time on any input; sheets of real devices are far smaller.",
    ),
    "LIMIT-depth": Form(
        "How deep sections and lists stand in each other.",
        "A sheet needs no more than ten levels; check the brackets and the indentation.",
        "A check has to end in a short time on any input.",
    ),
    "LIMIT-nodes": Form(
        "How many values there are, those that aliases repeat included, and how many documents in one file.",
        "Write values once, where they are meant, and split very long sheets.",
        "A few lines with aliases can stand for millions of values.",
    ),
    "LIMIT-scalar": Form(
        "How long a single text or key is.",
        "Split the text, for instance by the sections of the document that it comes from.",
        "A check has to end in a short time on any input.",
    ),
    "LIMIT-digits": Form(
        "How many digits a number has.",
        "Write the number as it is printed.",
        "No printed figure has so many; such numbers only cost time.",
        *_below("x-n: 12\n", f"x-n: {'1' * 120}\n"),
    ),
    "LIMIT-variants": Form(
        "How many models a long sheet lists under `/device/variants`.",
        "Split it into sheets with fewer models.",
        "Each model is judged as a sheet of its own, and a check has to end in a short time.",
    ),
    "SHEET-root": Form(
        "Whether the document is a sheet: it has `spec` and `device`.",
        "Start with `spec: 1` and a `device`, or leave the file out.",
        "A YAML file that is no sheet is said to be none instead of being passed over.",
        HEAD,
        "services: {web: 1}\n",
    ),
    "SHEET-unknown-key": Form(
        "Every key, at every depth; keys that begin with `x-` are the vendor's own.",
        "Use the key that is meant; where there is none for it, begin its name with `x-`.",
        "A mistyped key would otherwise say nothing, and what it holds would count as not stated.",
        *_below("ozone: {flow: 1 L/min}\n", "ozone: {flwo: 1 L/min}\n"),
    ),
    "SHEET-missing-key": Form(
        "The few keys that every sheet and every entry of a list needs.",
        "Add the key that is named.",
        "Without it nothing else in that entry can be told apart.",
        *_below("markets: [{market: US, status: listed}]\n", "markets: [{status: listed}]\n"),
    ),
    "SHEET-type": Form(
        "Whether a text, a list, a section, a number or true or false stands where it belongs.",
        "Give the value in the form that is named.",
        "A value of another form cannot be read as what it is meant to be.",
        *_below("ozone: {released_to_room: true}\n", "ozone: {released_to_room: maybe}\n"),
    ),
    "SHEET-value": Form(
        "Whether a value is one of those known at its place: kinds, statuses, markets, days.",
        "Use one of the values that are named.",
        "Requirements ask for these values; a mistyped one would fit none of them.",
        *_below("markets: [{market: US, status: approved}]\n", "markets: [{market: US, status: aproved}]\n"),
    ),
    "SHEET-empty": Form(
        "Whether a key has a value, and a list an entry.",
        "Give what is printed, take the key away, or list it under `not_stated` when the paper does not say it.",
        "An empty value does not tell whether the paper is silent or nobody has looked.",
        *_below("document: {title: Manual}\n", "document: {title: }\n"),
    ),
    "SHEET-section": Form(
        "Whether a section belongs to the kind of device that the sheet names.",
        "Correct `/device/kind`, or take the section away.",
        "A section of another kind of device means that one of the two is wrong.",
        *_below("ozone: {flow: 1 L/min}\n", "treatment: {passes: 5}\n"),
    ),
    "SHEET-quantity": Form(
        "Whether a quantity can be read: its number, its unit, its tolerance.",
        "Write the quantity as printed, with its unit.",
        "A figure that cannot be read cannot be compared with anything.",
        *_below("ozone: {flow: 1 L/min}\n", "ozone: {flow: quick}\n"),
    ),
    "SHEET-dimension": Form(
        "Whether the unit of a quantity fits its place.",
        "Check the unit, or move the value where it belongs.",
        "A flow in micrograms per millilitre is a mistyped unit or a value in the wrong place.",
        *_below("ozone: {flow: 1 L/min}\n", "ozone: {flow: 5 µg/mL}\n"),
    ),
    "SHEET-implausible": Form(
        "Whether a quantity lies within what physics allows at its place.",
        "Check figure and unit against the paper.",
        "No generator gives 40 mg/mL; most often µg is meant.",
        *_below("ozone: {concentration: 40 µg/mL}\n", "ozone: {concentration: 40 mg/mL}\n"),
    ),
    "SHEET-ambiguous": Form(
        "Whether a quantity can be read in one way only.",
        "Say which of the readings is meant.",
        "`5 %` of ozone by volume and by mass are different amounts; nothing is guessed.",
        *_below("ozone: {concentration: 5 % v/v}\n", "ozone: {concentration: 5 %}\n"),
    ),
    "SHEET-pointer": Form(
        "Whether the pointers under `not_stated` and `sources` name a field of the sheet.",
        "Name a field as in `/ozone/flow`.",
        "A pointer that leads nowhere says nothing about any value.",
        *_below("not_stated: [/ozone/flow]\n", "not_stated: [/ozone/flwo]\n"),
    ),
    "SHEET-id": Form(
        "Whether two entries of a list have the same id.",
        "Give each entry an id of its own.",
        "What refers to the id could mean either of them.",
        *_below(
            "documents: [{id: D1, title: Manual}, {id: D2, title: Label}]\n",
            "documents: [{id: D1, title: Manual}, {id: D1, title: Label}]\n",
        ),
    ),
    "SHEET-source": Form(
        "Whether the papers that sources name are registered under `document` or `documents`.",
        "Register the paper, or name it by its `id` or `title` there.",
        "A reader has to be able to find the page that a value comes from.",
        *_below(
            "documents: [{id: D1, title: Manual}]\nozone: {flow: {value: 1 L/min, source: {document: D1}}}\n",
            "documents: [{id: D1, title: Manual}]\nozone: {flow: {value: 1 L/min, source: {document: D2}}}\n",
        ),
    ),
    "SHEET-overridden": Form(
        "Whether a value of the sheet is overridden by every model that it lists.",
        "List the model that it describes as well, or take the value away.",
        "A value that holds for none of the models listed is judged for none of them.",
    ),
    "SHEET-many": Form(
        "How many faults of one kind there are.",
        "Repair those listed and check again.",
        "The first fifty are listed one by one; the others are counted.",
    ),
    "TEXT-claim": Form(
        "The words of a page, as `specvalidator text` reads it, by what they do there.",
        "Take the claim out, or show the authorisation or the document that it rests on.",
        "No sheet says here what is authorised: a claim that is certain is a warning, one that is only likely a note,"
        " and none an error. To have it judged, put the words on a sheet and check that.",
    ),
    "TEXT-empty": Form(
        "Whether there is any text in the page.",
        "Save the page with its text; what a program shows only while it runs is not in the file.",
        "A page without a word would otherwise look as if it made no claim.",
    ),
    "TEXT-many": Form(
        "How many claims one page makes.",
        "Repair those listed and check again; `--show-text` lists every sentence.",
        "The first thousand of a page are listed one by one; the others are counted.",
    ),
    "TEXT-unclosed": Form(
        "Whether each comment, piece of code and tag of a page ends somewhere.",
        "Close it, or take it out, and check again.",
        "A browser does not show what follows either; but most often it was meant to be shown.",
    ),
}
"""For each id of `FAULTS`."""


def explain_fault(fault_id: str) -> Explanation:
    """Explain a kind of fault of form under the headings of requirements."""
    kind, form = FAULTS[fault_id], FORMS[fault_id]
    is_of_text = fault_id.startswith("TEXT")
    scope = (
        "every page that `specvalidator text` reads"
        if is_of_text
        else "every file that is named or found"
        if fault_id.startswith("FILE")
        else "every sheet, before any requirement"
    )
    remark = "" if is_of_text else " A value with such a fault counts as not stated."
    by_heading: dict[str, tuple[Phrase | Example, ...]] = {
        "What it asks": (Phrase(f"The fault that it looks for: {kind.title}."),),
        "When it applies": (Phrase(f"To {scope}.{remark}"),),
        "What is looked at": (Phrase(form.looked_at),),
        "What is said": (
            Phrase("Message: it names the place and what stands there."),
            Phrase(f"Repair: {form.repair}"),
        ),
        "Level and basis": (
            Phrase(f"Level: {kind.level}"),
            Phrase("Basis: form of the sheet"),
            Phrase("The highest level that this basis may have: error"),
        ),
        "Clause": (Phrase(f"Rule: {kind.rule}. No text of law is behind it."),),
        "Why": (Phrase(form.why),),
        "Accepted examples": _example(form.good),
        "Refused examples": _example(form.bad),
    }
    return Explanation(
        id=fault_id,
        title=kind.title,
        origin="the form of sheets; no pack",
        sections={heading: by_heading.get(heading) or (NONE,) for heading in HEADINGS},
        data=_data(fault_id, by_heading),
    )


def _example(text: str) -> tuple[Phrase | Example, ...]:
    return (Phrase("A sheet:"), Example(text.rstrip("\n"))) if text else ()


def _data(fault_id: str, by_heading: Mapping[str, tuple[Phrase | Example, ...]]) -> dict[str, object]:
    """Return the same as plain data, with the fields that an explanation of a requirement has."""
    kind, form = FAULTS[fault_id], FORMS[fault_id]
    listed = {
        name: [{"text": one.text, "parts": []} for one in by_heading[heading]] for name, heading in _LISTED.items()
    }
    return {
        "id": fault_id,
        "title": kind.title,
        "pack": None,
        "status": "active",
        **listed,
        "exemptions": [],
        "places": [],
        "message": None,
        "missing": None,
        "repair": form.repair,
        "level": kind.level,
        "basis": "form of the sheet",
        "highest_level": "error",
        "clause": {"authority": None, "cite": kind.rule, "url": None, "text_read": None, "edition": None},
        "why": form.why,
        "accepts": [form.good] if form.good else [],
        "refuses": [form.bad] if form.bad else [],
        "covers": [],
        "facts": [],
    }


_LISTED: Final = {"asks": "What it asks", "applies": "When it applies", "looked_at": "What is looked at"}
