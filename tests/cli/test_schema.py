"""The command `schema`: what it prints is what the tool itself reads by, and a stock validator can load it."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from specvalidator.cli import main
from specvalidator.sheet.form import sheet_schema


@pytest.mark.parametrize("name", ["", "sheet", "pack", "review"])
def test_a_schema_is_printed_whole(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *filter(None, [name])]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    if name in ("", "sheet"):
        assert schema == sheet_schema()


def test_another_name_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "law"]) == 2
    assert "error:" in capsys.readouterr().err
