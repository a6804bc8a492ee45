"""What the pages cost in a database of many lists: queries, time against the floor, requests a second.

Run: python -m config.embedded -- python -m bench.scale 10 1000 10000
In a database that is filled already: python -m bench.dashboards; ONLY is a pattern of pages’ names.
"""

import contextlib
import http.client
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import median, quantiles

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.scale_pages import Page, pages_of  # noqa: E402
from bench.server import PORT, cookie_of, gunicorn  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402

REQUESTS = int(os.environ.get("REQUESTS", "60"))
# So many requests to a page, then to its floor, then again.
A_TURN = 5
CONNECTIONS, SECONDS = 8, float(os.environ.get("RATE_SECONDS", "4"))
HEAD = (
    "| page | queries | median ms | 95 % ms | × floor | × its work | at most | a second | of the floor’s |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of each request, and how long web server and database worked on one of them."""

    times: list[float]
    work: float
    rate: float = 0

    @property
    def middle(self) -> float:
        return median(self.times)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page costs, and its floor in the same minutes."""

    page: Page
    queries: int
    own: Taken
    floor: Taken

    @property
    def ratio(self) -> float:
        return self.own.middle / self.floor.middle

    def __str__(self) -> str:
        late = "**" if self.ratio > self.page.at_most else ""
        slow = "**" if self.own.rate * 3 < self.floor.rate and self.page.floor != "search" else ""
        cells = [
            self.page.name,
            f"{self.queries}",
            f"{self.own.middle:.1f}",
            f"{quantiles(self.own.times, n=20)[-1]:.1f}",
            f"{late}{self.ratio:.1f}{late}",
            f"{self.own.work / self.floor.work:.1f}",
            f"{self.page.at_most:.0f}",
            f"{self.own.rate:.0f}",
            f"{slow}{self.own.rate / self.floor.rate:.0%}{slow}".replace("%", " %"),
        ]
        return f"| {' | '.join(cells)} |"


def measure(only: str = "") -> Iterator[Figures | str]:
    """Each page in turn with its floor: one at a time first, then with so many connections at once."""
    addresses, pages = pages_of(ListOfIssues.objects.get(symbol="CAT/C/KAZ/Q/4"))
    with gunicorn():
        for page in pages:
            if not re.search(only, page.name):
                continue
            cookie, urls = cookie_of(page.user), (page.url, addresses[page.floor])
            try:
                own, floor = in_turn(urls, cookie)
                rates = [rate(url, cookie) for url in urls]
            except Refused as why:
                yield f"| {page.name} | {why} |"
                continue
            own, floor = (replace(taken, rate=n) for taken, n in zip((own, floor), rates, strict=True))
            yield Figures(page, queries_of(page), own, floor)


def in_turn(urls: tuple[str, str], cookie: str) -> list[Taken]:
    """Both addresses a few times each, and again, so that both meet the same machine."""
    link = http.client.HTTPConnection("127.0.0.1", PORT)
    times: list[list[float]] = [[], []]
    work = [0.0, 0.0]
    for turn in range(-1, REQUESTS // A_TURN):
        for which, url in enumerate(urls):
            before = worked()
            taken = [fetch(link, url, cookie) * 1000 for _ in range(A_TURN)]
            if turn >= 0:
                times[which] += taken
                work[which] += worked() - before
    return [Taken(own, spent / len(own)) for own, spent in zip(times, work, strict=True)]


def worked() -> float:
    """Milliseconds that web server and database have worked, whoever else kept the machine busy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        backends = [pid for (pid,) in cursor.fetchall()]
    web = [process.pid for process in psutil.Process().children(recursive=True)]
    spent = 0.0
    for pid in [*backends, *web]:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = psutil.Process(pid).cpu_times()
            spent += times.user + times.system
    return spent * 1000


class Refused(Exception):
    """A page did not answer."""


def fetch(link: http.client.HTTPConnection, url: str, cookie: str) -> float:
    """Seconds for one request."""
    start = time.perf_counter()
    link.request("GET", url, headers={"Cookie": cookie})
    response = link.getresponse()
    response.read()
    if response.status != 200:
        raise Refused(f"{response.status} at {url}")
    return time.perf_counter() - start


def rate(url: str, cookie: str) -> float:
    """Requests a second over so many connections."""
    end = time.perf_counter() + SECONDS

    def one(_number: int) -> int:
        link, done = http.client.HTTPConnection("127.0.0.1", PORT), 0
        while time.perf_counter() < end:
            fetch(link, url, cookie)
            done += 1
        return done

    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        done = sum(pool.map(one, range(CONNECTIONS)))
    return done / (time.perf_counter() - start)


def queries_of(page: Page) -> int:
    """How many queries the page makes once what is the same for everybody is in the cache."""
    client = Client()
    client.force_login(page.user)
    client.get(page.url, headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url, headers={"host": "localhost"})
    return len(captured)


def main(only: str = "") -> None:
    print(HEAD, flush=True)
    for figures in measure(only):
        print(figures, flush=True)


if __name__ == "__main__":
    main(os.environ.get("ONLY", ""))
