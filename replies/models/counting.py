"""Counting rows that belong to another row."""

from django.db import models
from django.db.models.functions import Coalesce


def count_of(rows: "models.QuerySet[models.Model]") -> Coalesce:
    """The number of rows of a correlated subquery."""
    counted = rows.order_by().values(one=models.Value(1)).annotate(n=models.Count("*")).values("n")
    return Coalesce(models.Subquery(counted, output_field=models.IntegerField()), 0)
