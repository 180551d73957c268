"""The template that all pages stand on is gone through once."""

import pytest
from django.template import Engine
from django.template.base import NodeList

ABOVE = "<{% block a %}above a{% endblock %}|{% if yes %}{% block b %}above b{% endblock %}{% endif %}>"
BETWEEN = "{% extends 'above' %}{% block a %}between {{ block.super }}{% endblock %}"
BELOW = "{% extends 'between' %}{% block b %}{{ word }}, {{ block.super }}{% endblock %}"


@pytest.fixture
def engine() -> Engine:
    texts = {"above": ABOVE, "between": BETWEEN, "below": BELOW}
    loader = ("django.template.loaders.locmem.Loader", texts)
    return Engine(
        loaders=[("django.template.loaders.cached.Loader", [loader])],
        builtins=["nidairp.templatetags.extending"],
    )


def test_blocks_are_filled_as_ever(engine: Engine):
    for word in ("one", "two"):
        drawn = engine.render_to_string("below", {"word": word, "yes": True})
        assert drawn == f"<between above a|{word}, above b>"
    assert engine.render_to_string("below", {"yes": False}) == "<between above a|>"
    assert engine.render_to_string("above", {"yes": True}) == "<above a|above b>"


def test_its_blocks_are_looked_for_once(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    looked: list[NodeList] = []
    look = NodeList.get_nodes_by_type
    monkeypatch.setattr(
        NodeList, "get_nodes_by_type", lambda nodes, kind: looked.append(nodes) or look(nodes, kind)
    )
    engine.render_to_string("below", {})
    assert looked
    looked.clear()
    engine.render_to_string("below", {})
    assert not looked
