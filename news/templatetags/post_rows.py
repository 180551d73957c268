"""Rows of a list of articles, twenty on a page, and what stands around one: for which a template is too slow.

The whole row leads to the article, through the one link in its title.
"""

from django import template
from django.utils.safestring import SafeString

from news.around import Around
from news.models import Category, Post
from nidairp.days import written
from nidairp.library.templatetags.library import picture
from nidairp.markup import filled, joined, rich

register = template.Library()
register.filter("written", written)

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
BESIDE = """<nav class="beside" aria-label="{}">{}
      </nav>"""
STEP = """
        <a class="beside-step{}" rel="{}" href="{}"><span class="beside-word">{}</span> {}</a>"""
OLDER, NEWER = ("", "prev", "Previous"), (" beside-step--next", "next", "Next")
RELATED = """
      <section class="related" aria-labelledby="related">
        <h2 class="related-title" id="related">Related</h2>
        <ul class="post-list">{}</ul>
      </section>"""
THUMB = "(min-width: 46em) 10rem, 22vw"


@register.simple_tag
def post_row(post: Post, level: int = 2, of: Category | str | None = None) -> SafeString:
    """`of` is the category whose list it stands in: there the row need not name it."""
    figure = picture(post.figure, "", THUMB, name="thumb", css="post-thumb") if post.figure else ""
    return filled(
        ROW,
        post.date.isoformat(),
        written(post.date),
        "" if of else filled(CATEGORY, post.category.name),
        level,
        post.get_absolute_url(),
        rich(post.title),
        filled(SUMMARY, post.summary) if post.summary else "",
        figure,
    )


@register.simple_tag
def what_is_around(post: Post, around: Around) -> SafeString:
    """Below an article: the two beside it in its category, and what it has to do with."""
    steps = [_step(*way, other) for way, other in ((OLDER, around.older), (NEWER, around.newer)) if other]
    rows = [post_row(other, level=3) for other in around.related]
    beside = filled(BESIDE, post.category.name, joined("", steps)) if steps else ""
    return joined("", [beside, filled(RELATED, joined("", rows)) if rows else ""])


def _step(css: str, rel: str, word: str, other: Post) -> SafeString:
    return filled(STEP, css, rel, other.get_absolute_url(), word, rich(other.title))
