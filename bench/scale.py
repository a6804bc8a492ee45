"""Lists at scale: thousands of them beside the real one, in one State, with all that belongs to them.

Run: python -m config.embedded -- python -m bench.scale 10 1000 10000

The database grows from one number of lists to the next and is measured in between (see `bench.dashboards`),
and the plans of its queries are looked through at the end (see `bench.plans`).
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Ministry, Role, User  # noqa: E402
from bench import dashboards, plans, scale_papers, scale_rows  # noqa: E402
from bench.content import fill  # noqa: E402
from bench.scale_events import record  # noqa: E402
from bench.scale_rows import FIRST  # noqa: E402
from bench.scale_words import SENTENCES, sentences  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402
from issues.schedule import DEFAULT_SHARES  # noqa: E402
from replies import services  # noqa: E402
from replies.models import Reply  # noqa: E402

STATEMENTS = scale_rows.STATEMENTS | scale_papers.STATEMENTS
# How many keys one list has in each table.
KEYS = {
    "issues_listofissues": 1,
    "issues_coordination": 1,
    "issues_section": 10,
    "issues_issue": 100,
    "issues_sourcenote": 100,
    "replies_attachmentpage": 10_000,
    "replies_comment": 10_000,
    "replies_compilation": 10,
    "replies_submission": 1,
    "replies_digest": 100,
    "replies_visit": 1,
}
# Lists that are written in one transaction: what is not yet committed is not yet vacuumed.
AT_ONCE = 500


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def start() -> None:
    """The tables, the real list and everybody who takes part, in an empty database."""
    call_command("migrate", verbosity=0)
    if ListOfIssues.objects.exists():
        return
    fill(timezone.localdate())
    advance()
    for number in range(50):
        email = f"coordinator-{number}@example.org"
        User.objects.create(email=email, password="!", name=f"Coordinator {number}", role=Role.COORDINATOR)  # noqa: S106
    # The keys of what is made here begin above those that the application gives.
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE scale_sentence (id int PRIMARY KEY, text text NOT NULL)")
        with cursor.copy("COPY scale_sentence FROM STDIN") as copy:
            for row in sentences():
                copy.write_row(row)
        cursor.execute(
            "CREATE FUNCTION drawn(bigint) RETURNS bigint IMMUTABLE PARALLEL SAFE LANGUAGE sql "
            "AS 'SELECT abs(hashint8($1)::bigint)'"
        )
        cursor.execute("ANALYZE scale_sentence")


def advance() -> None:
    """Of the real list's answered replies a quarter each stays, is submitted, cleared and accepted."""
    coordinator = User.objects.get(email="coordinator@example.org")
    for reply in Reply.objects.with_text().filter(assignment__issue__list_of_issues=1).order_by("pk"):
        people = {user.role: user for user in User.objects.filter(ministry=reply.assignment.ministry)}
        if reply.unanswered_codes() or reply.pk % 4 == 0:
            continue
        services.submit(reply, by=people[Role.FOCAL_POINT])
        if reply.pk % 4 > 1:
            services.clear(reply, seen=reply.text_hash(), by=people[Role.CLEARING_OFFICER])
        if reply.pk % 4 > 2:
            services.accept(reply, seen=reply.text_hash(), by=coordinator)


def cast() -> dict[str, int | date | list[int]]:
    """Who takes part, as arrays for the statements: twelve ministries with their people, the coordinators."""
    busiest = Ministry.objects.annotate(asked=Count("assignments")).order_by("-asked", "pk")
    keys = [ministry.pk for ministry in busiest[:12]]

    def people(role: Role) -> list[int]:
        found = {user.ministry_id: user.pk for user in User.objects.filter(role=role).order_by("-pk")}
        return [found[key] for key in keys]

    coordinators = User.objects.filter(email__startswith="coordinator-").order_by("pk")
    return {
        "ministries": keys,
        "writers": people(Role.FOCAL_POINT),
        "officers": people(Role.CLEARING_OFFICER),
        "coordinators": [user.pk for user in coordinators],
        "shares": list(DEFAULT_SHARES.parts),
        "today": timezone.localdate(),
        "many": SENTENCES,
    }


@contextmanager
def without_search() -> Iterator[None]:
    """Take the indexes of the texts away for a bulk load, and build them anew after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'")
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            for name, definition in indexes:
                cursor.execute(definition)
                say(name)


def grow(lists: int) -> None:
    """Make so many lists out of those that there are, of which the real one is one."""
    begin = ListOfIssues.objects.count() - 1 + FIRST
    values = cast()
    with without_search():
        for low in range(begin, FIRST + lists - 1, AT_ONCE):
            high = min(low + AT_ONCE, FIRST + lists - 1)
            write(values, low, high)
            say(f"{high - FIRST + 1} lists")
    settle()


@transaction.atomic
def write(values: Mapping[str, int | date | list[int]], low: int, high: int) -> None:
    """The rows of the lists from one number up to another with their history."""
    with connection.cursor() as cursor:
        # Triggers and foreign keys are not looked at: the rows are right, and written by the million.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        for table, statement in STATEMENTS.items():
            cursor.execute(statement, {**values, "start": low, "stop": high})
            many = KEYS.get(table, 1000)
            record(table, low * many, high * many, timezone.localdate())


def settle() -> None:
    """Move the sequences behind the keys, and have the database look at what it holds."""
    with connection.cursor() as cursor:
        for table in STATEMENTS:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )
        cursor.execute("VACUUM ANALYZE")


def sizes() -> str:
    """Rows and megabytes of the tables that grow, as Markdown."""
    query = """
        SELECT relname, n_live_tup, pg_table_size(relid) / 1048576, pg_indexes_size(relid) / 1048576
        FROM pg_stat_user_tables WHERE n_live_tup > 1000 ORDER BY pg_total_relation_size(relid) DESC LIMIT 16
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = [f"| {name} | {n:,} | {table:,} | {index:,} |" for name, n, table, index in cursor.fetchall()]
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        (whole,) = cursor.fetchone()
    head = "| table | rows | MB | MB of indexes |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + f"\n\nThe whole database: {whole:,} MB."


def main(numbers: list[int]) -> None:
    start()
    for lists in numbers:
        grow(lists)
        print(f"\n{lists} lists\n\n{sizes()}\n", flush=True)
        dashboards.main()
    plans.main()


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [10, 1000, 10_000])
