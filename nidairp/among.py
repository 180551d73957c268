"""``IN`` of what another question finds, which PostgreSQL gathers first and then looks for all at once.

So it goes along an index, where by itself it begins at the root of it for each of some hundreds.
"""

from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Subquery


class Among(Func):
    """As a condition: ``filter(Among("author", others.values("author")))``."""

    output_field = BooleanField()
    template = "%(expressions)s"
    arg_joiner = " IN "

    def __init__(self, column: str, found: QuerySet) -> None:
        super().__init__(F(column), Subquery(found.order_by()))  # which would sort all that is gathered

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        gathered = {"arg_joiner": " = ANY(ARRAY", "template": "%(expressions)s)"}
        return self.as_sql(compiler, connection, **gathered, **context)
