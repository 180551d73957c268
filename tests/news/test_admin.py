"""Posts in the admin: what an editor fills in, forgets, and sees on the site."""

import pytest
from django.contrib.auth.models import User

from news.models import CitedPublication, Post
from tests.factories import make_category, make_image, make_post, make_publication

pytestmark = pytest.mark.django_db
ADD = "/admin/news/post/add/"


def form(**values):
    return {
        "title": "A new finding",
        "slug": "",
        "date": "2024-05-06",
        "summary": "",
        "body": "<p>Text</p>",
        "figure_alt": "",
        "figure_caption": "",
        "show_bibtex": "on",
        "_publish": "1",
        "events-TOTAL_FORMS": "0",
        "events-INITIAL_FORMS": "0",
        "citedpublication_set-TOTAL_FORMS": "0",
        "citedpublication_set-INITIAL_FORMS": "0",
        "further-TOTAL_FORMS": "0",
        "further-INITIAL_FORMS": "0",
        "posttag_set-TOTAL_FORMS": "0",
        "posttag_set-INITIAL_FORMS": "0",
        "files-TOTAL_FORMS": "0",
        "files-INITIAL_FORMS": "0",
    } | values


def test_a_post_with_figure_and_publication_is_on_the_site_at_once(admin_client, client):
    category, publication = make_category(slug="awards"), make_publication(title="The cited work")
    response = admin_client.post(
        ADD,
        form(
            category=category.pk,
            figure=make_image().pk,
            figure_alt="Bars",
            **{
                "citedpublication_set-TOTAL_FORMS": "1",
                "citedpublication_set-0-publication": publication.pk,
                "citedpublication_set-0-position": "0",
            },
        ),
    )
    assert response.status_code == 302, response.context["errors"]
    post = Post.objects.get()
    assert (post.figure.width, post.figure.height) == (60, 40)
    text = client.get("/news/awards/a-new-finding/").content.decode()
    assert "<p>Text</p>" in text and 'alt="Bars"' in text and "The cited work" in text


def test_a_post_without_a_category_is_refused_with_a_clear_message_and_keeps_its_text(admin_client):
    response = admin_client.post(ADD, form(category="", body="<p>Not lost</p>"))
    assert response.status_code == 200
    assert response.context["adminform"].errors["category"] == ["Choose a category."]
    assert "Not lost" in response.content.decode()
    assert not Post.objects.exists()


def test_a_figure_without_alternative_text_is_refused_at_its_field_and_stays_chosen(admin_client):
    image = make_image(title="The scan", description="A scan with a bright spot")
    response = admin_client.post(ADD, form(category=make_category().pk, figure=image.pk))
    errors = response.context["adminform"].errors
    assert set(errors) == {"figure_alt"} and "needs alternative text" in errors["figure_alt"][0]
    shown = response.content.decode()
    assert f'value="{image.pk}"' in shown and "The scan" in shown
    assert "Suggested alternative text: <q>A scan with a bright spot</q>" in shown


def test_a_figure_is_decorative_on_purpose_only_and_then_has_no_alternative_text(admin_client, client):
    sent = form(category=make_category(slug="awards").pk, figure=make_image().pk, figure_decorative="on")
    response = admin_client.post(ADD, sent | {"figure_alt": "Bars"})
    assert "take the text out, or untick" in response.context["adminform"].errors["figure_alt"][0]
    assert admin_client.post(ADD, sent).status_code == 302
    assert 'alt=""' in client.get("/news/awards/a-new-finding/").content.decode()


