"""Hostile quantities: read as meant or refused with the place, in bounded time, never worked out."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time

import pytest

from specvalidator import review_text
from specvalidator.cli import main
from specvalidator.quantity import QuantityError, in_short, read_quantities, read_quantity

REFUSED = {
    "digits of other scripts": (
        *("٥ mg/L", "۵ mg/L", "५ mg/L", "５ mg/L", "𝟓 mg/L", "⑤ mg/L", "五 mg/L", "Ⅴ mg/L", "5⃣ mg/L"),
        *("²5 mg/L", "5² mg/L", "₅ mg/L", "5₅ mg/L", "½½ L", "½/2 L", "1½½ L", "5⅑ L", "3¾¼ L"),
    ),
    "powers and arithmetic": (
        *("9**9**9 V", "9^9^9 V", "2**64 V", "10^10^10 V", "10^999999999 V", "10^-999999999 V", "10^31 V"),
        *("1e31 V", "1e-31 V", "1e400 V", "1E+99999 V", "1e9e9 V", "1×10^10^10 V", "2*3 V", "2·3 V", "(2+3) V"),
        *("5+5 V", "100 +10 V", "5/0 V", "0/0 V", "7/3 V", "1×10×10 V", "5 V^2", "5 m^99", "5 m**2", "5 m²²"),
    ),
    "numbers without end": (
        *("9" * 100_000 + " V", "0." + "0" * 100_000 + "1 V", "1" + ",000" * 30_000 + " V", "9" * 101 + " V"),
        *("1e" + "0" * 100 + "5 V", "5 mg/L" * 40, "5 " + "k" * 10_000 + "g", "5 " + "mg/" * 3000 + "L"),
        *("5 " + "m·" * 90, "5±1" + "±1" * 40 + " V", "<" * 50 + "5 V", "±" * 50 + "5 %", "(" * 90 + "5 V" + ")" * 90),
    ),
    "what is no number": (
        *("nan V", "NaN V", "inf V", "-inf V", "Infinity V", "∞ V", "5e-324 V", "1e-400 V", "0x10 V", "0b1 V"),
        *("1_0 V", "1j V", "1e V", "e5 V", "5.e5 V", "1.5.5 V", "1....5 V", "1,00,000 V", "1 00 V", "01 000 V"),
        *("1''000 V", "5,, V", "million V", "5 million million V", "± 5 million V", "--5 V", "1:2 V"),
    ),
    "names from a program": (
        *("5 __class__", "5 compute", "5 magnitude", "5 to", "5 dimensionality", "5 __import__('os')", "5 units"),
        *("__import__('os').system('id')", "5 m.__class__", "5 V;import os", "5 {0.__class__}", "5 %s", "5 %(x)s", "5 $V"),
    ),
    "prefixes and cases": (
        *("5 mmmmL", "5 kkg", "5 µµg", "5 kkkkkkV", "5 mkg", "5 nkm", "5 cmL", "5 daL", "5 MMPa", "5 Gg/L", "5 ZV"),
        *("5 MG/L", "5 Mg/L", "5 mG/L", "5 ML", "5 mpa", "5 MV", "5 pPm", "5 k", "5 c", "5 hZ", "5 US/cm", "5 MBAR"),
    ),
    "what is not seen": (
        *("5 m\u200bg/L", "5\u200b mg/L", "5 mg\u2060/L", "5 m\u00adg", "\u202e5 mg", "5 mg\u202e", "5 \ufeffmg"),
        *("5 µ\ufe0fg", "5 mg\x00", "5 mg\x1b[31m", "5 m\u0301g", "5 mg\ud800", "5\x0bmg", "5 \u212b"),
    ),
    "kinds that do not fit": (
        *("5 Nm", "5 C", "5 ppt", "5 u", "5 gr", "5 degrees", "5 bar g a", "5 ppm ppb", "5 mg/L/h", "5 K/W", "5 %%"),
        *("5 V A", "pH 7 V", "ΔT 5 V", "within 5 V", "5 V, whichever is greater", "5 V ± 2 kg", "3~ 400 V", "5 V in steps of 1 kg"),
    ),
    "words that turn": (
        *("not < 5 V", "not up to 5 V", "no 5 V", "5 V not", "if > 5 V", "unless < 5 V", "at least at most 5 V"),
        *("5 V / 6 kg or not", "nicht < 5 V", "falls pressure < 5 bar", "≤≥5 V", "> < 5 V", "10 to 5 V"),
    ),
}  # fmt: skip
READ = {
    "5 \u212a": "5 K",
    "5 \u2126": "5 Ω",
    "5\u2009mg": "5 mg",
    "5\u3000㎎/㎥": "5 mg/m3",
    "１０": None,
    "＜5％": "below 5 %",
    "5－8℃": "5 to 8 °C",
    "½ L": "0.5 L",
    "10⁻³ g/L": "0.001 g/L",
    "5·10⁻² g": "0.05 g",
    "−0 V": "0 V",
    "-5--3 V": "-5 to -3 V",
    "1-2 million V": "1000000 to 2000000 V",
    "5 mg/L (" + "(" * 60 + ")" * 60 + ")": "5 mg/L",
}
TEXTS = [text for texts in REFUSED.values() for text in texts]
HEAD = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
LONGEST = 0.25
"""Seconds that one text may take, on a slow machine; a few milliseconds are usual."""


def in_yaml(text: str) -> str:
    """Return a text as a double-quoted scalar with every sign escaped."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_text_is_refused_in_bounded_time(kind: str) -> None:
    """A refusal quotes the text, shows nothing unseen, and suggests only what can be read itself."""
    for text in REFUSED[kind]:
        start = time.perf_counter()
        with pytest.raises(QuantityError) as refusal:
            read_quantity(text)
        assert time.perf_counter() - start < LONGEST, text[:40]
        assert refusal.value.message.isprintable()
        assert len(refusal.value.message) < 1000
        assert refusal.value.likely is None or read_quantity(refusal.value.likely)
        start = time.perf_counter()
        with contextlib.suppress(QuantityError):
            read_quantities(text)
        assert time.perf_counter() - start < LONGEST, text[:40]


