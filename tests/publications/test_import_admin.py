"""The import in the admin: from the form to the publication and back, by those who may."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from publications.importing import background
from publications.models import ImportBatch, Publication
from tests.factories import make_publication, seed_publication
from tests.publications.importing.texts import TITLE, entry, imported, stage

pytestmark = pytest.mark.django_db
ADD = reverse("admin:publications_importbatch_add")


def _step(batch: ImportBatch, name: str) -> str:
    return reverse(f"admin:publications_importbatch_{name}", args=[batch.pk])


def _upload(client: Client, data: bytes, name: str = "a.bib") -> str:
    """Sends a file, and follows to the page that answers."""
    said = {"file": SimpleUploadedFile(name, data), "update": "on"}
    return client.post(ADD, said, follow=True).content.decode()


def test_a_file_goes_from_the_form_to_the_site(admin_client: Client) -> None:
    assert "New" in _upload(admin_client, entry().encode())
    batch = ImportBatch.objects.get()
    assert not Publication.objects.exists()
    assert "can be taken back" in admin_client.get(_step(batch, "apply")).content.decode()
    assert not Publication.objects.exists()
    assert "1 created" in admin_client.post(_step(batch, "apply"), follow=True).content.decode()
    assert Publication.objects.get().history.get().history_user.username == "admin"
    assert "1 taken back" in admin_client.post(_step(batch, "undo"), follow=True).content.decode()
    assert not Publication.objects.exists()


def test_of_a_few_entries_all_is_seen_at_once_and_of_many_what_is_opened(admin_client: Client) -> None:
    few = stage(*(entry(key=f"Few:{number}", title=f"Title {number}") for number in range(3)))
    assert admin_client.get(few.get_absolute_url()).content.decode().count("<details open>") == 3
    many = stage(*(entry(key=f"Many:{number}", title=f"Name {number}") for number in range(4)))
    assert "<details open>" not in admin_client.get(many.get_absolute_url()).content.decode()


def test_it_says_once_that_an_import_is_applied_and_when(admin_client: Client) -> None:
    batch = imported(entry())
    page = re.sub(r"<[^>]+>", " ", admin_client.get(batch.get_absolute_url()).content.decode())
    assert re.search(r"Applied\s+on \w+ \d+, \d{4}, \d+:\d\d [AP]M", page)
    admin_client.post(_step(batch, "undo"))
    page = re.sub(r"<[^>]+>", " ", admin_client.get(batch.get_absolute_url()).content.decode())
    assert re.search(r"Taken back\s*,\s+applied on \w+ ", page)


def test_only_what_stands_on_the_site_is_said_to_read_so(admin_client: Client) -> None:
    def said(batch: ImportBatch) -> list[str]:
        page = admin_client.get(batch.get_absolute_url()).content.decode()
        return re.findall(r"<summary>(How it .*?)</summary>", page)

    batch = stage(entry())
    assert said(batch) == ["How it will read"]
    admin_client.post(_step(batch, "apply"))
    assert said(batch) == ["How it reads"]
    admin_client.post(_step(batch, "undo"))
    assert said(batch) == ["How it would read"]


def test_text_can_be_pasted(admin_client: Client) -> None:
    admin_client.post(ADD, {"text": entry(), "update": "on"})
    assert ImportBatch.objects.get().rows.get().file == "pasted text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n", "empty"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"nothing of the kind", "no BibTeX entry"),
        (b"@article{open, title = {never", "line 1"),
    ],
)
def test_a_bad_file_is_answered_with_a_clear_message(admin_client: Client, data: bytes, said: str) -> None:
    assert said in _upload(admin_client, data)


def test_a_file_over_the_limit_is_refused(admin_client: Client, settings: object) -> None:
    settings.IMPORT_MAX_BYTES = 10  # type: ignore[attr-defined]
    assert "at most 10" in _upload(admin_client, entry().encode())
    assert not ImportBatch.objects.exists()


def test_one_of_file_text_and_identifiers_is_needed(admin_client: Client) -> None:
    assert "one of the three" in admin_client.post(ADD, {}).content.decode()


def test_the_preview_shows_difference_source_and_line(admin_client: Client) -> None:
    imported(entry())
    Publication.objects.update(journal="JCI, by hand")
    page = admin_client.get(stage(entry(journal="The <b>Journal")).get_absolute_url()).content.decode()
    assert "JCI, by hand" in page
    assert "edited by hand" in page
    assert "line 1" in page
    assert "@article{Carmack:2019aa," in page


def test_another_kind_of_publication_is_told_in_words(admin_client: Client) -> None:
    imported(entry())
    page = admin_client.get(stage(entry(kind="software")).get_absolute_url()).content.decode()
    assert "kind of publication" in page and "entry_type" not in page
    assert "Journal Article" in page and "Miscellaneous (@software)" in page


def test_text_from_files_is_escaped(admin_client: Client) -> None:
    page = admin_client.get(
        stage(entry(title="<script>alert(1)</script>")).get_absolute_url()
    ).content.decode()
    assert "<script>alert" not in page


def test_rows_come_in_pages_of_fifty_and_can_be_filtered(admin_client: Client) -> None:
    batch = stage(
        *(entry(f"k{number}", title=f"{TITLE}: {'x' * number}", pages=f"{number}") for number in range(60))
    )
    first = admin_client.get(batch.get_absolute_url()).content.decode()
    assert first.count('class="import-row"') == 50
    assert (
        admin_client.get(batch.get_absolute_url(), {"page": 2}).content.decode().count('class="import-row"')
        == 10
    )
    assert (
        admin_client.get(batch.get_absolute_url(), {"q": "k59"}).content.decode().count('class="import-row"')
        == 1
    )
    assert "No entry" in admin_client.get(batch.get_absolute_url(), {"outcome": "refused"}).content.decode()


@pytest.mark.parametrize("query", ["\x00", "%", "x" * 1900, "<script>"])
def test_odd_searches_are_answered(admin_client: Client, query: str) -> None:
    batch = stage(entry())
    assert (
        admin_client.get(batch.get_absolute_url(), {"q": query, "warning": query, "page": "x"}).status_code
        == 200
    )


def test_the_number_of_queries_does_not_grow_with_the_rows(
    admin_client: Client, django_assert_max_num_queries: object
) -> None:
    several = [entry(f"k{number}", title=f"{TITLE} {number}", author=f"A{number}, B") for number in range(30)]
    imported(*several)
    batch = stage(*(text.replace("J Clin Invest", "Brain") for text in several))
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        admin_client.get(batch.get_absolute_url())


def test_decisions_are_kept_from_the_page(admin_client: Client) -> None:
    batch = stage(entry())
    admin_client.post(_step(batch, "decide"), {f"decision-{batch.rows.get().pk}": "skip"})
    assert batch.rows.get().decision == "skip"


def test_a_batch_can_be_dropped(admin_client: Client) -> None:
    batch = stage(entry())
    admin_client.post(_step(batch, "cancel"))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.CANCELLED


def test_a_batch_that_is_being_read_shows_how_far_it_is(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = ImportBatch.objects.create(name="long.bib", progress=42)
    monkeypatch.setattr(background, "resume", lambda batch: None)
    response = admin_client.get(batch.get_absolute_url())
    assert response["Refresh"]
    assert "42 %" in response.content.decode()


def test_the_list_of_imports_has_those_read_on_that_a_dead_server_left(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    resumed = []
    monkeypatch.setattr(background, "resume", resumed.append)
    batch = ImportBatch.objects.create(name="left", heartbeat=timezone.now() - timedelta(hours=1))
    assert admin_client.get(reverse("admin:publications_importbatch_changelist")).status_code == 200
    assert resumed == [batch]


@pytest.mark.parametrize("name", ["decide", "cancel"])
def test_nothing_changes_by_looking(admin_client: Client, name: str) -> None:
    assert admin_client.get(_step(stage(entry()), name)).status_code == 405


@pytest.mark.parametrize("name", ["decide", "apply", "undo", "cancel"])
def test_who_may_only_look_cannot_do_anything(client: Client, name: str) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_importbatch"))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    batch = stage(entry())
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.post(_step(batch, name)).status_code == 403
    assert client.get(ADD).status_code == 403
    assert not Publication.objects.exists()


@pytest.mark.parametrize("name", ["decide", "apply", "undo", "cancel"])
def test_a_form_of_another_site_does_nothing(admin_user: User, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(_step(stage(entry()), name)).status_code == 403


def test_an_applied_import_cannot_be_deleted(admin_client: Client) -> None:
    batch = imported(entry())
    admin_client.post(reverse("admin:publications_importbatch_delete", args=[batch.pk]), {"post": "yes"})
    assert ImportBatch.objects.filter(pk=batch.pk).exists()


def test_a_conflict_shows_both_records_and_each_candidate_once(admin_client: Client) -> None:
    here = seed_publication(citation_key="taken")
    shown = _upload(
        admin_client,
        b"@article{taken, title={Quite another work}, author={Doe, Jane}, journal={J Other}, year={2001}}",
    )
    assert "Here already" in shown and "In the file" in shown
    assert "In: J Clin Invest, vol. 130, 2019" in shown
    assert "Doe, Jane" in shown and "In: J Other, 2001." in shown
    assert "Not decided: leave out" in shown
    row = ImportBatch.objects.get().rows.get()
    assert [one["publication"] for one in row.candidates] == [here.pk]


def test_what_waits_for_a_decision_is_one_step_away_until_it_is_decided(admin_client: Client) -> None:
    seed_publication(citation_key="taken")
    other, new = (
        entry("taken", title="Quite another work", author="Doe, Jane", doi=""),
        entry("new", title="A third thing", author="Roe, R", doi="", year=""),
    )
    batch = stage(other, new)
    first = admin_client.get(batch.get_absolute_url()).content.decode()
    assert '<a href="?outcome=undecided">1 entry waits for your decision</a>' in first
    assert ">without a year (1)</a>" in first
    waiting = admin_client.get(batch.get_absolute_url(), {"outcome": "undecided"}).content.decode()
    assert waiting.count('class="import-row"') == 1
    assert "?outcome=undecided" in admin_client.get(_step(batch, "apply")).content.decode()
    batch.rows.filter(key="taken").update(decision="skip")
    assert "waits for your decision" not in admin_client.get(batch.get_absolute_url()).content.decode()


def test_what_was_decided_goes_along_with_apply(admin_client: Client) -> None:
    batch = stage(entry("one"), entry("two", title="Another", doi=""))
    first = batch.rows.order_by("position").first()
    shown = admin_client.get(batch.get_absolute_url()).content.decode()
    assert 'form="decisions" name="apply"' in shown and 'id="decisions"' in shown
    sent = {f"decision-{first.pk}": "skip", "apply": "1"}
    asked = admin_client.post(_step(batch, "decide"), sent, follow=True)
    assert asked.redirect_chain[-1][0] == _step(batch, "apply")
    assert "As you decided: 1 “new”: leave out." in asked.content.decode()
    admin_client.post(_step(batch, "apply"))
    assert [publication.citation_key for publication in Publication.objects.all()] == ["two"]


def test_what_became_of_an_entry_can_be_opened_and_all_of_them_listed(admin_client: Client) -> None:
    make_publication()
    batch = imported(entry())
    made = Publication.objects.get(import_rows__batch=batch)
    text = admin_client.get(batch.get_absolute_url()).content.decode()
    assert reverse("admin:publications_publication_change", args=[made.pk]) in text
    assert "Here already" not in text
    there = f"{reverse('admin:publications_publication_changelist')}?import={batch.pk}"
    assert there in text
    listed = admin_client.get(there)
    assert [row.pk for row in listed.context["cl"].result_list] == [made.pk]
    assert str(batch) in listed.content.decode()


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30])
def test_an_import_that_is_none_lists_nothing(admin_client: Client, asked: str) -> None:
    make_publication()
    listed = admin_client.get(f"{reverse('admin:publications_publication_changelist')}?import={asked}")
    assert listed.status_code in (200, 302)


def test_before_an_import_is_taken_back_it_says_how_much_that_is(admin_client: Client) -> None:
    text = admin_client.get(_step(imported(entry()), "undo")).content.decode()
    assert "<strong>1</strong> <span>Created</span>" in text


@pytest.mark.parametrize(
    ("step", "then"), [("", "begins again by itself"), ("apply", "nothing is half done")]
)
@pytest.mark.parametrize(("silent", "is_said"), [(1, False), (30, True)])
def test_who_looks_at_an_import_that_has_fallen_silent_is_told(
    admin_client: Client, step: str, then: str, silent: int, is_said: bool
) -> None:
    """Whatever interrupted it: the number no longer moves, and for a minute nothing else happens."""
    state = ImportBatch.State.READY if step else ImportBatch.State.STAGING
    heard = timezone.now() - timedelta(seconds=silent)
    batch = ImportBatch.objects.create(name="x", state=state, step=step, heartbeat=heard, progress=40)
    page = admin_client.get(batch.get_absolute_url()).content.decode()
    assert "40 %" in page
    assert (then in page) is is_said
