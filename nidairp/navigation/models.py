"""The menu trees: one tree per menu, its root made once, everything else edited in the admin.

Not the pages' own tree, which gives them their addresses (``nidairp.pages``): an item only
points at things. Where an item stands is changed in ``tree.py`` alone; ``save()`` writes
what an item says and refuses to move it, so that an item loaded before somebody else's
change can never write old numbers or an old parent back.
"""

from itertools import combinations
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from mptt.models import MPTTModel, TreeForeignKey
from simple_history.models import HistoricalRecords

from nidairp.addresses import followed, validate_address, validate_visible
from nidairp.navigation.lock import tree_lock
from nidairp.navigation.losing import remember
from nidairp.navigation.managers import MenuItemManager
from nidairp.rich import strip

TARGETS = {
    "page": Q(page__isnull=False),
    "category": Q(category__isnull=False),
    "post": Q(post__isnull=False),
    "address": ~Q(address=""),
}
#: What ``save()`` may write on an item that exists: all but its place in the tree.
CONTENT = frozenset({"title", *TARGETS, "section", "is_shown", "lost_target"})


def _never_two(conditions: list[Q]) -> Q:
    return Q(*(~(one & other) for one, other in combinations(conditions, 2)))


class CameFrom(models.Model):
    """Of a move in the history: below which item it stood before, and between which two."""

    came_from_below = models.PositiveBigIntegerField(null=True)
    came_from_after = models.PositiveBigIntegerField(null=True)
    came_from_before = models.PositiveBigIntegerField(null=True)

    class Meta:
        abstract = True


class MenuItem(MPTTModel):
    """A line in a menu. Without a target it is a heading, shown while something below it is."""

    class Location(models.TextChoices):
        PRIMARY = "primary", "Primary navigation"
        UTILITY = "utility", "Utility links"
        NEWS_SIDEBAR = "news-sidebar", "News sidebar"
        FOOTER = "footer", "Footer"

    parent = TreeForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    location = models.CharField(
        max_length=20, choices=Location, null=True, blank=True, unique=True, editable=False
    )
    title = models.CharField(max_length=120, validators=[validate_visible])
    page = models.ForeignKey("pages.Page", remember, null=True, blank=True, related_name="+")
    category = models.ForeignKey("news.Category", remember, null=True, blank=True, related_name="+")
    post = models.ForeignKey("news.Post", remember, null=True, blank=True, related_name="+")
    address = models.CharField(
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text="A path on this site, such as /news/, or a whole address, such as https://www.nih.gov/.",
    )
    section = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[
            RegexValidator(
                r"^#?[^\s#\"'<>]*\Z", "A section has no spaces and no signs such as # in its name."
            )
        ],
        help_text="A part of the page, category or post: what stands after # in its address.",
    )
    #: What it led to until that was deleted; until somebody saves the item.
    lost_target = models.CharField(max_length=300, blank=True, default="", db_default="", editable=False)
    is_shown = models.BooleanField(
        "shown",
        default=True,
        help_text="Hidden items keep their place; items below them are hidden too.",
    )

    history = HistoricalRecords(
        excluded_fields=["lft", "rght", "tree_id", "level", "lost_target"], bases=[CameFrom]
    )
    objects = MenuItemManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True, location__isnull=False)
                | Q(parent__isnull=False, location__isnull=True),
                name="menu_roots_have_a_location",
                violation_error_message="An item stands below a menu or below another item.",
            ),
            models.CheckConstraint(
                condition=_never_two(list(TARGETS.values())),
                name="menu_item_has_one_target",
                violation_error_message="Choose only one target: a page, a category, a post or an address.",
            ),
        ]

    def __str__(self) -> str:
        return strip(self.title)

    @property
    def target(self) -> Any:
        """The page, category or post that the item points at, if any."""
        return self.page or self.category or self.post

    @property
    def url(self) -> str:
        """Where the item leads; empty for a heading and where the public may not go."""
        if self.address:
            return followed(self.address)
        target = self.target
        if target is None or not target.is_public:
            return ""
        return (
            f"{target.get_absolute_url()}#{self.section}" if self.section else str(target.get_absolute_url())
        )

    def save(self, **kwargs: Any) -> None:
        with tree_lock():
            if not self._state.adding:
                self._refuse_another_parent()
                kwargs["update_fields"] = CONTENT & set(kwargs.get("update_fields") or CONTENT)
            super().save(**kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Takes along what stands below; ``DoesNotExist`` if somebody else was quicker."""
        with tree_lock():
            self.refresh_from_db()
            return super().delete(*args, **kwargs)

    def _refuse_another_parent(self) -> None:
        if "parent_id" in self.get_deferred_fields():
            return
        if self._mptt_cached_fields["parent"] != self.parent_id:
            raise ValueError("save() does not move a menu item: use nidairp.navigation.tree.")


class Menu(MenuItem):
    """A whole menu, as the admin lists it: the root of a tree."""

    class Meta:
        proxy = True
        default_permissions = ()
