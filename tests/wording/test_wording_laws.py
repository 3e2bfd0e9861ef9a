"""Laws that hold for every text."""

from __future__ import annotations

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from specvalidator.wording import detect_language, find_wording, is_read, near_wording, read_claims, read_statements
from specvalidator.wording.normalise import normalise
from specvalidator.wording.tokens import LINE, PARAGRAPH, tokenise

# Pieces that mean something to the reader, so that the laws are tried where it matters.
PIECES = st.sampled_from(
    [
        "cures", "treats", "may relieve", "asthma", "back pain", "does not", "not only", "but", "ozone", "kills",
        "germs", "no side effects", "FDA approved", "guaranteed", "clinically proven", "patients love it",
        "better than drugs",
        "10 ml", "twice a week", "rectal insufflation", "Rx only", "do not inhale ozone", "toxic",
        "no known medical use",
        "if", "whether", "is unproven", ",", ";", ":", ".", "?", "!", "-", "\u2014", "\u2022", '"', "E. coli",
        "contraindicated",
        "pregnancy", "example", "safe", "immune system", "boosts", "\u2122", "µg/ml", "½", "(", ")", "x",
    ]
)  # fmt: skip
PROSE = st.lists(PIECES, max_size=25).map(" ".join)
LINES = st.lists(
    st.one_of(PIECES, st.sampled_from(["\n", "\n\n", "\n- ", ":\n- ", "&amp;", "&shy;"])), max_size=25
).map(" ".join)
ANYTHING = st.one_of(st.text(), st.text(alphabet=st.characters()), LINES)
INVISIBLE = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])


SIGNS = st.text(alphabet="ab9 .,'-\n:_*&u\u00b5\u00e9")


@given(st.one_of(ANYTHING, SIGNS))
def test_a_plain_text_is_cut_like_any_other(text: str):
    """A line end after it makes no difference but that the long way is taken."""
    tokens = tokenise(text)
    if "\n" not in tokens.plain.text:
        other = tokenise(text + "\n")
        assert [*tokens.words, LINE] == other.words
        assert tokens.starts == other.starts[:-1]
        assert tokens.ends == other.ends[:-1]


@given(st.one_of(ANYTHING, SIGNS))
def test_words_are_those_that_stand_at_their_places(text: str):
    """What a word is, stands where it starts and ends."""
    tokens = tokenise(text)
    assert len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        written = tokens.plain.text[start:end]
        if written.startswith(LINE):
            assert word == (PARAGRAPH if written.count(LINE) > 1 else LINE)
        elif written[0].isalpha():
            assert word == written.replace(".", "")
        else:
            assert word == written


@given(st.one_of(ANYTHING, SIGNS))
def test_a_plain_text_is_folded_like_any_other(text: str):
    """An invisible sign makes no difference but that the long way is taken."""
    assert normalise(text + "\u200b").text == normalise(text).text


def categories(text: str) -> list[tuple[str, bool]]:
    return sorted({(claim.category, claim.hedged) for claim in read_claims(text)})


@given(ANYTHING, st.sampled_from(["marketing", "indication", "warning", "unknown"]))
def test_claims_lie_inside_the_text(text: str, role: str):
    """No text raises, and every claim quotes the original."""
    for claim in read_claims(text, role=role):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.text == text[claim.start : claim.end]
        assert claim.cue


@given(ANYTHING)
@example("TREATS:\r-\r")
def test_statements_lie_inside_the_text(text: str):
    """No text raises, and every statement and near miss quotes the original."""
    reading = read_statements(text)
    for each in (*reading.found, *reading.near_misses):
        assert 0 <= each.start < each.end <= len(text)
        assert each.text == text[each.start : each.end]


@given(ANYTHING, ANYTHING)
def test_wording_lies_inside_the_text(text: str, wording: str):
    """No text and no wording raise, and what is found lies inside."""
    span = find_wording(text, wording)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    language = detect_language(text)
    assert language is None or is_read(language)
    near = near_wording(text, wording)
    assert near is None or (span is None and near.text == text[near.start : near.end] and near.why)


@given(st.text(alphabet=string.ascii_letters + " ", min_size=1).filter(str.strip))
def test_wording_is_found_in_itself(wording: str):
    """Every plain wording stands in itself, whatever its letter case and spacing."""
    assert find_wording(f"x. {wording.upper()} y", wording) is not None


@given(PROSE, INVISIBLE, st.data())
def test_invisible_signs_change_nothing(text: str, sign: str, data: st.DataObject):
    """Signs that nobody sees, inside words, leave the claims as they are."""
    inside = [
        place
        for place in range(1, len(text))
        if text[place - 1 : place + 1].isalpha() and text[place - 1 : place + 1].isascii()
    ]
    chosen = data.draw(st.lists(st.sampled_from(inside), max_size=5, unique=True)) if inside else []
    disguised = text
    for place in sorted(chosen, reverse=True):
        disguised = disguised[:place] + sign + disguised[place:]
    assert categories(disguised) == categories(text)


@given(PROSE)
def test_letter_case_changes_nothing(text: str):
    """Capitals and small letters say the same, except that a line end before a small letter ends no sentence.

    The law therefore holds for prose without line ends; for a narrow column in capitals, a line is taken as ended.
    The small letter after "E." is the same kind of sign and the reason why it is left out here.
    """
    text = text.replace("E. coli", "MRSA")
    assert categories(text.upper()) == categories(text.lower()) == categories(text)


@given(LINES, LINES)
def test_paragraphs_are_read_apart(first: str, second: str):
    """Two paragraphs give the claims of both, unless the first ends in a colon and heads a list that follows."""
    first = first.rstrip(" \n:\u2022-") + "."
    expected = {(claim.category, claim.text) for text in (first, second) for claim in read_claims(text)}
    together = {(claim.category, claim.text) for claim in read_claims(f"{first}\n\n{second}")}
    assert together == expected


@settings(max_examples=20)
@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Co", "Mn", "Cf"]), max_size=200))
def test_signs_without_words_say_nothing(text: str):
    """Control characters, lone surrogates and marks make no claim and no statement."""
    assert read_claims(text) == ()
    assert read_statements(text).found == ()
