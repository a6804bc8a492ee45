"""The numbers of the dashboard, each with the address of exactly the rows behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from replies.addresses import address_of
from replies.burnup import Done
from replies.filters import Filters, deadline_of
from replies.models import Reply
from replies.pages.progress_words import ago
from replies.progress.ministries import MinistryRow
from replies.progress.news import Group, Said
from replies.progress.tiles import STEPS
from replies.requested import Requested
from replies.workflow import Status

OWED_SHOWN = 10
GROUPS: Mapping[str, Promise] = {
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due this week"),
}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of rows on the register that pass the filters of the page: all of those at `start`."""

    start: str
    filters: Filters

    @classmethod
    def at(cls, path: str, filters: Filters) -> "Links":
        query = filters.query()
        return cls(f"{path}?by=point&{query}" if query else f"{path}?by=point", filters)

    def to(self, **changes: str) -> str:
        """The rows that pass these filters as well; empty where the page filters by the same otherwise."""
        if any(getattr(self.filters, name) not in {"", value} for name, value in changes.items()):
            return ""
        # Names of states and codes of ministries stand in an address as they are.
        more = [f"&{name}={value}" for name, value in changes.items() if not getattr(self.filters, name)]
        return self.start + "".join(more)

    def number(self, count: int, **changes: str) -> str:
        """A number that leads to its rows; a plain one where there are none, or no address says which."""
        url = self.to(**changes) if count else ""
        return format_html('<a href="{}">{}</a>', url, count) if url else str(count)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its name and what stands below it; `number` leads to the rows behind it."""

    name: str
    number: str
    of: int | None = None
    more: str = ""
    is_late: bool = False


def figures_of(rows: Sequence[Requested], done: Done, plan: int | None, links: Links) -> Iterator[Figure]:
    """Answered, submitted, cleared and accepted of all, and overdue."""
    total = len(rows)
    more = "" if plan is None else _("plan for today: %d") % plan
    yield Figure(_("Answered"), links.number(done.answered, state="answered"), total, more)
    more = _("waiting for clearance: %d") % (done.submitted - done.cleared)
    yield Figure(_("Submitted"), links.number(done.submitted, state="handed-in"), total, more)
    more = _("waiting to be accepted: %d") % (done.cleared - done.accepted)
    yield Figure(_("Cleared"), links.number(done.cleared, state="signed"), total, more)
    more = _("%d per cent") % (done.accepted * 100 // max(total, 1))
    yield Figure(_("Accepted"), links.number(done.accepted, state="accepted"), total, more)
    late = [row for row in rows if row.is_overdue]
    where = len({row.ministry.pk for row in late if row.ministry})
    more = ngettext("%d ministry", "%d ministries", where) % where
    yield Figure(_("Overdue"), links.number(len(late), state="overdue"), None, more, bool(late))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ministries: its name, the address that sorts by it, and how it is sorted now."""

    name: str
    label: str
    url: str
    sorted: str
    is_number: bool


COLUMNS: Mapping[str, Promise] = {
    "ministry": gettext_lazy("Ministry"),
    "assigned": gettext_lazy("Assigned"),
    "answered": gettext_lazy("Answered"),
    "submitted": gettext_lazy("Submitted"),
    "accepted": gettext_lazy("Accepted"),
    "returned": gettext_lazy("Returned"),
    "overdue": gettext_lazy("Overdue"),
    "days": gettext_lazy("Days to reply"),
    "active": gettext_lazy("Last active"),
}


def columns_of(path: str, filters: Filters, order: str) -> Iterator[Column]:
    """The heads of the table; a number sorts from the greatest down first, a second click turns it round."""
    for name, label in COLUMNS.items():
        first = name if name == "ministry" else f"-{name}"
        turned = {name: f"-{name}", f"-{name}": name}
        wanted = turned.get(order, first)
        shown = {name: "ascending", f"-{name}": "descending"}.get(order, "")
        url = f"{path}?{filters.query(sort=wanted)}#ministries"
        yield Column(name, str(label), url, shown, name not in {"ministry", "active"})


@dataclass(frozen=True, slots=True)
class MinistryLine:
    """A ministry with its numbers and its last activity in words."""

    row: MinistryRow
    name: str
    cells: SafeString
    active: str
    bar: SafeString


