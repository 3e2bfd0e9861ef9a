"""Read the claims that a text makes, with the words that make them.

It may not judge whether a claim is true or allowed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from specvalidator.wording.constructions import Grammar, Walk
from specvalidator.wording.lexicon import claim_words, load_index
from specvalidator.wording.sentences import cut_text
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import CERTAINTIES, Claim

if TYPE_CHECKING:
    from specvalidator.wording.constructions import Match
    from specvalidator.wording.tokens import Tokens

__all__ = ["claims_in"]


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(claim_words(language).grammar)


def claims_in(text: str, role: str, language: str) -> tuple[Claim, ...]:
    """Return the claims of a text in a language that is read, in the order of the text."""
    settings = load_index().languages[language]
    cut = cut_text(text, settings.abbreviations, elides=settings.elides)
    tokens = cut.tokens
    items, seen = find_items(tokens.words, claim_words(language).vocabulary)
    grammar = _grammar(language)
    claims: list[Claim] = []
    if not grammar.may_match(seen, role):
        return ()
    for sentence in Walk(grammar, role).run(items, cut.cuts):
        claims += _united(sentence, tokens, grammar.scopes.hedged)
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.category))
    return tuple(claims)


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
        cue=" … ".join(" ".join(tokens.words[first:after]) for first, after in best.pieces),
        certainty=best.rule.certainty,
    )
