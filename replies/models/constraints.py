"""Conditions that several tables hold their rows to."""

from django.db.models import Q


def both_or_neither(*fields: str) -> Q:
    """Either all the fields are set or none is."""
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(
        **{f"{name}__isnull": False for name in fields}
    )
