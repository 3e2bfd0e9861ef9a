"""JSON for programs: valid by its published schema, ASCII, the same counts as the text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specvalidator import review_text
from specvalidator.cli import main
from specvalidator.data import read_data
from specvalidator.report import FORMATS, Run

SCHEMA = Draft202012Validator(json.loads(read_data("review-v1.schema.json")))
RUN = Run(version="0", packs=())

SHEETS = [
    "spec: 1\ndevice: {name: 'A \\x1b[31m \U0001f600', kind: air-cleaner}\nmarkets: [{market: US}]\n",
    (
        "spec: 1\ndevice: {name: a, kind: injection-system, prescription: true}\nmarkets: [{market: US, status: listed}]\n"
        "intended_use: {statement: Treats pain., indications: [Sciatica]}\n"
    ),
    "a: [\n",
    "a: 1\na: 2\n",
]


def rendered(text: str) -> str:
    return "".join(FORMATS["json"].render(review_text(text).sheets, RUN))


@pytest.mark.parametrize("text", SHEETS)
def test_the_output_is_valid_by_its_schema_and_ascii(text: str) -> None:
    output = rendered(text)
    assert output.isascii()
    SCHEMA.validate(json.loads(output))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_whatever_a_sheet_is_the_output_stays_json(text: str) -> None:
    SCHEMA.validate(json.loads(rendered(text)))
    SCHEMA.validate(json.loads(rendered(f"spec: 1\ndevice: {{name: a, kind: air-cleaner}}\nx-a: {json.dumps(text)}\n")))


def test_text_and_json_count_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(SHEETS):
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
    main(["check", str(tmp_path), "--format", "json"])
    counts = json.loads(capsys.readouterr().out)["counts"]
    main(["check", str(tmp_path)])
    (line,) = re.findall(r"^4 sheets: (.*)$", capsys.readouterr().out, re.MULTILINE)
    numbers = {name.rstrip("s"): int(count) for count, name in re.findall(r"(\d+) ([a-z ]+)", line)}
    expected = {name.replace("_", " "): count for name, count in counts.items() if name not in ("sheets", "not_judged")}
    assert numbers == expected


def test_the_schema_is_valid_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
