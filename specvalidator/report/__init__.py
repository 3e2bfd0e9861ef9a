"""The formats of a review. A format is one pure function from reviews to pieces of text, listed on one line below.

A format reads no files, knows no clock and does not decide the exit status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.report import json_v1, text
from specvalidator.report.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from specvalidator.reviews import SheetReview

__all__ = ["FORMATS", "Format", "Run"]


class Format(NamedTuple):
    """A format: its function, and whether it needs every verdict with its places."""

    render: Callable[[Iterable[SheetReview], Run], Iterator[str]]
    is_detailed: bool


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format(text.render, is_detailed=False),
    "json": Format(json_v1.render, is_detailed=True),
}
