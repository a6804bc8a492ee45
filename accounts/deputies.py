"""Who gets the mail of people who are away."""

from collections.abc import Mapping
from datetime import date

from accounts.models import Absence


def stand_ins(on: date) -> dict[int, int | None]:
    """Who gets the mail of each person away on a day, by their keys; None where nobody does. One query.

    A deputy who is away, too, is followed to theirs; one who may not sign in any more is nobody.
    """
    rows = Absence.objects.on(on).order_by("first_day", "pk")
    deputies: dict[int, int | None] = {}
    for user, deputy, is_active in rows.values_list("user", "deputy", "deputy__is_active"):
        deputies[user] = deputy if is_active else None
    return {user: _end_of(user, deputies) for user in deputies}


def _end_of(user: int, deputies: Mapping[int, int | None]) -> int | None:
    seen: set[int] = {user}
    found = deputies[user]
    while found is not None and found in deputies:
        if found in seen:  # people who stand in for each other: nobody is there
            return None
        seen.add(found)
        found = deputies[found]
    return found
