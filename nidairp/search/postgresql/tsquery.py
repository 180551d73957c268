"""A question as PostgreSQL writes it. Words hold letters and digits only, so quoting is all they need."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..query import Phrase, Query, Term
from .pairs import NONE, Pairs, paired, pairs


def match(query: Query) -> str:
    return " & ".join(
        [*(_term(term) for term in query.terms), *(f"!{_term(term)}" for term in query.unwanted)]
    )


def likely(cursor: Any, query: Query) -> tuple[str, list[object]]:
    """The same, but for where the words of a phrase stand: of that the index knows its pairs only.

    As SQL with its parameters: another table that has just taken the index's place may have other pairs, and
    is asked without.
    """
    known = pairs(cursor, query)
    if known == NONE:
        return "%s::tsquery", [_likely(query, NONE)]
    return (
        "CASE WHEN 'search_entry'::regclass = %s THEN %s::tsquery ELSE %s::tsquery END",
        [known.table, _likely(query, known), _likely(query, NONE)],
    )


def _likely(query: Query, known: Pairs) -> str:
    def together(words: Phrase, is_begun: bool) -> str:
        return " & ".join([*paired(words, is_begun, known), *_quoted(words)])

    unwanted = (replace(term, spellings=_words(term)) for term in query.unwanted if _words(term))
    return " & ".join(
        [*(_term(term, together) for term in query.terms), *(f"!{_term(term)}" for term in unwanted)]
    )


def _words(term: Term) -> tuple[Phrase, ...]:
    """Those of its spellings that are single words."""
    return tuple(words for words in term.spellings if len(words) == 1)


def _standing(words: Phrase, is_begun: bool) -> str:
    return " <-> ".join(_quoted(words))


def _term(term: Term, phrase: Callable[[Phrase, bool], str] = _standing) -> str:
    spellings = [(words, words in term.begun) for words in term.spellings]
    return "(" + " | ".join(f"({phrase(words, begun)}{':*' * begun})" for words, begun in spellings) + ")"


def _quoted(words: Phrase) -> list[str]:
    return [f"'{word}'" for word in words]
