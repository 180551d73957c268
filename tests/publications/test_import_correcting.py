"""A refused entry is corrected in the admin: seen, tried, saved into its import, or into one of its own."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from publications.importing import batch as importing
from publications.importing import stepping
from publications.models import ImportBatch, ImportRow, Publication
from tests.factories import seed_publication
from tests.publications.importing.texts import TITLE, entry, stage

pytestmark = pytest.mark.django_db

OPEN = '@article{Doe:2020,\n  title = {Never closed,\n  author = {Doe, Jane},\n  year = "2020"\n'
MENDED = '@article{Doe:2020,\n  title = {Closed now},\n  author = {Doe, Jane},\n  year = "2020"\n}\n'


def refused(batch: ImportBatch) -> ImportRow:
    return batch.rows.get(outcome="refused")


def door(row: ImportRow) -> str:
    return reverse("admin:publications_importbatch_correct", args=[row.batch_id, row.pk])


def version(client: Client, row: ImportRow) -> str:
    return str(client.get(door(row)).context["form"].initial["version"])


def send(client: Client, row: ImportRow, text: str = MENDED, button: str = "save", **said: str) -> str:
    said = {"version": version(client, row)} | said
    return client.post(door(row), {"text": text, button: "1", **said}, follow=True).content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_refused_entry_shows_what_is_wrong_and_leads_to_its_text(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    row = refused(batch)
    page = admin_client.get(batch.get_absolute_url()).content.decode()
    assert f"a.bib, line {row.line}: The value of “title” in line {row.line + 1} is never closed" in page
    assert f'href="{door(row)}"' in page
    assert "<details open><summary>Source" in page
    form = admin_client.get(door(row)).content.decode()
    assert "title = {Never closed," in form and "is never closed" in form


def test_what_it_becomes_is_shown_before_anything_is_saved(admin_client: Client) -> None:
    row = refused(stage(entry(), OPEN))
    page = send(admin_client, row, button="look")
    assert "What it becomes" in page and "How it would read" in page and "Closed now" in page
    row.refresh_from_db()
    assert row.outcome == "refused" and "Never" in row.source


def test_saved_it_is_an_entry_of_its_import_like_any_other(admin_client: Client) -> None:
    batch = stage(OPEN, entry("after", title="Something else"))
    row = refused(batch)
    page = send(admin_client, row)
    assert "Corrected a.bib, line 1: “New”." in page
    row.refresh_from_db()
    assert (row.outcome, row.key, row.title, row.position) == ("new", "Doe:2020", "Closed now", 1)
    assert row.original.startswith("@article{Doe:2020") and "Never closed" in row.original
    assert f'name="decision-{row.pk}"' in page and "Correct it again" in page
    assert "corrected here (1)" in page and "Corrected here by admin, " in page
    admin_client.post(reverse("admin:publications_importbatch_apply", args=[batch.pk]))
    assert Publication.objects.filter(citation_key="Doe:2020").exists()
    importing.undo(batch)
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("@article{a,\n title = {T},\n journal = {never", "“journal” in line 3 is never closed", 3),
        ("@article{a}", "has no fields", 1),
        ("just words", "There is no entry here", 0),
        ("", "This field is required", 0),
        (f"{MENDED}\n{entry()}", "2 entries stand here, and the second begins in line 7", 7),
        (f"@article{{a,\n title={{T}},\n doi={{10.1000/{'x' * 300}}}\n}}", "field “doi” in line 3", 3),
        (f"@article{{a,\n title={{T}},\n author={{{'x' * 900}}}\n}}", "field “author” in line 3", 3),
        (f"@article{{{'k' * 300},\n title={{T}}}}", "citation key is longer than 255", 1),
        ("x" * 200_001, "at most 200000", 0),
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_line_and_field_and_stays(
    admin_client: Client, text: str, said: str, line: int
) -> None:
    row = refused(stage(OPEN))
    response = admin_client.post(
        door(row), {"text": text, "save": "1", "version": version(admin_client, row)}
    )
    page = response.content.decode()
    assert said in page
    assert response.context["form"]["text"].value() == text
    described = re.findall(r'<textarea[^>]* aria-describedby="([^"]+)"', page)[0].split()
    assert all(f' id="{name}"' in page for name in described) and "id_text_error" in described
    assert ("id_text_fault" in described) is bool(line)
    assert (f'data-line="{line}"' in page) is bool(line)
    row.refresh_from_db()
    assert row.outcome == "refused"


def test_abbreviations_and_parents_of_the_file_are_known_to_the_text(admin_client: Client) -> None:
    book = "@book{whole,\n title = {The whole book},\n publisher = pub,\n year = {2011}\n}\n"
    strings = "@string{pub = {Academic Press}}\n@xdata{shared,\n address = {Baltimore}\n}\n"
    row = refused(stage(strings, OPEN, book))
    text = "@incollection{part,\n title = {A part},\n xdata = {shared},\n crossref = {Whole}\n}\n"
    send(admin_client, row, text)
    row.refresh_from_db()
    columns = row.values["columns"]
    assert (columns["booktitle"], columns["publisher"]) == ("The whole book", "Academic Press")
    assert columns["address"] == "Baltimore"
    send(admin_client, row, MENDED.replace('"2020"', '"2020", journal = pub'))
    row.refresh_from_db()
    assert row.values["columns"]["journal"] == "Academic Press"


def test_an_import_of_its_own_knows_the_abbreviations_of_the_file_it_came_from(admin_client: Client) -> None:
    batch = stage("@string{pub = {Academic Press}}\n", OPEN)
    importing.apply(batch)
    text = MENDED.replace('"2020"', '"2020", journal = pub')
    send(admin_client, refused(batch), text)
    row = ImportRow.objects.get(batch__corrects=batch)
    send(admin_client, row, text.replace("Closed now", "Closed again"))
    row.refresh_from_db()
    assert row.title == "Closed again"
    assert row.values["columns"]["journal"] == "Academic Press"


def test_it_may_name_more_parents_than_a_question_to_the_database_has_conditions(
    admin_client: Client,
) -> None:
    row = refused(stage(OPEN, "@xdata{Shared0,\n address = {Baltimore}\n}\n"))
    named = ",".join(f"shared{number}" for number in range(1500))
    send(admin_client, row, f"@misc{{a,\n title = {{T}},\n xdata = {{{named}}}\n}}\n")
    row.refresh_from_db()
    assert row.values["columns"]["address"] == "Baltimore"


def test_of_a_text_that_was_cut_it_is_said(admin_client: Client) -> None:
    lines = "many words\n" * 10_000
    cut, whole = stage(f"@misc{{a, abstract = {{{lines}"), stage(OPEN)
    said = "only the first 100,000 characters"
    assert said in admin_client.get(door(refused(cut))).content.decode()
    assert said not in admin_client.get(door(refused(whole))).content.decode()


def test_an_abbreviation_that_defines_nothing_takes_the_file_once_more(admin_client: Client) -> None:
    batch = stage(entry(), "@string{}\n")
    assert "Correct this entry" not in admin_client.get(batch.get_absolute_url()).content.decode()
    answer = admin_client.get(door(refused(batch)), follow=True)
    assert answer.redirect_chain[-1][0] == batch.get_absolute_url()


def test_it_is_compared_with_what_is_here_and_with_the_rest_of_its_file(admin_client: Client) -> None:
    seed_publication(citation_key="Doe:2020", title="Closed now", year=2020)
    batch = stage(OPEN, OPEN.replace("Doe:2020", "x"), entry("twin", title=TITLE, doi="10.1000/AB"))
    first, second = batch.rows.filter(outcome="refused").order_by("position")
    assert "conflict" in send(admin_client, first, MENDED)
    first.refresh_from_db()
    assert first.outcome == "conflict" and first.candidates
    later = entry("other", title="Quite otherwise", doi="10.1000/ab", year="2019", journal="", volume="3")
    send(admin_client, second, later)
    second.refresh_from_db()
    assert (second.outcome, second.twin, second.position) == ("possible", 3, 4)


def test_what_stands_against_a_later_entry_can_be_put_over_it(admin_client: Client) -> None:
    batch = stage(OPEN, entry("twin", doi="10.1000/ab"))
    row = refused(batch)
    send(admin_client, row, entry("twin", doi="10.1000/ab", volume="3"))
    row.refresh_from_db()
    assert (row.outcome, row.twin) == ("conflict", 2)
    admin_client.post(
        reverse("admin:publications_importbatch_decide", args=[batch.pk]), {f"decision-{row.pk}": "take"}
    )
    importing.apply(batch)
    assert Publication.objects.get().volume == "3"


def test_two_entries_that_change_one_publication_are_told_apart(admin_client: Client) -> None:
    seed_publication(citation_key="k", title=TITLE, doi="10.1000/ab", year=2019, journal="Brain")
    batch = stage(OPEN, entry("k", title=TITLE, doi="10.1000/ab", journal="Nature"))
    row = refused(batch)
    send(admin_client, row, entry("k", title=TITLE, doi="10.1000/ab", journal="Science"))
    row.refresh_from_db()
    assert row.outcome == "conflict"


def test_what_was_left_out_as_the_same_is_compared_again_when_that_says_something_else(
    admin_client: Client,
) -> None:
    batch = stage(OPEN, OPEN.replace("Doe:2020", "x"))
    first, second = batch.rows.order_by("position")
    send(admin_client, first, entry("one", title="The first of all"))
    send(admin_client, second, entry("one", title="The first of all"))
    second.refresh_from_db()
    assert (second.outcome, second.twin) == ("unchanged", 1)
    send(admin_client, first, entry("two", title="Quite another", year="1999", doi="10.1000/cd"))
    second.refresh_from_db()
    assert (second.outcome, second.twin) == ("new", None)
    assert [one["code"] for one in second.warnings] == ["corrected"]
    importing.apply(batch)
    assert set(Publication.objects.values_list("citation_key", flat=True)) == {"one", "two"}


def test_three_that_stand_against_each_other_never_wait_for_themselves(admin_client: Client) -> None:
    batch = stage(*(OPEN.replace("Doe:2020", key) for key in "abc"))
    rows = list(batch.rows.order_by("position"))
    for number, row in enumerate(rows):
        send(admin_client, row, entry("k", doi="10.1000/ab", volume=str(number)))
    send(admin_client, rows[0], entry("k", doi="10.1000/ab", volume="7"))
    now = {row.position: row for row in batch.rows.all()}
    assert sorted(row.outcome for row in now.values()) == ["conflict", "conflict", "new"]
    assert all(row.twin is None or (row.twin in now and row.twin < row.position) for row in now.values())


def test_whoever_saves_second_is_told_and_may_still_save(admin_client: Client) -> None:
    row = refused(stage(OPEN))
    seen = version(admin_client, row)
    send(admin_client, row, MENDED.replace("Closed now", "The first"))
    page = send(admin_client, row, MENDED.replace("Closed now", "The second"), version=seen)
    assert "Somebody was quicker: “Corrected here by admin" in page
    assert "What stands there now" in page and "The first" in page and "The second" in page
    row.refresh_from_db()
    assert row.title == "The first"
    answer = admin_client.post(
        door(row), {"text": MENDED.replace("Closed now", "The second"), "save": "1", "version": seen}
    )
    over = answer.context["form"].fields["version"].widget.found
    send(admin_client, row, MENDED.replace("Closed now", "The second"), version=over)
    row.refresh_from_db()
    assert row.title == "The second"
    assert [one["code"] for one in row.warnings].count("corrected") == 1
    assert "is never closed" in row.warnings[0]["message"] and "Never closed" in row.original
    assert ImportBatch.objects.get().warnings["corrected"] == 1


def test_an_entry_of_an_applied_import_begins_an_import_of_its_own(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    importing.apply(batch)
    row = refused(batch)
    page = send(admin_client, row)
    assert "This import has only this entry: apply it." in page
    made = ImportBatch.objects.get(corrects=batch)
    assert (made.state, str(made)) == ("ready", f"Import {made.pk}: a.bib, line {row.line}")
    assert f'It corrects one entry of <a href="{batch.get_absolute_url()}">' in page
    there = admin_client.get(batch.get_absolute_url()).content.decode()
    assert f'Corrected in <a href="{made.get_absolute_url()}">' in there
    assert "Correct this entry" not in there
    importing.apply(made)
    assert Publication.objects.count() == 2
    importing.undo(made)
    assert Publication.objects.get().citation_key == "Carmack:2019aa"
    assert "Correct this entry" in admin_client.get(batch.get_absolute_url()).content.decode()


def test_two_who_correct_an_entry_of_an_applied_import_make_one_import(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    importing.apply(batch)
    row = refused(batch)
    seen = version(admin_client, row)
    send(admin_client, row)
    answer = admin_client.post(door(row), {"text": "@misc{mine, title={Mine}}", "save": "1", "version": seen})
    page = answer.content.decode()
    assert "brings this entry in already" in page and "@misc{mine, title={Mine}}" in page
    assert ImportBatch.objects.filter(corrects=batch).count() == 1
    assert admin_client.get(door(row), follow=True).redirect_chain


def test_an_import_that_was_applied_meanwhile_says_so_and_keeps_the_text(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    row = refused(batch)
    seen = version(admin_client, row)
    importing.apply(batch)
    page = send(admin_client, row, version=seen)
    assert "has been applied since you opened this entry" in page and "Closed now" in page
    assert not ImportBatch.objects.filter(corrects=batch).exists()


def test_an_import_that_was_dropped_meanwhile_gives_the_text_to_a_new_one(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    row = refused(batch)
    seen = version(admin_client, row)
    admin_client.post(reverse("admin:publications_importbatch_cancel", args=[batch.pk]))
    page = admin_client.post(door(row), {"text": MENDED, "save": "1", "version": seen}).content.decode()
    assert "not there any more" in page and "Closed now" in page and "Add an import" in page
    assert admin_client.get(door(row)).status_code == 404


def test_while_an_import_is_written_nothing_is_saved_and_the_text_stays(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    row = refused(batch)
    seen = version(admin_client, row)
    ImportBatch.objects.filter(pk=batch.pk).update(step="apply")
    answer = admin_client.post(door(row), {"text": MENDED, "save": "1", "version": seen})
    assert stepping.BUSY in words(answer.content.decode()) and "Closed now" in answer.content.decode()
    row.refresh_from_db()
    assert row.outcome == "refused"


def test_a_taken_back_import_takes_up_no_corrections(admin_client: Client) -> None:
    batch = stage(entry(), OPEN)
    importing.apply(batch)
    row = refused(batch)
    seen = version(admin_client, row)
    importing.undo(batch)
    page = admin_client.post(door(row), {"text": MENDED, "save": "1", "version": seen}).content.decode()
    assert "takes up no corrections any more" in page and "Closed now" in page


def test_records_of_other_formats_are_corrected_in_their_own(admin_client: Client) -> None:
    batch = importing.stage([("a.ris", b"TY  - JOUR\nPY  - 2019\nER  - \n")])
    row = refused(batch)
    send(admin_client, row, "TY  - JOUR\nTI  - A record\nPY  - 2019\nER  - \n")
    row.refresh_from_db()
    assert (row.outcome, row.title) == ("new", "A record")


def test_what_stands_beside_the_entry_is_told(admin_client: Client) -> None:
    row = refused(stage(OPEN))
    send(admin_client, row, f"Some words\n{MENDED}")
    row.refresh_from_db()
    assert "What stands beside the entry is left out." in [one["message"] for one in row.warnings]


def test_text_is_escaped(admin_client: Client) -> None:
    row = refused(stage(OPEN.replace("Never", "<script>alert(1)</script></textarea>")))
    assert "<script>alert" not in admin_client.get(door(row)).content.decode()
    assert "<script>alert" not in send(admin_client, row, "@a{b,\n c = {<script>alert(1)</script>")


def test_who_may_only_look_cannot_correct(client: Client) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_importbatch"))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    batch = stage(entry(), OPEN)
    row = refused(batch)
    assert client.get(door(row)).status_code == 403
    assert client.post(door(row), {"text": MENDED, "save": "1"}).status_code == 403
    assert "Correct this entry" not in client.get(batch.get_absolute_url()).content.decode()
    reader.user_permissions.add(Permission.objects.get(codename="change_importbatch"))
    assert client.get(door(row)).status_code == 200
    importing.apply(batch)
    assert client.get(door(row)).status_code == 403
    assert "Correct this entry" not in client.get(batch.get_absolute_url()).content.decode()


def test_a_form_of_another_site_corrects_nothing(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    row = refused(stage(OPEN))
    assert client.post(door(row), {"text": MENDED, "save": "1"}).status_code == 403
    assert client.put(door(row)).status_code in (403, 405)


def test_a_row_of_another_import_is_not_there(admin_client: Client) -> None:
    row, other = refused(stage(OPEN)), stage(entry())
    address = reverse("admin:publications_importbatch_correct", args=[other.pk, row.pk])
    assert admin_client.get(address).status_code == 404


def test_the_list_of_entries_asks_no_more_for_each_that_is_refused(
    admin_client: Client, django_assert_max_num_queries: object
) -> None:
    batch = stage(*(OPEN.replace("Doe", f"Doe{number}") for number in range(30)), entry())
    importing.apply(batch)
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        admin_client.get(batch.get_absolute_url())
