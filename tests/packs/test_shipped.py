"""The packs that ship: they hold together, their examples come out, and their generated forms are up to date."""

from __future__ import annotations

import json
import re

import pytest

from specvalidator import review_text
from specvalidator.data import read_data
from specvalidator.finding import Outcome
from specvalidator.generate import GENERATED
from specvalidator.judge import judge
from specvalidator.packs import list_packs, load_pack
from specvalidator.packs.check import checked_pack
from specvalidator.packs.examples import example_sheets
from specvalidator.questions import QUESTIONS
from specvalidator.requirement import BASES, Level, Pack, with_drafts
from specvalidator.sheet import read_sheets

SHIPPED = {name: checked_pack(read_data(f"packs/{name}.yaml"), f"packs/{name}.yaml") for name in list_packs()}
LOADED = {name: with_drafts(load_pack(name)) for name in list_packs()}
DRAFTS = {one.id for pack, _ in SHIPPED.values() for one in pack.requirements if one.status == "draft"}
WITHDRAWN = {one.id for pack, _ in SHIPPED.values() for one in pack.requirements if one.status == "withdrawn"}
EXAMPLES = [
    (name, requirement_id, wanted, number, value)
    for name, (_, document) in SHIPPED.items()
    for number, (_, requirement_id, wanted, value) in enumerate(example_sheets(document.value))
    if requirement_id not in WITHDRAWN
]


@pytest.mark.parametrize(
    ("pack", "requirement_id", "wanted", "value"),
    [(name, one, wanted, value) for name, one, wanted, _, value in EXAMPLES],
    ids=[f"{one}-{wanted.value}-{number}" for _, one, wanted, number, _ in EXAMPLES],
)
def test_an_example_comes_out_as_it_says(pack: str, requirement_id: str, wanted: Outcome, value: object) -> None:
    """What a requirement accepts is met, what it refuses unmet; never not applicable, never open."""
    (sheet,) = read_sheets(json.dumps(value).encode(), "example")
    assert sheet.faults == ()
    judged = judge(sheet, LOADED[pack], SHIPPED[pack][0].edition)
    verdicts = {verdict.requirement.id: verdict for verdict in judged}
    assert verdicts[requirement_id].outcome is wanted


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_what_its_source_says(name: str) -> None:
    assert read_data(name) == GENERATED[name]()


@pytest.mark.parametrize("name", list_packs())
def test_the_generated_pack_is_the_checked_pack(name: str) -> None:
    generated, checked = load_pack(name), SHIPPED[name][0]
    assert [requirement.id for requirement in generated.requirements] == [one.id for one in checked.requirements]
    assert (generated.id, generated.edition, generated.market) == (checked.id, checked.edition, checked.market)


def test_ids_are_unique_over_all_packs() -> None:
    ids = [requirement.id for pack, _ in SHIPPED.values() for requirement in pack.requirements]
    assert len(ids) == len(set(ids))


def all_requirements() -> list[tuple[Pack, int]]:
    return [(pack, index) for pack, _ in SHIPPED.values() for index in range(len(pack.requirements))]


@pytest.mark.parametrize(
    ("pack", "index"), all_requirements(), ids=[pack.requirements[i].id for pack, i in all_requirements()]
)
def test_a_requirement_can_be_read_aloud(pack: Pack, index: int) -> None:
    """Its title names the fault; message and repair are sentences; an error rests on a clause that was read."""
    requirement = pack.requirements[index]
    assert not requirement.title.lower().startswith(("must", "check", "ensure"))
    for text in (requirement.message, requirement.repair, requirement.missing or "."):
        assert text.endswith((".", '"')), text
        assert "!" not in text
        assert text == " ".join(text.split())
    for word in ("compliant", "approved by us", "is safe", "lawful"):
        assert word not in requirement.message.lower()
    assert requirement.level <= BASES[requirement.basis].ceiling
    if requirement.level is Level.ERROR:
        assert requirement.authority.text_read
        assert requirement.authority.url.startswith("https://")


def test_every_kind_of_question_is_used_in_core() -> None:
    text = read_data("packs/core.yaml").decode()
    for question in QUESTIONS:
        assert f"{question}:" in text, question


def test_no_advice_teaches_how_to_word_around_the_law() -> None:
    """A repair never suggests hedging, nor a disclaimer that would make a claim acceptable."""
    for pack, _ in SHIPPED.values():
        for requirement in pack.requirements:
            for word in ("rephrase", "soften", "hedge", "instead say", "may help", "add a disclaimer"):
                assert word not in requirement.repair.lower()


@pytest.mark.parametrize(
    "value",
    [value for _, one, wanted, _, value in EXAMPLES if wanted is Outcome.UNMET and one not in DRAFTS],
    ids=[f"{one}-{number}" for _, one, wanted, number, _ in EXAMPLES if wanted is Outcome.UNMET and one not in DRAFTS],
)
def test_a_message_has_no_empty_bracket_and_no_seam(value: object) -> None:
    (sheet,) = review_text(json.dumps(value)).sheets
    assert sheet.findings
    for finding in sheet.findings:
        for words in (finding.message, finding.repair):
            assert not re.search(r"\(\)|\s[.,;:)]|\w\{|\s\s", words), words


def test_companions_are_requirements() -> None:
    """What a requirement says fails with it exists, in whatever pack."""
    known = {one["id"] for _, document in SHIPPED.values() for one in document.value["requirements"]}
    named = {
        companion
        for _, document in SHIPPED.values()
        for one in document.value["requirements"]
        for companion in one.get("companions", ())
    }
    assert {one for one in named if not one.endswith("*")} <= known
    assert all(any(one.startswith(family[:-1]) for one in known) for family in named if family.endswith("*"))
