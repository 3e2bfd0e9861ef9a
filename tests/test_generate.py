"""The generated forms are what their sources give, and a stale one is told and mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from specvalidator import generate
from specvalidator.data import data_path


def test_every_generated_file_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_stale_file_is_told_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(iter(generate.GENERATED))
    made = Path(data_path(name)).read_bytes()
    target = tmp_path / "units.json"
    target.write_text("{}", "utf-8")
    monkeypatch.setattr(generate, "GENERATED", {name: generate.GENERATED[name]})
    monkeypatch.setattr(generate, "data_path", lambda _: str(target))
    monkeypatch.setattr(generate, "read_data", lambda _: target.read_bytes())
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == f"out of date: {name}\n"
    assert generate.main([]) == 0
    assert capsys.readouterr().out == f"written: {name}\n"
    assert target.read_bytes() == made
    target.unlink()
    assert generate.main([]) == 0
    assert target.read_bytes() == made
