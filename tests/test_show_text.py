"""`check --show-text`: nothing that was read in a sheet is absent, and without it the report is what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from specvalidator.cli import main
from specvalidator.data import read_data
from specvalidator.location import Location, Span, pointer
from specvalidator.report.texts import texts_as_data, texts_as_text
from specvalidator.sheet import read_sheets
from specvalidator.texts import SentenceRecord, TextRecord, WithheldRecord, texts_of_sheet
from specvalidator.wording import Withheld

SCHEMA = Draft202012Validator(json.loads(read_data("review-v1.schema.json")))
SPECS = sorted((Path(__file__).parent.parent / "specs").glob("*.yaml"))[::6]
SHEET = """\
spec: 1
document: {language: en}
device: {name: Unit, kind: air-cleaner}
artefacts:
  - kind: brochure
    language: en
    texts:
      marketing: ["It treats \\u0070ain. It does not
        cure flu.", Helps with pain.]
      contraindication: [Pregnancy]
  - {kind: web-page, language: fi, texts: {marketing: [Parantaa kivun. Heti.]}}
"""


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_text_of_a_sheet_is_listed_whole(path: Path) -> None:
    for sheet in read_sheets(path.read_bytes(), path.name):
        texts = texts_of_sheet(sheet)
        assert [one.location.pointer for one in texts] == [pointer(one.route) for one in sheet.words]
        for text, words in zip(texts, sheet.words, strict=True):
            joined = "".join("".join(one.text.split()) for one in text.sentences)
            assert joined == "".join(words.text.split())
            assert text.role == words.role
            assert bool(text.because) is not bool(text.language)


def test_the_report_lists_them_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SHEET, "utf-8")
    outputs = []
    for options in (
        [],
        ["--show-text"],
        ["--format", "json"],
        ["--format", "json", "--show-text"],
        ["--show-text", "--compare-markets"],
    ):
        main(["check", "a.yaml", *options])
        outputs.append(capsys.readouterr().out)
    plain, full, short, data, compared = outputs
    section = full[full.index("   every sentence") :]
    assert section.startswith("   every sentence that was read: 2 claim, 0 unsure, 3 none, 2 not judged\n")
    assert section[: section.index("\n1 sheet")] in compared
    assert full.replace(section[: section.index("\n1 sheet") + 1], "") == plain
    assert "a.yaml:8:20  marketing, en\n     claim       a.yaml:8:20\n                 It treats pain.\n" in section
    assert "     none        a.yaml:8:41\n                 It does not cure flu.\n" in section
    assert "not judged: language `fi`: not read" in section
    SCHEMA.validate(json.loads(data))
    (sheet,) = json.loads(data)["sheets"]
    texts = sheet.pop("texts")
    assert [sheet] == json.loads(short)["sheets"]
    assert [[one["verdict"] for one in text["sentences"]] for text in texts] == [
        ["none"],
        ["claim", "none"],
        ["claim"],
        ["none"],
        ["not judged"] * 2,
    ]


def test_what_was_withheld_is_told_with_its_light() -> None:
    place = Location("a.yaml", 1, "/x", Span(1, 2, 1, 9))
    held = WithheldRecord(place, Withheld("disease", "cures … flu", "negated", 0, 4))
    text = TextRecord(
        place, "marketing", "en", "", (SentenceRecord(place, "It does not cure flu.", "none", withheld=(held,)),)
    )
    assert "= no claim of the category disease: cures … flu stands in a denial\n" in "".join(
        texts_as_text([text], lambda _, words: words)
    )
    ((sentence,),) = [one["sentences"] for one in texts_as_data([text])]
    assert sentence["withheld"][0]["because"] == "cures … flu stands in a denial"


def test_a_sheet_that_cannot_be_read_has_no_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("a: [", "utf-8")
    assert main(["check", str(tmp_path), "--show-text"]) == 1
    assert "every sentence" not in capsys.readouterr().out
