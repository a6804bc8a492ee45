"""The plans of each page’s queries in a database of many lists: which read a growing table to its end.

Run in a database that `bench.scale` filled: python -m bench.plans
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from bench.scale_pages import Page, pages_of  # noqa: E402
from issues.models import ListOfIssues  # noqa: E402

# Tables that do not grow with the number of lists.
STEADY = {
    "accounts_user",
    "accounts_ministry",
    "accounts_absence",
    "issues_calendarday",
    "replies_wordtemplate",
}
SLOWEST = int(os.environ.get("SLOWEST", "12"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One query of a page with the plan that PostgreSQL followed."""

    page: Page
    sql: str
    plan: dict[str, Any]
    milliseconds: float

    @property
    def scans(self) -> list[str]:
        """Which growing tables are read from end to end."""
        return [
            f"{node['Relation Name']} ({node['Actual Rows']:.0f} of it kept)"
            for node in nodes(self.plan)
            if node["Node Type"] == "Seq Scan"
            and node["Relation Name"] not in STEADY
            and node["Actual Loops"]
            and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > 1000
        ]

    @property
    def blocks(self) -> int:
        return int(self.plan["Shared Hit Blocks"] + self.plan["Shared Read Blocks"])


@dataclass(slots=True)
class Listener:
    """Keeps the queries that pass, to be asked for their plans afterwards."""

    heard: list[tuple[str, Any]] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("( ").startswith(("SELECT", "WITH")):
            self.heard.append((sql, params))
        return execute(sql, params, many, context)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def planned(page: Page) -> Iterator[Planned]:
    """The queries of a page, each with its plan."""
    client, listener = Client(raise_request_exception=False), Listener()
    client.force_login(page.user)
    client.get(page.url, headers={"host": "localhost"})
    with connection.execute_wrapper(listener):
        client.get(page.url, headers={"host": "localhost"})
    with transaction.atomic():
        for sql, params in listener.heard:
            with connection.cursor() as cursor:
                if "set_config" in sql:
                    cursor.execute(sql, params)
                    cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
                found = cursor.fetchone()[0][0]
            yield Planned(page, sql, found["Plan"], found["Execution Time"] + found["Planning Time"])


def main(only: str = "") -> None:
    _addresses, pages = pages_of(ListOfIssues.objects.get(symbol="CAT/C/KAZ/Q/4"))
    every = []
    for page in pages:
        if re.search(only, page.name):
            found = list(planned(page))
            every += found
            spent = sum(query.milliseconds for query in found)
            print(f"{page.name}: {len(found)} queries, {spent:.0f} ms", flush=True)
    print("\nSequential scans over growing tables:")
    for query in every:
        for scan in query.scans:
            print(f"- {query.page.name}: {scan}, {query.milliseconds:.0f} ms: {query.sql[:200]}")
    print("\nThe slowest queries:")
    for query in sorted(every, key=lambda query: -query.milliseconds)[:SLOWEST]:
        print(f"- {query.page.name}: {query.milliseconds:.1f} ms, {query.blocks} blocks: {query.sql[:300]}")


if __name__ == "__main__":
    main(os.environ.get("ONLY", ""))
