"""Menus in the admin: ``menus.py`` shows a tree, ``items.py`` edits and moves what is in it."""

from nidairp.navigation.admin.items import MenuItemAdmin
from nidairp.navigation.admin.menus import MenuAdmin

__all__ = ["MenuAdmin", "MenuItemAdmin"]
