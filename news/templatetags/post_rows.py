"""A row of a list of articles: twenty on a page, and below each article, for which a template is too slow.

The whole row leads to the article, through the one link in its title.
"""

from django import template
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString

from news.models import Category, Post
from nidairp.library.templatetags.library import picture
from nidairp.markup import filled

register = template.Library()

ROW = """<li class="post-row">
          <div class="post-text">
            <p class="post-meta"><time datetime="{0}">{1}</time> {2}</p>
            <h{3} class="post-title"><a href="{4}">{5}</a></h{3}>{6}
          </div>{7}
        </li>
"""
CATEGORY = '<span class="post-category">{}</span>'
SUMMARY = """
            <p class="post-summary">{}</p>"""
THUMB = "(min-width: 46em) 10rem, 22vw"


@register.simple_tag
def post_row(post: Post, level: int = 2, of: Category | str | None = None) -> SafeString:
    """`of` is the category whose list it stands in: there the row need not name it."""
    figure = picture(post.figure, "", THUMB, name="thumb", css="post-thumb") if post.figure else ""
    return filled(
        ROW,
        post.date.isoformat(),
        format_date(post.date, "F j, Y"),
        "" if of else filled(CATEGORY, post.category.name),
        level,
        post.get_absolute_url(),
        post.title,
        filled(SUMMARY, post.summary) if post.summary else "",
        figure,
    )
