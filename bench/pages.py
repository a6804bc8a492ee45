"""The time of each page as a ratio to the floor, under one gunicorn, in one run.

Run: python -m config.embedded -- python -m bench.pages
"""

import http.client
import os
import time
from statistics import median, quantiles

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.content import fill  # noqa: E402
from bench.server import PORT, cookie_of, gunicorn  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402
from replies.models import Reply  # noqa: E402

REQUESTS = 300


def measure(pages: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    """Milliseconds of each page by name, the pages taken in turn so that all meet the same machine."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(REQUESTS + 20):
        for name, (url, cookie) in pages.items():
            start = time.perf_counter()
            connection.request("GET", url, headers={"Cookie": cookie})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, (name, response.status)
            if turn >= 20:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    call_command("migrate", verbosity=0)
    stored = ListOfIssues.objects.first() or fill(timezone.localdate())
    author = User.objects.get(email="focal.mia@example.org")
    coordinator = User.objects.get(email="coordinator@example.org")
    reply = Reply.objects.get(assignment__issue__number=23, assignment__ministry__code="prosecutor-general")
    writer = User.objects.get(email="focal.prosecutor-general@example.org")
    own, theirs, ours = cookie_of(author), cookie_of(coordinator), cookie_of(writer)
    pages = {
        "floor of a list": ("/floor/list/", theirs),
        "dashboard": (reverse("replies:progress", args=[stored.pk]), theirs),
        "register": (reverse("replies:register", args=[stored.pk]), theirs),
        "floor of my desk": ("/floor/desk/", own),
        "my desk": (reverse("replies:desk"), own),
        "floor of an issue": ("/floor/issue/23/", ours),
        "issue": (reply.assignment.issue.get_absolute_url(), ours),
        "reply (writing)": (reply.get_absolute_url(), ours),
    }
    with gunicorn():
        times = measure(pages)
    floor = 1.0
    print(f"{'page':<20} {'median ms':>10} {'95 % ms':>10} {'x floor':>8}")
    for name, found in times.items():
        middle = median(found)
        floor = middle if name.startswith("floor") else floor
        print(f"{name:<20} {middle:>10.1f} {quantiles(found, n=20)[-1]:>10.1f} {middle / floor:>8.2f}")


if __name__ == "__main__":
    main()
