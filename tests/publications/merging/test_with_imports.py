"""Merges and imports: what comes in follows the merge, and taking either back leaves the other true."""

import pytest

from publications import reprinting
from publications.importing import batch as importing
from publications.merging import joining, parting
from publications.models import Author, AuthorMerge, AuthorPair, Publication
from tests.publications.importing.texts import entry, imported, stage
from tests.publications.merging.names import author, signed_by

pytestmark = pytest.mark.django_db


def by(key: str, authors: str, **fields: str) -> str:
    return entry(key, author=authors, title=f"On the matter of {key}", **fields)


def merged(keep: str, other: str):
    (done,) = joining.merge(author("Vendruscolo", keep).pk, [author("Vendruscolo", other).pk])
    return done


def two_imports():
    first = imported(by("full", "Vendruscolo, Leandro F and Koob, George F"))
    second = imported(by("short", "Vendruscolo, L F and Koob, George F"))
    return first, second


def test_a_later_import_follows_the_merge():
    two_imports()
    merged("Leandro F", "L F")
    imported(by("later", "Vendruscolo, L F and Stein, Elliot A"))
    assert len(signed_by(author("Vendruscolo", "Leandro F"))) == 3
    assert signed_by(author("Vendruscolo", "L F")) == set()


def test_a_preview_made_before_the_merge_follows_it_too():
    two_imports()
    waiting = stage(by("later", "Vendruscolo, L F"))
    merged("Leandro F", "L F")
    importing.apply(waiting)
    assert len(signed_by(author("Vendruscolo", "Leandro F"))) == 3


def test_importing_again_changes_nothing():
    two_imports()
    merged("Leandro F", "L F")
    again = stage(by("short", "Vendruscolo, L F and Koob, George F"))
    assert again.counts() == {"unchanged": 1}


def test_an_update_keeps_the_merge_and_the_way_back():
    two_imports()
    done = merged("Leandro F", "L F")
    imported(by("short", "Vendruscolo, L F and Koob, George F", volume="7"))
    assert len(signed_by(author("Vendruscolo", "Leandro F"))) == 2
    assert parting.undo(done).remarks == []
    assert signed_by(author("Vendruscolo", "L F")) == {"On the matter of short"}


def test_taking_back_the_import_of_the_merged_keeps_what_staff_decided():
    _, second = two_imports()
    done = merged("Leandro F", "L F")
    importing.undo(second)
    assert list(Publication.objects.values_list("citation_key", flat=True)) == ["full"]
    assert author("Vendruscolo", "L F").merged_into == author("Vendruscolo", "Leandro F")
    imported(by("short", "Vendruscolo, L F"))
    assert len(signed_by(author("Vendruscolo", "Leandro F"))) == 2
    parting.undo(done)
    assert signed_by(author("Vendruscolo", "L F")) == {"On the matter of short"}


def test_taking_back_the_import_of_the_one_who_stays_keeps_whoever_was_merged_into_it():
    first, _ = two_imports()
    done = merged("Leandro F", "L F")
    importing.undo(first)
    assert signed_by(author("Vendruscolo", "Leandro F")) == {"On the matter of short"}
    parting.undo(done)
    assert signed_by(author("Vendruscolo", "L F")) == {"On the matter of short"}


def test_names_that_an_undone_import_brings_back_are_those_who_they_are_now():
    imported(by("a", "Vendruscolo, L F"))
    change = imported(by("a", "Vendruscolo, Leandro F"))
    done = merged("Leandro F", "L F")
    importing.undo(change)
    assert signed_by(author("Vendruscolo", "Leandro F")) == {"On the matter of a"}
    parting.undo(done)
    assert signed_by(author("Vendruscolo", "L F")) == {"On the matter of a"}


