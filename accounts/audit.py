"""What people did: every change is recorded by the database itself, with who did it and why."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction

from accounts.models import User


@contextmanager
def recorded(by: User | None, reason: str) -> Iterator[None]:
    """One transaction whose history rows name the person and the reason."""
    with transaction.atomic(), pghistory.context(user=by.pk if by else None, reason=reason):
        yield
