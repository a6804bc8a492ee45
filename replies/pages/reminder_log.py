"""The log of a list's reminders: its rows from three tables, in the order of time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Ministry, User
from issues.models import Issue, ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import calendars_for, due_of_next_step, pace_for
from replies.delivery import LEASE
from replies.ladder import OWNERS, step_due
from replies.models import Bundle, Digest, News, Notice, Reminder, Reply
from replies.pages.reminder_words import (
    RECENT,
    Outcome,
    dates_of,
    local,
    outcome_of,
    outcome_of_news,
    unsent_sentence,
    why_noticed,
    why_reminded,
    why_told,
)
from replies.workflow import Status

A_PAGE = 50
# Each source: its rows, the way to its mail, to its list, to its ministry and to its issue's number.
REMINDER = (Reminder, "digest__", "issue__list_of_issues", "ministry", "issue__number")
NEWS = (News, "bundle__", "list_of_issues", "ministry", "issue__number")
NOTICE = (Notice, "", "submission__list_of_issues", None, None)
KINDS: dict[str, dict[Any, Q]] = {
    "before": {Reminder: Q(rung__lte=0)},
    "overdue": {Reminder: Q(rung__gt=0)},
    "escalated": {Reminder: Q(escalated=True)},
    "by_hand": {News: Q(kind=News.REMINDED)},
    "at_once": {News: ~Q(kind=News.REMINDED)},
    "submission": {Notice: Q()},
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that one person was told, or is to be: why, about what, and what became of it."""

    when: str
    user: User
    why: list[str]
    issue: Issue | None
    ministry: Ministry | None
    reply: Reply | None
    then: date | None
    now: str
    outcome: Outcome


def page_of_log(stored: ListOfIssues, wanted: Mapping[str, Any], number: str | None) -> "Page[LogRow]":
    """One page of the rows that are wanted, the newest first; seven queries at most."""
    page = Paginator(_entries(stored, wanted), A_PAGE).get_page(number)
    entries = list(page.object_list)
    keys = {source: [pk for name, pk, _at in entries if name == source] for source in ("r", "n", "s")}
    reminders = _with_all(Reminder, "digest", "deputy_of").in_bulk(keys["r"])
    news = _with_all(News, "bundle", "by", "deputy_of").in_bulk(keys["n"])
    notices = Notice.objects.select_related("user__ministry").in_bulk(keys["s"])
    dates = Dates.of([*reminders.values(), *news.values()], stored)
    rows = []
    for source, pk, at in entries:
        if source == "r":
            rows.append(_of_reminder(reminders[pk], at, stored, dates))
        elif source == "n":
            rows.append(_of_news(news[pk], at, stored, dates))
        else:
            rows.append(_of_notice(notices[pk], at, stored))
    page.object_list = rows
    return page


def _with_all(model: Any, *more: str) -> Any:
    return model.objects.select_related("user__ministry", "issue", "ministry", *more)


