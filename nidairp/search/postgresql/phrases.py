"""Where the words of a phrase stand together: what the hashes beside an entry's vector say of it.

They say all but for what ends in the beginning of a word, and for entries too long to have any.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from ..query import Phrase, Query, Term
from .building import HASH, NEWEST

Sql = tuple[str, list[object]]

# `SELECT` has the words hashed once, where the planner does not know them.
_TOGETHER = "position((SELECT substr(search_hashes(%s::text[]), 1, %s::int)) IN hashes) > 0"
#: Among so many of the newest it is looked how phrases end; so many of the usual ends are enough.
LATEST, ENDS = 300, 8


class Near(NamedTuple):
    """What the hashes say of phrases: a condition, true also of what has none; and whether it says all."""

    sql: str
    params: list[object]
    says_all: bool


def near(query: Query) -> Near | None:
    """None where single words will do."""
    terms = _with_phrases(query)
    if not terms:
        return None
    conditions, params = _conditions(terms)
    return Near(
        " AND ".join(f"(hashes IS NULL OR {one})" for one in conditions),
        params,
        not any(term.begun for term in terms),
    )


def holding(where: Near, exactly: Sql, sure: Sql | None = None) -> Sql:
    """The condition that the phrases are there: `exactly`, which only CASE keeps from being read in vain."""
    said, params = ("hashes IS NOT NULL", []) if where.says_all else sure or ("false", [])
    exact, more = exactly
    return (
        f"CASE WHEN {where.sql} THEN CASE WHEN {said} THEN true ELSE {exact} END ELSE false END",
        [*where.params, *params, *more],
    )


def lacking(query: Query, exactly: Sql) -> Sql:
    """The condition that the unwanted phrases are not there. Single words are better asked of the index."""
    terms = [replace(term, spellings=term.phrases) for term in query.unwanted if term.phrases]
    if not terms:
        return "true", []
    conditions, params = _conditions(terms)
    exact, more = exactly
    is_sure = not any(term.begun for term in terms)
    return (
        f"CASE WHEN hashes IS NULL THEN {exact} WHEN {' OR '.join(conditions)} "
        f"THEN {'false' if is_sure else exact} ELSE true END",
        [*more, *params, *(() if is_sure else more)],
    )


def surely(cursor: Any, query: Query, of_kind: str) -> Sql | None:
    """That a phrase which ends in the beginning of a word is there with one of its usual ends.

    Of a frequent one that spares reading nearly all of the vectors.
    """
    terms = [_ended(cursor, term, of_kind) if term.begun else term for term in _with_phrases(query)]
    if not all(term.spellings for term in terms):
        return None
    conditions, params = _conditions(terms)
    return " AND ".join(["hashes IS NOT NULL", *conditions]), params


def _with_phrases(query: Query) -> list[Term]:
    return [term for term in query.terms if term.phrases]


def _conditions(terms: list[Term]) -> tuple[list[str], list[object]]:
    hashed = [[_hashed(words, words in term.begun) for words in term.spellings] for term in terms]
    conditions = [f"({' OR '.join([_TOGETHER] * len(several))})" for several in hashed]
    return conditions, [value for several in hashed for both in several for value in both]


def _hashed(words: Phrase, is_begun: bool) -> tuple[list[str], int]:
    """The words, and how many bytes of their hashes are known: of a beginning its first letter's."""
    return list(words), HASH * (len(words) - is_begun) + is_begun


def _ended(cursor: Any, term: Term, of_kind: str) -> Term:
    phrases = [words for words in term.begun if len(words) > 1]
    ended = [(*words[:-1], end) for words in phrases for end in _ends(cursor, words, of_kind)]
    return Term((*(words for words in term.spellings if words not in term.begun), *ended))


def _ends(cursor: Any, words: Phrase, of_kind: str) -> Iterator[str]:
    cursor.execute(
        "SELECT lexeme FROM (SELECT words, hashes FROM (SELECT words, hashes FROM search_entry "  # noqa: S608
        f"WHERE {of_kind} ORDER BY {NEWEST} LIMIT {LATEST}) AS newest WHERE {_TOGETHER} OFFSET 0) AS there, "
        "unnest(words) WHERE starts_with(lexeme, %s) "
        "AND position(search_hashes(%s::text[] || lexeme) IN hashes) > 0 "
        f"GROUP BY lexeme ORDER BY count(*) DESC LIMIT {ENDS}",
        [*_hashed(words, is_begun=True), words[-1], list(words[:-1])],
    )
    return (end for (end,) in cursor.fetchall())