def test_guesses_do_not_hold_an_author_and_decisions_do():
    first, second = two_imports()
    full, short = author("Vendruscolo", "Leandro F"), author("Vendruscolo", "L F")
    ends = dict(zip(("first_id", "second_id"), sorted((full.pk, short.pk)), strict=True))
    pair = AuthorPair.objects.create(**ends)
    importing.undo(second)
    assert not Author.objects.filter(pk=short.pk).exists()
    assert not AuthorPair.objects.filter(pk=pair.pk).exists()
    again = imported(by("short", "Vendruscolo, L F"))
    short = author("Vendruscolo", "L F")
    AuthorPair.objects.create(first=min(full, short, key=lambda one: one.pk), second=short, state="different")
    importing.undo(again)
    importing.undo(first)
    assert Author.objects.filter(family="Vendruscolo").count() == 2


def test_an_author_of_whom_staff_have_said_more_stays():
    batch = imported(by("a", "Koob, George F and Stein, Elliot A"))
    Author.objects.filter(family="Koob").update(orcid="0000-0002-1825-0097")
    importing.undo(batch)
    assert list(Author.objects.values_list("family", flat=True)) == ["Koob"]


def put_right(who: Author, misprinted: str) -> None:
    names = [name for name, _ in reprinting.printed(who) if str(name) == misprinted]
    reprinting.reprint(who, names, None)


def test_a_merge_is_taken_back_although_names_were_put_right_since():
    two_imports()
    imported(by("both", "Vendruscolo, L F and Vendruscolo, Leandro F"))
    done = merged("Leandro F", "L F")
    full = author("Vendruscolo", "Leandro F")
    put_right(full, "Vendruscolo, L F")
    (remark,) = parting.undo(done).remarks
    assert remark.startswith("2 publications print “Vendruscolo, Leandro F”, which was corrected in the")
    short = author("Vendruscolo", "L F")
    assert signed_by(short) == {"On the matter of short", "On the matter of both"}
    assert signed_by(full) == {"On the matter of full", "On the matter of both"}
    put_right(short, "Vendruscolo, Leandro F")
    assert Publication.objects.get(citation_key="short").authors_text.startswith("Vendruscolo, L F;")


@pytest.mark.parametrize("order", ["L F|Leandro F", "Leandro F|L F"])
@pytest.mark.parametrize("is_noted", [True, False])
def test_of_two_that_print_the_same_since_each_has_its_own_place_again(order, is_noted):
    two_imports()
    both = imported(by("both", " and ".join(f"Vendruscolo, {given}" for given in order.split("|"))))
    people = Publication.objects.get(citation_key="both").contributions.order_by("position")
    before = list(people.values_list("position", "author"))
    done = merged("Leandro F", "L F")
    if not is_noted:  # as merges of earlier days are
        AuthorMerge.objects.update(moved=[row[:6] for row in done.moved])
    put_right(author("Vendruscolo", "Leandro F"), "Vendruscolo, L F")
    parting.undo(done)
    after = list(people.values_list("position", "author"))
    assert after == before if is_noted else {who for _, who in after} == {who for _, who in before}
    assert importing.undo(both).counts == {"undone": 1}


def test_an_earlier_merge_of_a_chain_is_taken_back_although_names_were_put_right_since():
    imported(*(by(f"p{at}", f"Vendruscolo, {given}") for at, given in enumerate(("L", "L F", "Leandro F"))))
    first = merged("L F", "L")
    merged("Leandro F", "L F")
    put_right(author("Vendruscolo", "Leandro F"), "Vendruscolo, L")
    parting.undo(first)
    assert signed_by(author("Vendruscolo", "L")) == {"On the matter of p0"}
    assert signed_by(author("Vendruscolo", "Leandro F")) == {"On the matter of p1", "On the matter of p2"}


def test_a_name_that_an_undone_import_brings_back_is_whose_it_was_before_a_merge_taken_back_since():
    imported(by("full", "Vendruscolo, Leandro F"), by("short", "Vendruscolo, L F"))
    done = merged("Leandro F", "L F")
    change = imported(by("short", "Vendruscolo, Leandro F"))
    parting.undo(done)
    importing.undo(change)
    assert Publication.objects.get(citation_key="short").authors_text == "Vendruscolo, L F"
    assert signed_by(author("Vendruscolo", "L F")) == {"On the matter of short"}
