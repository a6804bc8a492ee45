"""Fill a development database: the real list, Kazakhstan's ministries, dates, one person per role."""

import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import Ministry, Role, User
from issues import services as issues_services
from issues.models import CalendarDay, ListOfIssues
from issues.registers import DATA, proposal_for, read_list
from issues.schedule import DEFAULT_SHARES, plan
from replies import services

LIST = DATA / "CAT_C_KAZ_Q_4"
SYMBOL = "CAT/C/KAZ/Q/4"
PASSWORD = "reply-tracker"  # noqa: S105 - of demonstration people, refused outside development

# In the real cycle 61 days lay between the list and the replies; the demonstration stands in between.
DAYS_SINCE_ISSUE, DAYS_LEFT = 19, 42
# By how many working days some issues are due before the rest, so that every rung has something.
EARLIER = (0, 0, 3, 0, 6, 0, 9, 0, 12)


class Command(BaseCommand):
    help = (
        "Load CAT/C/KAZ/Q/4 with ministries, deadlines and demonstration people; does nothing a second time."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demonstration is for development only: set DEBUG=true.")
        if ListOfIssues.objects.filter(symbol=SYMBOL).exists():
            self.stdout.write("The demonstration is there already.")
            return
        with transaction.atomic():
            ministries = load_ministries()
            load_people(ministries)
            stored = load_the_list(timezone.localdate())
            assign_all(stored)
        self.stdout.write(f"{SYMBOL} is loaded with {len(ministries)} ministries.")


def load_ministries() -> dict[str, Ministry]:
    """Kazakhstan's ministries by their code."""
    register = json.loads((DATA / "kazakhstan.json").read_text(encoding="utf-8"))
    return {
        entry["code"]: Ministry.objects.get_or_create(
            code=entry["code"], defaults={key: entry[key] for key in ("name_en", "name_ru", "name_kk")}
        )[0]
        for entry in register["ministries"]
    }


def load_people(ministries: dict[str, Ministry]) -> None:
    """One person per role, and per role and ministry; named by role, with addresses nobody has."""
    password = make_password(PASSWORD)  # hashed once: hashing is slow by design
    for role, address in (
        (Role.COORDINATOR, "coordinator"),
        (Role.ADMINISTRATOR, "administrator"),
        (Role.OBSERVER, "observer"),
    ):
        User.objects.create(
            email=f"{address}@example.org", password=password, name=role.label.capitalize(), role=role
        )
    for code, ministry in ministries.items():
        for role, address in ((Role.FOCAL_POINT, "focal"), (Role.CLEARING_OFFICER, "clearing")):
            name = f"{role.label.capitalize()}, {ministry.name_en}"[:150]
            User.objects.create(
                email=f"{address}.{code}@example.org",
                password=password,
                name=name,
                role=role,
                ministry=ministry,
            )


def load_the_list(today: date) -> ListOfIssues:
    """The real list, with dates around today."""
    source = LIST / "list.txt"
    parsed = read_list(source)
    stored = issues_services.load(parsed, content=source.read_bytes(), name="CAT_C_KAZ_Q_4.txt")
    issues_services.coordinate(stored, coordinator=User.objects.get(email="coordinator@example.org"))
    calendar = CalendarDay.objects.calendar(stored.state)
    due = calendar.previous_working(today + timedelta(days=DAYS_LEFT))
    planned = plan(today - timedelta(days=DAYS_SINCE_ISSUE), due, calendar)
    drafts = {
        issue.number: calendar.shift(planned.drafts, -EARLIER[issue.number % len(EARLIER)])
        for issue in parsed.issues
    }
    services.set_schedule(stored, due, planned, DEFAULT_SHARES, "Asia/Almaty", by=None)
    own = {issue.pk: drafts[issue.number] for issue in stored.issues.all()}
    issues_services.set_own_dates(stored, issues=own, assignments={})
    return stored


def assign_all(stored: ListOfIssues) -> None:
    """The assignments that ship with the list, to ministries that are loaded."""
    services.apply_proposal(stored, proposal_for(SYMBOL), by=None)
