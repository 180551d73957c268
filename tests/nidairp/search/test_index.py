"""The index follows whatever is written, in the same transaction, and knows nothing that is not published."""

import datetime
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from news.models import Post
from nidairp.pages.models import Page
from nidairp.search import index
from nidairp.search.models import Entry
from nidairp.search.query import parse
from nidairp.search.sources import find, registered
from nidairp.search.triggers import selecting
from publications.importing import batch
from publications.models import Publication
from tests.factories import make_page, make_post, make_publication, seed_publication

pytestmark = pytest.mark.django_db

BRIEFLY = datetime.timedelta(microseconds=1)
BIB = b'@article{one, title = {A quokka in the dark}, author = {M{\\"u}ller, Anna}, year = 2020}'


def found(kind: str, typed: str) -> list[str]:
    source, query = find(kind), parse(typed)
    total, keys, more = index.best(query, source)
    assert total == len(keys) and not more
    rows = source.model.objects.in_bulk(keys)
    assert sorted(keys) == sorted(index.keys(query, source))
    return [rows[key].title for key in keys]


def test_all_kinds_are_found_in_their_own_drawer():
    make_post(title="Quokka news", body="<p>All about <strong>marsupials</strong>.</p>")
    make_page(title="Quokka page")
    make_publication(title="Quokka paper")
    assert found("news", "quokka") == found("news", "marsupial") == ["Quokka news"]
    assert found("pages", "quokka") == ["Quokka page"]
    assert found("publications", "quokka") == ["Quokka paper"]
    assert found("news", "strong") == []


@pytest.mark.parametrize(
    "typed",
    [
        "heroin addiction",
        "carmack",
        "Vendruscolo, Leandro F",
        '"negative emotional learning"',
        "circuit*",
        "10.1172/JCI125534",
        "https://doi.org/10.1172/jci125534",
        "carmack 2019",
        "Carmack:2019aa",
        "pmid:30913040",
        '"J Clin Invest"',
    ],
)
def test_a_publication_is_found_by(typed):
    publication = seed_publication(pmid="30913040")
    assert found("publications", typed) == [publication.title]


@pytest.mark.parametrize(
    ("written", "typed", "there"),
    [
        ("Müller, Anna", "Muller", True),
        ("Müller, Anna", "Müller", True),
        ("Müller, Anna", "Mueller", True),
        ("Mueller, Anna", "Müller", True),
        ("Mueller, Anna", "Mueller", True),
        ("Muller, Anna", "Müller", True),
        ("Łukasik, Paweł", "lukasik pawel", True),
        ("Weiß, Jörg", "weiss", True),
        ("O'Neill, Siobhan", "O’Neill", True),
        ("O'Neill, Siobhan", "oneill", True),
        ("Neill, Siobhan", "oneill", False),
        ("Lowery-Gionta, Emily", "lowery-gionta", True),
        ("Lowery-Gionta, Emily", "gionta", True),
    ],
)
def test_names(written, typed, there):
    make_publication(title="The paper", authors=written)
    assert found("publications", typed) == ["The paper"] * there


@pytest.mark.parametrize("written", ["978-0-8044-2957-3", "9780804429573", "0-8044-2957-X", "080442957X"])
def test_a_book_is_found_by_its_number_however_it_is_written(written):
    make_publication(title="The book", isbn=written)
    for typed in ("978-0-8044-2957-3", "9780804429573", "ISBN 0-8044-2957-x", "080442957X"):
        assert found("publications", typed) == ["The book"]


@pytest.mark.parametrize("title", ["α-synuclein", "alpha-synuclein", "<i>α</i>-Synuclein", "Alpha synuclein"])
@pytest.mark.parametrize("typed", ["alpha-synuclein", "α-synuclein", '"alpha synuclein"', "ALPHA-SYN*"])
def test_greek_letters_by_sign_and_by_name(title, typed):
    make_publication(title=title)
    assert found("publications", typed) == [title]


def test_sub_and_superscripts_are_part_of_their_word():
    make_publication(title="<sup>18</sup>F and H<sub>2</sub>O<sub>2</sub>")
    assert len(found("publications", "18F h2o2")) == 1


def test_words_must_all_be_there_and_phrases_stand_together():
    make_publication(title="Reward without cue")
    assert found("publications", "cue reward") == ["Reward without cue"]
    assert found("publications", "cue absence") == []
    assert found("publications", '"reward cue"') == []


