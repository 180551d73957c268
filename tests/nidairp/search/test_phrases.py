"""A phrase is found where its words stand together, however the database comes to know of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from nidairp.search import index
from nidairp.search.models import Entry
from nidairp.search.postgresql.building import FILLING
from nidairp.search.postgresql.pairs import knowing
from nidairp.search.query import Query, Term, parse
from nidairp.search.sources import KINDS, find
from nidairp.search.sqlite.ranking import scores

WORDS = st.sampled_from("b bc bcd cd cut rat rats reward 字".split())
#: Each with its fields: no phrase runs from one into the next.
FIELDS = ("title", "people", "identifiers", "text")
TEXTS = st.lists(
    st.tuples(*[st.lists(WORDS, max_size=2)] * 3, st.lists(WORDS, max_size=10)), min_size=1, max_size=6
)
#: How a term may be typed: a phrase, the beginning of one, a compound, the beginning of a word.
TYPED = st.sampled_from(
    ['"{} {}"', '"{} {} {}"', '"{} {}"*', "{}-{}", "{}*", '{}* OR "{} {}"', "-{}", '-"{} {}"', '-"{} {}"*']
)
TERMS = st.builds(str.format, TYPED, WORDS, WORDS, WORDS)


def holds(fields: tuple[list[str], ...], query: Query) -> bool:
    return all(said(fields, term) for term in query.terms) and not any(
        said(fields, term) for term in query.unwanted
    )


def said(fields: tuple[list[str], ...], term: Term) -> bool:
    return any(stands(words, term, phrase) for words in fields for phrase in term.spellings)


def stands(words: list[str], term: Term, phrase: tuple[str, ...]) -> bool:
    pieces = [tuple(words[at : at + len(phrase)]) for at in range(len(words) - len(phrase) + 1)]
    if phrase not in term.begun:
        return phrase in pieces
    return any(one[:-1] == phrase[:-1] and one[-1].startswith(phrase[-1]) for one in pieces)


def written(fields: tuple[list[str], ...]) -> dict[str, str]:
    return {name: " ".join(words) for name, words in zip(FIELDS, fields, strict=True)}


@contextmanager
def some_words_frequent() -> Iterator[None]:
    """As while the index is filled, where the engine knows of pairs."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(knowing("ARRAY['bc', 'cd', 'cut', 'rat', 'reward']"))
        cursor.execute(f"SET LOCAL {FILLING} = 'yes'")
        yield
        cursor.execute(f"SET LOCAL {FILLING} = ''")


@pytest.mark.django_db
def test_of_a_phrase_whose_words_are_frequent_the_old_with_it_in_their_titles_are_found(monkeypatch):
    for name, number in {"CANDIDATES": 2, "AMONG": 3, "FREQUENT": 1000}.items():
        monkeypatch.setattr(f"nidairp.search.{connection.vendor}.asking.{name}", number, raising=False)
    Entry.objects.all().delete()
    kind = find("publications")
    texts = [
        ([], [], [], ["rat", "reward"]),
        (["rat", "reward"], [], [], []),
        *[([], [], [], ["rat", "reward"])] * 4,
    ]
    with some_words_frequent():
        for key, fields in enumerate(texts):
            Entry.objects.create(
                id=KINDS * key + kind.number, kind=kind.kind, object_id=key, **written(fields)
            )
    assert 1 in index.best(parse('"rat reward"'), kind).keys


@pytest.mark.django_db
@pytest.mark.parametrize("among", [100, 1], ids=["among the newest", "by the index"])
@settings(max_examples=40)
@given(TEXTS, st.lists(TERMS, min_size=1, max_size=2), st.integers(0, 6))
def test_phrases_are_found_exactly_where_they_stand(among, texts, typed, filled):
    query, source = parse(" ".join(typed)), find("publications")
    Entry.objects.all().delete()
    entries = [
        Entry(id=KINDS * key + source.number, kind=source.kind, object_id=key, **written(fields))
        for key, fields in enumerate(texts)
    ]
    with some_words_frequent():
        Entry.objects.bulk_create(entries[:filled])
    Entry.objects.bulk_create(entries[filled:])
    expected = [key for key, fields in enumerate(texts) if holds(fields, query)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("nidairp.search.postgresql.asking.AMONG", among)
        patched.setattr("nidairp.search.postgresql.asking.FREQUENT", 2)
        patched.setattr("nidairp.search.postgresql.phrases.LATEST", among)
        patched.setattr("nidairp.search.postgresql.phrases.ENDS", 1)
        best = index.best(query, source)
    assert sorted(best.keys) == sorted(index.keys(query, source)) == expected
    assert (best.total, best.more) == (len(expected), False)


def in_names(fields: tuple[list[str], ...], query: Query) -> bool:
    return holds(fields, query) and all(said(fields[:3], term) for term in query.terms)


def best_of_the_newest(texts: list[tuple[list[str], ...]], query: Query, most: int) -> list[int]:
    """What SQLite ranks."""
    there = [key for key, fields in enumerate(texts) if holds(fields, query)]
    named = [key for key in there if in_names(texts[key], query)]
    ranked = sorted({*there[-most:], *named[-most:]}, reverse=True)
    rank = dict(zip(ranked, scores(query, [[*written(texts[key]).values()] for key in ranked]), strict=True))
    return sorted(ranked, key=lambda key: -rank[key])[:most]


@pytest.mark.django_db
@settings(max_examples=40)
@given(TEXTS, TEXTS, st.lists(TERMS, min_size=1, max_size=2))
def test_of_each_kind_the_best_are_found_among_the_newest_however_many_another_kind_has(one, other, typed):
    query, kinds = parse(" ".join(typed)), {find("publications"): one, find("news"): other}
    Entry.objects.all().delete()
    for source, texts in kinds.items():
        Entry.objects.bulk_create(
            Entry(id=KINDS * key + source.number, kind=source.kind, object_id=key, **written(fields))
            for key, fields in enumerate(texts)
        )
    with pytest.MonkeyPatch.context() as patched:
        for engine in ("postgresql", "sqlite"):
            patched.setattr(f"nidairp.search.{engine}.asking.ENOUGH", 2)
        of_each = index.best_of_each(query, [*kinds])
    for found, (source, texts) in zip(of_each, kinds.items(), strict=True):
        expected = [key for key, fields in enumerate(texts) if holds(fields, query)]
        assert found.total == len(found.keys) >= min(len(expected), 2)
        if connection.vendor == "sqlite" and any(term.phrases for term in query.terms):
            assert found.keys == best_of_the_newest(texts, query, 2)
        else:
            assert sorted(found.keys) == expected[len(expected) - found.total :]
        assert found.more or found.total == len(expected)
        assert index.any_with(query, [source]) is bool(expected)
