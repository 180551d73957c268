"""Whether there is anything, and how frequent words are, for those who need not know what there is."""

from collections.abc import Sequence
from typing import Any

from ..found import COUNTED, Asked
from ..query import Query
from ..triggers import literal
from .asking import find
from .matching import by_index
from .phrases import near
from .together import of_kind, there
from .tsquery import any_of, match

#: Of so many words it is asked at once whether there are any.
AT_ONCE = 32

#: The index names what it finds all at once, or one by one; and of what very many have, about so many.
_ALL_AT_ONCE = "enable_indexscan = off"
_SOME = f"gin_fuzzy_search_limit = {20 * COUNTED}"


def any_with(cursor: Any, query: Query, asked: Sequence[Asked]) -> bool:
    """Whether there is one: where the words need not stand together, none is fetched or ranked."""
    if near(query) or query.unwanted:
        return any(found.total for found in find(cursor.db, query, asked))
    if len(query.terms) == 1:
        some = _any_of_each("ANY (%s::tsquery[])", asked)
        if by_index(cursor, some, [any_of(query.terms[0])] * len(asked), _ALL_AT_ONCE, _SOME)[0][0]:
            return True
    sql = _any_of_each("%s::tsquery", asked)
    return bool(by_index(cursor, sql, [match(query)] * len(asked), _ALL_AT_ONCE)[0][0])


def _any_of_each(wanted: str, asked: Sequence[Asked]) -> str:
    ours = (f"words @@ {wanted} AND {there(one, literal(one.at))}" for one in asked)
    return "SELECT " + " OR ".join(f"EXISTS (SELECT FROM search_entry WHERE {one} LIMIT 1)" for one in ours)  # noqa: S608


def counted(cursor: Any, words: Sequence[str], kinds: Sequence[str]) -> list[Any]:
    """Those of the words that there are, with how many entries have it, up to some.

    Most are no words at all: of several at once that is told at the price of one. With a limit the planner
    would rather go through the entries by another index until it meets enough.
    """
    sql = (
        "WITH several AS (SELECT array_agg(word) AS words, "  # noqa: S608
        "array_agg(quote_literal(word)::tsquery) AS each "
        f"FROM unnest(%s::text[]) WITH ORDINALITY AS one (word, place) GROUP BY place / {AT_ONCE}), "
        f"known AS MATERIALIZED (SELECT words FROM several, {_number('ANY (each)', kinds, 1)}) "
        f"SELECT word, number FROM known, unnest(words) AS word, "
        f"{_number('quote_literal(word)::tsquery', kinds, COUNTED)}"
    )
    return by_index(cursor, sql, [list(words)], _ALL_AT_ONCE, _SOME)


def _number(wanted: str, kinds: Sequence[str], most: int) -> str:
    """How many there are, for those of which there are any, to be joined."""
    ours = " OR ".join(f"({of_kind(kind)} AND words @@ {wanted})" for kind in kinds)
    few = f"SELECT 1 FROM search_entry WHERE {ours} LIMIT {most}"  # noqa: S608
    return f"LATERAL (SELECT count(*) AS number FROM ({few}) AS few HAVING count(*) > 0) AS there"  # noqa: S608