@pytest.mark.parametrize(
    "between", [" ", "-", ", ", " (", "\n", "、", "–", "🙂", "</p><p>", "\u2003", " \u200b"]
)
def test_a_phrase_is_found_whatever_stands_between_its_words(between):
    make_publication(title="X", abstract=f"Of a cue{between}reward")
    assert found("publications", '"cue reward"') == found("publications", '"a cue rewa"*') == ["X"]


@pytest.mark.parametrize("abstract", ["cup rested by cue", "a cu ree", "cue of reward", "reward cue"])
def test_words_that_only_begin_as_a_phrase_does_are_none(abstract):
    make_publication(title="Reward", abstract=abstract)
    assert found("publications", '"cue reward"') == []


@pytest.mark.parametrize("typed", ["sleep NOT rat", "sleep -rat", 'sleep -"a rat"', '"in sleep" NOT rat*'])
def test_what_has_an_unwanted_word_anywhere_is_not_found(monkeypatch, typed):
    monkeypatch.setattr("nidairp.search.postgresql.asking.CANDIDATES", 1)
    monkeypatch.setattr("nidairp.search.sqlite.asking.CANDIDATES", 1)
    make_publication(title="Pain in sleep", abstract="Of mice", year=1990)
    make_publication(title="Fear in sleep", abstract="Of a rat", year=2020)
    source, query = find("publications"), parse(typed)
    best = index.best(query, source)
    assert (best.total, [Publication.objects.get(pk=pk).title for pk in best.keys]) == (1, ["Pain in sleep"])
    assert list(index.keys(query, source)) == best.keys


def test_of_long_texts_only_the_beginning_is_looked_at_to_rank_them(monkeypatch):
    far = [make_publication(title="X", abstract="word " * 2000 + "cue reward") for _ in range(2)]
    ranked = []

    def scores(query, entries):
        ranked.extend(entries)
        return [0] * len(entries)

    monkeypatch.setattr("nidairp.search.sqlite.asking.scores", scores)
    assert index.best(parse('"cue reward"'), find("publications")).keys == [one.pk for one in reversed(far)]
    assert all(len(text) <= 4000 for entry in ranked for text in entry)


def test_a_phrase_is_found_in_a_text_beyond_all_measure():
    make_publication(title="Long", abstract="word " * 10_000 + "cue reward " + "word " * 5)
    make_publication(title="Longer", abstract="字 " * 1999 + "cue reward")
    assert sorted(found("publications", '"cue reward"')) == ["Long", "Longer"]


@pytest.mark.parametrize(
    ("among", "frequent"), [(2, 1), (1, 1), (2, 1000)], ids=["at once", "further", "looked up"]
)
def test_of_a_very_frequent_phrase_the_newest_are_shown_and_nothing_false_is_said(
    monkeypatch, among, frequent
):
    monkeypatch.setattr("nidairp.search.postgresql.asking.ENOUGH", 2)
    monkeypatch.setattr("nidairp.search.postgresql.asking.AMONG", among)
    monkeypatch.setattr("nidairp.search.postgresql.asking.FREQUENT", frequent)
    monkeypatch.setattr("nidairp.search.sqlite.asking.ENOUGH", 2)
    for year in range(2001, 2006):
        make_publication(title="A cue reward", year=year)
    source, query = find("publications"), parse('"cue reward"')
    got = index.best(query, source)
    years = [Publication.objects.get(pk=pk).year for pk in got.keys]
    assert years == [2005, 2004]
    assert (got.total, got.more) == (2, True)
    assert index.matching(source.rows(), query, source).count() == 5


