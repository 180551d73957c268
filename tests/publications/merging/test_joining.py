"""Merging authors and taking it back: what moves, what stays, and what of it comes back."""

import pytest

from publications.citations import bibtex, csl_json, ris
from publications.merging import joining, parting
from publications.merging.joining import NotPossible
from publications.models import Author, AuthorMerge, AuthorPair, Contribution, Publication
from tests.factories import make_publication
from tests.publications.merging.names import author, signed_by, state, two_spellings

pytestmark = pytest.mark.django_db


def exported() -> str:
    rows = Publication.objects.order_by("pk").with_people()
    return "".join(line for form in (bibtex, ris, csl_json) for line in form.render(rows))


def test_all_publications_are_one_authors_and_the_printed_names_stay():
    full, short = two_spellings()
    before = exported()
    (done,) = joining.merge(full.pk, [short.pk])
    assert signed_by(full) == {"One", "Two", "Three", "Four"}
    assert done.works == 2
    assert exported() == before
    assert "Vendruscolo, L F; Koob, George F" in Publication.objects.values_list("authors_text", flat=True)


def test_undone_it_is_exactly_as_before():
    full, short = two_spellings()
    Author.objects.filter(pk=short.pk).update(orcid="0000-0002-1825-0097", affiliation="There")
    before = state()
    (done,) = joining.merge(full.pk, [short.pk])
    full.refresh_from_db()
    assert (full.orcid, full.affiliation) == ("0000-0002-1825-0097", "There")
    undone = parting.undo(done)
    assert undone.remarks == []
    assert state() == before
    assert parting.undo(done).undone_at == undone.undone_at


def test_the_old_address_leads_to_the_new_and_back_again(client):
    full, short = two_spellings()
    (done,) = joining.merge(full.pk, [short.pk])
    response = client.get("/publications/authors/l-f-vendruscolo/")
    assert (response.status_code, response["Location"]) == (
        301,
        "/publications/authors/leandro-f-vendruscolo/",
    )
    assert "Four" in client.get("/publications/?author=l-f-vendruscolo").content.decode()
    assert "l-f-vendruscolo" not in client.get("/sitemap.xml").content.decode().replace("/leandro-f-", "")
    found = client.get("/publications/authors/?q=vendruscolo+l+f").content.decode()
    assert "Vendruscolo, Leandro F</bdi>" in found and "Vendruscolo, L F</bdi>" not in found
    parting.undo(done)
    assert client.get("/publications/authors/l-f-vendruscolo/").status_code == 200


def test_whoever_is_written_by_hand_under_the_old_name_is_the_one_who_stays():
    full, short = two_spellings()
    joining.merge(full.pk, [short.pk])
    make_publication(title="Later", authors="Vendruscolo, L F")
    assert "Later" in signed_by(full)


def test_what_came_in_under_the_name_goes_back_with_it():
    full, short = two_spellings()
    (done,) = joining.merge(full.pk, [short.pk])
    make_publication(title="Later", authors="Vendruscolo, L F")
    make_publication(title="His", authors="Vendruscolo, Leandro F")
    parting.undo(done)
    assert signed_by(short) == {"Three", "Four", "Later"}
    assert signed_by(full) == {"One", "Two", "His"}


def test_what_has_changed_since_is_said_and_left():
    full, short = two_spellings()
    (done,) = joining.merge(full.pk, [short.pk])
    Publication.objects.get(title="Three").delete()
    other = make_publication(title="Other", authors="Somebody, Else").contributions.get().author
    Contribution.objects.filter(publication__title="Four", family="Vendruscolo").update(author=other)
    undone = parting.undo(done)
    assert undone.remarks[0] == "1 publication has been deleted since."
    assert undone.remarks[1].startswith("“Four”: “Vendruscolo, L F” is not there any more")
    assert signed_by(short) == set()
    assert signed_by(full) == {"One", "Two"}
    assert "Four" in signed_by(other)


