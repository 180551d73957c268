import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nidairp.navigation import repair, tree
from nidairp.navigation.models import MenuItem
from tests.nidairp.navigation.outline import Outline, outline

Items = dict[str, MenuItem]
START = {"News": {"Awards": {}, "Seminars": {}}, "About": {"Contact": {}}}


def test_an_item_is_added_last(primary: MenuItem, items: Items) -> None:
    tree.add(items["News"], "Feed", address="/news/feed/")
    assert list(outline(primary)["News"]) == ["Awards", "Seminars", "Feed"]


@pytest.mark.parametrize(
    ("title", "direction", "becomes"),
    [
        ("About", "up", {"About": {"Contact": {}}, "News": {"Awards": {}, "Seminars": {}}}),
        ("News", "down", {"About": {"Contact": {}}, "News": {"Awards": {}, "Seminars": {}}}),
        ("About", "in", {"News": {"Awards": {}, "Seminars": {}, "About": {"Contact": {}}}}),
        ("Seminars", "in", {"News": {"Awards": {"Seminars": {}}}, "About": {"Contact": {}}}),
        ("Awards", "out", {"News": {"Seminars": {}}, "Awards": {}, "About": {"Contact": {}}}),
    ],
)
def test_a_step_moves_an_item_with_all_below_it(
    primary: MenuItem, items: Items, title: str, direction: str, becomes: Outline
) -> None:
    tree.move(items[title].pk, direction)
    assert str(outline(primary)) == str(becomes)  # dicts alone would be equal in any order
    assert repair.check() == []


@pytest.mark.parametrize(
    ("title", "direction", "sentence"),
    [
        ("News", "up", "“News” is already the first."),
        ("Seminars", "down", "“Seminars” is already the last."),
        ("Awards", "in", "“Awards” has no item before it to be moved below."),
        ("About", "out", "“About” is already on the top level."),
    ],
)
def test_a_step_that_leads_nowhere_is_refused_with_a_sentence(
    primary: MenuItem, items: Items, title: str, direction: str, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        tree.move(items[title].pk, direction)
    assert outline(primary) == START


def test_an_item_moves_under_another_one(primary: MenuItem, items: Items) -> None:
    tree.move_under(items["News"].pk, items["Contact"].pk)
    assert outline(primary) == {"About": {"Contact": {"News": {"Awards": {}, "Seminars": {}}}}}
    assert repair.check() == []


def test_an_item_moves_into_another_menu(primary: MenuItem, items: Items) -> None:
    footer = MenuItem.objects.menu("footer")
    tree.move_under(items["About"].pk, footer.pk)
    assert outline(footer) == {"About": {"Contact": {}}}
    assert repair.check() == []


@pytest.mark.parametrize("title", ["News", "Awards"])
def test_an_item_cannot_move_under_itself_or_its_own_child(
    primary: MenuItem, items: Items, title: str
) -> None:
    with pytest.raises(ValidationError, match="cannot be moved below itself or below one of its own items"):
        tree.move_under(items["News"].pk, items[title].pk)
    assert outline(primary) == START


def test_removing_takes_along_what_stands_below(primary: MenuItem, items: Items) -> None:
    assert tree.remove(items["News"].pk) == 3
    assert outline(primary) == {"About": {"Contact": {}}}
    assert repair.check() == []


def test_an_item_is_hidden_and_shown_again(items: Items) -> None:
    assert not tree.show(items["News"].pk, shown=False).is_shown
    assert tree.show(items["News"].pk, shown=True).is_shown


def test_a_whole_menu_stays_where_it_is(primary: MenuItem) -> None:
    for change in (
        lambda: tree.move(primary.pk, "down"),
        lambda: tree.move_under(primary.pk, MenuItem.objects.menu("footer").pk),
        lambda: tree.remove(primary.pk),
    ):
        with pytest.raises(ValidationError, match="is a whole menu"):
            change()


def test_an_item_that_somebody_removed_is_refused_with_a_sentence(items: Items) -> None:
    tree.remove(items["Awards"].pk)
    with pytest.raises(ValidationError, match="no longer exists"):
        tree.move(items["Awards"].pk, "up")


#: Each number picks an item among those that are there.
picks = st.integers(0, 50)
changes = st.one_of(
    st.tuples(st.just("add"), picks, picks),
    st.tuples(st.sampled_from(["up", "down", "in", "out"]), picks, picks),
    st.tuples(st.just("under"), picks, picks),
    st.tuples(st.just("remove"), picks, picks),
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(changes, max_size=25))
@pytest.mark.slow
def test_no_sequence_of_changes_breaks_a_tree_or_loses_an_item(
    primary: MenuItem, sequence: list[tuple[str, int, int]]
) -> None:
    MenuItem.objects.filter(parent__isnull=False).delete()
    expected = MenuItem.objects.count()
    for number, (change, one, other) in enumerate(sequence):
        expected += _apply(change, one, other, f"Item {number}")
    assert repair.check() == []
    assert MenuItem.objects.count() == expected


def _apply(change: str, one: int, other: int, title: str) -> int:
    """Makes the change if the tree allows it; says how many items there are more."""
    pks = list(MenuItem.objects.values_list("pk", flat=True))
    item, target = pks[one % len(pks)], pks[other % len(pks)]
    try:
        if change == "add":
            tree.add(MenuItem.objects.get(pk=item), title)
            return 1
        if change == "remove":
            return -tree.remove(item)
        if change == "under":
            tree.move_under(item, target)
        else:
            tree.move(item, change)
    except ValidationError:
        pass
    return 0
