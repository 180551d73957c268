"""Making the index: two vectors beside an entry's texts, one of its names and one of all words.

A trigger makes them of the texts, so nothing can write the one without the other. What is long is kept out
of line: counting the matches of a common word then reads few pages. In line stands a hash of each word, in
their order: so whether the words of a phrase stand together is told without reading the long vector.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ..letters import (
    BETWEEN_ASCII,
    BETWEEN_OTHER,
    BETWEEN_RANGES,
    ENTITIES,
    GREEK,
    INLINE,
    LONGEST,
    ONE_LETTER,
    SEVERAL_LETTERS,
)
from ..sources import Source
from ..triggers import dropping, dropping_unpublished, literal, taking
from .pairs import UNPAIRED

#: The order in which frequent phrases are looked for.
NEWEST = "date DESC NULLS LAST, id DESC"
#: So many bytes stand in `hashes` for each word; the first is its first letter's.
HASH = 3
#: An entry with longer `hashes` (bytes) has none, for a row in line must fit a page.
_LONGEST_HASHES = 6000

#: What stands between the fields. No word is this: folded, it is "th".
BETWEEN = "þ"
#: Set to `yes` while all entries are made anew.
FILLING = "search.filling"
_CHANGED = "IN (SELECT id FROM changed)"
# A plan made while the tables were small is kept as they grow: let it be the one for large tables.
_PLANS = "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off"


def _replaced(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        text = f"replace({text}, {literal(old)}, {literal(new)})"
    return text


# Replacements and one regular expression: `translate()` costs ten times as much.
_GREEK = {letter: f" {name} " for letter, name in GREEK.items()}
# A plain space stays: most signs between words are one, and to replace it with itself took most of the time.
_BETWEEN = (
    r"\u1680" + "".join(f"\\u{ord(sign):04x}" for sign in BETWEEN_ASCII + BETWEEN_OTHER) + BETWEEN_RANGES
)
_FOLD = f"""
CREATE OR REPLACE FUNCTION search_fold(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(value) > {LONGEST} THEN
    value := left(value, {LONGEST});
  END IF;
  IF octet_length(value) = char_length(value) THEN
    value := lower(value COLLATE "C");
  ELSE
    value := lower(regexp_replace(normalize(value, NFKD), '[\\u0300-\\u036f]', '', 'g'));
    IF octet_length(value) <> char_length(value) THEN
      value := {_replaced("value", ONE_LETTER | SEVERAL_LETTERS)};
      IF value ~ '[\\u0370-\\u03ff]' THEN
        value := {_replaced("value", _GREEK)};
      END IF;
    END IF;
  END IF;
  RETURN regexp_replace(value, '[{_BETWEEN}]+', ' ', 'g');
END $$"""
_PLAIN = f"""
CREATE OR REPLACE FUNCTION search_plain(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('<' IN value) > 0 THEN
    value := regexp_replace(value, '</?({INLINE})( [^<>]*)?>', '', 'gi');
    value := regexp_replace(value, '</?[a-z][a-z0-9]*( [^<>]*)?/?>', ' ', 'gi');
  END IF;
  IF position('&' IN value) > 0 THEN
    value := {_replaced("value", ENTITIES)};
  END IF;
  RETURN value;
END $$"""

# Of each word its first letter, so that a beginning can be looked for, and two bytes of hash: of half a
# million entries that have the words of a phrase apart, one looks as if it had them together. Where a word's
# bytes begin is not looked at: pieces of two look like a phrase more rarely still. The order is the words':
# there is but one way to go through them. In `FROM`, `unnest` takes twice as long.
_HASHES = f"""
CREATE OR REPLACE FUNCTION search_hashes(words text[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT string_agg(
      substr(set_byte(int4send(hashtext(word)), 0, ascii(word)), 1, {HASH}), ''::bytea
    )
    FROM (SELECT unnest(words) AS word) AS one
  );
END $$"""  # noqa: S608


def _vector(text: str, weight: str) -> str:
    return f"setweight(to_tsvector('simple'::regconfig, {text}), '{weight}')"


# Between the fields stands what no word is, so that no phrase runs from one into the next. The index need not
# know of it: taken out again it leaves its place empty.
_INDEX = f"""
CREATE OR REPLACE FUNCTION search_index() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  title text := concat_ws(' {BETWEEN} ', search_fold(new.title), search_fold(new.identifiers), '');
  people text := search_fold(new.people) || ' {BETWEEN} ';
  rest text := search_fold(new.text);
  words text[] := array_remove(string_to_array(title || people || rest, ' '), '');
  named tsvector := {_vector("title", "A")} || {_vector("people", "B")};
BEGIN
  new.names := ts_delete(named, '{BETWEEN}');
  IF current_setting('{FILLING}', true) = 'yes' THEN
    named := named || to_tsvector('simple'::regconfig, rest) || array_to_tsvector(search_pairs(words));
  ELSE
    named := named || to_tsvector('simple'::regconfig, rest || ' {UNPAIRED}');
  END IF;
  new.words := ts_delete(named, '{BETWEEN}');
  new.hashes := search_hashes(words);
  IF octet_length(new.hashes) > {_LONGEST_HASHES} THEN
    new.hashes := NULL;
  END IF;
  RETURN new;
END $$"""


def functions() -> Iterator[str]:
    """What the triggers call, and the questions."""
    yield _FOLD
    yield _PLAIN
    yield _HASHES
    yield _INDEX


def columns(table: str) -> Iterator[str]:
    """What the texts of a table of entries become, and the trigger that sees to it."""
    yield f"ALTER TABLE {table} SET (toast_tuple_target = 128)"
    # Packing each text took longer than writing it.
    for text in ("title", "people", "identifiers", "text"):
        yield f"ALTER TABLE {table} ALTER COLUMN {text} SET STORAGE EXTERNAL"
    yield f"ALTER TABLE {table} ADD COLUMN hashes bytea"
    yield f"ALTER TABLE {table} ALTER COLUMN hashes SET STORAGE PLAIN"
    for name in ("names", "words"):
        yield f"ALTER TABLE {table} ADD COLUMN {name} tsvector"
        yield f"ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE EXTERNAL"
    yield (
        f"CREATE TRIGGER search_index BEFORE INSERT OR UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION search_index()"
    )


def following(source: Source) -> Iterator[str]:
    """The triggers of what is searched, in the place of any that are there. From then on who writes waits."""
    take = from_rows(source, taking(source), "changed")
    gone = from_rows(source, dropping_unpublished(source, _CHANGED), "changed")
    away = dropping(source, _CHANGED)
    yield from _trigger(source, "add", "INSERT", "NEW", take)
    yield from _trigger(source, "change", "UPDATE", "NEW", f"{gone} {take}")
    yield from _trigger(source, "remove", "DELETE", "OLD", away)


def from_rows(source: Source, sql: str, rows: str) -> str:
    """The same of some rows only, which are at hand under the table's name."""
    table = f'FROM "{source.model._meta.db_table}"'
    return sql.replace(table, table.replace("FROM", f"FROM {rows} AS"))


def _trigger(source: Source, name: str, event: str, rows: str, body: str) -> Iterator[str]:
    """Once for each statement, over all rows that it changed: a COPY of thousands is one of them."""
    table = source.model._meta.db_table
    name = f"{table}_search_{name}"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {_PLANS} AS $$ "
        f"BEGIN {body} RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def server_rules(cursor: Any) -> tuple[str, ...]:
    """What another server may do otherwise: the hash is PostgreSQL's own, and promised to nobody."""
    cursor.execute("SELECT hashtext('reward'), hashtext('β')")
    return tuple(map(str, cursor.fetchone()))


def unfollow(sources: Iterable[Source]) -> Iterator[str]:
    """What would stand in the way of migrations. The entries can be asked meanwhile, as they were."""
    for source in sources:
        table = source.model._meta.db_table
        for name in ("add", "change", "remove"):
            yield f"DROP TRIGGER IF EXISTS {table}_search_{name} ON {table}"
            yield f"DROP FUNCTION IF EXISTS {table}_search_{name}()"
