"""Planning and sending for 10,000 people with 200,000 open assignments: queries, time, memory, mails.

The floor is plain smtplib, which sends equal mails to the same server over one connection in the same run.
Run: python -m config.embedded -- python -m bench.reminding [--assignments 200000] [--mails 500]
Whether reminders survive kills is measured by `bench.reminding_faults`.
"""

import argparse
import multiprocessing
import os
import resource
import smtplib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["DATABASE_POOL"] = "false"
os.environ["DIGEST_HOUR"] = "8"
django.setup()

import pgtrigger  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import Ministry, User  # noqa: E402
from bench.mail_server import serve  # noqa: E402
from bench.ports import free_port  # noqa: E402
from issues.models import Assignment, Coordination, Issue, ListOfIssues  # noqa: E402
from replies.delivery import Outbox  # noqa: E402
from replies.emails import digest_message  # noqa: E402
from replies.models import Digest, Reminder, Reply  # noqa: E402
from replies.reminders import claim_next, plan_digests, send  # noqa: E402

TODAY = date(2023, 2, 15)
NOW = datetime(2023, 2, 15, 9, tzinfo=ZoneInfo("Asia/Almaty"))
LISTS, ISSUES = 100, 30
MINISTRIES = 3300
ROLES = ("focal_point", "focal_point", "clearing_officer")
FORK = multiprocessing.get_context("fork")


@pgtrigger.ignore()
def fill(assignments: int) -> None:
    """3,300 ministries of three people, 100 lists with a coordinator each, and assignments, all due soon."""
    ministries = Ministry.objects.bulk_create(
        Ministry(code=f"m-{n}", name_en=f"Ministry {n}") for n in range(MINISTRIES)
    )
    User.objects.bulk_create(
        User(email=f"p{n}-{m.pk}@example.org", name=f"Person {m.pk}", role=role, ministry=m, password="!")  # noqa: S106
        for m in ministries
        for n, role in enumerate(ROLES)
    )
    coordinators = User.objects.bulk_create(
        User(email=f"c{n}@example.org", name=f"Person {n}", role="coordinator", password="!")  # noqa: S106
        for n in range(LISTS)
    )
    fixed: dict[str, Any] = {"state": "KAZ", "time_zone": "Asia/Almaty", "language": "en", "body": "CAT"}
    lists = ListOfIssues.objects.bulk_create(
        ListOfIssues(symbol=f"CAT/C/KAZ/Q/{n}", title="List of issues", source_sha256="0" * 64, **fixed)
        for n in range(LISTS)
    )
    Coordination.objects.bulk_create(
        Coordination(list_of_issues=stored, user=user)
        for stored, user in zip(lists, coordinators, strict=True)
    )
    issues = Issue.objects.bulk_create(
        Issue(
            list_of_issues=stored,
            number=n + 1,
            label="Deaths in custody",
            due_date=TODAY + timedelta(days=n - 20),
        )
        for stored in lists
        for n in range(ISSUES)
    )
    each = -(-assignments // len(issues))
    for start in range(0, len(issues), 300):
        rows = Assignment.objects.bulk_create(
            Assignment(issue=issue, ministry=ministries[(place * each + n) % MINISTRIES], role="contributor")
            for place, issue in enumerate(issues[start : start + 300], start)
            for n in range(each)
        )
        Reply.objects.bulk_create(Reply(assignment=row) for row in rows)


def measured(name: str, job: Any) -> None:
    """Run a job in a process of its own; print its queries, its seconds and the most memory it had."""

    def go() -> None:
        queries = 0

        def counted(execute: Any, *arguments: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*arguments)

        start = time.monotonic()
        with connection.execute_wrapper(counted):
            job()
        seconds = time.monotonic() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:<34} {queries:>8,} queries {seconds:>8.1f} s {peak:>6.0f} MB", flush=True)

    connection.close()
    process = FORK.Process(target=go)
    process.start()
    process.join()
    assert process.exitcode == 0, name


@contextmanager
def mail_server(folder: Path) -> Iterator[int]:
    port = free_port()
    process = FORK.Process(target=serve, args=(port, folder / "accepted.jsonl"), daemon=True)
    process.start()
    time.sleep(1)
    yield port
    process.kill()
    process.join()


def measure_sending(mails: int) -> None:
    """Mails a second of the application, and of plain smtplib with one of the mails again and again."""
    some = Digest.objects.filter(status="due", user__role="focal_point").first()
    assert some is not None
    equal = digest_message(some, some.day).message().as_bytes().replace(b"\n", b"\r\n")
    lines = Reminder.objects.filter(digest=some).count()
    print(f"{mails} mails of {lines} lines, {len(equal) / 1024:.0f} kB", end=": ", flush=True)
    start = time.monotonic()
    with Outbox() as outbox:
        for _ in range(mails):
            digest = claim_next(NOW)
            assert digest is not None
            send(digest, NOW, outbox=outbox)
    ours = mails / (time.monotonic() - start)
    start = time.monotonic()
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for _ in range(mails):
            server.sendmail("tracker@example.org", [some.user.email], equal)
    floor = mails / (time.monotonic() - start)
    print(f"{ours:.1f} a second; floor {floor:.1f} a second; {floor / ours:.2f} x floor")


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.reminding")
    options.add_argument("--assignments", type=int, default=200_000)
    options.add_argument("--mails", type=int, default=500)
    asked = options.parse_args()
    call_command("migrate", verbosity=0)
    measured("storing them", lambda: fill(asked.assignments))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{User.objects.count():,} people, {Reply.objects.count():,} open assignments", flush=True)
    measured("nothing, the application loaded", lambda: None)
    measured("planning all of them at once", lambda: plan_digests(NOW))
    print(f"{Digest.objects.count():,} digests with {Reminder.objects.count():,} reminders", flush=True)
    measured("planning again, nothing to add", lambda: plan_digests(NOW))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    reverse("replies:desk")  # loads the pages, which a worker has done long ago
    with tempfile.TemporaryDirectory() as folder:
        connection.close()
        with mail_server(Path(folder)) as port:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            measure_sending(asked.mails)
    return 0


if __name__ == "__main__":
    sys.exit(main())
