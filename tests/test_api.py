"""From Python: the same review, typed; wrong calls raise, faulty sheets never do."""

from __future__ import annotations

from pathlib import Path

import pytest

import specvalidator

CLEAN = (
    "spec: 1\ndevice: {name: Unit, kind: ozone-monitor, manufacturer: Example Instruments, ozone_generation: none}\n"
)
FAULTY = CLEAN.replace("ozone-monitor", "ozone-monitr")


def test_paths_in_one_review_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CLEAN, "utf-8")
    (tmp_path / "b.yml").write_text(FAULTY + "---\n" + CLEAN, "utf-8")
    review = specvalidator.review(tmp_path)
    assert [(Path(sheet.file).name, sheet.document) for sheet in review.sheets] == [
        ("a.yaml", 1),
        ("b.yml", 1),
        ("b.yml", 2),
    ]
    assert {finding.id for finding in review.findings if str(finding.level) == "error"} == {"SHEET-value"}
    assert review.counts["sheets"] == 3
    assert review.counts["error"] == 1
    assert review.fails()
    assert review.fails(["warning", "undetermined"])
    assert specvalidator.review([str(tmp_path / "a.yaml")]).fails() is False
    assert specvalidator.review(tmp_path / "a.yaml").fails("undetermined")
    assert all(sheet.verdicts for sheet in review.sheets)


def test_a_text_is_reviewed_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FAULTY, "utf-8")
    (of_file,) = specvalidator.review(tmp_path / "a.yaml").sheets
    for text in (FAULTY, FAULTY.encode()):
        (of_text,) = specvalidator.review_text(text, of_file.file).sheets
        assert of_text == of_file


def test_packs_and_markets_are_chosen_as_on_the_command_line() -> None:
    (sheet,) = specvalidator.review_text(CLEAN, packs=["core"]).sheets
    assert sheet.packs == ("core",)
    (sheet,) = specvalidator.review_text(CLEAN, markets=["US"]).sheets
    assert "us" in sheet.packs


def test_a_wrong_call_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        specvalidator.review(tmp_path / "none.yaml")
    with pytest.raises(KeyError):
        specvalidator.review_text(CLEAN, packs=["none"])
    (tmp_path / "bad.yaml").write_text("pack: 5\n", "utf-8")
    with pytest.raises(specvalidator.PackError):
        specvalidator.review_text(CLEAN, packs=[str(tmp_path / "bad.yaml")])
    with pytest.raises(AttributeError):
        _ = specvalidator.nothing


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", "\ud800", "a: [", "", "- 1\n"])
def test_no_text_raises(text: str | bytes) -> None:
    review = specvalidator.review_text(text)
    assert review.findings
    assert review.fails()
