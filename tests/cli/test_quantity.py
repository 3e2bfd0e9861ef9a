"""The command `quantity`: how a text is read, shown to a person or answered line by line."""

from __future__ import annotations

import io
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.cli import main
from specvalidator.cli.quantity import _answer

ROWS = yaml.safe_load((Path(__file__).parents[1] / "quantity" / "notations.yaml").read_text("utf-8"))
KEYS = ["id", "ok", "min", "max", "nominal", "unit", "dimension", "tolerance", "ambiguous", "error"]


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (
            "10–80 µg/mL",
            0,
            ["read as      10 to 80 µg/mL", "unit         ug/mL", "mass concentration", "10 to 80 g/m3"],
        ),
        ("20 psi", 0, ["ambiguous    gauge (above the air around) or absolute (above vacuum)"]),
        ("90%+/-3%", 0, ["tolerance    ± 3 %", "base value   0.87 to 0.93\n"]),
        ("230 V + 10 % - 5 %", 0, ["+ 10 % of the value, - 5 % of the value", "218.5 to 253 V"]),
        ("±(0.01 mg/L + 2 % of reading)", 0, ["read as      a tolerance alone", "the sum of 0.01 mg/L and 2 %"]),
        ("Greater of 0.01 wt% or 2% of reading", 0, ["the greater of 0.01 %{wt} and 2 % of the value"]),
        ("± 2 % FS", 0, ["2 % of full scale"]),
        ("≤ 0.05 ppm", 0, ["5 × 10^-8 or less"]),
        ("> 5 V", 0, ["above 5 V", "5 V or more"]),
        ("~30 s", 0, ["read as      30 s, about"]),
        ("20ºC (68ºF)", 0, ["equals       68 °F"]),
        ("2.0 kg (with package)", 0, ["beside it    with package"]),
        ("5 MG/ML", 1, ["not read", "likely       5 mg/mL"]),
        ("9**9**9 V", 1, ["not read"]),
        ("\x1b[31m5 V", 1, ["\\x1b[31m5 V", "not read"]),
        ("5" * 20_000 + " V", 1, ["longer than"]),
    ],
)
def test_a_reading_is_shown_in_plain_lines(
    text: str, status: int, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quantity", "--", text]) == status
    output = capsys.readouterr().out
    assert all(word in output for word in words), output
    assert "\x1b" not in output


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "-", "5 V"], ["--jsonl", "no-such-file"]])
def test_a_wrong_call_says_so(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quantity", *arguments]) == 2
    assert "error:" in capsys.readouterr().err


def answers(lines: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["quantity", "--jsonl", "-"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_printed_notation_is_answered_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for row in ROWS if "language" not in row]
    lines = "\n".join(json.dumps({"id": row["id"], "text": row["text"]}) for row in rows).encode()
    found = answers(lines, monkeypatch, capsys)
    assert [one["id"] for one in found] == [row["id"] for row in rows]
    for row, one in zip(rows, found, strict=True):
        assert list(one) == KEYS
        assert one["ok"] is ("refused" not in row)
        assert (one["error"] is None) is one["ok"]
        if one["ok"]:
            wanted = {"nominal": row.get("value"), "min": row.get("low"), "max": row.get("high")}
            for key, number in wanted.items():
                given_number = number if number is None or "×" in number else float(Fraction(number))
                assert given_number in (one[key], number) or "×" in str(number), (row, key)
            assert one["unit"] == row["unit"]
            assert bool(one["ambiguous"]) is bool(row.get("flags"))
            assert bool(one["tolerance"]) is bool(row.get("tolerance"))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (b'{"id": 1, "text": "10-80 ug/mL"}', {"id": 1, "ok": True, "min": 10, "max": 80, "nominal": None}),
        (b'{"id": "a", "text": "0.05 ppm", "quantity": "ozone_in_air"}', {"dimension": "volume_fraction", "ambiguous": []}),
        (b'{"id": "a", "text": "0.05 ppm", "quantity": "ozone_in_water"}', {"dimension": "mass_fraction", "ambiguous": []}),
        (b'{"id": "a", "text": "\xc2\xb15 %", "quantity": "ozone_in_air"}', {"dimension": "fraction", "ambiguous": []}),
        (b'{"id": "a", "text": "0.05 ppm"}', {"dimension": "fraction", "nominal": 0.05}),
        (b'{"id": "a", "text": "230 V \xc2\xb1 10 %"}', {"nominal": 230, "tolerance": {"relative_percent": 10}}),
        (b'{"id": "a", "text": "\xc2\xb12 % FS"}', {"tolerance": {"full_scale_percent": 2}}),
        (b'{"id": "a", "text": "(+10%)"}', {"tolerance": {"plus": {"relative_percent": 10}, "minus": {"absolute": 0}}}),
        (b"{", {"id": None, "ok": False, "error": "the line is no JSON object with a `text`"}),
        (b"[" * 100_000, {"ok": False}), (b"5", {"ok": False}), (b'{"id": "b"}', {"id": "b", "ok": False}),
        (b'{"id": {}, "text": 5}', {"id": None, "ok": False}), (b"\xff\xfe", {"ok": False}),
        (b'{"id": "a", "text": "5 MG/ML"}', {"ok": False, "unit": None}),
        (b'{"id": "a", "text": "' + b"5" * 2_000_000 + b'"}', {"id": None, "ok": False}),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_each_line_gets_one_answer(
    line: bytes, part: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(b"\n" + line + b"\n" + b'{"id": "end", "text": "5 V"}', monkeypatch, capsys)
    assert [one["id"] for one in found][1:] == ["end"]
    if part.get("tolerance") and "plus" in part["tolerance"]:
        assert found[0]["tolerance"]["plus"] == part["tolerance"]["plus"]
    else:
        assert {key: found[0][key] for key in part} == part


@given(st.text(max_size=30))
def test_any_text_gets_an_answer_that_is_json(text: str) -> None:
    answer = _answer(json.dumps({"id": "x", "text": text}).encode(), "")
    assert json.loads(json.dumps(answer)) == answer
    assert answer["ok"] is (answer["error"] is None)
