"""Two frequent words that stand together are also one word of the index.

Else a phrase of these would be looked for in all entries that have both words. Of a rarer word after a
frequent one the index has how it begins, for those who ask for beginnings. Which words are frequent is told
from some of the entries when the index is filled, and stays until it is filled again. Only then are pairs
looked for: an import would take a tenth longer. Entries written later have a sign in their place, and are
looked through.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper as Connection

from nidairp.planned import planning_once

from ..query import Phrase, Query
from ..sources import NAMES, Source
from ..triggers import selecting

#: About so many entries are looked at; words are frequent that so many of them have.
SAMPLE, FREQUENT = 2000, 200
#: So many letters of a rarer word after a frequent one.
BEGINNING = 2
#: What an entry has in the place of pairs. No word is this: folded, it is "ss".
UNPAIRED = "ß"

_TEXTS = "search_fold(concat_ws(' ', title, people, identifiers, text))"


class Pairs(NamedTuple):
    """Those that the index has, and the number of the table whose they are."""

    known: frozenset[str]
    table: int


NONE = Pairs(frozenset(), 0)

# The space before them keeps them from those who ask for the beginning of a word.
_PAIRS = f"""
CREATE OR REPLACE FUNCTION search_pairs(words text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN array(
    SELECT ' ' || one || ' '
      || CASE WHEN other = ANY (%1$L::text[]) THEN other ELSE left(other, {BEGINNING}) END
    FROM (SELECT unnest(words) AS one, unnest(words[2:]) AS other) AS two
    WHERE one = ANY (%1$L::text[]) AND other IS NOT NULL
  );
END $$"""  # noqa: S608


def knowing(frequent: str = "'{}'::text[]") -> str:
    """The function that names the pairs among some words, which has the frequent ones written in."""
    return f"DO $do$ BEGIN EXECUTE format($made${_PAIRS}$made$, {frequent}); END $do$"


def learning(sources: Iterable[Source]) -> str:
    entries = [f"({selecting(source)}) AS taken ({', '.join(NAMES)})" for source in sources]
    all_of_them = " + ".join(f"(SELECT count(*) FROM {some})" for some in entries)  # noqa: S608
    sampled = " UNION ALL ".join(
        f"SELECT unnest(tsvector_to_array(to_tsvector('simple'::regconfig, {_TEXTS}))) AS word "  # noqa: S608
        f"FROM {some} WHERE random() * ({all_of_them}) < {SAMPLE}"
        for some in entries
    )
    words = f"SELECT word FROM ({sampled}) AS sampled GROUP BY word HAVING count(*) >= {FREQUENT}"  # noqa: S608
    return knowing(f"ARRAY({words})")


def pairs(connection: Connection, query: Query) -> Pairs:
    """Those in the query's phrases. While the table is at hand nothing can take its place, nor its pairs'."""
    phrases = [words for term in query.terms for words in term.spellings]
    words = [word for phrase in phrases if len(phrase) > 1 for word in phrase]
    if not words:
        return NONE
    at_hand = "(SELECT count(*) FROM search_entry WHERE false) AS at_hand"
    with planning_once(connection).cursor() as cursor:
        cursor.execute(
            f"SELECT 'search_entry'::regclass::oid, search_pairs(%s::text[]) FROM {at_hand}",  # noqa: S608
            [words],
        )
        [(table, known)] = cursor.fetchall()
    return Pairs(frozenset(known), table) if known else NONE


def paired(words: Phrase, is_begun: bool, known: Pairs) -> list[str]:
    """That an entry has those pairs of the words which are known, or that none were looked for in it."""
    there = list(pairwise(words))
    last = len(there) - 1 if is_begun else len(there)
    found = [(_begun if at == last else _pair)(*both, known.known) for at, both in enumerate(there)]
    return [f"({pair} | '{UNPAIRED}')" for pair in found if pair]


def _pair(one: str, other: str, known: frozenset[str]) -> str:
    several = (f" {one} {other}", f" {one} {other[:BEGINNING]}")
    return next((f"'{pair}'" for pair in several if pair in known), "")


def _begun(one: str, other: str, known: frozenset[str]) -> str:
    """The first word and any that begins so: a frequent one stands there as a whole."""
    if not _pair(one, other, known):
        return ""
    begun = f"' {one} {other}':*"
    return f"{begun} | ' {one} {other[:BEGINNING]}'" if len(other) > BEGINNING else begun
