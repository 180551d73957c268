"""What stands around an article: its neighbours, what belongs to it, and the archive of its list."""

import datetime

import pytest

from news.models import Tag
from tests.factories import make_category, make_post, make_publication

pytestmark = pytest.mark.django_db


def on(day: int, category, **values):
    return make_post(category=category, date=datetime.date(2020, 1, day), **values)


def test_previous_and_next_keep_to_the_category_and_to_what_is_public(client):
    hot, other = make_category(), make_category()
    older, shown, newer = on(1, hot, title="Older one"), on(3, hot), on(5, hot, title="Newer one")
    on(2, hot, title="A draft between", state="draft")
    on(4, other, title="Elsewhere")
    text = client.get(shown.get_absolute_url()).content.decode()
    assert f'rel="prev" href="{older.get_absolute_url()}"' in text
    assert f'rel="next" href="{newer.get_absolute_url()}"' in text
    assert "A draft between" not in text
    first = client.get(older.get_absolute_url()).content.decode()
    assert 'rel="prev"' not in first and 'rel="next"' in first


def test_articles_of_one_day_have_an_order(client):
    hot = make_category()
    one, two, three = (on(1, hot) for _ in range(3))
    text = client.get(two.get_absolute_url()).content.decode()
    assert f'rel="prev" href="{one.get_absolute_url()}"' in text
    assert f'rel="next" href="{three.get_absolute_url()}"' in text


def test_the_same_paper_comes_before_the_same_author_and_that_before_the_category(client):
    paper = make_publication(authors="Marlowe, S")
    by_her = make_publication(authors="Marlowe, S; Steen, E")
    awards = make_category()
    shown = on(9, awards, cites=(paper,))
    on(8, awards)
    on(7, awards, title="Of the category")
    on(1, make_category(), title="By the same author", cites=(by_her,))
    on(1, make_category(), title="On the same paper", cites=(paper,))
    on(1, make_category(), title="Hidden", cites=(paper,), state="draft")
    on(1, make_category(), title="On nothing of it", cites=(make_publication(authors="Else, W"),))
    text = client.get(shown.get_absolute_url()).content.decode().split('id="related"')[1]
    places = [text.index(title) for title in ("On the same paper", "By the same author", "Of the category")]
    assert places == sorted(places)
    assert "Hidden" not in text and "On nothing of it" not in text


def test_the_same_paper_leads_to_another_article_though_it_names_nobody(client):
    paper = make_publication(authors="")
    shown = on(9, make_category(), cites=(paper,))
    on(1, make_category(), title="On the same paper", cites=(paper,))
    assert "On the same paper" in client.get(shown.get_absolute_url()).content.decode()


def test_the_archive_counts_years_and_the_months_of_the_chosen_one(client):
    hot = make_category(slug="hot")
    for day in ("2019-04-08", "2019-04-30", "2019-12-31", "2020-01-01"):
        make_post(category=hot, title=f"Of {day}", date=datetime.date.fromisoformat(day))
    make_post(category=hot, title="Of a draft", date=datetime.date(2018, 1, 1), state="draft")
    shown = client.get("/news/hot/?year=2019&month=4").content.decode()
    assert "Of 2019-04-30" in shown and "Of 2019-12-31" not in shown
    assert "<title>Category" in shown and "April 2019" in shown.split("</title>")[0]
    assert 'rel="canonical" href="http://testserver/news/hot/?year=2019&amp;month=4"' in shown
    year = client.get("/news/hot/?year=2019").content.decode()
    assert "Of 2019-12-31" in year and "Of 2020-01-01" not in year
    assert "December 2019" in year and "2018" not in year
    december = client.get("/news/?year=2019&month=12").content.decode()
    assert "Of 2019-12-31" in december and "Of 2020-01-01" not in december


@pytest.mark.parametrize(
    "asked", ["year=0", "year=99999", "year=abc", "year=%00x", "month=4", "year=2019&month=13"]
)
def test_what_is_no_year_asks_for_nothing(client, asked):
    make_post(title="Whatever", date=datetime.date(2019, 4, 8))
    assert "Whatever" in client.get(f"/news/?{asked}").content.decode()


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/news/", "/news/feed/"),
        ("/news/hot/", "/news/hot/feed/"),
        ("/news/hot/an-article/", "/news/hot/feed/"),
        ("/news/tags/opioids/", "/news/tags/opioids/feed/"),
    ],
)
def test_feeds_are_found_from_the_pages(client, address, feed):
    post = make_post(category=make_category(slug="hot"), slug="an-article")
    post.tags.add(Tag.objects.create(name="Opioids", slug="opioids"))
    assert (
        f'<link rel="alternate" type="application/atom+xml" href="{feed}"'
        in client.get(address).content.decode()
    )
    assert client.get(feed).status_code == 200
