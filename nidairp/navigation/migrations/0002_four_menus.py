"""The four menus, each an empty tree of one root."""

from django.db import migrations

MENUS = {
    "primary": "Primary navigation",
    "utility": "Utility links",
    "news-sidebar": "News sidebar",
    "footer": "Footer",
}


def add_menus(apps, schema_editor):
    menu_item = apps.get_model("navigation", "MenuItem")
    menu_item.objects.bulk_create(
        menu_item(location=location, title=title, tree_id=tree_id, lft=1, rght=2, level=0)
        for tree_id, (location, title) in enumerate(MENUS.items(), start=1)
    )


def remove_menus(apps, schema_editor):
    apps.get_model("navigation", "MenuItem").objects.filter(location__in=MENUS).delete()


class Migration(migrations.Migration):
    dependencies = [("navigation", "0001_menu_tree")]

    operations = [migrations.RunPython(add_menus, remove_menus)]