def test_the_credit_is_the_librarys_unless_the_article_says_otherwise(client):
    image = make_image(credit="NIDA IRP")
    post = make_post(figure=image, figure_alt="Bars")
    assert '<span class="credit">NIDA IRP</span>' in client.get(post.get_absolute_url()).content.decode()
    post.figure_credit = "After Carmack et al."
    post.save()
    assert (
        '<span class="credit">After Carmack et al.</span>'
        in client.get(post.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("number", ["999999", "x", "9" * 40])
def test_a_figure_that_is_not_there_is_refused_and_nothing_breaks(admin_client, number):
    response = admin_client.post(ADD, form(category=make_category().pk, figure=number, figure_alt="x"))
    assert "figure" in response.context["adminform"].errors


def test_a_taken_slug_is_said_and_an_empty_one_steps_aside(admin_client):
    category = make_category()
    make_post(category=category, slug="a-new-finding")
    admin_client.post(ADD, form(category=category.pk))
    assert Post.objects.filter(slug="a-new-finding-2").exists()
    response = admin_client.post(ADD, form(category=category.pk, slug="a-new-finding"))
    errors = response.context["adminform"].form.errors
    assert list(errors) == ["slug"] and len(errors["slug"]) == 1 and "has this slug" in errors["slug"][0]


def test_one_publication_twice_is_refused(admin_client):
    post, publication = make_post(), make_publication()
    CitedPublication.objects.create(post=post, publication=publication)
    rows = {f"citedpublication_set-{row}-publication": publication.pk for row in range(2)}
    response = admin_client.post(
        ADD,
        form(
            category=post.category.pk,
            **{"citedpublication_set-TOTAL_FORMS": "2"},
            **rows,
            **{f"citedpublication_set-{row}-position": row for row in range(2)},
        ),
    )
    assert response.status_code == 200
    assert "duplicate" in response.content.decode().lower()


def test_a_new_post_begins_in_hot_off_the_press(admin_client):
    hot = make_category(slug="hot-off-the-press")
    assert f'<option value="{hot.pk}" selected' in admin_client.get(ADD).content.decode()


def test_view_on_site_is_offered_only_for_what_is_on_the_site(admin_client):
    shown, draft = make_post(), make_post(state="draft")
    for post, offered in ((shown, True), (draft, False)):
        page = admin_client.get(f"/admin/news/post/{post.pk}/change/").content.decode()
        assert (post.get_absolute_url() in page) is offered


def test_queries_of_the_list_do_not_grow_with_rows(admin_client, django_assert_max_num_queries):
    make_post()
    with django_assert_max_num_queries(30) as few:
        admin_client.get("/admin/news/post/")
    for _ in range(10):
        make_post()
    with django_assert_max_num_queries(len(few)):
        admin_client.get("/admin/news/post/")


def test_staff_without_permission_see_nothing(client):
    client.force_login(User.objects.create_user("writer", is_staff=True))
    assert client.get("/admin/news/post/").status_code == 403
    assert client.get(ADD).status_code == 403


def test_the_editor_runs_under_the_policy_by_nonce(admin_client):
    response = admin_client.get(ADD)
    policy = response["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'type="importmap" nonce="{nonce}"' in response.content.decode() or (
        f'nonce="{nonce}" type="importmap"' in response.content.decode()
    )


def test_a_draft_is_promised_to_nobody_outside_the_admin(admin_client):
    draft = make_post(state="draft")
    assert admin_client.get(draft.get_absolute_url()).status_code == 404


def test_a_publication_is_picked_by_title_first_author_year_and_key(admin_client):
    publication = make_publication(
        title="A map", citation_key="Lioe:2020aa", year=2020, authors="Lioe, Hanno; Berg, Jan"
    )
    line = "A map, Lioe, Hanno and others, 2020 (Lioe:2020aa)"
    query = {"app_label": "news", "model_name": "citedpublication", "field_name": "publication"}
    found = admin_client.get("/admin/autocomplete/", query | {"term": "Lioe:2020"}).json()["results"]
    assert found == [{"id": str(publication.pk), "text": line}]
    post = make_post(cites=(publication,))
    assert f">{line}</option>" in admin_client.get(f"/admin/news/post/{post.pk}/change/").content.decode()


def test_a_cited_publication_is_not_deleted_and_the_article_is_named(admin_client):
    publication = make_publication(title="The cited work")
    post = make_post(title="The article", cites=(publication,))
    shown = admin_client.get(f"/admin/publications/publication/{publication.pk}/delete/").content.decode()
    assert f'Post <a href="/admin/news/post/{post.pk}/change/">The article</a>' in shown
