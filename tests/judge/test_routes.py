"""Routes: which one a sheet is on, what it exempts from, and that an open one neither exempts nor brings."""

from __future__ import annotations

import pytest

from specvalidator.data import read_data
from specvalidator.finding import Outcome, Verdict
from specvalidator.judge import Judging, judge
from specvalidator.market import EU_MEMBERS, binds, is_for_others, is_part
from specvalidator.packs import list_packs, load_pack
from specvalidator.packs.check import checked_pack
from specvalidator.requirement import Level, Pack, with_drafts
from specvalidator.reviews import review_sheet
from specvalidator.sheet import Sheet, read_sheets

PACK = """\
pack: trial
title: Trial
edition: 2026-01-01
coverage: One limit, and a route that is exempt from it.
market: US
base_sheet: {spec: 1}
conditions:
  in-us: {some: /markets, have: {./market: {equals: US}}}
  under-study:
    some: /markets
    where: {./market: {equals: US}}
    have: {./status: {equals: investigational}, ./investigation/ide: {present: true}}
routes:
  - id: study
    title: Investigation
    cite: Law 7
    text_read: 2026-01-01
    when: under-study
    says: A device under study is exempt.
    brings: [T-study]
    exempts: [T-name*]
requirements:
  - id: T-name
    title: No model named
    authority: {name: law, cite: Law 1, text_read: 2026-01-01}
    facts: [law-1]
    basis: legal-content
    level: error
    when: in-us
    ask: {/device/model: {present: true}}
    if_absent: unmet
    message: No model is named.
    repair: Name it.
    why: Models differ.
    accepts: [{}]
    refuses: [{}]
  - id: T-named-each
    title: No status named
    authority: {name: law, cite: Law 2}
    basis: house-policy
    level: note
    each: /markets
    ask: {./number: {present: true}}
    if_absent: unmet
    message: No number is named.
    repair: Name it.
    why: Numbers differ.
    accepts: [{}]
    refuses: [{}]
  - id: T-study
    title: No sponsor named
    authority: {name: law, cite: Law 3}
    basis: legal-content
    level: note
    status: draft
    when: under-study
    ask: {/markets/*/investigation/sponsor: {present: true}}
    if_absent: unmet
    message: No sponsor is named.
    repair: Name it.
    why: Sponsors differ.
    accepts: [{}]
    refuses: [{}]
"""
STUDY = "markets: [{market: US, status: investigational, investigation: {ide: G123456}}]"
OPEN = "markets: [{market: US, status: investigational}]"
SOLD = "markets: [{market: US, status: listed}]"


def trial() -> Pack:
    return checked_pack(PACK.encode(), "trial")[0]


def sheet(text: str, more: str = "") -> Sheet:
    (found,) = read_sheets(f"spec: 1\ndevice: {{name: U, kind: air-cleaner{more}}}\n{text}\n".encode(), "t")
    assert found.faults == ()
    return found


def verdicts(text: str, pack: Pack | None = None, more: str = "") -> dict[str, Verdict]:
    found = judge(sheet(text, more), pack or trial(), "2026-01-01")
    return {verdict.requirement.id: verdict for verdict in found}


def test_an_exemption_names_the_fact_and_the_clause() -> None:
    for name, count in (("T-name", 1), ("T-named-each", 1)):
        found = verdicts(STUDY)[name]
        assert found.outcome is Outcome.NOT_APPLICABLE
        assert len(found.items) == count
        assert found.items[0].reason == "exempt by Law 7: Investigation"
        assert tuple(ground.value for ground in found.items[0].grounds) == ("investigational", "G123456")
        assert found.items[0].grounds[0].place.route == ("markets", 0, "status")


def test_whoever_is_not_on_the_route_is_not_exempt() -> None:
    found = verdicts(SOLD)
    assert found["T-name"].outcome is Outcome.UNMET
    assert found["T-named-each"].outcome is Outcome.UNMET


def test_an_exemption_that_is_not_known_leaves_the_requirement_open() -> None:
    found = verdicts(OPEN)["T-name"]
    assert found.outcome is Outcome.UNDETERMINED
    assert found.items[0].reason == "whether it applies is not known"
    assert found.items[0].grounds[0].place.route == ("markets", 0, "investigation", "ide")


