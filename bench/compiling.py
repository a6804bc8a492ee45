"""Compiling 30 issues with 155 answers of 70 words, 30 tables, 60 footnotes: the checks, then the whole run.

Run: python -m config.embedded -- python -m bench.compiling
"""

import os
import resource
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.content import fill  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402
from replies.document import compiling  # noqa: E402
from replies.document.build import build  # noqa: E402
from replies.document.checks import check  # noqa: E402
from replies.document.options import Options  # noqa: E402
from replies.document.snapshot import replies_of  # noqa: E402
from replies.models import Compilation  # noqa: E402


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_checks(stored: ListOfIssues) -> None:
    for name in ("first", "again"):
        replies = replies_of(stored)
        tree = build(stored, replies)
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            found = check(stored, replies, tree, Options(tree.language))
            seconds = time.perf_counter() - start
        print(f"checks, {name}: {seconds * 1000:.0f} ms, {len(queries)} queries, {len(found.items)} findings")


def main() -> None:
    call_command("migrate", verbosity=0)
    stored = ListOfIssues.objects.first() or fill(timezone.localdate())
    measure_checks(stored)
    before, now = megabytes(), timezone.now()
    run = Compilation.objects.create(
        list_of_issues=stored,
        languages=["en"],
        started_by=User.objects.get(email="administrator@example.org"),
        started_at=now,
        heartbeat_at=now,
    )
    start = time.perf_counter()
    compiling.run(run.pk)
    seconds = time.perf_counter() - start
    run.refresh_from_db()
    assert run.status == "done", run.error
    sizes = ", ".join(f"{file.format} {file.size // 1000} kB" for file in run.files.all())
    print(f"compiled in {seconds:.2f} s; {run.words} words; {sizes}")
    print(f"peak memory of the process {megabytes():.0f} MB, {before:.0f} MB before compiling")


if __name__ == "__main__":
    main()