def _entries(stored: ListOfIssues, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """The source, the key and the time of each row."""
    found = [
        _source(name, row, stored, wanted) for name, row in (("r", REMINDER), ("n", NEWS), ("s", NOTICE))
    ]
    return found[0].union(*found[1:], all=True).order_by("-moment", "source", "-pk")


def _source(name: str, source: Any, stored: ListOfIssues, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    model, mail, to_list, ministry, issue = source
    moments = [f"{mail}sent_at", _attempt(mail), *(["at"] if model is News else [])]
    rows = model.objects.filter(**{to_list: stored}).annotate(source=Value(name), moment=Coalesce(*moments))
    if kind := wanted.get("kind"):
        rows = rows.filter(KINDS[kind][model]) if model in KINDS[kind] else rows.none()
    for value, path in ((wanted.get("ministry"), ministry), (wanted.get("issue"), issue)):
        if value:
            rows = rows.filter(**{path: value}) if path else rows.none()
    if person := wanted.get("person"):
        rows = rows.filter(user=person)
    if outcome := wanted.get("outcome"):
        rows = rows.filter(_outcome(outcome, mail, waits=model is News))
    if since := wanted.get("since"):
        rows = rows.filter(moment__gte=_midnight(since, stored))
    if until := wanted.get("until"):
        rows = rows.filter(moment__lt=_midnight(until + timedelta(days=1), stored))
    entries: QuerySet[Any] = rows.order_by().values_list("source", "pk", "moment")
    return entries


def _attempt(mail: str) -> Case:
    """When a mail is to be tried next; of one that a worker took up for the last time, when that was."""
    taken_up = Q(**{f"{mail}status__in": ["sending", "failed", "dropped"], f"{mail}attempts__gt": 0})
    next_one = F(f"{mail}next_attempt_at")
    return Case(When(taken_up, then=next_one - LEASE), default=next_one, output_field=DateTimeField())


def _outcome(wanted: str, mail: str, *, waits: bool) -> Q:
    under_way = Q(**{f"{mail}status__in": ["due", "sending"]})
    return {
        "sent": Q(**{f"{mail}status": "sent", f"{mail}bounced_at__isnull": True}),
        "waiting": under_way | Q(bundle__isnull=True) if waits else under_way,
        "failed": Q(**{f"{mail}status": "failed"}),
        "bounced": Q(**{f"{mail}bounced_at__isnull": False}),
        "twice": Q(**{f"{mail}interrupted": True}),
        "dropped": Q(**{f"{mail}status": "dropped"}),
    }[wanted]


def _midnight(day: date, stored: ListOfIssues) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(stored.time_zone))


@dataclass(frozen=True, slots=True)
class Dates:
    """The replies of some rows as they stand today, to say which deadlines moved since."""

    stored: ListOfIssues
    replies: Mapping[int, Reply]
    calendars: Mapping[str, Calendar]

    @classmethod
    def of(cls, rows: Iterable[Reminder | News], stored: ListOfIssues) -> "Dates":
        """Fetch them; two queries."""
        keys = {row.reply_id for row in rows if row.reply_id is not None}
        related = Reply.objects.with_due_date().select_related("assignment__issue__list_of_issues")
        replies: dict[int, Reply] = related.in_bulk(keys)
        return cls(stored, replies, calendars_for(replies.values()))

    def now(self, pk: int | None, then: date | None) -> str:
        """Where the deadline stands today, if it is another one; a later step has its own."""
        reply = self.replies.get(pk or 0)
        if reply is None:
            return _("taken back")
        if reply.status == Status.ACCEPTED:
            return _("accepted")
        if then is None or then in self._steps(reply):
            return ""
        due = due_of_next_step(reply, self.calendars)
        return date_format(due) if due is not None else _("no date")

    def _steps(self, reply: Reply) -> set[date]:
        """By when the reply is to be written, cleared and accepted."""
        if reply.due is None:
            return set()
        calendar = self.calendars[self.stored.state]
        pace = pace_for(self.stored, calendar)
        return {step_due(status, reply.due, calendar, pace) for status in OWNERS}


def _of_reminder(row: Reminder, at: datetime, stored: ListOfIssues, dates: Dates) -> LogRow:
    return LogRow(
        when=local(at, stored),
        user=row.user,
        why=why_reminded(row),
        issue=row.issue,
        ministry=row.ministry,
        reply=dates.replies.get(row.reply_id or 0),
        then=row.due_date,
        now=dates.now(row.reply_id, row.due_date),
        outcome=outcome_of(row.digest, stored),
    )


def _of_news(row: News, at: datetime, stored: ListOfIssues, dates: Dates) -> LogRow:
    then, after = dates_of(row)
    now = dates.now(row.reply_id, then) if row.kind == News.REMINDED else ""
    return LogRow(
        when=local(at, stored),
        user=row.user,
        why=why_told(row),
        issue=row.issue,
        ministry=row.ministry,
        reply=dates.replies.get(row.reply_id or 0),
        then=then,
        now=date_format(after) if after else now,
        outcome=outcome_of_news(row, stored),
    )


def _of_notice(row: Notice, at: datetime, stored: ListOfIssues) -> LogRow:
    return LogRow(
        local(at, stored), row.user, why_noticed(row), None, None, None, None, "", outcome_of(row, stored)
    )


def log_sentence(stored: ListOfIssues) -> str:
    """What matters: how many people were told today, and how many mails of these days failed; two queries."""
    today, now = _midnight(stored.today, stored), timezone.now()
    told = User.objects.filter(
        Q(Exists(_digests(stored).filter(user=OuterRef("pk"), sent_at__gte=today)))
        | Q(Exists(_bundles(stored).filter(user=OuterRef("pk"), sent_at__gte=today)))
        | Q(Exists(_notices(stored).filter(user=OuterRef("pk"), sent_at__gte=today)))
    ).count()
    failed = {"status": "failed", "next_attempt_at__gte": now - RECENT}
    mails = [rows.filter(**failed).order_by().values("pk") for rows in (_digests(stored), _bundles(stored))]
    missing = mails[0].union(mails[1], _notices(stored).filter(**failed).order_by().values("pk"), all=True)
    people = ngettext("Today %d person was told.", "Today %d people were told.", told) % told
    parts = [people if told else _("Nobody was told anything today.")]
    if n := missing.count():
        parts.append(unsent_sentence(n))
    return " ".join(parts)


def _digests(stored: ListOfIssues) -> QuerySet[Digest]:
    of_list = Reminder.objects.filter(digest=OuterRef("pk"), issue__list_of_issues=stored)
    return Digest.objects.filter(Exists(of_list))


def _bundles(stored: ListOfIssues) -> QuerySet[Bundle]:
    return Bundle.objects.filter(Exists(News.objects.filter(bundle=OuterRef("pk"), list_of_issues=stored)))


def _notices(stored: ListOfIssues) -> QuerySet[Notice]:
    return Notice.objects.filter(submission__list_of_issues=stored)
