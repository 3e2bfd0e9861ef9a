"""Every sentence of every text that was read, with its verdict, place and reason, so that silence can be audited.

It puts together what `wording` found; it does not say whether a claim is allowed, and writes no format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.location import Place
from specvalidator.pages import role_of_context
from specvalidator.questions.reading import language_of
from specvalidator.wording import NearMiss, Statement, language_read, read_claims, read_sentences, read_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specvalidator.location import Location
    from specvalidator.pages import Page, Passage
    from specvalidator.sheet import Sheet
    from specvalidator.wording import Claim, Sentence, Withheld

__all__ = [
    "NOT_JUDGED",
    "NOT_READ",
    "ROLES",
    "VERDICTS",
    "ClaimRecord",
    "SentenceRecord",
    "StatementRecord",
    "TextRecord",
    "WithheldRecord",
    "light_in_words",
    "read_row",
    "texts_of_page",
    "texts_of_sheet",
]

ROLES: Final = (
    "indication",
    "intended_use",
    "contraindication",
    "warning",
    "precaution",
    "side_effect",
    "instruction",
    "statement",
    "marketing",
    "description",
    "claim",
    "trade_name",
    "authorised_indication",
    "caption",
)
"""What the words of a text can do."""
NOT_JUDGED: Final = "not judged"
VERDICTS: Final = ("claim", "unsure", "none", NOT_JUDGED)
NOT_READ: Final = "not read"
"""How the reason ends for which words in a language that is not read are not judged."""
_NOT_SHOWN: Final = f"its words do not show a language that is known: {NOT_READ}"
_UNREAD: Final = "und"
"""The code of no language: a text is only cut into sentences."""
_TELLING: Final = 12
"""Words that show a language; fewer are judged by those around them."""
_LOOKED_AT: Final = 4000
_LIGHTS: Final = {
    "negated": "stands in a denial",
    "doubted": "stands in doubt",
    "risky": "is named as a risk",
    "conditional": "stands under a condition",
    "mentioned": "is mentioned as what others say",
    "told": "is what somebody is to tell, ask or confirm",
    "asked": "is asked, not said",
    "hedged": "is softened",
}


class ClaimRecord(NamedTuple):
    """A claim at its place."""

    location: Location
    claim: Claim


class WithheldRecord(NamedTuple):
    """Words that would be a claim but for the light in which they stand."""

    location: Location
    withheld: Withheld


class StatementRecord(NamedTuple):
    """A known statement, or words that come near to one and why they are none (`why`)."""

    location: Location
    id: str
    text: str
    why: str = ""


class SentenceRecord(NamedTuple):
    """A sentence, with what was found in it."""

    location: Location
    text: str
    verdict: str
    claims: tuple[ClaimRecord, ...] = ()
    withheld: tuple[WithheldRecord, ...] = ()
    statements: tuple[str, ...] = ()
    """Ids of the known statements that begin in it."""


class TextRecord(NamedTuple):
    """A text that was read, sentence by sentence. `language` is the one it was read with; empty: it was not judged."""

    location: Location
    role: str
    language: str
    because: str
    """Why it was not judged: its language, or that it is struck out, code, a comment …"""
    sentences: tuple[SentenceRecord, ...]
    statements: tuple[StatementRecord, ...] = ()
    near_misses: tuple[StatementRecord, ...] = ()


def light_in_words(light: str) -> str:
    """Return what a light in which a claim does not count means for the words in it."""
    return _LIGHTS.get(light, f"does not count as it stands ({light})")


def texts_of_sheet(sheet: Sheet) -> tuple[TextRecord, ...]:
    """Return the texts of a sheet in its order, those of its models included."""
    found = []
    for words in sheet.words:

        def locate(start: int, end: int, route: tuple[str | int, ...] = words.route) -> Location:
            return sheet.locate(Place(route, words=(start, end)))

        language = language_of(sheet, words)
        because = "" if language else f"language `{words.language or 'not stated'}`: {NOT_READ}"
        found.append(_record(words.text, words.role, language, because, locate, near=False))
    return tuple(found)


def texts_of_page(page: Page, locate: Callable[[int, int], Location], role: str, language: str) -> Iterator[TextRecord]:
    """Yield the texts of a page. `role` is that of texts to which no heading gives one.

    `language` is the code of all texts; without one each is told by its words, short ones by those around them.
    `locate` makes a location of two offsets into the file.
    """
    languages = _Languages(page, language)
    for passage in page.passages:

        def locate_in(start: int, end: int, passage: Passage = passage) -> Location:
            return locate(passage.writing.start(start), passage.writing.end(end))

        text = passage.text
        if passage.aside:
            start = len(text) - len(text.lstrip())
            location = locate_in(start, len(text.rstrip()))
            sentence = SentenceRecord(location, text.strip(), NOT_JUDGED)
            yield TextRecord(location, "", "", passage.aside, (sentence,))
            continue
        read_with, is_shown = languages.of(passage)
        stated = language or passage.language
        because = "" if read_with else f"language `{stated or 'not stated'}`: {NOT_READ}"
        found = _record(text, passage.role or role, read_with, because, locate_in, near=True)
        if read_with and not is_shown and not any(one.verdict == "claim" for one in found.sentences):
            # NOTE: that nothing was found says nothing of words that may be in another language.
            found = _record(text, passage.role or role, None, _NOT_SHOWN, locate_in, near=True)
        yield found


class _Languages:
    """With which language each passage of a page is read."""

    def __init__(self, page: Page, language: str) -> None:
        self._page = page
        self._given = language
        self._around: dict[str, str | None] = {}

    def of(self, passage: Passage) -> tuple[str | None, bool]:
        """Return the language that a passage is read with: as given, else by its words, else by those around it.

        And whether it is shown to be that: what a page states of itself is wrong in many templates, so that a text
        of some length whose own words do not show it may be in another.
        """
        text = passage.text
        if self._given:
            return language_read(text, self._given), True
        is_telling = text.count(" ") >= _TELLING
        found = language_read(text) if is_telling else None
        if found is not None:
            return found, True
        stated = language_read(text, passage.language) if passage.language else None
        return self._by_words_around(passage.language) or stated, not is_telling

    def _by_words_around(self, stated: str) -> str | None:
        """Return the language of all that a page says in what it states to be one language."""
        if stated not in self._around:
            pieces: list[str] = []
            size = 0
            for passage in self._page.passages:
                if passage.language == stated and not passage.aside and size < _LOOKED_AT:
                    pieces.append(passage.text)
                    size += len(passage.text)
            self._around[stated] = language_read("\n".join(pieces))
        return self._around[stated]


def _record(  # noqa: PLR0913 - a text with all that is known of it
    text: str,
    role: str,
    language: str | None,
    because: str,
    locate: Callable[[int, int], Location],
    *,
    near: bool,
) -> TextRecord:
    sentences = read_sentences(text, role=role, language=language or _UNREAD)
    reading = None if language is None else read_statements(text, language=language, near=near)
    stated = () if reading is None else reading.found
    return TextRecord(
        location=locate(sentences[0].start, sentences[-1].end) if sentences else locate(0, len(text)),
        role=role,
        language=language or "",
        because=because,
        sentences=tuple(_sentences(text, sentences, stated, locate)),
        statements=tuple(_statement(one, locate) for one in stated),
        near_misses=() if reading is None else tuple(_statement(one, locate) for one in reading.near_misses),
    )


def _statement(found: Statement | NearMiss, locate: Callable[[int, int], Location]) -> StatementRecord:
    why = found.why if isinstance(found, NearMiss) else ""
    return StatementRecord(locate(found.start, found.end), found.id, found.text, why)


def _sentences(
    text: str,
    sentences: tuple[Sentence, ...],
    statements: tuple[Statement, ...],
    locate: Callable[[int, int], Location],
) -> Iterator[SentenceRecord]:
    """Yield the sentences at their places, each with the statements that begin in it."""
    number = 0
    last = len(sentences) - 1
    for place, sentence in enumerate(sentences):
        inside = []
        while number < len(statements) and (statements[number].start < sentence.end or place == last):
            inside.append(statements[number].id)
            number += 1
        yield SentenceRecord(
            locate(sentence.start, sentence.end),
            text[sentence.start : sentence.end],
            sentence.verdict,
            tuple(ClaimRecord(locate(one.start, one.end), one) for one in sentence.claims),
            tuple(WithheldRecord(locate(one.start, one.end), one) for one in sentence.withheld),
            tuple(dict.fromkeys(inside)),
        )


def read_row(text: str, role: str, context: str, language: str, *, default: str) -> dict[str, Any]:
    """Return what stands in a text by itself as plain data, with offsets into it.

    `context` is the heading or line that the text stands under: it shows the language and what statements speak of,
    and gives the role where none is stated; nothing of it is answered. `default` is the role otherwise.
    """
    before = f"{context.strip()}\n\n" if context.strip() else ""
    whole = before + text
    role = role or (role_of_context(context) if before else "") or default
    read_with = language_read(whole, language)
    if read_with is None:
        nothing: dict[str, Any] = {"claims": [], "possible": [], "statements": [], "near_misses": []}
        return {**nothing, "lang": language or None, "judged": False}
    claims = read_claims(text, role=role, language=read_with)
    reading = read_statements(whole, language=read_with)
    skipped = len(before)
    return {
        "claims": [one._asdict() for one in claims if one.certainty != "possible"],
        "possible": [one._asdict() for one in claims if one.certainty == "possible"],
        "statements": [_behind(one, skipped, text) for one in reading.found if one.end > skipped],
        "near_misses": [_behind(one, skipped, text) for one in reading.near_misses if one.end > skipped],
        "lang": read_with,
        "judged": True,
    }


def _behind(found: Statement | NearMiss, skipped: int, text: str) -> dict[str, Any]:
    """Return a statement with offsets into a text that other words stood before."""
    start, end = max(0, found.start - skipped), found.end - skipped
    return {**found._asdict(), "start": start, "end": end, "text": text[start:end]}
