"""``{% extends %}``, which looks for the blocks of the template above it once, and not for each page.

Django goes through the whole of that template each time: every page stands on the same one.
"""

from typing import Any

from django import template
from django.template import Context
from django.template.base import Node, NodeList, Parser, Template, Token
from django.template.loader_tags import ExtendsNode, do_extends

register = template.Library()


class Known(NodeList):
    """The nodes of a template, which do not change once it has been read."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self._of_type: dict[type[Node], list[Any]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Any]:
        if nodetype not in self._of_type:
            self._of_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self._of_type[nodetype]


class Extending(ExtendsNode):
    def get_parent(self, context: Context) -> Template:
        parent = super().get_parent(context)
        if not isinstance(parent.nodelist, Known):
            parent.nodelist = Known(parent.nodelist)
        return parent


@register.tag("extends")
def extends(parser: Parser, token: Token) -> Extending:
    read = do_extends(parser, token)
    return Extending(read.nodelist, read.parent_name)
