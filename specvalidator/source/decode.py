"""Bytes to text: UTF-8 only, no control characters, and separators that YAML 1.1 would break lines at kept whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specvalidator.faults import Fault
from specvalidator.source.text import SourceText

if TYPE_CHECKING:
    from specvalidator.source.limits import Limits

__all__ = ["decode", "shield_separators"]

# C0 but tab and line ends, DEL, C1 but NEL, and the two non-characters that YAML excludes.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SEPARATORS = "\x85\u2028\u2029"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_CODES = range(0xE000, 0xF900)


def decode(data: bytes, name: str, limits: Limits) -> tuple[SourceText, Fault | None]:
    """Return the text of a file; with a fault when it may not be parsed."""
    if len(data) > limits.size:
        source = SourceText(name, "")
        message = f"The file is larger than {limits.size // (1024 * 1024)} MiB and was not read."
        return source, Fault("LIMIT-bytes", message, "Split the file: one sheet per device.", source.span(0, 0))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = SourceText(name, data.decode("utf-8", "replace"))
        at = len(data[: error.start].decode("utf-8", "replace"))
        what = "UTF-16 or UTF-32" if data.startswith(_WIDE_MARKS) else "another encoding"
        message = f"The file is not UTF-8 from this place on; it looks like {what}."
        return source, Fault("FILE-encoding", message, "Save the file as UTF-8.", source.span(at, at + 1))
    source = SourceText(name, text.removeprefix("\ufeff"))
    found = _FORBIDDEN.search(source.text)
    if found is None:
        return source, None
    message = f"The control character U+{ord(found.group()):04X} stands here; a text file holds none."
    repair = "Remove the character; it often comes from copying out of a PDF."
    return source, Fault("YAML-character", message, repair, source.span(found.start(), found.end()))


def shield_separators(text: str) -> tuple[str, dict[int, str] | None]:
    """Replace NEL, LS and PS one for one, and return the table that restores them in each value.

    The parser follows YAML 1.1 and would end lines at them; since YAML 1.2 they are ordinary characters.
    """
    present = [separator for separator in _SEPARATORS if separator in text]
    if not present:
        return text, None
    taken = set(_PRIVATE_USE.findall(text))  # one pass; asking for each of them would be thousands
    unused = (code for code in _PRIVATE_CODES if chr(code) not in taken)
    codes = [next(unused, None) for _ in present]
    if None in codes:  # every private-use character is taken: leave the text alone
        return text, None
    shield = {ord(separator): code for separator, code in zip(present, codes, strict=True)}
    return text.translate(shield), {code: chr(separator) for separator, code in shield.items() if code}
