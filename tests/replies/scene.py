"""The stage of the tests of reminders: a list due on Wednesday 15 February 2023 in Kazakhstan."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core import mail

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Digest, Reminder, Reply
from replies.reminders import claim_next, plan_digests, send
from tests import factories

ALMATY = ZoneInfo("Asia/Almaty")


def february(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2023, 2, 1, hour, minute, tzinfo=ALMATY) + timedelta(day - 1)


@dataclass(slots=True)
class Scene:
    """One reply not started, and the three people who can come to owe something about it."""

    stored: ListOfIssues
    reply: Reply
    author: User
    officer: User
    coordinator: User

    def submit(self) -> None:
        factories.answer_all(self.reply, by=self.author)
        services.submit(self.reply, by=self.author)

    def clear(self) -> None:
        services.clear(self.reply, seen=self.reply.text_hash(), by=self.officer)

    def another_reply(self, **fields: object) -> Reply:
        issue = factories.make_issue(self.stored, **fields)
        return factories.make_reply(issue=issue, ministry=self.reply.assignment.ministry)

    def role_of(self, address: str) -> str:
        return User.objects.get(email=address).role


def make_scene() -> Scene:
    stored = factories.make_list(state="KAZ", time_zone="Asia/Almaty", due_date=date(2023, 2, 15))
    reply = factories.make_reply(stored)
    return Scene(
        stored,
        reply,
        factories.focal_point_of(reply),
        factories.clearing_officer_of(reply),
        factories.make_coordinator(stored),
    )


def run(now: datetime) -> None:
    plan_digests(now)
    deliver(now)


def deliver(now: datetime) -> None:
    while (digest := claim_next(now)) is not None:
        send(digest, now)


def received() -> list[str]:
    """The addresses of all mail sent so far, in order."""
    return [message.to[0] for message in mail.outbox]


def digests() -> list[tuple[User, date, str, int]]:
    rows = Digest.objects.order_by("day", "user_id").select_related("user")
    return [(row.user, row.day, row.status, row.attempts) for row in rows]


def reminders() -> list[tuple[User, date, int, date]]:
    rows = Reminder.objects.order_by("due_date", "rung", "user_id", "pk").select_related("user", "digest")
    return [(row.user, row.due_date, row.rung, row.digest.day) for row in rows]