def test_a_requirement_that_does_not_apply_for_its_own_reason_is_not_called_exempt() -> None:
    found = verdicts("markets: [{market: JP, status: listed}]")["T-name"]
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.items[0].reason == "does not apply"


def test_its_own_reason_comes_first_whatever_was_asked_before() -> None:
    """An exemption that holds, and was asked for another requirement, is not named where nothing had to be exempt."""
    prescription = PACK.replace("    when: in-us\n", "    when: {/device/prescription: {equals: true}}\n")
    first, rest = prescription.split("  - id: T-named-each", 1)
    body = first.split("requirements:\n")[1]
    asked_before = body.replace("T-name", "T-name-first").replace("{/device/prescription: {equals: true}}", "in-us")
    pack = checked_pack((first.replace(body, asked_before + body) + "  - id: T-named-each" + rest).encode(), "t")[0]
    found = verdicts(STUDY, pack, more=", prescription: false")
    assert found["T-name-first"].items[0].reason == "exempt by Law 7: Investigation"
    assert found["T-name"].items[0].reason == "does not apply"
    assert found["T-name"].items[0].grounds[0].place.route == ("device", "prescription")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STUDY, [("study", True, ("investigational", "G123456"))]),
        (OPEN, [("study", False, ("",))]),
        (SOLD, []),
        ("markets: [{market: EU, status: listed}]", []),
        ("", [("study", False, ("",))]),
    ],
)
def test_routes_are_those_that_the_sheet_is_on_or_may_be_on(text: str, expected: list[object]) -> None:
    found = Judging(sheet(text), trial()).routes()
    assert [(one.route.id, one.is_certain, tuple(ground.value for ground in one.grounds)) for one in found] == expected
    assert [one.route.exempts for one in found] == [("T-name*",)] * len(found)


def test_a_review_lists_routes_with_their_places_only_in_detail() -> None:
    assert review_sheet(sheet(STUDY), [trial()]).routes == ()
    review = review_sheet(sheet(STUDY), [trial()], detailed=True)
    (route,) = review.routes
    assert (route.id, route.pack, route.market, route.clause) == ("study", "trial", "US", "Law 7")
    assert route.is_certain
    assert [(ground.location.pointer, ground.location.span.line) for ground in route.grounds] == [
        ("/markets/0/status", 3),
        ("/markets/0/investigation/ide", 3),
    ]
    assert review.markets == ("US",)


@pytest.mark.parametrize(
    ("gases", "expected"),
    [
        (("oxygen", "air"), [(True, ("M0",))]),
        (("oxygen", "oxygen"), [(True, ())]),
        (("air", "air"), []),
        (("oxygen", ""), [(True, ("M0",)), (False, ("M1",))]),
    ],
)
def test_models_that_differ_in_their_route_are_told_apart(gases: tuple[str, ...], expected: list[object]) -> None:
    pack = checked_pack(PACK.replace("when: under-study\n    says", "when: by-gas\n    says").replace(
        "conditions:\n", "conditions:\n  by-gas: {/ozone/feed_gas: {equals: oxygen}}\n"
    ).encode(), "trial")[0]  # fmt: skip
    models = [
        f"{{model: M{number}, overrides: {{ozone: {{feed_gas: {gas}}}}}}}" if gas else f"{{model: M{number}}}"
        for number, gas in enumerate(gases)
    ]
    text = f"spec: 1\ndevice: {{name: U, kind: air-cleaner, variants: [{', '.join(models)}]}}\n{SOLD}\n"
    (read,) = read_sheets(text.encode(), "t")
    assert read.faults == ()
    review = review_sheet(read, [pack], detailed=True)
    assert [(route.is_certain, route.models) for route in review.routes] == expected


def test_drafts_are_asked_on_request_as_notes_that_say_what_they_are() -> None:
    assert "T-study" not in verdicts(STUDY)
    found = verdicts(STUDY, with_drafts(trial()))["T-study"]
    assert found.outcome is Outcome.UNMET
    assert found.requirement.level is Level.NOTE
    assert found.requirement.basis == "draft"


