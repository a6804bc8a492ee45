"""The time of an autosave as a ratio to the floor, a bare view that does one UPDATE, in one run.

Both are sent the same form: 70 words with a table and a footnote, another text each time.
Run: python -m config.embedded -- python -m bench.saving
"""

import os
import time
from collections.abc import Callable
from itertools import count
from statistics import median, quantiles

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.content import fill  # noqa: E402
from bench.server import PORT, cookie_of, gunicorn  # noqa: E402
from bench.texts import draft  # noqa: E402
from bench.visitor import BASE, Response, Visitor  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402
from replies.models import Look, Reply  # noqa: E402

REQUESTS = 300
WARM_UP = 20
AUTHOR = "focal.prosecutor-general@example.org"


def measure(requests: dict[str, Callable[[str], Response]]) -> dict[str, list[float]]:
    """Milliseconds of each request by name, taken in turn so that all meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in requests}
    for turn in range(REQUESTS + WARM_UP):
        text = draft(f"Turn {turn}.")
        for name, send in requests.items():
            start = time.perf_counter()
            response = send(text)
            seconds = time.perf_counter() - start
            assert response.status == 200, (name, response)
            if turn >= WARM_UP:
                times[name].append(seconds * 1000)
    return times


def statements_of_a_save(visitor: Visitor, url: str) -> list[str]:
    """The SQL of one save within this process, once its caches are warm."""
    client = Client(SERVER_NAME="localhost")
    client.cookies.load(visitor.cookies)
    turns = count(1)

    def save() -> None:
        fields = visitor.forms[url] | {"form": "text", "text": draft(f"Counted {next(turns)}.")}
        response = client.post(url, fields, headers={"HX-Request": "true"})
        base = BASE.search(response.content.decode())
        assert base, response
        visitor.forms[url]["base_version"] = base[1]

    save()
    with CaptureQueriesContext(connection) as caught:
        save()
    return [query["sql"] for query in caught.captured_queries]


def main() -> None:
    call_command("migrate", verbosity=0)
    if not ListOfIssues.objects.exists():
        fill(timezone.localdate())
    author = User.objects.get(email=AUTHOR)
    reply = Reply.objects.get(assignment__issue__number=23, assignment__ministry=author.ministry_id)
    look, _ = Look.objects.get_or_create(reply=reply, user=author, defaults={"looked_at": timezone.now()})
    visitor = Visitor(PORT, cookie_of(author))
    with gunicorn():
        visitor.open(reply.get_absolute_url())
        url = next(url for url in visitor.forms if "/answers/" in url)
        times = measure(
            {
                "floor: one UPDATE": lambda text: visitor.post(
                    f"/floor/save/{look.pk}/", visitor.forms[url] | {"form": "text", "text": text}
                ),
                "autosave": lambda text: visitor.save(url, text),
            }
        )
    floor = median(times["floor: one UPDATE"])
    print(f"{'request':<20} {'median ms':>10} {'95 % ms':>10} {'x floor':>8}")
    for name, found in times.items():
        middle = median(found)
        print(f"{name:<20} {middle:>10.1f} {quantiles(found, n=20)[-1]:>10.1f} {middle / floor:>8.2f}")
    statements = statements_of_a_save(visitor, url)
    around = [sql for sql in statements if sql in {"BEGIN", "COMMIT"}]
    print(f"SQL of one autosave: {len(statements) - len(around)} queries, and {' and '.join(around)}")


if __name__ == "__main__":
    main()
