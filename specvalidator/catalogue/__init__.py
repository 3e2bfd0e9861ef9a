"""What the packs hold, in plain words and as data: for whoever reads, writes or keeps them, not for a check of sheets.

It judges no sheet and writes no format.
"""

from __future__ import annotations

from specvalidator.catalogue.audit import Audit, audit
from specvalidator.catalogue.explanation import HEADINGS, Explanation
from specvalidator.catalogue.library import Library, UnknownIdError
from specvalidator.catalogue.phrase import Example, Phrase
from specvalidator.catalogue.saying import said
from specvalidator.catalogue.summary import PackSummary, summarise

__all__ = [
    "HEADINGS",
    "Audit",
    "Example",
    "Explanation",
    "Library",
    "PackSummary",
    "Phrase",
    "UnknownIdError",
    "audit",
    "said",
    "summarise",
]
