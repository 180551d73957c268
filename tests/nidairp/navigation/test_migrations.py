from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from nidairp.navigation import repair
from nidairp.navigation.models import MenuItem

four_menus = import_module("nidairp.navigation.migrations.0002_four_menus")


@pytest.mark.django_db
def test_the_four_menus_come_and_go_with_their_migration() -> None:
    four_menus.remove_menus(apps, connection.schema_editor())
    assert not MenuItem.objects.exists()
    four_menus.add_menus(apps, connection.schema_editor())
    assert repair.check() == []
    assert dict(MenuItem.objects.values_list("location", "title")) == dict(MenuItem.Location.choices)
