"""A question as PostgreSQL writes it. Words hold letters and digits only, so quoting is all they need."""

from collections.abc import Callable
from dataclasses import replace

from django.db.backends.base.base import BaseDatabaseWrapper as Connection

from ..query import Phrase, Query, Term
from .pairs import BEGINNING, NONE, Pairs, paired, pairs


def match(query: Query) -> str:
    return " & ".join(
        [*(_term(term) for term in query.terms), *(f"!{_term(term)}" for term in query.unwanted)]
    )


def likely(connection: Connection, query: Query) -> tuple[str, list[object]]:
    """The same, but for where the words of a phrase stand: of that the index knows its pairs only.

    As SQL with its parameters: another table that has just taken the index's place may have other pairs, and
    is asked without.
    """
    known = pairs(connection, query)
    if known == NONE:
        return "%s::tsquery", [_likely(query, NONE)]
    return (
        "CASE WHEN 'search_entry'::regclass = %s::oid THEN %s::tsquery ELSE %s::tsquery END",
        [known.table, _likely(query, known), _likely(query, NONE)],
    )


def _likely(query: Query, known: Pairs) -> str:
    def together(words: Phrase, is_begun: bool) -> str:
        return " & ".join([*paired(words, is_begun, known), *_apart(words, is_begun)])

    unwanted = (replace(term, spellings=_words(term)) for term in query.unwanted if _words(term))
    return " & ".join(
        [*(_term(term, together) for term in query.terms), *(f"!{_term(term)}" for term in unwanted)]
    )


def _apart(words: Phrase, is_begun: bool) -> list[str]:
    """Very many words begin with one letter or two: beside others these are not asked of the index."""
    if is_begun and len(words) > 1 and len(words[-1]) <= BEGINNING:
        return _quoted(words[:-1])
    return _quoted(words, is_begun)


def _words(term: Term) -> tuple[Phrase, ...]:
    """Those of its spellings that are single words."""
    return tuple(words for words in term.spellings if len(words) == 1)


def _standing(words: Phrase, is_begun: bool) -> str:
    return " <-> ".join(_quoted(words, is_begun))


def _term(term: Term, phrase: Callable[[Phrase, bool], str] = _standing) -> str:
    return "(" + " | ".join(f"({phrase(words, words in term.begun)})" for words in term.spellings) + ")"


def any_of(term: Term) -> list[str]:
    """Its spellings, each as a question of its own."""
    return [_standing(words, words in term.begun) for words in term.spellings]


def _quoted(words: Phrase, is_begun: bool = False) -> list[str]:
    quoted = [f"'{word}'" for word in words]
    return [*quoted[:-1], f"{quoted[-1]}:*"] if is_begun else quoted


def has_beginnings(query: Query) -> bool:
    return any(term.begun for term in (*query.terms, *query.unwanted))
