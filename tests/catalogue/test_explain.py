"""`explain`: fixed headings for every id, in plain words, from what the packs say; nothing in it acts on a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.catalogue import HEADINGS, Example, Library, UnknownIdError
from specvalidator.catalogue.forms import FORMS
from specvalidator.catalogue.patterns import pattern_in_words
from specvalidator.catalogue.saying import places_in, said, subject
from specvalidator.catalogue.yaml_text import as_yaml
from specvalidator.cli import main
from specvalidator.faults import FAULTS
from specvalidator.sheet import read_sheets
from specvalidator.source import read_documents

LIBRARY = Library.read()
PYTHON = re.compile(r"\b(True|False|frozenset|dict|tuple|lambda|NamedTuple|def)\b|<[a-z_.]+ object|\{'|\['")


@pytest.mark.parametrize("one", LIBRARY.ids())
def test_every_id_is_explained_under_every_heading_in_plain_words(one: str) -> None:
    found = LIBRARY.explain(one)
    assert tuple(found.sections) == HEADINGS
    assert found.id == one
    for blocks in found.sections.values():
        assert blocks
        for block in blocks:
            if isinstance(block, Example):
                continue
            for _, line in block.lines():
                assert line == " ".join(line.split())
                assert not PYTHON.search(line), line
    json.dumps(found.data)
    assert found.data["id"] == one


def test_the_data_of_requirements_and_faults_have_the_same_fields() -> None:
    fields = [set(LIBRARY.explain(one).data) for one in ("CORE-maker", "SHEET-value")]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("one", [name for name, form in FORMS.items() if form.bad])
def test_an_example_of_a_fault_has_that_fault_and_its_repaired_form_has_none(one: str) -> None:
    def faults(text: str) -> set[str]:
        return {fault.id for sheet in read_sheets(text.encode(), "t") for fault in sheet.faults}

    assert one in faults(FORMS[one].bad)
    assert faults(FORMS[one].good) == set()


def test_every_fault_of_form_is_explained() -> None:
    assert list(FORMS) == list(FAULTS)


@pytest.mark.parametrize("source", LIBRARY.sources, ids=lambda source: source.pack.id)
def test_the_examples_shown_are_the_examples(source) -> None:
    for row in source.data["requirements"]:
        found = LIBRARY.explain(row["id"])
        for heading, key in (("Accepted examples", "accepts"), ("Refused examples", "refuses")):
            shown = [read_yaml(block.text) for block in found.sections[heading] if isinstance(block, Example)]
            assert shown == [patch for patch in row[key] if patch]


def read_yaml(text: str) -> object:
    (document,) = read_documents(text.encode(), "t", decimals=True)
    assert document.faults == (), text
    return document.value


KEYS = st.text("abcdefxyz-_ :#é'\"", min_size=1, max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12).filter(lambda text: text.isprintable()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_data_as_yaml_read_back_as_the_same_data(value: dict[str, object]) -> None:
    assert read_yaml(as_yaml(value)) == value


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^US(-[A-Z]{2})?$", "is “US”, or a part of it"),
        ("^(EU|DE|FR)(-[A-Z0-9]{1,3})?$", "is one of “EU”, “DE” or “FR”, or a part of one of them"),
        ("^(EU|NO)$", "is one of “EU” or “NO”"),
        ("^EU$", "is “EU”"),
        ("812\\.2\\(c\\)", "contains “812.2(c)”"),
        ("(?i)approv(ed|al)", "contains one of “approved” or “approval”, in capitals or not"),
        ("(?i)^\\s*(the )?(latest|current)", "begins with one of “the latest”, “the current”, “latest” or “current”, in capitals or not"),
        ("mg$", "ends with “mg”"),
        ("(?:^|\\D)(13485|9001)(?:\\D|$)", "contains one of “13485” or “9001”"),
        ("cross.?section|a.*b|c.{1,3}d", "contains one of “cross…section”, “a…b” or “c…d”"),
        ("10[ -]?6", "contains one of “10 6”, “10-6” or “106”"), ("[\\d]", "has the form `[\\d]`"),
        ("\\b(JSOH|MHLW)\\b|(?i)japan", "contains one of “JSOH”, “MHLW” or “japan”, in part in capitals or not"),
        ("randomi[sz]", "contains one of “randomis” or “randomiz”"), ("[a-z]", "has the form `[a-z]`"), ("[^a]", "has the form `[^a]`"),
        ("EH ?40", "contains one of “EH 40” or “EH40”"), ("[ab", "has the form `[ab`"), ("[ab]+", "has the form `[ab]+`"),
        ("colou?r", "contains one of “colour” or “color”"),
        ("a\\sb", "contains “a b”"),
        ("^a|b$", "has the form `^a|b$`"),
        ("^a|b", "has the form `^a|b`"),
        ("^[A-Z]{3}$", "has the form `^[A-Z]{3}$`"),
        ("a+", "has the form `a+`"), ("a{3}", "has the form `a{3}`"), ("(a|b)*", "has the form `(a|b)*`"),
        ("(a", "has the form `(a`"), ("a)", "has the form `a)`"), ("\\d", "has the form `\\d`"), ("a\\", "has the form `a\\`"),
        ("", "has the form ``"), ("a?", "has the form `a?`"),
        ("(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)", "has the form `(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)`"),
        ("|".join(f"a{n}" for n in range(50)), f"has the form `{'|'.join(f'a{n}' for n in range(50))}`"),
        ("(?:a|b)c\\.d\\+", "contains one of “ac.d+” or “bc.d+”"), ("\\.*", "has the form `\\.*`"),
    ],
)  # fmt: skip
def test_a_pattern_is_said_in_words_or_shown(pattern: str, words: str) -> None:
    assert pattern_in_words(pattern) == words


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("in-us", ["`in-us` holds"]),
        ({"not": "in-us"}, ["`in-us` does not hold"]),
        ({"not": {"not": "in-us"}}, ["`in-us` holds"]),
        (["a", "b"], ["all of this holds:", "- `a` holds", "- `b` holds"]),
        ({"not": {"any": ["a", "b"]}}, ["none of this holds:", "- `a` holds", "- `b` holds"]),
        ({"/a": {"present": True}, "/b": {"equals": False}},
         ["all of this holds:", "- `/a` is stated", "- `/b` is no (false)"]),
        ({"not": {"/a": {"present": True}}}, ["`/a` is looked for and not there"]),
        ({"not": {"/a": {"equals": ["x", 3]}}}, ["`/a` is not one of “x” or “3”"]),
        ({"/a/*/b": {"equals": "x"}}, ["`b` of every entry of `/a` is “x”"]),
        ({"/a/*/b/*": {"equals": "x"}}, ["`/a/*/b/*` (`*` is every entry) is “x”"]),
        ({"/": {"present": True}}, ["the whole sheet is stated"]),
        ({"some": "/m", "have": {"./market": {"equals": "US"}}}, ["at least one entry of `/m`: its `market` is “US”"]),
        ({"not": {"some": "/m", "have": {".": {"equals": "US"}}}}, ["no entry of `/m`: it is “US”"]),
        ({"not": {"none": "/m", "have": "a"}}, ["at least one entry of `/m`: `a` holds"]),
        ({"not": {"every": "/m", "have": "a"}}, ["it is not so that every entry of `/m`: `a` holds"]),
        ({"some": "/m", "where": "a", "have": ["b", "c"]},
         ["at least one entry of `/m` for which `a` holds: all of this holds:", "- `b` holds", "- `c` holds"]),
        ({"none": "/m", "where": ["a", "b"], "have": {"any": ["c", "d"]}},
         ["no entry of `/m`:", "- of the entries for which", "- - all of this holds:", "- - - `a` holds",
          "- - - `b` holds", "- at least one of these holds:", "- - `c` holds", "- - `d` holds"]),
        ({"none": "./m", "have": {"any": ["c", "d"]}},
         ["no entry of its `m`:", "- at least one of these holds:", "- - `c` holds", "- - `d` holds"]),
        ({"/a": {"matches": {"type": "string", "minLength": 3}}}, ["`/a` has at least 3 characters"]),
        ({"not": {"/a": {"matches": {"type": "string"}}}}, ["`/a` is not a text"]),
        ({"/a": {"matches": {"type": ["array", "object"], "minItems": 1, "maxItems": 1}}},
         ["`/a` is a list or is a section, has at least one entry and has at most one entry"]),
        ({"/a": {"matches": {"type": "array", "contains": {"enum": ["x", "y"]}, "items": {"type": "string"}}}},
         ["`/a` is a list, has an entry that is one of “x” or “y” and has only entries of which each is a text"]),
        ({"/a": {"matches": {"type": "string", "format": "date"}}}, ['`/a` fits the form {"type": "string", "format": "date"}']),
        ({"/a": {"matches": {"type": "string", "not": {"const": "x"}, "anyOf": [{"minLength": 1}, {"maxLength": 9}]}}},
         ["`/a` is not so that it is “x” and has at least 1 characters or has at most 9 characters"]),
        ({"/a": {"matches": {"type": "integer", "minimum": 1, "maximum": 3, "allOf": [{"required": ["a", "b"], "properties": {"b": {"const": "x"}}}], "minItems": 2, "maxItems": 4}}},
         ["`/a` is a whole number, is at least 1, is at most 3, has `a` and has a `b` that is “x”, has at least 2 entries and has at most 4 entries"]),
        ({"not": {"/a": {"matches": {"type": "string", "pattern": "(?i)pending"}}}}, ["`/a` does not contain “pending”, in capitals or not"]),
        ({"not": {"/a": {"matches": {"type": "string", "minLength": 1, "maxLength": 2}}}},
         ["it is not so that `/a` has at least 1 characters and has at most 2 characters"]),
        ({"not": {"/a": {"matches": {"type": "string", "format": "date"}}}},
         ['it is not so that `/a` fits the form {"type": "string", "format": "date"}']),
        ({"not": ["a", "b"]}, ["not all of this holds:", "- `a` holds", "- `b` holds"]),
        ({"/a": {"matches": {"type": "string", "not": True}}}, ["`/a` is not so that it is anything"]),
        ({"/a": {"matches": {"type": "array", "items": False, "contains": {}}}},
         ["`/a` is a list, has only entries of which each is nothing at all and has an entry that is anything"]),
        ({"/a": {"matches": {"type": ["string", "null"]}}}, ["`/a` is a text or is empty"]),
        ({"/a": {"quantity": {"of": "volume_fraction"}}}, ["`/a` is a volume fraction"]),
        ({"/a": {"quantity": {"of": "mass_rate", "above": "1 g/h", "carrier": "oxygen"}}},
         ["`/a` is above 1 g/h (mass rate); shares by mass are of oxygen"]),
        ({"not": {"/a": {"quantity": {"of": "time", "inside": "1 to 2 s"}}}}, ["`/a` is not within 1 to 2 s (time)"]),
        ({"/a": {"agrees": {"with": "/b", "relation": "at most", "presume": "by mass"}}},
         ["`/a` is at most `/b`; a bare ppm or % is taken by mass"]),
        ({"/a": {"agrees": {"product": ["/b", "/c"], "within": "5 %", "at": "/d", "carrier": "/e"}}},
         ["`/a` is equal to the product of `/b` and `/c`; with a difference of 5 % allowed; temperature and pressure are taken from `/d` where figures state none; the gas is taken from `/e`"]),
        ({"not": {"/a": {"agrees": {"relation": "not before", "with": "/b"}}}}, ["it is not so that `/a` is no day before `/b`"]),
        ({"./a": {"agrees": {"relation": "at least", "accuracy": "/b", "of": "/c"}}},
         ["its `a` is at least the size of `/b`, which is an accuracy of `/c`"]),
        ({"/artefacts": {"states": {"statement": "x_y", "in": ["device-label", "instructions"]}}},
         ["the statement “x y” stands in a device label or instructions, in any words"]),
        ({"not": {"/artefacts": {"states": {"statement": ["x", "y"]}}}},
         ["one of the statements “x” or “y” does not stand in the artefacts (labels, instructions, web pages and so on), in any words"]),
        ({".": {"states": {"role": "side_effect"}}}, ["a text of the kind “side effect” stands in this artefact or entry"]),
        ({"not": {".": {"states": {"role": "warning"}}}}, ["no text of the kind “warning” stands in this artefact or entry"]),
        ({"/artefacts": {"states": {"wording": "Rx only", "in": ["carton"]}}}, ["these words stand to the letter in a carton: “Rx only”"]),
        ({"not": {"/artefacts": {"states": {"wording": ["A", "B"], "in": ["image-text"]}}}},
         ["these words do not stand to the letter in an image text: “A” or “B”"]),
        ({"/artefacts": {"states": {"words": ["CE", "sterile*"], "symbol": ["5.2.3", "STERILE"], "in": ["carton"]}}},
         ["one of these words or phrases stands in a carton: “CE” or “sterile*”; `*`: however the word goes on, or one of the symbols “5.2.3” or “STERILE”"]),
        ({"not": {"/artefacts": {"states": {"words": "CE", "symbol": "CE", "in": ["carton"]}}}},
         ["this word or phrase does not stand in a carton: “CE”, nor the symbol “CE”"]),
        ({"/artefacts": {"states": {"symbol": "5.2.3", "in": ["carton"]}}}, ["the symbol “5.2.3” stands in a carton"]),
        ({"/device/name": {"states": {"repeated": True, "in": ["carton"]}}}, ["what is stated at `/device/name` is printed in a carton"]),
        ({"not": {"./lot": {"states": {"repeated": True}}}},
         ["what is stated at its `lot` is not printed in the artefacts (labels, instructions, web pages and so on)"]),
        ({"/artefacts": {"states": {"language": ["de", "fr"], "in": ["instructions"]}}},
         ["a text in instructions is in a language with the code de or fr"]),
        ({"/artefacts": {"states": {"statement": "max_output", "in": ["carton"], "figure": {"of": "volume_fraction", "at_most": "0.05 ppm", "presume": "by volume"}}}},
         ["the statement “max output” stands in a carton, in any words, with a figure of at most 0.05 ppm (volume fraction, a bare ppm or % is taken by volume)"]),
        ({"/a": {"claims": {"none_of": ["safety", "disease"]}}}, ["no claim of the kind safety or disease stands in `/a`"]),
        ({"not": {"/a": {"claims": {"none_of": ["safety"]}}}}, ["a claim of the kind safety stands in `/a`"]),
        ({"/a": {"claims": {"some_of": ["status"], "with_words": ["fda"]}}},
         ["a claim of the kind status that uses one of the words “fda” stands in `/a`"]),
        ({"/s": {"cites": {"standard": ["IEC 60601-1", "EN 1"], "edition": "stated"}}},
         ["`/s` names IEC 60601-1 or EN 1 with its edition"]),
        ({"not": {"/s": {"cites": {"edition": "stated"}}}}, ["`/s` does not name a standard with its edition"]),
        ({"./n": {"identifies": ["us-510k", "mine"]}}, ["its `n` has the form of a 510(k) number or “mine”"]),
        ({"not": {"./n": {"identifies": "doi"}}}, ["its `n` does not have the form of a DOI"]),
        ({"/n": {"identifies": {"entry_of": ["/d/*/id"]}}}, ["`/n` stands at `id` of every entry of `/d` as well"]),
    ],
)  # fmt: skip
def test_conditions_and_questions_are_said_in_plain_words(data: object, lines: list[str]) -> None:
    assert ["- " * level + line for level, line in said(data).lines()] == lines


def test_places_are_told_from_the_root() -> None:
    data = {"all": [{"./a": {"present": True}}, {"some": "./b", "where": "x", "have": {".": {"equals": 1}, "./c": {"present": True}}}],
            "/d": {"agrees": {"with": "./e", "at": "/f"}}, "/": {"present": True}}  # fmt: skip
    assert list(places_in(data, "/list/*")) == [
        "/list/*/a",
        "/list/*/b/*",
        "/list/*/b/*/c",
        "/d",
        "/list/*/e",
        "/f",
        "/",
    ]
    assert subject("/list/*") == "every entry of `/list`"


# -- the command -------------------------------------------------------------------------------------------------


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_star_stands_for_all_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    out = explained(capsys, "YAML-*", "YAML-syntax")
    assert re.findall(r"^(YAML-\S+)  ", out, re.MULTILINE) == [one for one in FAULTS if one.startswith("YAML-")]
    assert out.count("\nWhat it asks\n") == out.count("\nWhy\n") == len(re.findall(r"^YAML-\S+  ", out, re.MULTILINE))


def test_json_gives_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    out = explained(capsys, "--format", "json", "CORE-maker", "FILE-empty")
    assert out.isascii()
    found = json.loads(out)
    assert [one["id"] for one in found["explanations"]] == ["CORE-maker", "FILE-empty"]
    assert found["explanations"][0]["clause"]["cite"]
    assert (found["format"], found["version"]) == ("specvalidator-explanations", 1)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("CORE-makr", "did you mean CORE-maker"),
        ("core-maker", "did you mean CORE-maker"),
        ("SHEET-valu", "did you mean SHEET-value"),
        ("Zzzzzz", "there is no requirement 'Zzzzzz'."),
        ("Zzzzzz*", "there is no requirement 'Zzzzzz*'."),
        ("\x1b[2J", "\\x1b[2J"),
    ],
)
def test_an_unknown_id_is_a_wrong_call_that_says_what_may_be_meant(
    capsys: pytest.CaptureFixture[str], wanted: str, says: str
) -> None:
    assert main(["explain", wanted]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    with pytest.raises(UnknownIdError):
        LIBRARY.explain(wanted)


OWN = """\
pack: house
title: House rules
edition: 2026-01-01
coverage: One habit of the house.
market: US
applies: in-us
base_sheet: {spec: 1, device: {name: Unit, kind: air-cleaner}, markets: [{market: US, status: listed}]}
conditions:
  in-us: {some: /markets, have: {./market: {equals: US}}}
  on-trial: {some: /markets, have: {./status: {equals: investigational}}}
  both: [in-us, on-trial]
