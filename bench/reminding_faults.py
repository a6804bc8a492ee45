"""Two schedulers and two workers are killed with -9 while mail fails: is every reminder sent once?

The clock is simulated; the processes, the kills, the database and the mail server are real. What is due is
counted by an oracle of its own (`reminding_oracle`), what was sent by the mail server.
Run: python -m config.embedded -- python -m bench.reminding_faults [--days 30] [--seed 1]
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_double, c_longlong
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing.context import ForkProcess
from pathlib import Path
from zoneinfo import ZoneInfo

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["DATABASE_POOL"] = "false"
os.environ["DIGEST_HOUR"] = "8"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.mail_server import Accepted, accepted, serve  # noqa: E402
from bench.ports import free_port  # noqa: E402
from bench.reminding_country import Stored, store  # noqa: E402
from bench.reminding_oracle import (  # noqa: E402  # noqa: E402
    DAY,
    START,
    Country,
    Key,
    draw_country,
    expected,
    is_working,
    rung_on,
    step_of,
)
from replies.delivery import Outbox  # noqa: E402
from replies.models import Digest  # noqa: E402
from replies.reminders import claim_next, plan_digests, send  # noqa: E402

ALMATY = ZoneInfo("Asia/Almaty")
HOURS = range(7, 22)
REFUSE_EACH = 3
# Seconds between a mail's being accepted and the server's saying so.
PAUSE = 0.002
# Without locks: one that a killed process held would hold up all others. Each is written by one process only.
FORK = multiprocessing.get_context("fork")


@dataclass(slots=True)
class Clock:
    """The simulated moment, in memory that all processes share; `turn` grows with each moment."""

    turn: c_longlong
    moment: c_double
    port: c_longlong

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.moment.value, ALMATY)


@dataclass(slots=True)
class Runner:
    """A scheduler or a worker: a process that runs once at each moment, until it is killed."""

    work: Callable[[datetime], None]
    clock: Clock
    done: c_longlong
    process: ForkProcess | None = None

    def start(self) -> None:
        connection.close()
        self.process = FORK.Process(target=self._run, daemon=True)
        self.process.start()

    def _run(self) -> None:
        while True:
            turn = self.clock.turn.value
            if turn == self.done.value:
                time.sleep(0.001)
                continue
            settings.EMAIL_PORT = self.clock.port.value
            self.work(self.clock.now())
            self.done.value = turn

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.join()
        self.start()


def work(now: datetime) -> None:
    with Outbox() as outbox:
        while (digest := claim_next(now)) is not None:
            send(digest, now, outbox=outbox)


@dataclass(slots=True)
class Plan:
    """The days of a run: those on which something runs, and those on which it runs without mail."""

    days: list[date]
    asleep: set[date]
    without_mail: set[date]

    @property
    def usable(self) -> list[date]:
        return [day for day in self.days if day not in self.asleep | self.without_mail]


def draw_plan(draw: random.Random, days: int) -> Plan:
    """Three days in a row asleep, one more for each ten days, and a day with mail down."""
    found = [START + DAY * n for n in range(days)]
    inner = found[1:-1]
    working = [day for day in inner if is_working(day)]
    down = draw.choice(working)
    asleep = set(draw.sample([day for day in inner if day != down], days // 10))
    if days >= 10:
        first = draw.randrange(1, days - 4)
        asleep |= set(found[first : first + 3]) - {down}
    return Plan(found, asleep, {down})


@contextmanager
def running(clock: Clock, log: Path, port: int) -> Iterator[list[Runner]]:
    """The mail server, two schedulers and two workers; all of them are killed at the end."""
    server = FORK.Process(target=serve, args=(port, log, REFUSE_EACH, PAUSE), daemon=True)
    server.start()
    runners = [
        Runner(job, clock, FORK.Value("q", 0, lock=False)) for job in (plan_digests, plan_digests, work, work)
    ]
    try:
        for runner in runners:
            runner.start()
        yield runners
    finally:
        for process in (server, *(runner.process for runner in runners)):
            if process is not None:
                process.kill()
                process.join()


def live(plan: Plan, draw: random.Random, log: Path) -> Counter[str]:
    """Let the days pass, and kill; return how often what was killed."""
    port, closed = free_port(), free_port()
    log.touch()
    clock = Clock(
        FORK.Value("q", 0, lock=False), FORK.Value("d", 0.0, lock=False), FORK.Value("q", port, lock=False)
    )
    kills: Counter[str] = Counter()
    with running(clock, log, port) as runners:
        for day in plan.days:
            if day in plan.asleep:
                continue
            clock.port.value = closed if day in plan.without_mail else port
            for hour in HOURS:
                moment = datetime.combine(day, datetime.min.time(), ALMATY) + timedelta(hours=hour)
                clock.moment.value = moment.timestamp()
                clock.turn.value += 1
                kills += _pass(runners, clock.turn.value, draw, log)
    return kills


def _pass(runners: list[Runner], turn: int, draw: random.Random, log: Path) -> Counter[str]:
    """One moment: kill somebody at a random instant, or right when a mail was accepted; wait for all."""
    kills: Counter[str] = Counter()
    kind = draw.choice(["scheduler", "worker", "worker after a mail", "nobody", "nobody"])
    size, start, delay = log.stat().st_size, time.monotonic(), draw.uniform(0, 0.06)
    end = start + 60
    while any(runner.done.value < turn for runner in runners):
        assert time.monotonic() < end, "A process does not come to an end."
        assert all(runner.is_alive for runner in runners), "A process has failed."
        is_time = time.monotonic() - start > delay
        is_sent = log.stat().st_size > size
        if not kills and (is_sent if kind == "worker after a mail" else is_time and kind != "nobody"):
            draw.choice(runners[:2] if kind == "scheduler" else runners[2:]).kill()
            kills[kind] += 1
        time.sleep(0.0005)
    return kills


@dataclass(slots=True)
class Outcome:
    """How often each thing happened, by name."""

    due: int
    sent: int
    doubled: int
    same_id: int
    missed: int
    not_due: int
    two_a_day: int


def count(country: Country, stored: Stored, plan: Plan, mails: list[Accepted]) -> Outcome:
    """Compare what the mail server accepted with what the oracle says."""
    due = expected(country, plan.usable)
    allowed = expected(country, [day for day in plan.days if day not in plan.asleep])
    told: defaultdict[Key, set[str]] = defaultdict(set)
    for mail in mails:
        for pk in mail.replies:
            reply = country.replies[stored.replies[pk]]
            rung = rung_on(step_of(reply), stored.day_of(mail.message_id))
            key = Key(stored.people[mail.to], reply.key, step_of(reply), -99 if rung is None else rung)
            told[key].add(mail.message_id)
    latest: dict[tuple[int, int, date], int] = {}
    for key in told:
        latest[key[:3]] = max(key.rung, latest.get(key[:3], key.rung))
    per_id = Counter(mail.message_id for mail in mails)
    return Outcome(
        due=len(due),
        sent=len(told.keys() & due.keys()),
        doubled=sum(len(ids) > 1 for ids in told.values()),
        same_id=sum(times - 1 for times in per_id.values()),
        missed=sum(key not in told and latest.get(key[:3], -99) < key.rung for key in due),
        not_due=len(told.keys() - allowed.keys()),
        two_a_day=_two_a_day(),
    )


def _two_a_day() -> int:
    """People and days with more than one digest sent, other than one that went out again as itself."""
    rows = Digest.objects.filter(status="sent", interrupted=False).values_list("user", "sent_at")
    per_day = Counter((user, at.astimezone(ALMATY).date()) for user, at in rows if at)
    return sum(times > 1 for times in per_day.values())


def run(days: int, ministries: int, seed: int) -> dict[str, int]:
    """Store a country, let the days pass, count; the database is to be empty."""
    draw = random.Random(seed)  # noqa: S311 - repeatable
    country, plan = draw_country(draw, ministries, days), draw_plan(draw, days)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    stored = store(country)
    reverse("replies:desk")  # so that no process has to load the pages by itself
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "accepted.jsonl"
        kills = live(plan, draw, log)
        mails = accepted(log)
    outcome = count(country, stored, plan, mails)
    return {
        "days": days,
        "days asleep": len(plan.asleep),
        "days without mail": len(plan.without_mail),
        "killed schedulers": kills["scheduler"],
        "killed workers": kills["worker"] + kills["worker after a mail"],
        "mails accepted": len(mails),
        "digests marked as interrupted": Digest.objects.filter(interrupted=True).count(),
        "digests not sent in the end": Digest.objects.filter(status__in=["due", "sending"]).count(),
        "reminders due": outcome.due,
        "reminders sent": outcome.sent,
        "reminders doubled": outcome.doubled,
        "mails doubled under one Message-ID": outcome.same_id,
        "reminders missed": outcome.missed,
        "reminders not due": outcome.not_due,
        "people with two digests a day": outcome.two_a_day,
    }


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.reminding_faults")
    options.add_argument("--days", type=int, default=30)
    options.add_argument("--ministries", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    call_command("migrate", verbosity=0)
    start = time.monotonic()
    found = run(asked.days, asked.ministries, asked.seed)
    found["seconds"] = round(time.monotonic() - start)
    if asked.json:
        print(json.dumps(found))
    else:
        for name, number in found.items():
            print(f"{name:<40} {number:>8}")
    wrong = ("reminders doubled", "reminders missed", "reminders not due", "people with two digests a day")
    return 1 if any(found[name] for name in wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