@pytest.mark.parametrize(("text", "meant"), READ.items())
def test_a_strange_sign_with_one_meaning_is_read(text: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(QuantityError):
            read_quantity(text)
    else:
        assert in_short(read_quantity(text)) == meant


def test_there_are_enough_of_them() -> None:
    assert len(set(TEXTS)) >= 140


def test_the_lines_of_a_program_are_all_answered(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line of JSON for each line, in order, none of them read."""
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(TEXTS))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["quantity", "--jsonl", "-"]) == 0
    answers = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == list(range(len(TEXTS)))
    assert not [answer for answer in answers if answer["ok"] or not answer["error"]]


def test_a_person_is_shown_no_control_character(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quantity", "--", *(text for text in TEXTS if len(text) < 1000)]) == 1
    assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())


def test_a_sheet_has_a_finding_for_each_at_its_place() -> None:
    """In a sheet, each is an error of its own on its own line; nothing else breaks."""
    texts = [text for text in TEXTS if len(text) < 1000 and "\x00" not in text and "\ud800" not in text]
    sheets = "---\n".join(f"{HEAD}ozone: {{emission: {{max: {in_yaml(text)}}}}}\n" for text in texts)
    start = time.perf_counter()
    review = review_text(sheets)
    assert time.perf_counter() - start < LONGEST * len(texts)
    assert len(review.sheets) == len(texts)
    for text, sheet in zip(texts, review.sheets, strict=True):
        found = [one for one in sheet.findings if one.location.pointer == "/ozone/emission/max"]
        assert [str(one.level) for one in found][:1] == ["error"], text
        assert all(one.message.isprintable() for one in found)
