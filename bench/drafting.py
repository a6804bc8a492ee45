"""Fifty people draft at once for two minutes: errors, lost saves, and how long they wait.

Each opens a reply and saves one of its answers every two to six seconds, as the page does; some share a
reply with a colleague and meet in its answers. Two gunicorn workers, as in production.
Run: python -m config.embedded -- python -m bench.drafting [--people 50] [--seconds 120]
"""

import argparse
import http.client
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from statistics import median, quantiles

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Role, User  # noqa: E402
from bench.content import fill, more_focal_points  # noqa: E402
from bench.ledger import lost  # noqa: E402
from bench.server import PORT, cookie_of, gunicorn  # noqa: E402
from bench.texts import draft  # noqa: E402
from bench.visitor import Response, Saved, Visitor  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402
from replies.models import Reply  # noqa: E402

EXPECTED = {"page": {200}, "save": {200, 409}, "presence": {200}}
PRESENCE_EVERY = 15.0
REOPENS = 1 / 8


@dataclass
class Drafter:
    """One person at work on the reply at `page`; `seconds` holds how long each request took, by its kind."""

    name: str
    page: str
    visitor: Visitor
    draw: random.Random
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    conflicts: int = 0
    texts: int = 0
    seen_at: float = 0.0

    def work(self, until: float) -> None:
        """Draft until that moment of the monotonic clock."""
        time.sleep(self.draw.uniform(0, 4))
        while time.monotonic() < until:
            if not self.visitor.forms or self.draw.random() < REOPENS:
                self._timed("page", lambda: self.visitor.open(self.page))
            if self.visitor.forms:
                self._say_where()
                self._write()
            time.sleep(max(0.0, min(self.draw.uniform(2, 6), until - time.monotonic())))

    def _say_where(self) -> None:
        if time.monotonic() - self.seen_at < PRESENCE_EVERY:
            return
        self.seen_at = time.monotonic()
        self._timed("presence", lambda: self.visitor.send(f"{self.page}presence/", {"point": ""}))

    def _write(self) -> None:
        """Save one of the answers; where somebody else's text came in between, save it again on that one."""
        url = self.draw.choice([url for url in self.visitor.forms if "/answers/" in url])
        self.texts += 1
        text = draft(f"{self.name}, text {self.texts}.")
        while (status := self._timed("save", lambda: self.visitor.save(url, text))) == 409:
            self.conflicts += 1
        if status == 200:
            self.saved.append(self.visitor.saved(url, text))

    def _timed(self, kind: str, send: Callable[[], Response]) -> int:
        """The status of a request, 0 where there was no answer; notes its time, and what went wrong."""
        start = time.perf_counter()
        try:
            status = send().status
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{kind}: {error!r}")
            return 0
        self.seconds[kind].append(time.perf_counter() - start)
        if status not in EXPECTED[kind]:
            self.errors.append(f"{kind}: status {status}")
        return status


def drafters(people: int, seed: int) -> list[Drafter]:
    """So many focal points; the first two of a ministry share a reply, the others take the next ones."""
    with_work = User.objects.filter(role=Role.FOCAL_POINT, ministry__assignments__isnull=False)
    focal_points = list(with_work.distinct())
    focal_points += more_focal_points(people - len(focal_points))
    colleagues: dict[int | None, int] = defaultdict(int)
    found = []
    for number, person in enumerate(focal_points[:people], start=1):
        replies = Reply.objects.filter(assignment__ministry=person.ministry_id).order_by("pk")
        reply = replies[max(colleagues[person.ministry_id] - 1, 0) % len(replies)]
        colleagues[person.ministry_id] += 1
        draw = random.Random(f"{seed} {number}")  # noqa: S311 - a draw that can be repeated
        visitor = Visitor(PORT, cookie_of(person))
        found.append(Drafter(f"Person {number}", reply.get_absolute_url(), visitor, draw))
    return found


def warm_up(person: Drafter) -> None:
    """Have both workers read their templates, as they have in production after the first minute."""
    for _ in range(20):
        person.visitor.connection.close()
        person.visitor.open(person.page)


def report(people: list[Drafter], seconds: float) -> int:
    """Print the figures; return the exit code, 1 where there is an error or a lost save."""
    print(f"{len(people)} people, {seconds:.0f} s, load average {os.getloadavg()[0]:.1f}")
    print(f"{'request':<10} {'number':>8} {'median ms':>10} {'95 % ms':>10} {'longest':>10}")
    total = 0
    for kind in EXPECTED:
        times = [1000 * found for person in people for found in person.seconds[kind]]
        total += len(times)
        print(
            f"{kind:<10} {len(times):>8} {median(times):>10.0f} {quantiles(times, n=20)[-1]:>10.0f}"
            f" {max(times):>10.0f}"
        )
    errors = list(chain.from_iterable(person.errors for person in people))
    saved = list(chain.from_iterable(person.saved for person in people))
    missing = lost(os.environ["DATABASE_URL"], saved)
    print(f"{total} requests, {total / seconds:.1f} a second, {len(errors)} errors")
    print(f"{len(saved)} saves acknowledged, {len(missing)} lost")
    print(f"{sum(person.conflicts for person in people)} times somebody else had saved the answer in between")
    for line in [*errors[:10], *(f"lost: {saved}"[:200] for saved in missing[:10])]:
        print(line)
    return 1 if errors or missing else 0


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.drafting")
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    call_command("migrate", verbosity=0)
    if not ListOfIssues.objects.exists():
        fill(timezone.localdate())
    people = drafters(asked.people, asked.seed)
    with gunicorn(workers=2), ThreadPoolExecutor(len(people)) as pool:
        warm_up(people[0])
        start = time.monotonic()
        for done in [pool.submit(person.work, start + asked.seconds) for person in people]:
            done.result()
        took = time.monotonic() - start
    return report(people, took)


if __name__ == "__main__":
    sys.exit(main())