def test_an_orcid_that_was_typed_since_is_kept():
    full, short = two_spellings()
    Author.objects.filter(pk=short.pk).update(orcid="0000-0002-1825-0097", affiliation="There")
    (done,) = joining.merge(full.pk, [short.pk])
    Author.objects.filter(pk=full.pk).update(affiliation="Elsewhere")
    parting.undo(done)
    full.refresh_from_db()
    assert (full.orcid, full.affiliation) == ("", "Elsewhere")


def chain() -> tuple[list[Author], list[AuthorMerge], list[tuple[object, ...]]]:
    """L into L F into Leandro F, and how all was before."""
    full, short = two_spellings()
    make_publication(title="Five", authors="Vendruscolo, L")
    shortest = author("Vendruscolo", "L")
    before = state()
    merges = [*joining.merge(short.pk, [shortest.pk]), *joining.merge(full.pk, [short.pk])]
    return [shortest, short, full], merges, before


def test_merges_one_after_the_other_all_lead_to_the_last():
    (shortest, _, full), _, _ = chain()
    assert signed_by(full) == {"One", "Two", "Three", "Four", "Five"}
    shortest.refresh_from_db()
    assert shortest.merged_into == full


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_merges_one_after_the_other_are_undone_in_any_order(order):
    _, merges, before = chain()
    for at in order:
        assert parting.undo(merges[at]).remarks == []
    assert state() == before


def test_who_is_parted_first_and_merged_anew_stays_where_merged_last():
    (shortest, short, full), merges, _ = chain()
    parting.undo(merges[0])
    joining.merge(full.pk, [shortest.pk])
    assert parting.undo(merges[1]).remarks == []
    assert signed_by(short) == {"Three", "Four"}
    assert signed_by(full) == {"One", "Two", "Five"}
    shortest.refresh_from_db()
    assert shortest.merged_into == full


def test_taking_back_the_second_gives_the_first_back_to_it():
    (shortest, short, full), merges, _ = chain()
    parting.undo(merges[1])
    assert signed_by(short) == {"Three", "Four", "Five"}
    assert signed_by(full) == {"One", "Two"}
    shortest.refresh_from_db()
    assert shortest.merged_into == short


def test_several_at_once_all_or_none():
    full, short = two_spellings()
    make_publication(title="Five", authors="Vendruscolo, L")
    shortest = author("Vendruscolo", "L")
    Author.objects.filter(pk=shortest.pk).update(orcid="0000-0002-1825-0097")
    Author.objects.filter(pk=full.pk).update(orcid="0000-0002-1694-233X")
    with pytest.raises(NotPossible, match="different ORCID iDs"):
        joining.merge(full.pk, [short.pk, shortest.pk])
    assert not AuthorMerge.objects.exists()
    Author.objects.filter(pk=full.pk).update(orcid="")
    assert len(joining.merge(full.pk, [short.pk, shortest.pk])) == 2
    assert len(signed_by(full)) == 5


def test_who_is_merged_already_cannot_be_merged_again():
    full, short = two_spellings()
    koob = author("Koob", "George F")
    joining.merge(full.pk, [short.pk])
    for keep, other in ((koob, short), (short, koob)):
        with pytest.raises(NotPossible, match="has been merged into “Vendruscolo, Leandro F” already"):
            joining.merge(keep.pk, [other.pk])


@pytest.mark.parametrize("others", [[], ["self"], [0]])
def test_what_is_no_choice_is_refused(others):
    full, _ = two_spellings()
    with pytest.raises(NotPossible):
        joining.merge(full.pk, [full.pk if other == "self" else other for other in others])


def test_who_is_not_the_one_is_not_the_other_either_and_that_is_undone_too():
    full, short = two_spellings()
    make_publication(authors="Vendruscolo, Lara F")
    lara = author("Vendruscolo", "Lara F")
    first, second = sorted((short.pk, lara.pk))
    AuthorPair.objects.create(first_id=first, second_id=second, state="different")
    first, second = sorted((full.pk, lara.pk))
    there = AuthorPair.objects.create(first_id=first, second_id=second)
    (done,) = joining.merge(full.pk, [short.pk])
    there.refresh_from_db()
    assert there.state == "different"
    parting.undo(done)
    there.refresh_from_db()
    assert there.state == "open"
