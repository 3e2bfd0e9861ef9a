"""A spec sheet: read from YAML, its structure judged, its words and quantities found.

This room knows the sheet's schema. It knows no requirement, no market's law, and reads no files.
"""

from __future__ import annotations

from specvalidator.sheet.fields import Measured, Words, described, is_known_place
from specvalidator.sheet.form import measured_text
from specvalidator.sheet.sheet import Sheet, fault_sheet, models_of, read_sheets

__all__ = [
    "Measured",
    "Sheet",
    "Words",
    "described",
    "fault_sheet",
    "is_known_place",
    "measured_text",
    "models_of",
    "read_sheets",
]