@pytest.mark.parametrize(
    "typed", ['"cue reward"', '"cue rew"*', "cue-reward", '"cue reward" NOT rat', "reward cue"]
)
def test_what_is_old_and_has_the_words_in_its_names_comes_before_the_newest(monkeypatch, typed):
    for name, number in {"ENOUGH": 2, "CANDIDATES": 2, "AMONG": 3, "FREQUENT": 1}.items():
        monkeypatch.setattr(f"nidairp.search.{connection.vendor}.asking.{name}", number, raising=False)
    make_publication(title="Old", abstract="Of cue reward", year=1990)
    make_publication(title="Cue reward", abstract="In a rat", year=1990)
    named = make_publication(title="Of cue reward", year=1990)
    for _ in range(3):
        make_publication(title="New", abstract="Of cue reward", year=2020)
    got = index.best(parse(typed), find("publications"))
    # PostgreSQL asks no beginnings of the index of names: one letter would take seconds.
    assert (named.pk in got.keys) is not (connection.vendor == "postgresql" and "*" in typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [("10.1000/old", {"doi": "10.1000/old"}), ("alpha -beta", {"title": "Of alpha"})],
    ids=["identifiers", "unwanted"],
)
def test_on_sqlite_old_names_are_found_by_identifiers_and_not_lost_to_what_is_unwanted(
    monkeypatch, typed, names
):
    """What has an unwanted word in its text takes no place among those with the words in their names."""
    for name in ("ENOUGH", "CANDIDATES"):
        monkeypatch.setattr(f"nidairp.search.sqlite.asking.{name}", 2)
    for name, number in {"ENOUGH": 2, "AMONG": 3, "FREQUENT": 1}.items():
        monkeypatch.setattr(f"nidairp.search.postgresql.asking.{name}", number)
    named = make_publication(**{"title": "Old", "year": 1990, **names})
    for _ in range(3):
        make_publication(title="Of alpha", abstract="Beta", year=2010)
    for _ in range(3):
        make_publication(title="New", abstract="Alpha 10.1000/old", year=2020)
    got = index.best(parse(typed), find("publications"))
    assert got.keys[0] == named.pk


@pytest.mark.parametrize("goes", ["renamed", "deleted", "hidden"])
def test_what_has_no_longer_the_words_in_its_names_is_not_among_those_that_have(monkeypatch, goes):
    for name, number in {"ENOUGH": 2, "CANDIDATES": 2, "AMONG": 3, "FREQUENT": 1}.items():
        monkeypatch.setattr(f"nidairp.search.{connection.vendor}.asking.{name}", number, raising=False)
    named = make_publication(title="Of cue reward", year=1990)
    for _ in range(3):
        make_publication(title="New", abstract="Of cue reward", year=2020)
    assert index.best(parse('"cue reward"'), find("publications")).keys[0] == named.pk
    if goes == "deleted":
        named.delete()
    else:
        changes = {"title": "Of nothing"} if goes == "renamed" else {"is_public": False}
        Publication.objects.filter(pk=named.pk).update(**changes)
    assert named.pk not in index.best(parse('"cue reward"'), find("publications")).keys


@pytest.mark.parametrize("typed", ['"cue reward"', "cue reward"])
def test_what_vanishes_while_it_is_looked_for_is_no_error(typed):
    make_publication(title="Cue reward")
    asked = []

    def vanishing(execute, sql, *rest):
        asked.append(sql)
        if len(asked) == 2:
            Publication.objects.all().delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(vanishing):
        found = index.best(parse(typed), find("publications"))
    assert found.total == len(found.keys)


def test_what_has_the_words_in_its_title_comes_first():
    make_publication(title="Something else", abstract="sleep " * 3 + "and more " * 40, year=2024)
    make_publication(title="Sleep", year=1990)
    assert found("publications", "sleep") == ["Sleep", "Something else"]


def test_what_is_not_published_is_not_there_and_comes_and_goes_with_its_state():
    post, page = make_post(title="Secret", state="draft"), make_page(title="Secret", state="draft")
    publication = make_publication(title="Secret", is_public=False)
    assert Entry.objects.count() == 0
    Post.objects.filter(pk=post.pk).update(state="published")
    page.state = "published"
    page.save()
    Publication.objects.update(is_public=True)
    assert Entry.objects.count() == 3
    Post.objects.update(state="draft")
    Page.objects.update(state="draft")
    publication.is_public = False
    publication.save()
    assert Entry.objects.count() == 0
    assert found("news", "secret") == found("pages", "secret") == found("publications", "secret") == []


