"""The command `text`: claims and statements of pages and of lines, by the real command line as well."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specvalidator.cli import main
from specvalidator.cli.text import _answer
from specvalidator.data import read_data
from specvalidator.page_reviews import review_page
from specvalidator.texts import ROLES, light_in_words

SCHEMA = Draft202012Validator(json.loads(read_data("text-v1.schema.json")))
PAGE = """\
# Ozone unit

It treats back pain &amp; sciatica. It does not cure flu. ~~Guaranteed.~~

## Contraindications

- Pregnancy
- Hyperthyroidism

![Kills germs](a.png) Over-exposure may irritate the lungs.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reviewed(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    status = main(["text", "--format", "json", *arguments])
    out = capsys.readouterr().out
    assert out.isascii()
    review = json.loads(out)
    SCHEMA.validate(review)
    return status, review


def test_the_schema_is_valid_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


def test_a_page_is_reported_with_places_in_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text(PAGE, "utf-8")
    status, review = reviewed("a.md", "--show-text", capsys=capsys)
    assert status == 1
    (page,) = review["pages"]
    lines = PAGE.splitlines()
    for finding in page["findings"]:
        place = finding["location"]
        assert finding["id"] == "TEXT-claim"
        assert place["line"] == place["end_line"]
        words = lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1]
        assert words.replace("&amp;", "&") in finding["message"]
    assert [(one["location"]["line"], one["location"]["column"]) for one in page["findings"]] == [(3, 4), (10, 3)]
    assert [one["id"] for one in page["statements"]] == ["contraindications_pregnancy"]
    sentences = [
        (text["role"], text["because"], one["verdict"], one["text"])
        for text in page["texts"]
        for one in text["sentences"]
    ]
    assert ("marketing", None, "claim", "It treats back pain & sciatica.") in sentences
    assert ("marketing", None, "none", "It does not cure flu.") in sentences
    assert (None, "struck out", "not judged", "Guaranteed.") in sentences
    assert ("caption", None, "claim", "Kills germs") in sentences
    assert ("contraindication", None, "none", "Contraindications:\n• Pregnancy\n• Hyperthyroidism") in sentences
    counts = review["counts"]
    assert (counts["pages"], counts["warning"], counts["not_judged"]) == (1, 2, 1)


