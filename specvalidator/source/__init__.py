"""YAML as written: bytes in, values with the place of every key and value out.

The only room that knows the YAML library. It does not know what a sheet or a pack is, and reads no files.
"""

from __future__ import annotations

from specvalidator.source.document import MISSING, Document
from specvalidator.source.limits import LIMITS, Limits
from specvalidator.source.read import read_documents
from specvalidator.source.text import SourceText

__all__ = ["LIMITS", "MISSING", "Document", "Limits", "SourceText", "read_documents"]
