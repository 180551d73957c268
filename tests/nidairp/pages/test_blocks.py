"""Questions and contacts under the text of a page."""

import pytest
from django.core.exceptions import ValidationError

from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.linking import reference_to
from nidairp.pages.models import Contact, Page, Question
from tests.factories import make_image, make_page

pytestmark = pytest.mark.django_db

ADDRESS = "251 Bayview Boulevard\nBaltimore, MD 21224"


@pytest.fixture
def page() -> Page:
    return make_page(slug="volunteers")


def shown(client) -> str:
    return client.get("/volunteers/").content.decode()


def test_questions_open_without_a_script_and_their_links_follow(client, page):
    other = make_page(slug="treatment")
    link = f'<p>See <a href="{reference_to(other)}">there</a>.</p>'
    Question.objects.create(page=page, question="May I stop?", answer=link + "<script>1</script>", position=1)
    Question.objects.create(page=page, question="Who can join?", answer="<p>You.</p>")
    text = shown(client)
    assert text.index("Who can join?") < text.index("May I stop?")
    assert '<a href="/treatment/">there</a>' in text
    assert "<script>1" not in text


def test_a_contact_can_be_called_written_to_and_found(client, page):
    Contact.objects.create(
        page=page, name="Front desk", address=ADDRESS, phone="410-555-0100 x12", email="desk@example.org"
    )
    text = shown(client)
    assert 'href="tel:4105550100;ext=12"' in text
    assert 'href="mailto:desk@example.org"' in text
    query = "251+Bayview+Boulevard%2C+Baltimore%2C+MD+21224"
    assert f'href="https://www.openstreetmap.org/search?query={query}"' in text
    Contact.objects.update(map_link="/about/map/")
    assert 'href="/about/map/"' in shown(client)


def test_a_telephone_number_is_one():
    with pytest.raises(ValidationError, match="Only digits"):
        Contact(page=make_page(), phone="javascript:alert(1)").full_clean()


def test_blocks_wait_with_the_draft_and_are_published_with_it(client, page):
    Question.objects.create(page=page, question="Who can join?", answer="<p>Adults.</p>")
    content = snapshot.take(page)
    content["rows"]["questions"][0]["fields"]["answer"] = "<p>Everybody.</p>"
    content["rows"]["contacts"] = [
        {"fields": {"heading": "Write to us", "email": "a@example.org"}, "names": {}}
    ]
    drafts.save(page, content, None)
    assert "Adults." in shown(client) and "Write to us" not in shown(client)
    publishing.publish(page, None)
    assert "Everybody." in shown(client) and "Write to us" in shown(client)


def test_the_search_finds_a_page_by_what_stands_under_its_text(client, page):
    Question.objects.create(page=page, question="Is there parking?", answer="<p>In the zeppelin hangar.</p>")
    assert 'href="/volunteers/"' in client.get("/search/?q=zeppelin").content.decode()
    page.questions.all().delete()
    assert 'href="/volunteers/"' not in client.get("/search/?q=zeppelin").content.decode().split("<main")[1]


def test_an_image_in_an_answer_is_in_use(page, admin_client):
    image = make_image()
    answer = f'<figure><img data-image="{image.pk}" alt="A map"></figure>'
    Question.objects.create(page=page, question="Where?", answer=answer)
    response = admin_client.get(f"/admin/library/image/{image.pk}/change/")
    assert str(page) in response.content.decode()


def test_a_plain_page_asks_for_none_of_it(client, page, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get("/volunteers/")
