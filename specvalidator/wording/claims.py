"""Read the claims that a text makes, with the words that make them.

A construction that is recognised tells a claim for certain, or likely where its row says so. A sentence in which none
is recognised gets a second opinion from the weights of its words, if the language has any.
It may not judge whether a claim is true or allowed.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from specvalidator.wording.constructions import Grammar, Walk
from specvalidator.wording.features import Names, evidence, match_features
from specvalidator.wording.lexicon import claim_words, load_index
from specvalidator.wording.scorer import scorer_of
from specvalidator.wording.sentences import cut_text
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import CERTAINTIES, Claim, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.wording.constructions import Match, WalkedSentence
    from specvalidator.wording.features import Evidence, Line
    from specvalidator.wording.scorer import Scorer
    from specvalidator.wording.tokens import Tokens

__all__ = ["claims_by", "claims_in", "evidence_of", "withheld_in"]


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(claim_words(language).grammar)


@cache
def _names(language: str) -> Names:
    return Names(tuple(claim_words(language).grammar["tags"]), tuple(_grammar(language).scopes.names))


def claims_in(text: str, role: str, language: str) -> tuple[Claim, ...]:
    """Return the claims of a text in a language that is read, in the order of the text."""
    scorer = scorer_of(language) if _grammar(language).reading(role) == _FULL else None
    return claims_by(text, role, language, scorer)


def claims_by(text: str, role: str, language: str, scorer: Scorer | None) -> tuple[Claim, ...]:
    """Return the claims of a text, with the second opinion of a scorer; for trying its weights."""
    tokens, sentences = _walked(text, role, language)
    grammar = _grammar(language)
    claims: list[Claim] = []
    for sentence in sentences:
        if sentence.matches:
            claims += _united(sentence.matches, tokens, grammar.scopes.hedged)
        if scorer is not None:
            for line in _lines(sentence):
                claims += _second_opinion(line, sentence, tokens, scorer, language)
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.category))
    return tuple(claims)


_FULL = "full"
"""The way of reading words whose role says nothing about them: only these get a second opinion."""


def withheld_in(text: str, role: str, language: str) -> tuple[Withheld, ...]:
    """Return what would be a claim if it did not stand in the light it does, in the order of the text."""
    tokens, sentences = _walked(text, role, language)
    lights = _grammar(language).scopes.names
    withheld = [
        Withheld(
            match.rule.category,
            _cue(match, tokens),
            next(name for name, bit in lights.items() if bit & match.light),
            *tokens.span(match.start, match.end),
        )
        for sentence in sentences
        for match in sentence.withheld
    ]
    return tuple(sorted(withheld, key=lambda each: (each.start, each.end, each.category)))


def evidence_of(text: str, language: str) -> list[Evidence]:
    """Return what a second opinion on each line of a text rests on; for training."""
    tokens, sentences = _walked(text, "", language)
    return [_evidence(line, sentence, tokens, language) for sentence in sentences for line in _lines(sentence)]


def _walked(text: str, role: str, language: str) -> tuple[Tokens, list[WalkedSentence]]:
    settings = load_index().languages[language]
    cut = cut_text(text, settings.abbreviations, elides=settings.elides)
    items, _ = find_items(cut.tokens.words, claim_words(language).vocabulary)
    return cut.tokens, Walk(_grammar(language), role).run(items, cut.cuts)


def _lines(sentence: WalkedSentence) -> Iterator[Line]:
    for (first, lit), (after, _) in pairwise((*sentence.lines, (sentence.after, []))):
        if first < after:
            yield first, after, lit


def _evidence(line: Line, sentence: WalkedSentence, tokens: Tokens, language: str) -> Evidence:
    first, after, _ = line
    matches = [match for match in sentence.matches if first <= match.start < after]
    withheld = [match for match in sentence.withheld if first <= match.start < after]
    told = match_features(
        [(match.rule.name, match.rule.category) for match in matches],
        [(match.rule.name, match.rule.category) for match in withheld],
    )
    return evidence(tokens.words, line, told, _names(language))


def _second_opinion(line: Line, sentence: WalkedSentence, tokens: Tokens, scorer: Scorer, language: str) -> list[Claim]:
    """Return the claims that the weights tell in a line, of categories that no construction tells in it."""
    opinion = scorer.opinion(_evidence(line, sentence, tokens, language))
    if opinion is None:
        return []
    first, after, lit = line
    told = {match.rule.category for match in sentence.matches if first <= match.start < after}
    while after > first and tokens.words[after - 1][0] == "\n":
        after -= 1
    start, end = tokens.span(first, after)
    scopes = _grammar(language).scopes
    hedged = any(scopes.change(tags)[1] & scopes.hedged for tags, *_ in lit)
    certainty = "likely" if opinion.probability >= scorer.likely else "possible"
    cue = " … ".join(opinion.cues)
    return [
        Claim(category, hedged, start, end, tokens.original[start:end], cue, certainty)
        for category in opinion.categories
        if category not in told
    ]


def _united(matches: list[Match], tokens: Tokens, hedged: int) -> list[Claim]:
    """Make one claim of all matches of a category that touch one another in a sentence."""
    claims: list[Claim] = []
    matches.sort(key=lambda match: (match.rule.category, match.start, -match.end))
    group: list[Match] = []
    reach = 0
    for match in matches:
        if group and (match.rule.category != group[0].rule.category or match.start >= reach):
            claims.append(_claim(group, tokens, hedged))
            group = []
        reach = max(reach, match.end) if group else match.end
        group.append(match)
    claims.append(_claim(group, tokens, hedged))
    return claims


def _claim(group: list[Match], tokens: Tokens, hedged: int) -> Claim:
    best = max(group, key=lambda match: CERTAINTIES.index(match.rule.certainty))
    start, end = tokens.span(group[0].start, max(match.end for match in group))
    return Claim(
        category=best.rule.category,
        hedged=any(match.light & hedged for match in group),
        start=start,
        end=end,
        text=tokens.original[start:end],
        cue=_cue(best, tokens),
        certainty=best.rule.certainty,
    )


def _cue(match: Match, tokens: Tokens) -> str:
    return " … ".join(" ".join(tokens.words[first:after]) for first, after in match.pieces)