@pytest.mark.parametrize("typed", ["zanzibarite", '"a zanzibarite"', "zanz*"])
def test_what_has_a_moment_is_found_and_counted_from_then_to_its_end(monkeypatch, typed):
    """Nothing is written at these moments: whoever asks compares them with the clock."""
    nine = datetime.datetime(2026, 6, 3, 13, tzinfo=datetime.UTC)
    five = nine + datetime.timedelta(hours=8)
    moments = {"state": "scheduled", "publish_at": nine, "unpublish_at": five}
    make_post(title="A zanzibarite", **moments)
    make_page(title="A zanzibarite", **moments)
    make_post(title="Always a zanzibarite")
    for moment, there in ((nine - BRIEFLY, 0), (nine, 1), (five - BRIEFLY, 1), (five, 0)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        for kind, always in (("news", 1), ("pages", 0)):
            found = index.best(parse(typed), find(kind))
            assert (found.total, len(found.keys)) == (always + there,) * 2, (kind, moment)


def test_saves_updates_and_deletions_are_followed():
    publication = make_publication(title="Before", authors="Old, Name")
    publication.title = "After"
    publication.save()
    assert found("publications", "before") == []
    assert found("publications", "after old") == ["After"]
    Publication.objects.update(title="Later")
    assert found("publications", "after") == []
    assert found("publications", "later") == ["Later"]
    Publication.objects.all().delete()
    assert found("publications", "later") == []
    assert Entry.objects.count() == 0


def test_a_name_added_by_itself_is_found_after_the_refresh():
    publication = make_publication(title="Paper", authors="First, Name")
    publication.contributions.update(family="Second")
    publication.refresh()
    assert found("publications", "second") == ["Paper"]
    assert found("publications", "first") == []


def test_an_import_past_the_orm_and_its_undo_are_followed():
    done = batch.stage([("a.bib", BIB)])
    assert found("publications", "quokka") == []
    batch.apply(done)
    assert found("publications", "quokka muller") == ["A quokka in the dark"]
    again = batch.stage([("b.bib", BIB.replace(b"2020", b"2020, abstract = {Wombats too}"))])
    batch.apply(again)
    assert found("publications", "wombat") == ["A quokka in the dark"]
    batch.undo(again)
    assert found("publications", "wombat") == []
    assert found("publications", "quokka") == ["A quokka in the dark"]
    batch.undo(done)
    assert found("publications", "quokka") == []
    assert Entry.objects.count() == 0


class Broken(Exception):
    pass


def import_and_fail() -> None:
    with transaction.atomic():
        make_post(title="Vanished")
        batch.apply(batch.stage([("a.bib", BIB)]))
        Publication.objects.filter(title="Kept").update(title="Changed")
        assert found("publications", "quokka") and found("news", "vanished")
        raise Broken


def test_what_is_rolled_back_leaves_no_entry_and_no_word():
    make_publication(title="Kept")
    with pytest.raises(Broken):
        import_and_fail()
    assert list(Entry.objects.values_list("title", flat=True)) == ["Kept"]
    assert found("publications", "kept") == ["Kept"]
    for kind, word in (("publications", "quokka"), ("news", "vanished"), ("publications", "changed")):
        assert found(kind, word) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_found_and_a_failed_import_is_not():
    make_page(title="Committed")
    with pytest.raises(Broken):
        import_and_fail()
    assert found("pages", "committed") == ["Committed"]
    assert found("publications", "quokka") == []


def test_an_unchanged_entry_is_not_written_again():
    make_publication(title="Same")
    # SQLite counts what it writes, here the row and the generation; PostgreSQL gives that another place.
    mark = {"sqlite": "SELECT total_changes()", "postgresql": "SELECT max(ctid::text) FROM search_entry"}
    before = scalar(mark[connection.vendor])
    Publication.objects.update(volume="2")
    assert scalar(mark[connection.vendor]) == (before + 2 if connection.vendor == "sqlite" else before)


@pytest.mark.parametrize("kind", ["news", "pages", "publications"])
def test_one_row_is_looked_up_by_its_key(kind):
    """Never by an index of what is public: an import would read all of it for each of its rows."""
    assert '."id" = (7)' in selecting(find(kind), "7")


def scalar(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_rebuilding_makes_the_same_again(capsys):
    seed_publication()
    make_post(title="A post")
    make_page(title="A draft", state="draft")
    before = list(Entry.objects.order_by("kind").values("kind", "object_id", "title", "people", "text"))
    call_command("rebuild_search")
    assert capsys.readouterr().out == "The search knows 2 things now.\n"
    after = list(Entry.objects.order_by("kind").values("kind", "object_id", "title", "people", "text"))
    assert after == before
    assert found("publications", "heroin") and found("news", "post")


def test_it_is_made_anew_only_where_most_of_it_was_written_since(capsys, monkeypatch):
    grown = connection.vendor == "postgresql"  # the other knows the same of each entry
    monkeypatch.setattr("nidairp.search.postgresql.filling.MANY", 2)
    make_page(title="Before")
    index.rebuild()
    make_post(title="One")
    assert not index.has_grown()
    make_publication(title="Two")
    assert index.has_grown() is grown
    for again in (grown, False):
        call_command("rebuild_search", if_grown=True)
        assert ("The search knows 3 things now." in capsys.readouterr().out) is again
    make_post(title="A fourth, and the others are paired by now")
    assert not index.has_grown()


if connection.vendor == "postgresql":

    @pytest.mark.parametrize(("typed", "most"), [("quokka", 1), ("quokka -rat", 1), ('"a quokka"', 3)])
    def test_all_kinds_are_asked_for_at_once(typed, most, django_assert_max_num_queries):
        """A phrase among the newest first; then which of its words are frequent, and by the index."""
        for make in (make_post, make_page, make_publication):
            make(title="Of a quokka")
        with django_assert_max_num_queries(most):
            several = index.best_of_each(parse(typed), registered())
        assert sorted(one.total for one in several) == [0, 1, 1, 1]

    def test_what_was_planned_once_finds_what_came_later_and_in_an_index_made_anew():
        for number in range(8):  # after some, PostgreSQL plans no longer for each question
            make_publication(title=f"Quokka {number}", abstract="Of a quokka")
            assert len(found("publications", "quokka")) == number + 1
            assert len(found("publications", '"a quokka"')) == number + 1
        index.rebuild()
        make_publication(title="Quokka", abstract="Of a quokka")
        assert len(found("publications", "quokka")) == len(found("publications", '"a quokka"')) == 9
        assert found("publications", "wallaby") == found("publications", '"a wallaby"') == []


if connection.vendor == "sqlite":  # PostgreSQL's index has no pieces

    def test_what_was_written_in_many_pieces_is_put_into_one(capsys, monkeypatch):
        monkeypatch.setattr("nidairp.search.sqlite.building.PIECES", 3)
        index.rebuild()
        assert not index.has_grown()
        for number in range(3):
            make_page(title=f"Word {number}")
        assert index.has_grown()
        call_command("rebuild_search", if_grown=True)
        assert "The search knows 3 things now." in capsys.readouterr().out
        assert not index.has_grown()
        assert len(found("pages", "word")) == 3


def test_a_phrase_of_frequent_words_is_found_in_what_is_written_before_and_after_the_index_is_filled(
    monkeypatch,
):
    monkeypatch.setattr("nidairp.search.postgresql.pairs.FREQUENT", 1)
    make_publication(title="A cue reward", abstract="no pity")
    changed = make_publication(title="Reward, then cue", authors="Cue, Reward")
    index.rebuild()
    make_publication(title="Another cue: reward")
    everyone = ["A cue reward", "Another cue: reward", "Reward, then cue"]
    assert sorted(found("publications", '"cue reward"')) == everyone
    assert sorted(found("publications", '"a cue rew"*')) == everyone[:1]
    Publication.objects.filter(pk=changed.pk).update(title="Rewarding cue", authors_text="Nobody")
    assert sorted(found("publications", '"cue reward"')) == everyone[:2]
    assert found("publications", '"rewarding cue"') == ["Rewarding cue"]


def test_what_is_written_while_it_is_made_anew_is_in_it(monkeypatch):
    changed, gone = make_publication(title="Before"), make_publication(title="Gone")
    statements = list(index.engine().anew(registered()))

    def meanwhile(sources: object) -> Iterator[str]:
        """Just before it is to take the place of the other."""
        for statement in statements:
            if statement in ("ANALYZE search_entry_anew", "DELETE FROM search_entry"):
                Publication.objects.filter(pk=changed.pk).update(title="After")
                Publication.objects.filter(pk=gone.pk).delete()
                make_post(title="New")
            yield statement

    monkeypatch.setattr(index.engine(), "anew", meanwhile)
    monkeypatch.setattr(index, "_digest", lambda: "the same")
    index.rebuild()
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["After", "New"]
    assert found("publications", "after") == ["After"] and found("news", "new") == ["New"]
    assert found("publications", "before") == found("publications", "gone") == []


def test_what_was_written_while_the_triggers_were_away_is_found_when_they_are_back():
    index.lie_down()
    make_publication(title="Meanwhile")
    assert Entry.objects.count() == 0
    assert index.stand()
    assert found("publications", "meanwhile") == ["Meanwhile"]
    assert not index.stand()


def test_an_index_made_by_the_rules_of_another_server_is_made_anew(monkeypatch):
    assert not index.stand()
    monkeypatch.setattr(index.engine(), "server_rules", lambda cursor: ("another",))
    assert index.stand()


def test_a_text_beyond_all_measure_can_be_saved():
    make_publication(title="Long", abstract="wörd " * 300_000 + "x" * 5000)
    assert found("publications", "word long") == ["Long"]


def test_every_kind_is_registered_once():
    assert sorted(source.kind for source in registered()) == ["news", "pages", "people", "publications"]