def lines_of(
    rows: Iterable[MinistryRow], links: Links, zone: ZoneInfo, today: date
) -> Iterator[MinistryLine]:
    """The ministries as rows of a table, in their order."""
    for row in rows:
        code = row.ministry.code
        states = {
            "answered": row.answered,
            "handed-in": row.submitted,
            "accepted": row.accepted,
            "returned": row.returned,
        }
        numbers = [links.number(row.assigned, ministry=code)]
        numbers += [links.number(count, ministry=code, state=state) for state, count in states.items()]
        url = links.to(ministry=code)
        name = format_html('<a href="{}">{}</a>', url, row.ministry.name) if url else row.ministry.name
        parts = {"answered": row.answered, "submitted": row.submitted, "accepted": row.accepted}
        rects = ((part, f"{count * 100 / row.assigned:.1f}") for part, count in parts.items() if count)
        bar = format_html_join("", '<rect class="share__{}" width="{}"/>', rects)
        active = row.active_at.astimezone(zone).date() if row.active_at else None
        late = links.number(row.overdue, ministry=code, state="overdue")
        looks = [("", number) for number in numbers] + [(" late" if row.overdue else "", late)]
        cells = format_html_join("", '<td class="num{}">{}</td>', looks)
        yield MinistryLine(row, name, cells, ago(active, today), bar)


@dataclass(frozen=True, slots=True)
class Owed:
    """A reply whose next step is due: what, by when, and where it is read."""

    row: Requested
    step: str
    url: str


@dataclass(frozen=True, slots=True)
class OwedGroup:
    """Replies that are overdue, or due today or this week; `count` data points stand behind `number`."""

    title: str
    count: int
    owed: tuple[Owed, ...]
    more: int
    number: str


def owed_of(rows: Iterable[Requested], today: date, links: Links) -> Iterator[OwedGroup]:
    """What is overdue or due until Sunday, the oldest first, by reply."""
    found: defaultdict[str, list[Requested]] = defaultdict(list)
    for row in rows:
        if row.reply:
            found[deadline_of(row, today)].append(row)
    for name, title in GROUPS.items():
        own = found[name]
        by_reply = {row.reply.pk: row for row in reversed(own) if row.reply}
        first = sorted(by_reply.values(), key=lambda row: (row.due or today, row.issue.number))
        if own:
            owed = tuple(_owed(row, row.reply) for row in first[:OWED_SHOWN] if row.reply)
            more = len(first) - len(owed)
            yield OwedGroup(str(title), len(own), owed, more, links.number(len(own), deadline=name))


def _owed(row: Requested, reply: Reply) -> Owed:
    return Owed(row, str(STEPS[Status(reply.status)]), url_of(reply))


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened to a reply or was said of it: where, by whom, in which words, when."""

    url: str
    number: int
    ministry: str
    text: str
    author: str
    when: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of replies, by their keys, in this zone on this day; `numbers` are those of the issues."""

    replies: Mapping[int, Reply]
    numbers: Mapping[int, int]
    zone: ZoneInfo
    today: date

    def tell(self, reply: int, at: datetime, text: str = "", author: str = "", anchor: str = "") -> Told:
        found, there = self.replies[reply], at.astimezone(self.zone)
        hour = date_format(there, "TIME_FORMAT")
        is_today = there.date() == self.today
        when = hour if is_today else f"{date_format(there, 'MONTH_DAY_FORMAT')}, {hour}"
        given = found.assignment
        return Told(
            url_of(found) + anchor, self.numbers[given.issue_id], given.ministry.name, text, author, when
        )

    def news(self, groups: Iterable[Group]) -> Iterator[tuple[str, list[Told]]]:
        """What happened, by its kind."""
        for group in groups:
            yield group.title, [self.tell(one.reply.pk, one.at, one.text) for one in group.happenings]

    def comments(self, said: Iterable[Said]) -> Iterator[Told]:
        """Comments, each with the address at which it stands."""
        for one in said:
            yield self.tell(one.reply, one.at, one.text, one.author, f"#comment-{one.key}")


def url_of(reply: Reply) -> str:
    """Where a reply is read: its own page, or its issue where the person may not open it."""
    if reply.is_open:
        return address_of("replies:detail", reply.pk)
    return address_of("replies:issue", reply.assignment.issue_id)
