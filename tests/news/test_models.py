"""Posts: their date line, their address, what they cite, and what the database refuses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from news.models import Post
from tests.factories import make_category, make_image, make_post, make_publication

pytestmark = pytest.mark.django_db


def test_dateline_reads_as_on_the_old_site():
    hot = make_category(name="Hot off the Press", dateline_label="Hot Off the Press")
    post = make_post(category=hot, date=datetime.date(2019, 4, 8))
    assert post.dateline == "Hot Off the Press – April 8, 2019."


def test_dateline_falls_back_to_the_name_of_the_category():
    post = make_post(category=make_category(name="Awards"), date=datetime.date(2020, 12, 31))
    assert post.dateline == "Awards – December 31, 2020."


def test_address_has_category_and_slug():
    post = make_post(category=make_category(slug="awards"), slug="a-prize")
    assert post.get_absolute_url() == "/news/awards/a-prize/"


def test_cited_publications_come_in_the_editors_order_without_hidden_ones():
    first, hidden, last = make_publication(), make_publication(is_public=False), make_publication()
    post = make_post(cites=(last, hidden, first))
    assert list(post.cited()) == [last, first]


def test_a_figure_without_alternative_text_is_refused_by_form_and_database():
    post = Post(title="T", slug="t", category=make_category(), figure=make_image())
    with pytest.raises(ValidationError, match="alternative text"):
        post.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        post.save()


def test_body_is_sanitised_even_without_a_form():
    post = make_post(body="<p onclick='x()'>Text<script>alert(1)</script><a href='javascript:x()'>y</a></p>")
    post.refresh_from_db()
    assert post.body == "<p>Text<a>y</a></p>"


def test_a_free_slug_steps_aside_for_a_taken_one():
    category = make_category()
    make_post(category=category, slug="a-title")
    make_post(category=category, slug="a-title-2")
    assert Post(title="A title!", category=category).free_slug() == "a-title-3"


def test_slug_is_unique_within_its_category_only():
    post = make_post(slug="same")
    make_post(slug="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_post(slug="same", category=post.category)
