"""What ``bench_pages`` asks: a large institute, with as many menu items as ours has."""

from news.models import Category
from nidairp.navigation.models import MenuItem
from tests.bench import large_site
from tests.factories import make_page

MENU_ITEMS = 70


def fill(count: int) -> None:
    print(f"filling a database with {count:,} publications, once ...", flush=True)
    large_site.fill(count, max(100, count // 10))
    add_menus()


def add_menus() -> None:
    """Two levels deep."""
    menu = MenuItem.objects.menu("primary")
    categories = list(Category.objects.all())
    for number in range(MENU_ITEMS):
        page = make_page(slug=f"menu-{number}")
        item = MenuItem(title=page.title, page=page) if number % 3 else MenuItem(
            title=f"Item {number}", category=categories[number % len(categories)]
        )  # fmt: skip
        under = menu if number % 9 == 0 else MenuItem.objects.filter(parent=menu).last()
        item.insert_at(under, "last-child", save=True)
