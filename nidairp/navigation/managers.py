"""How menu items are fetched, and what makes mptt's ways of changing them safe."""

from typing import Any, Self

from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from nidairp.navigation.lock import tree_lock

#: Never shown in a menu, and most of the bytes of a row.
LONG_TEXTS = (
    "page__body",
    "page__summary",
    "category__description",
    "post__body",
    "post__summary",
    "post__category__description",
)
#: What a menu needs of an item, and its targets for their addresses and to say whether they are public.
_SHOWN = ("state", "publish_at", "unpublish_at")
FOR_MENUS = (
    *("parent_id", "location", "title", "address", "section", "is_shown"),
    *(f"page__{name}" for name in ("path", *_SHOWN)),
    *(f"post__{name}" for name in ("slug", "category__slug", *_SHOWN)),
    "category__slug",
)


class MenuItemQuerySet(TreeQuerySet):
    def with_targets(self) -> Self:
        """All that an item's ``url`` needs, in one query."""
        return self.select_related("page", "category", "post__category").defer(*LONG_TEXTS)

    def for_menus(self) -> Self:
        """No more than is shown: these are asked for anew after each edit."""
        return self.select_related("page", "category", "post__category").only(*FOR_MENUS)

    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one: rows deleted at once would leave gaps in the numbers of their trees."""
        with tree_lock():
            gone = [item.delete() for item in self if self.model.objects.filter(pk=item.pk).exists()]
        return sum(count for count, _ in gone), {self.model._meta.label: len(gone)}

    delete.alters_data = True
    delete.queryset_only = True


class MenuItemManager(TreeManager.from_queryset(MenuItemQuerySet)):
    def menu(self, location: str) -> Any:
        """The root of a menu. All four come with the migrations; a lost one is made again, empty."""
        return self.filter(location=location).first() or self._make_menu(location)

    def move_node(self, node: Any, target: Any, position: str = "last-child") -> None:
        with tree_lock():
            super().move_node(node, target, position)
            # mptt leaves this to save(), which here writes no place.
            self.filter(pk=node.pk).update(parent=node.parent_id)

    def _make_menu(self, location: str) -> Any:
        with tree_lock():
            title = self.model.Location(location).label
            return self.filter(location=location).first() or self.create(location=location, title=title)
