"""The only code that writes the days of a State's calendar."""

from datetime import date

from accounts.audit import recorded
from accounts.models import User
from issues.models import CalendarDay
from issues.schedule import Calendar


def set_day(state: str, day: date, *, is_working: bool, name: str, by: User | None = None) -> None:
    """Make a day a working one or a day off. Where the law says so anyway, nothing stays entered for it."""
    with recorded(by, "calendar changed"):
        if Calendar(state).is_working(day) == is_working:
            CalendarDay.objects.filter(state=state, day=day).delete()
        else:
            values = {"is_working": is_working, "name": name}
            CalendarDay.objects.update_or_create(state=state, day=day, defaults=values)
