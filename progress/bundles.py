"""Many figures in one row: their keys, years and values as JSON, bundled by the database. Reading a series
this way costs a fraction of reading its figures one by one."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, BigIntegerField, CharField, JSONField
from django.db.models.functions import Cast


class Bundle(Aggregate):
    """Lists of primary key, year, grams and amount (as text), one a figure, in no order; grams or amount are
    null."""

    function = "json_group_array"
    template = "%(function)s(json_array(%(expressions)s))"

    def __init__(self) -> None:
        grams = Cast("tonnes", BigIntegerField())
        super().__init__(
            "pk", "year", grams, Cast("amount", CharField(max_length=30)), output_field=JSONField()
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            function="jsonb_agg",
            template="%(function)s(jsonb_build_array(%(expressions)s))",
            **context,
        )
