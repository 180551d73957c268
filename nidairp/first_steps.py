"""What is done first on a new site. A step goes when it is done, and all when an article is public."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from news.models import Category, Post
from nidairp.navigation.models import MenuItem
from publications.models import Publication


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    why: str
    needed: str
    door: str
    is_done: Callable[[], bool]

    @property
    def address(self) -> str:
        return reverse(f"admin:{self.door}")


STEPS = (
    Step(
        "Make the kinds of news",
        "Every article stands in one, for example in “Hot off the Press”.",
        "news.add_category",
        "news_category_add",
        Category.objects.exists,
    ),
    Step(
        "Import the publications",
        "From a file of any reference manager, or by DOI and PubMed ID. You see first what it would do.",
        "publications.add_importbatch",
        "publications_importbatch_add",
        Publication.objects.exists,
    ),
    Step(
        "Fill the menus",
        "With pages, kinds of news and addresses; until then visitors have the search alone.",
        "navigation.change_menuitem",
        "navigation_menu_changelist",
        MenuItem.objects.exclude(parent=None).exists,
    ),
    Step(
        "Invite your colleagues",
        "With a name, a mail address and a role; they choose the password themselves.",
        "auth.add_user",
        "auth_user_add",
        lambda: User.objects.filter(is_staff=True).count() > 1,
    ),
)


def first_steps(request: HttpRequest) -> list[Step]:
    """Those that this person can take."""
    allowed = [step for step in STEPS if request.user.has_perm(step.needed)]
    if not allowed or Post.objects.published().exists():
        return []
    return [step for step in allowed if not step.is_done()]