routes:
  - {id: trial, title: On trial, cite: page 2, url: "https://example.org/2", text_read: 2026-01-01, when: both, says: It is exempt., exempts: [HOUSE-number]}
requirements:
  - id: HOUSE-number
    title: "No number \\e[2J ##[error]"
    authority: {name: house, cite: page 1}
    facts: [house-1]
    basis: legal-content
    level: warning
    status: draft
    in_force: {from: 2026-01-01, until: 2026-12-31}
    each: /markets
    where: {./market: {equals: US}}
    ask: {./number: {present: true}}
    if_absent: unmet
    message: "No number at {place}; {value} and {because} and {category}."
    missing: No number.
    repair: Give it.
    why: Numbers tell.
    accepts: [{markets: [{market: US, status: listed, number: K123456}]}]
    refuses: [{}]
"""


def test_a_users_pack_is_explained_with_its_routes_and_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "house.yaml").write_text(OWN, "utf-8")
    out = explained(capsys, "HOUSE-*", "--pack", str(tmp_path))
    for part in (
        "HOUSE-number  No number \\x1b[2J #\\#[error]\n",
        "It is asked by itself of every entry of `/markets` for which its `market` is “US”.",
        "Where the sheet states nothing there, it is unmet.",
        "It is a draft: it is asked only with --drafts, and is then a note.",
        "The pack is asked where `in-us` holds or may hold.",
        "It is asked from 2026-01-01 on.",
        "It is asked until 2026-12-31.",
        "On trial (page 2, read on 2026-01-01), where `both` holds.",
        "- https://example.org/2",
        "- `both`: all of this holds:",
        "`/markets/*/number`: ",
        "Where nothing is stated: No number.",
        "{place} stands for the place on the sheet.",
        "Level: warning, and as a draft a note",
        "Read on: never. Nobody has read the text; this is a draft.",
        "rests on the recorded fact house-1",
    ):
        assert part in out, part
    (found,) = json.loads(explained(capsys, "HOUSE-number", "--pack", str(tmp_path), "--format", "json"))[
        "explanations"
    ]
    (exemption,) = found["exemptions"]
    assert exemption["clause"] == "page 2"
    assert found["facts"] == ["house-1"]


def test_a_faulty_pack_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "house.yaml").write_text("pack: x\n", "utf-8")
    assert main(["explain", "CORE-maker", "--pack", str(tmp_path)]) == 2
    assert "house.yaml:1:1: " in capsys.readouterr().err
