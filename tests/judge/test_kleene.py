"""Answers combine by Kleene's logic, and every answer keeps its grounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions import Answer, all_of, any_of, not_
from specvalidator.questions.answer import absent, no, unknown, yes

TRUTHS = st.sampled_from([True, False, None])


def answer(truth: bool | None, name: str = "x") -> Answer:
    if truth is None:
        return unknown((name,))
    return yes((name,)) if truth else no((name,))


def kleene_and(truths: list[bool | None]) -> bool | None:
    if not truths:
        return None
    if False in truths:
        return False
    return None if None in truths else True


@given(st.lists(TRUTHS, max_size=6))
def test_all_and_any_follow_the_tables(truths: list[bool | None]) -> None:
    answers = [answer(truth) for truth in truths]
    assert all_of(answers).truth is kleene_and(truths)
    negated = kleene_and([None if truth is None else not truth for truth in truths])
    assert any_of(answers).truth is (None if negated is None else not negated)


@given(st.lists(TRUTHS, min_size=1, max_size=6))
def test_de_morgan_holds(truths: list[bool | None]) -> None:
    answers = [answer(truth) for truth in truths]
    assert not_(all_of(answers)).truth is any_of(not_(one) for one in answers).truth


@given(st.lists(TRUTHS, min_size=1, max_size=6), st.integers(0, 5))
def test_forgetting_a_part_never_decides_what_was_open_nor_turns_it_round(truths: list[bool | None], at: int) -> None:
    """Making one part unknown leaves the whole as it was, or makes it unknown."""
    before = all_of(answer(truth) for truth in truths).truth
    forgotten = [None if index == at else truth for index, truth in enumerate(truths)]
    assert all_of(answer(truth) for truth in forgotten).truth in (before, None)


def test_grounds_are_those_that_decide() -> None:
    both = all_of([yes(("a",)), no(("b",)), unknown(("c",)), no(("d",))])
    assert [ground.place.route for ground in both.grounds] == [("b",), ("d",)]
    assert [ground.place.route for ground in any_of([no(("a",)), unknown(("c",))]).grounds] == [("c",)]
    assert [ground.place.route for ground in all_of([yes(("a",)), yes(("b",))]).grounds] == [("a",), ("b",)]


def test_absence_is_kept_only_when_nothing_else_leaves_it_open() -> None:
    assert all_of([yes(("a",)), absent(("b",))]).is_absent
    assert not all_of([unknown(("a",)), absent(("b",))]).is_absent
    assert any_of([no(("a",)), absent(("b",))]).is_absent
    assert not any_of([yes(("a",)), absent(("b",))]).is_absent
    assert all_of([]).is_absent


def test_where_no_alternative_holds_the_first_stands_for_the_gap_and_the_others_are_noted() -> None:
    gap = any_of([no(("a",), "1"), all_of([no(("b",), "2"), no(("c",), "3")])])
    noted = [(ground.place.route, ground.place.note) for ground in gap.grounds]
    assert noted == [(("a",), ""), (("b",), "nor does this suffice"), (("c",), "nor does this suffice")]
    two = all_of([gap, no(("d",), "4")])
    assert [ground.place.route for ground in two.grounds if not ground.place.note] == [("a",), ("d",)]


def test_where_alternatives_hold_each_is_a_reason_by_itself() -> None:
    both = not_(any_of([yes(("a",), "1"), yes(("b",), "2"), no(("c",), "3")]))
    assert [(ground.place.route, ground.place.note) for ground in both.grounds] == [(("a",), ""), (("b",), "")]


def test_a_gap_is_as_sure_as_the_least_sure_of_its_alternatives() -> None:
    read = Answer(False, (Ground(Place(("b",)), "words", certainty="possible"),))
    assert any_of([no(("a",), "1"), read]).grounds[0].certainty == "possible"
