"""Real processes: one is killed in the middle, two come at once."""

import pytest

from news.models import Category, Post
from nidairp.redirects.models import Redirect
from nidairp.wordpress.models import Origin
from tests.processes import go_on, running, says

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MOVER = "tests.nidairp.wordpress.mover"


@pytest.mark.parametrize("step", ["Texts", "Addresses"])
def test_killed_in_the_middle_everything_is_as_before(step: str) -> None:
    with running(MOVER, step) as process:
        go_on(process)
        assert says(process) == "step"
        process.kill()
        process.wait()
    assert [model.objects.count() for model in (Post, Category, Redirect, Origin)] == [0, 0, 0, 0]


def test_two_at_once_make_everything_once() -> None:
    with running(MOVER, "Addresses") as first, running(MOVER, "Addresses") as second:
        go_on(first)
        assert says(first) == "step"
        go_on(second)
        go_on(first, 5)
        while (said := says(first)) != "done":
            assert said == "step"
        go_on(second, 5)
        while (said := says(second)) != "done":
            assert said == "step"
    assert Post.objects.filter(title="Brains & <i>rats</i>").count() == 1
    assert Origin.objects.filter(kind="post").count() == Post.objects.count()
