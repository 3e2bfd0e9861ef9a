"""What a requirement asks, when, of which places, by which clause: under fixed headings in plain words, and as data.

Every heading is always there; one with nothing under it says `none`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.catalogue.phrase import Example, Phrase, joined
from specvalidator.catalogue.saying import places_in, said, subject, written_out
from specvalidator.catalogue.yaml_text import as_yaml
from specvalidator.location import pattern_of
from specvalidator.packs.build import stands_for
from specvalidator.packs.coverage import PARTLY
from specvalidator.requirement import BASES, Level
from specvalidator.sheet import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specvalidator.packs.coverage import CoveredText
    from specvalidator.packs.source import PackSource

__all__ = ["HEADINGS", "Explanation", "explain_requirement"]

HEADINGS: Final = (
    "What it asks",
    "When it applies",
    "What exempts from it",
    "What is looked at",
    "What is said",
    "Level and basis",
    "Clause",
    "Why",
    "Accepted examples",
    "Refused examples",
    "Clauses and facts it covers",
)
"""In this order, for every id."""

NONE: Final = Phrase("none")
_FILLERS: Final = {
    "value": "what the sheet states there",
    "because": "the arithmetic, the words or the lack that decides",
    "place": "the place on the sheet",
    "category": "the kind of claim",
}
_IF_ABSENT: Final = {
    "undetermined": "Where the sheet states nothing there, it stays undetermined.",
    "unmet": "Where the sheet states nothing there, it is unmet.",
    "met": "Where the sheet states nothing there, it is met.",
}
_OF_ITSELF: Final = ("consistency", "house-policy")
"""Bases that rest on no text of others."""


class Explanation(NamedTuple):
    """One id explained: for people by heading, for programs as plain data."""

    id: str
    title: str
    origin: str
    """The pack that it belongs to, or that it is about the form of the sheet."""
    sections: Mapping[str, tuple[Phrase | Example, ...]]
    data: Mapping[str, Any]


def explain_requirement(
    source: PackSource, index: int, covered: Sequence[CoveredText], *, spells_out: bool = True
) -> Explanation:
    """Explain a requirement of a pack; `covered` are the texts whose coverage is recorded.

    `spells_out`: every condition that it names is written out below it.
    """
    one = _Requirement(source.data, source.data["requirements"][index], covered, spells_out=spells_out)
    return Explanation(
        id=one.row["id"],
        title=one.row["title"],
        origin=f"pack {source.pack.id}: {source.pack.title}",
        sections=dict(zip(HEADINGS, [tuple(parts) or (NONE,) for parts in one.sections()], strict=True)),
        data=one.data(source.pack.id),
    )


class _Requirement:
    """A requirement as it is written, beside the pack that it stands in."""

    def __init__(
        self, pack: Mapping[str, Any], row: Mapping[str, Any], covered: Sequence[CoveredText], *, spells_out: bool
    ) -> None:
        self.pack = pack
        self.spells_out = spells_out
        self.row = row
        self.status = row.get("status", "active")
        self.is_draft = self.status == "draft"
        self.level = Level[row["level"].upper()]
        self.routes = [
            route
            for route in pack.get("routes", ())
            if any(stands_for(ids, row["id"]) for ids in route.get("exempts", ()))
        ]
        self.rows = [(text, line) for text in covered for line in text.rows if row["id"] in line.by]

    def sections(self) -> Iterator[Sequence[Phrase | Example]]:
        """Yield what stands under each heading, in their order."""
        yield list(self.asks())
        yield list(self.applies())
        yield [self.exemption(route) for route in self.routes]
        yield list(self.looked_at())
        yield list(self.is_said())
        yield list(self.level_and_basis())
        yield list(self.clause())
        yield [Phrase(" ".join(self.row["why"].split()))]
        yield _examples(self.row["accepts"])
        yield _examples(self.row["refuses"])
        yield list(self.covers())

    def asks(self) -> Iterator[Phrase]:
        """Say the fault that is looked for, of what, and what absence means."""
        yield Phrase(f"The fault that it looks for: {self.row['title']}.")
        if "each" in self.row:
            each = subject(f"{self.row['each']}/*")
            where = said(self.row["where"]) if "where" in self.row else None
            if where is None:
                yield Phrase(f"It is asked of {each} by itself; the worst answer counts.")
            elif where.parts:
                yield Phrase(f"It is asked by itself of {each} for which", (where,))
            else:
                yield Phrase(f"It is asked by itself of {each} for which {where.text}.")
        yield Phrase(_IF_ABSENT[self.row.get("if_absent", "undetermined")])
        if self.is_draft:
            yield Phrase("It is a draft: it is asked only with --drafts, and is then a note.")
        elif self.status == "withdrawn":
            yield Phrase("It is withdrawn and no longer asked; its id is not used again.")

    def applies(self) -> Iterator[Phrase]:
        """Say when it applies: the names of conditions, and then each of them written out."""
        if "applies" in self.pack:
            yield Phrase(f"The pack is asked where `{self.pack['applies']}` holds or may hold.")
        when = self.row.get("when")
        if when is None:
            yield Phrase(f"It applies to every {'such ' if 'applies' in self.pack else ''}sheet.")
        else:
            phrase = _conditions(when)
            yield Phrase(f"It applies where {phrase.text}", phrase.parts)
        period = self.row.get("in_force", {})
        if "from" in period:
            yield Phrase(f"It is asked from {period['from']} on.")
        if "until" in period:
            yield Phrase(f"It is asked until {period['until']}.")
        named = [self.pack.get("applies", []), when or [], self.row.get("where", [])]
        yield from self.written_out(named)

    def written_out(self, expressions: Any) -> Iterator[Phrase]:
        """Say each condition that is named, where they are to be written out."""
        return written_out(expressions, self.pack.get("conditions", {}) if self.spells_out else {})

    def exemption(self, route: Mapping[str, Any]) -> Phrase:
        """Say on which route it does not apply, by which clause, and when a sheet is on it."""
        day = f", read on {route['text_read']}" if "text_read" in route else ""
        address = [Phrase(route["url"])] if "url" in route else []
        return Phrase(
            f"{route['title']} ({route['cite']}{day}), where `{route['when']}` holds.",
            (Phrase(" ".join(route["says"].split())), *address, *self.written_out([route["when"]])),
        )

    def places(self) -> list[tuple[str, str]]:
        """Return the places that are looked at, each with what the format of sheets says of it."""
        item = f"{self.row['each']}/*" if "each" in self.row else ""
        return [(place, described(pattern_of(place)[0])) for place in places_in(self.row["ask"], item)]

    def looked_at(self) -> Iterator[Phrase]:
        """Say what has to be so, and what the places are."""
        asked = said(self.row["ask"])
        yield Phrase(f"It is met where {asked.text}", asked.parts)
        places = self.places()
        if places:
            yield Phrase(
                "The places:" if len(places) > 1 else "The place:",
                tuple(Phrase(f"`{place}`" + (f": {text}" if text else "")) for place, text in places),
            )
        yield from self.written_out([self.row["ask"]])

    def is_said(self) -> Iterator[Phrase]:
        """Say what a finding says, and what its placeholders stand for."""
        texts = [self.row["message"], self.row.get("missing", ""), self.row["repair"]]
        yield Phrase(f"Message: {texts[0]}")
        yield Phrase(f"Where nothing is stated: {texts[1] or 'the message above'}")
        yield Phrase(f"Repair: {texts[2]}")
        for name, meaning in _FILLERS.items():
            if any(f"{{{name}}}" in text for text in texts):
                yield Phrase(f"{{{name}}} stands for {meaning}.")

    def level_and_basis(self) -> Iterator[Phrase]:
        """Say how much a finding weighs and how much it may weigh."""
        basis = BASES[self.row["basis"]]
        yield Phrase(f"Level: {self.level}" + (", and as a draft a note" if self.is_draft else ""))
        yield Phrase(f"Basis: {basis.title}")
        yield Phrase(f"The highest level that this basis may have: {basis.ceiling}")

    def clause(self) -> Iterator[Phrase]:
        """Say which clause it is, where the text stands and when it was read."""
        authority = self.row["authority"]
        yield Phrase(f"Authority: {authority['name']}")
        yield Phrase(f"Clause: {authority['cite']}")
        yield Phrase(f"Address: {authority.get('url', 'none given')}")
        if "text_read" in authority:
            yield Phrase(f"Read on: {authority['text_read']}")
        elif self.is_draft:
            yield Phrase("Read on: never. Nobody has read the text; this is a draft.")
        else:
            is_own = self.row["basis"] in _OF_ITSELF
            yield Phrase("Read on: no text of others is behind it" if is_own else "Read on: the text was not read")
        yield Phrase(f"Edition: {authority.get('edition', 'none given')}")

    def covers(self) -> Iterator[Phrase]:
        """Say which clauses and recorded facts it stands for, as far as that is recorded."""
        for text, line in self.rows:
            what = "recorded fact" if text.is_facts else text.title
            how = f"partly: {PARTLY[line.reason]}" if line.how == "partly" else "wholly"
            yield Phrase(f"{what}: {line.key}, {how}" + (f" ({line.note})" if line.note else ""))
        listed = {line.key for _, line in self.rows}
        for fact in self.row.get("facts", ()):
            if fact not in listed:
                yield Phrase(f"rests on the recorded fact {fact}")

    def data(self, pack: str) -> dict[str, Any]:
        """Return the same as plain data."""
        row, authority = self.row, self.row["authority"]
        return {
            "id": row["id"],
            "title": row["title"],
            "pack": pack,
            "status": self.status,
            "asks": [_as_data(phrase) for phrase in self.asks()],
            "applies": [_as_data(phrase) for phrase in self.applies()],
            "exemptions": [
                {
                    "route": route["id"],
                    "title": route["title"],
                    "clause": route["cite"],
                    "url": route.get("url"),
                    "text_read": route.get("text_read"),
                    "when": route["when"],
                    "says": _as_data(self.exemption(route)),
                }
                for route in self.routes
            ],
            "looked_at": [_as_data(phrase) for phrase in self.looked_at()],
            "places": [{"place": place, "description": text or None} for place, text in self.places()],
            "message": row["message"],
            "missing": row.get("missing"),
            "repair": row["repair"],
            "level": str(self.level),
            "basis": BASES[row["basis"]].title,
            "highest_level": str(BASES[row["basis"]].ceiling),
            "clause": {
                "authority": authority["name"],
                "cite": authority["cite"],
                "url": authority.get("url"),
                "text_read": authority.get("text_read"),
                "edition": authority.get("edition"),
            },
            "why": " ".join(row["why"].split()),
            "accepts": row["accepts"],
            "refuses": row["refuses"],
            "covers": [
                {
                    "text": text.title,
                    "is_fact": text.is_facts,
                    "key": line.key,
                    "how": line.how,
                    "reason": line.reason or None,
                    "note": line.note or None,
                }
                for text, line in self.rows
            ],
            "facts": list(row.get("facts", ())),
        }


def _as_data(phrase: Phrase) -> dict[str, Any]:
    return {"text": phrase.text, "parts": [_as_data(part) for part in phrase.parts]}


def _examples(patches: Sequence[Mapping[str, Any]]) -> list[Phrase | Example]:
    """Return examples with a line before each that says what it is laid over."""
    found: list[Phrase | Example] = []
    for patch in patches:
        if not patch:
            found.append(Phrase("The base sheet of the pack as it is."))
            continue
        text = as_yaml(patch)
        removes = " (`null` takes away what is there)" if re.search(r": null$", text, re.MULTILINE) else ""
        found += [Phrase(f"The base sheet of the pack with this laid over it{removes}:"), Example(text)]
    return found


def _conditions(when: Any) -> Phrase:
    """Say when a requirement applies; where conditions are only named, in one line."""
    if isinstance(when, list) and len(when) > 1 and all(isinstance(part, str) for part in when):
        return Phrase(f"all of these conditions hold: {joined([f'`{name}`' for name in when], 'and')}.")
    return said(when)