def test_the_text_shows_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text(PAGE, "utf-8")
    assert main(["text", "a.md"]) == 1
    short = capsys.readouterr().out
    assert "--> a.md:3:4" in short
    assert "every sentence" not in short
    assert "known statement contraindications_pregnancy at a.md:7:3: Pregnancy" in short
    assert main(["text", "a.md", "--show-text"]) == 1
    full = capsys.readouterr().out
    assert "every sentence that was read: 2 claim, 0 unsure, 4 none, 1 not judged" in full
    assert (
        "claim       a.md:3:1\n                 It treats back pain & sciatica.\n                 = disease, certain: treats"
        in full
    )
    assert "a.md:3:61  not judged: struck out" in full


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        ("It weighs 3 kg.", [], 0), ("It treats pain.", [], 1), ("It treats pain.", ["--fail-on", "error"], 0),
        ("Better for arthritis.", [], 0), ("Better for arthritis.", ["--fail-on", "note"], 1),
        ("Laite painaa kolme kiloa ja seisoo aina talon kellarissa hyllyn vieressä.", [], 0),
        ("Laite painaa kolme kiloa ja seisoo aina talon kellarissa hyllyn vieressä.", ["--fail-on", "undetermined"], 1),
        ("It treats pain.", ["--lang", "fi"], 0), ("Sciatica", [], 0), ("Sciatica", ["--role", "indication"], 1),
        ("It treats pain.", ["--role", "contraindication"], 0), ("", [], 1), ("a\0b", [], 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_status_says_how_it_went(folder: Path, text: str, options: list[str], status: int, form: str) -> None:
    (folder / "a.txt").write_text(text, "utf-8")
    assert main(["text", "a.txt", "--format", form, *options]) == status


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "either files or --jsonl"),
        (["a.txt", "--jsonl", "-"], "either files or --jsonl"),
        (["nowhere.md"], "nowhere.md does not exist"),
        (["empty"], "holds no page"),
        (["a.txt", "--role", "praise"], "praise"),
        (["a.txt", "--fail-on", "all"], "all"),
        (["--jsonl", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_call_says_so(
    folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").mkdir()
    (folder / "a.txt").write_text("a", "utf-8")
    assert main(["text", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_folder_stands_for_its_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b/x.HTML", "a.md", "c.txt", "d.yaml", ".hidden/e.md", "f.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("The unit weighs 3 kg.", "utf-8")
    (folder / "g.md").symlink_to("/dev/zero")
    status, review = reviewed(".", capsys=capsys)
    assert status == 1
    assert [(page["file"], page["read"]) for page in review["pages"]] == [
        ("./a.md", True), ("./b/x.HTML", True), ("./c.txt", True), ("./g.md", False),
    ]  # fmt: skip
    assert review["pages"][3]["findings"][0]["id"] == "FILE-link-outside"
    assert main(["text", "."]) == 1
    assert "1 page could not be read and was not judged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<html lang=en><p>Me parannamme kaikki sairaudet otsonilla kauniissa klinikassamme järven rannalla jo monen vuoden ajan joka päivä.", None),
        ("<html lang=fi><p>We have used the unit for many years in the clinic and it is on the shelf of the room.", "en"),
        ("<html lang=xx><p>Ozon", None), ("<html lang=en><p>Xyzzy", "en"), ("<p>The unit is here and it is for you.</p><h2>Xyzzy</h2>", "en"),
        ("<html lang=en><p>Treats arthritis, lumbago, sciatica, gout, eczema, acne, asthma, flu, cough, colds, cramps, ulcers, warts", "en"),
    ],
)  # fmt: skip
def test_a_page_is_believed_about_its_language_only_where_its_words_are_silent(text: str, language: str | None) -> None:
    review = review_page(text.encode(), "a.html", role="marketing", language="", lists_texts=True)
    assert review.texts[-1].language == (language or "")
    assert bool(review.unread) is (language is None)
    assert all(one.verdict == "not judged" for one in review.texts[-1].sentences) is (language is None)


def test_very_many_claims_are_counted() -> None:
    review = review_page(
        b"<p>Treats pain.<p>Helps with pain.<p>Do not inhale ozone." * 1500, "a.html", role="marketing", language="en"
    )
    assert len(review.findings) == 1002
    assert review.findings[-1].id == "TEXT-many"
    assert review.findings[-1].message.startswith("1999 more claims")
    assert str(review.findings[-1].level) == "warning"
    assert review.left_out > 0


def test_what_is_left_out_is_counted_and_unread_places_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("Treats pain. Do not inhale ozone.\n\n" * 1500, "utf-8")
    assert main(["text", "a.md", "--show-text"]) == 1
    assert "more statements or near misses are not listed here" in " ".join(capsys.readouterr().out.split())
    finnish = "# Me parannamme kaikki sairaudet otsonilla kauniissa klinikassamme järven rannalla jo monen vuoden ajan joka päivä.\n"
    (folder / "b.md").write_text(finnish * 7, "utf-8")
    assert main(["text", "b.md"]) == 0
    assert "line 1, line 2, line 3, line 4, line 5 and 2 more places" in " ".join(capsys.readouterr().out.split())


def test_a_closed_standard_input_is_a_wrong_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["text", "-"]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>It treats pain.")))
    status, review = reviewed("-", capsys=capsys)
    assert (status, review["pages"][0]["file"], review["pages"][0]["kind"]) == (1, "<stdin>", "html")


def test_it_is_the_same_by_the_real_command_line(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", "text", "-"],
        input=PAGE.encode(), capture_output=True, check=False, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"== <stdin> \xc2\xb7 markdown" in done.stdout
    assert b"--> <stdin>:3:4" in done.stdout
    assert done.stderr == b""


def test_a_closed_pipe_ends_it_quietly() -> None:
    row = b'{"id": 1, "text": "It treats back pain."}\n'
    with subprocess.Popen(
        [sys.executable, "-m", "specvalidator", "text", "--jsonl", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(row * 5000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(60) == 3


# -- lines ---------------------------------------------------------------------------------------------------------

KEYS = ["id", "claims", "possible", "statements", "near_misses", "lang", "judged", "error"]


def answers(
    lines: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["text", "--jsonl", "-", *options]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(list(one) == KEYS for one in found)
    return found


@pytest.mark.parametrize(
    ("row", "claims", "part"),
    [
        ({"text": "It treats back pain."}, ["treats back pain"], {"lang": "en", "judged": True, "error": None}),
        ({"text": "Sciatica"}, [], {}),
        ({"text": "Sciatica", "role": "indication"}, ["Sciatica"], {}),
        ({"text": "Sciatica", "role": "side effect"}, [], {"error": None}),
        ({"text": "Sciatica", "role": "Side-Effect"}, [], {"error": None}),
        ({"text": "Sciatica", "context": "Indications:"}, ["Sciatica"], {}),
        ({"text": "Sciatica", "context": "Indications", "role": "warning"}, [], {}),
        ({"text": "Sciatica", "role": None, "context": None, "lang": None}, [], {"error": None}),
        ({"text": "Pregnancy", "context": "Contraindications"}, [], {"statements": [{"id": "contraindications_pregnancy", "start": 0, "end": 9, "text": "Pregnancy"}]}),
        ({"text": "It tr\u00adeats &nbsp; p\u200bain"}, ["tr\u00adeats &nbsp; p\u200bain"], {}),
        ({"text": "\uff26\uff24\uff21 approved"}, ["\uff26\uff24\uff21 approved"], {}),
        ({"text": "It treats pain.", "lang": "en-GB"}, ["treats pain"], {"lang": "en"}),
        ({"text": "It treats pain.", "lang": "xx"}, [], {"lang": "xx", "judged": False, "error": None}),
        ({"text": "Laite painaa kolme kiloa ja seisoo hyllyllä."}, [], {"lang": None, "judged": False, "error": None}),
        ({"text": ""}, [], {"lang": "en", "error": None}),
        ({"text": "\ud800 treats pain"}, ["treats pain"], {}),
    ],
)  # fmt: skip
def test_a_line_is_answered_with_offsets_into_its_text(
    row: dict[str, Any],
    claims: list[str],
    part: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (found,) = answers(json.dumps({"id": "a", **row}).encode(), monkeypatch, capsys)
    assert found["id"] == "a"
    text = row["text"]
    assert (
        [text[one["start"] : one["end"]] for one in found["claims"]]
        == claims
        == [one["text"] for one in found["claims"]]
    )
    assert all(
        set(one) == {"category", "hedged", "start", "end", "text", "cue", "certainty"} for one in found["claims"]
    )
    for one in found["statements"] + found["near_misses"]:
        assert text[one["start"] : one["end"]] == one["text"]
    assert {key: found[key] for key in part} == part


@pytest.mark.parametrize(
    ("line", "name", "says"),
    [
        (b"{", None, "no JSON object"), (b"5", None, "no JSON object"), (b"\xff\xfe", None, "no JSON object"), (b"[" * 100_000, None, "no JSON object"),
        (b'{"id": "b"}', "b", "no JSON object"), (b'{"id": {}, "text": 5}', None, "no JSON object"),
        (b'{"id": "b", "text": "a", "role": "praise"}', "b", "no role 'praise'"), (b'{"id": 7, "text": "a", "role": 5}', 7, "`role` is no text"),
        (b'{"id": "b", "text": "a", "lang": []}', "b", "`lang` is no text"), (b'{"id": "b", "text": "a", "context": {}}', "b", "`context` is no text"),
        (b'{"id": "b", "text": "' + b"a" * 2_000_000 + b'"}', None, "no JSON object"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_next_one_read(
    line: bytes, name: object, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(b"\n" + line + b'\n{"id": "end", "text": "It treats pain."}', monkeypatch, capsys)
    assert [one["id"] for one in found] == [name, "end"]
    assert says in found[0]["error"]
    assert (found[0]["judged"], found[0]["claims"], found[0]["lang"]) == (False, [], None)
    assert found[1]["claims"]


def test_the_options_hold_for_lines_that_state_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = b'{"id": 1, "text": "Sciatica"}\n{"id": 2, "text": "Sciatica", "role": "warning", "lang": "en"}'
    found = answers(lines, monkeypatch, capsys, "--role", "indication", "--lang", "xx")
    assert [one["judged"] for one in found] == [False, True]
    found = answers(lines, monkeypatch, capsys, "--role", "indication")
    assert [bool(one["claims"]) for one in found] == [True, False]


@given(st.text(max_size=40), st.sampled_from(ROLES), st.text(max_size=20))
def test_any_text_gets_an_answer_that_is_json(text: str, role: str, context: str) -> None:
    row = {"id": "x", "text": text, "role": role, "context": context, "lang": "en"}
    answer = _answer(json.dumps(row).encode(), "marketing", "")
    assert json.loads(json.dumps(answer)) == answer
    assert answer["error"] is None
    for one in answer["claims"] + answer["possible"] + answer["statements"] + answer["near_misses"]:
        assert text[one["start"] : one["end"]] == one["text"]


def test_a_light_is_put_in_words() -> None:
    assert light_in_words("negated") == "stands in a denial"
    assert light_in_words("new") == "does not count as it stands (new)"
