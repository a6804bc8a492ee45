"""A reply of the Ministry of Health, its people, and a clock that the database goes by as well."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils.html import strip_tags

from accounts.models import Ministry, User
from issues.models import DataPoint, Issue
from replies import services
from replies.models import Answer, Reply
from replies.timeline import Timeline, timeline_of
from tests import factories

ALMATY = ZoneInfo("Asia/Almaty")
Clock = Callable[[str], None]


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """Set the time, such as “10 14:02” of February 2023 in Almaty, for Python and for the triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE"
            " AS $$ SELECT current_setting('test.now')::timestamptz $$"
        )
        cursor.execute("SET LOCAL search_path = public, pg_catalog")
    travels: list[AbstractContextManager[object]] = []

    def set_time(text: str) -> None:
        moment = moment_of(text)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('test.now', %s, true)", [moment.isoformat()])
        while travels:
            travels.pop().__exit__(None, None, None)
        travels.append(time_machine.travel(moment, tick=False))
        travels[-1].__enter__()

    set_time("1 09:00")
    yield set_time
    travels.pop().__exit__(None, None, None)


def past_the_application() -> None:
    """Change rows from here on as with psql: nobody says who it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")


def moment_of(text: str) -> datetime:
    return datetime.strptime(f"2023-02-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ALMATY)


@dataclass(slots=True)
class Life:
    """A reply to issue 1 with the points 1.1 to 1.3, and who works on it; times are set with `clock`."""

    clock: Clock
    issue: Issue
    points: Sequence[DataPoint]
    reply: Reply
    author: User
    colleague: User
    officer: User
    coordinator: User

    def write(self, when: str, point: int, words: int, by: User | None = None, **values: Any) -> Answer:
        """Save an answer of so many words."""
        self.clock(when)
        asked = self.points[point - 1]
        before = Answer.objects.filter(reply=self.reply, data_point=asked).first()
        options: dict[str, Any] = {
            "base_version": before.version if before else 0,
            "text": f"<p>{'word ' * words}</p>",
        }
        return services.save_answer(self.reply, asked, by=by or self.author, **options | values).answer

    def submit(self, when: str) -> None:
        """Answer the rest a minute before, and submit."""
        before = f"{moment_of(when) - timedelta(minutes=1):%d %H:%M}"
        for point in self.points:
            if not self.reply.answers.filter(data_point=point).exists():
                self.write(before, point.position + 1, 10)
        self.clock(when)
        services.submit(self.reply, by=self.author)

    def clear(self, when: str) -> None:
        self.clock(when)
        services.clear(self.reply, seen=self.seen(), by=self.officer)

    def accept(self, when: str) -> None:
        self.clock(when)
        services.accept(self.reply, seen=self.seen(), by=self.coordinator)

    def seen(self) -> str:
        return Reply.objects.get(pk=self.reply.pk).text_hash()

    def timeline(self, when: str = "20 12:00", **options: Any) -> Timeline:
        reply = Reply.objects.get(pk=self.reply.pk)
        return timeline_of(reply, moment_of(when), **options)

    def told(self, **options: Any) -> list[str]:
        """The entries after the assignment, the oldest first: day, hours, words."""
        days = self.timeline(**options).days
        lines = [f"{day.day.day} {e.when} {strip_tags(e.what)}" for day in days for e in day.entries]
        return [line for line in reversed(lines) if " gave this issue " not in line]


@pytest.fixture
def life(clock: Clock) -> Life:
    stored = factories.make_list(time_zone="Asia/Almaty")
    issue = factories.make_issue(stored)
    ministry = Ministry.objects.create(code="health", name_en="Ministry of Health")
    reply = factories.make_reply(issue=issue, ministry=ministry, points=3)
    coordinator = factories.make_coordinator(stored)
    User.objects.filter(pk=coordinator.pk).update(name="Olga")
    return Life(
        clock,
        issue,
        list(reply.assignment.data_points.order_by("position")),
        reply,
        factories.make_user("focal_point", ministry, name="Aigerim"),
        factories.make_user("focal_point", ministry, name="Bolat"),
        factories.make_user("clearing_officer", ministry, name="Mira"),
        User.objects.get(pk=coordinator.pk),
    )