def test_withdrawn_requirements_are_not_asked_with_drafts_either() -> None:
    pack = checked_pack(PACK.replace("status: draft", "status: withdrawn").encode(), "trial")[0]
    assert "T-study" not in verdicts(STUDY, with_drafts(pack))


@pytest.mark.parametrize("name", list_packs())
def test_the_compiled_form_of_a_shipped_pack_keeps_its_routes(name: str) -> None:
    pack = load_pack(name)
    written = checked_pack(read_data(f"packs/{name}.yaml"), name)[0]
    assert pack.routes == written.routes
    assert pack.is_fragment == written.is_fragment
    for route in pack.routes:
        assert route.when.name in pack.conditions
        assert route.text_read or not route.exempts


# -- which market is part of which -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "market", "concerns"),
    [
        ("US", "US", True), ("US-CA", "US", True), ("US", "US-CA", True), ("US-CA", "US-NY", False),
        ("US", "EU", False), ("USA", "US", False), ("EU", "US", False),
        *((member, "EU", True) for member in sorted(EU_MEMBERS)),
        *(("EU", member, True) for member in sorted(EU_MEMBERS)),
        ("DE-BY", "EU", True), ("GB", "EU", False), ("NO", "EU", False), ("CH", "EU", False), ("EU", "GB", False),
        ("DE", "FR", False),
    ],
)  # fmt: skip
def test_a_state_belongs_to_its_country_and_a_member_state_to_the_union(
    stated: str, market: str, concerns: bool
) -> None:
    assert is_part(stated, market) is concerns


def test_the_union_has_27_members() -> None:
    assert len(EU_MEMBERS) == 27


@pytest.mark.parametrize(
    ("law_of", "market", "does"),
    [("US", "US-CA", True), ("US-CA", "US", False), ("EU", "DE", True), ("DE", "EU", False), ("US", "US", True)],
)
def test_the_law_of_a_whole_binds_its_parts_and_not_the_other_way_round(law_of: str, market: str, does: bool) -> None:
    assert binds(law_of, market) is does


@pytest.mark.parametrize(
    ("artefact", "market", "is_other"),
    [
        ({"markets": ["EU"]}, "US", True), ({"markets": ["US"]}, "US", False), ({"markets": ["US-CA"]}, "US", False),
        ({"markets": ["EU", "US"]}, "US", False), ({"markets": ["DE", "FR"]}, "EU", False),
        ({"markets": ["DE"]}, "FR", True), ({"markets": []}, "US", False), ({}, "US", False),
        ({"markets": ["EU"]}, "", False), ({"markets": ["EU", None]}, "US", False), ({"markets": "EU"}, "US", False),
    ],
)  # fmt: skip
def test_an_artefact_is_for_others_only_when_all_it_states_are_others(
    artefact: dict[str, object], market: str, is_other: bool
) -> None:
    assert is_for_others(artefact, market) is is_other


EACH = PACK.replace("each: /markets", "each: /artefacts").replace("{./number: {present", "{./language: {present")


@pytest.mark.parametrize(
    ("markets", "outcome"),
    [("[US]", Outcome.UNMET), ("[EU]", Outcome.NOT_APPLICABLE), ("[EU, US-CA]", Outcome.UNMET)],
)
def test_each_artefact_is_asked_unless_it_goes_to_other_markets_only(markets: str, outcome: Outcome) -> None:
    pack = checked_pack(EACH.encode(), "trial")[0]
    text = f"{SOLD}\nartefacts: [{{kind: carton, markets: {markets}}}, {{kind: instructions, language: en}}]"
    found = verdicts(text, pack)["T-named-each"]
    assert found.items[0].outcome is outcome
    if outcome is Outcome.NOT_APPLICABLE:
        (ground,) = found.items[0].grounds
        assert ground.place.route == ("artefacts", 0, "markets")
        assert ground.because == "goes to other markets only"
    assert found.items[1].outcome is Outcome.MET
