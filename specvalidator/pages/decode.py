"""Bytes of a page to text: UTF-8, UTF-16 with its mark, or the encoding that an HTML page declares of itself.

It may not guess: a page in an encoding that is not stated is a fault, and so is what is no text at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from specvalidator.faults import Fault
from specvalidator.source import LIMITS, SourceText

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["decode_page"]

_DECLARED: Final = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_LOOKED_AT: Final = 4096
"""Bytes in which a declaration is looked for; browsers look at 1024."""
_ENCODINGS: Final = re.compile(
    r"(?:windows-125[0-8]|cp125[0-8]|iso-?8859-(?:[1-9]|1[03-6])|latin-?[1-9]|us-ascii|ascii|koi8-[ru]|macintosh"
    r"|shift_jis|euc-jp|iso-2022-jp|gbk|gb2312|gb18030|big5|euc-kr)\Z",
    re.IGNORECASE,
)
"""Encodings of text that a page may declare; nothing else that a library can undo is undone."""
_LATIN: Final = re.compile(r"(?:iso-?8859-1|latin-?1|us-ascii|ascii)\Z", re.IGNORECASE)
"""What a page calls so is read as windows-1252, as browsers do."""
_MARKS: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP file, such as those of word processors",
    b"\xd0\xcf\x11\xe0": "a file of an older word processor",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image or a recording",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
_REPAIR: Final = "Save its text as plain text, Markdown or HTML in UTF-8, and check that."


def decode_page(data: bytes, name: str) -> tuple[SourceText, Fault | None]:
    """Return the text of a page; with a fault when it cannot be read."""
    if len(data) > LIMITS.size:
        source = SourceText(name, "")
        message = f"The file is larger than {LIMITS.size // (1024 * 1024)} MiB and was not read."
        return source, Fault("LIMIT-bytes", message, "Split the file by its chapters or pages.", source.span(0, 0))
    what = next((what for mark, what in _MARKS.items() if data.startswith(mark)), None)
    if what is not None:
        source = SourceText(name, "")
        return source, Fault("FILE-binary", f"The file is no text; it looks like {what}.", _REPAIR, source.span(0, 0))
    text = _decoded(data)
    if text is None:
        source = SourceText(name, data.decode("utf-8", "replace"))
        at = source.text.find("\ufffd")
        message = "The file is not UTF-8 from this place on, and it declares no other encoding that is known."
        return source, Fault("FILE-encoding", message, "Save the file as UTF-8.", source.span(at, at + 1))
    source = SourceText(name, text.removeprefix("\ufeff"))
    nul = source.text.find("\0")
    if nul >= 0:
        message = "The character NUL stands here; no text holds it, so that the file is no text or is damaged."
        return source, Fault("FILE-binary", message, _REPAIR, source.span(nul, nul + 1))
    return source, None


def _decoded(data: bytes) -> str | None:
    """Return the text of bytes, or None when their encoding is neither UTF-8 nor stated."""
    names = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8"]
    declared = _DECLARED.search(data, 0, _LOOKED_AT)
    if declared is not None and _ENCODINGS.match(said := declared[1].decode()):
        names.append("windows-1252" if _LATIN.match(said) else said)
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return None
