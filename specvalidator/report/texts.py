"""Every sentence that was read, with verdict, place and reason, as text for people and as plain data for JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from specvalidator.report.json_v1 import clean, location_as_data
from specvalidator.report.visible import visible
from specvalidator.texts import VERDICTS, light_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from specvalidator.location import Location
    from specvalidator.texts import ClaimRecord, SentenceRecord, StatementRecord, TextRecord, WithheldRecord

__all__ = ["in_short", "place_of", "statement_as_data", "texts_as_data", "texts_as_text"]

_WIDTH: Final = 110
_MOST_SHOWN: Final = 1000
_COLOURS: Final = {"claim": "warning", "unsure": "note", "none": "dim", "not judged": "dim"}
_COLUMN: Final = 12


def texts_as_text(texts: Sequence[TextRecord], paint: Callable[[str, str], str]) -> Iterator[str]:
    """Yield a section that lists the sentences, text by text in the order of the file."""
    counts = dict.fromkeys(VERDICTS, 0)
    for text in texts:
        for sentence in text.sentences:
            counts[sentence.verdict] += 1
    numbers = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    yield f"   {paint('bold', 'every sentence that was read')}: {numbers}\n"
    for text in texts:
        language = text.language or f"not judged: {text.because}"
        role = text.role.replace("_", " ")
        yield f"\n   {place_of(text.location)}  {visible(', '.join(filter(None, (role, language))))}\n"
        for sentence in text.sentences:
            yield from _sentence(sentence, text, paint)
    yield "\n"


def _sentence(sentence: SentenceRecord, text: TextRecord, paint: Callable[[str, str], str]) -> Iterator[str]:
    verdict = paint(_COLOURS[sentence.verdict], f"{sentence.verdict:<{_COLUMN}}")
    yield f"     {verdict}{place_of(sentence.location)}\n"
    indent = " " * (5 + _COLUMN)
    yield (
        textwrap.fill(
            visible(in_short(sentence.text, _MOST_SHOWN)),
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        + "\n"
    )
    for line in _reasons(sentence, text):
        yield (
            textwrap.fill(
                visible(line),
                _WIDTH,
                initial_indent=f"{indent}= ",
                subsequent_indent=f"{indent}  ",
                break_on_hyphens=False,
            )
            + "\n"
        )


def _reasons(sentence: SentenceRecord, text: TextRecord) -> Iterator[str]:
    """Yield why a sentence has its verdict."""
    for found in sentence.claims:
        claim = found.claim
        softened = ", softened" if claim.hedged else ""
        yield f"{claim.category}, {claim.certainty}{softened}: {in_short(claim.cue)}"
    for held in sentence.withheld:
        yield f"no claim of the category {held.withheld.category}: {_held(held)}"
    if sentence.statements:
        yield f"known statement: {', '.join(sentence.statements)}"
    if text.because:
        yield text.because


def _held(found: WithheldRecord) -> str:
    return f"{in_short(found.withheld.cue)} {light_in_words(found.withheld.light)}"


def in_short(text: str, most: int = 200) -> str:
    """Return a text on one line, its end left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}… ({len(line) - most} more characters)"


def place_of(location: Location) -> str:
    """Return file, line and column as editors take them."""
    return f"{visible(location.file)}:{location.span.line}:{location.span.column}"


# -- data ----------------------------------------------------------------------------------------------------------


def texts_as_data(texts: Sequence[TextRecord]) -> list[dict[str, Any]]:
    """Return the texts with their sentences as plain data."""
    return [
        {
            **location_as_data(text.location),
            "role": text.role or None,
            "language": text.language or None,
            "judged": bool(text.language),
            "because": clean(text.because) or None,
            "sentences": [_sentence_as_data(sentence) for sentence in text.sentences],
        }
        for text in texts
    ]


def _sentence_as_data(sentence: SentenceRecord) -> dict[str, Any]:
    return {
        **_span(sentence.location),
        "verdict": sentence.verdict,
        "text": clean(sentence.text),
        "claims": [_claim_as_data(claim) for claim in sentence.claims],
        "withheld": [_withheld_as_data(withheld) for withheld in sentence.withheld],
        "statements": list(sentence.statements),
    }


def _claim_as_data(found: ClaimRecord) -> dict[str, Any]:
    claim = found.claim
    return {
        **_span(found.location),
        "category": claim.category,
        "certainty": claim.certainty,
        "hedged": claim.hedged,
        "text": clean(claim.text),
        "cue": clean(claim.cue),
    }


def _withheld_as_data(found: WithheldRecord) -> dict[str, Any]:
    withheld = found.withheld
    return {
        **_span(found.location),
        "category": withheld.category,
        "cue": clean(withheld.cue),
        "light": withheld.light,
        "because": clean(_held(found)),
    }


def statement_as_data(found: StatementRecord) -> dict[str, Any]:
    """Return a known statement, or what comes near to one, as plain data."""
    why = {"why": clean(found.why)} if found.why else {}
    return {**_span(found.location), "id": found.id, "text": clean(found.text), **why}


def _span(location: Location) -> dict[str, int]:
    span = location.span
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
