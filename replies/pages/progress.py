"""The dashboard of a list: will the reply go out in time, who is late, and what to do about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import ListOfIssues
from issues.schedule import DAY, start_of
from replies.burnup import Done, Forecast, days_between, done_by_day, done_now, forecast, planned
from replies.filters import Filters, narrowed
from replies.models import Visit
from replies.pages.burnup_drawing import Chart, chart_of
from replies.pages.planning import shares_of, stored_dates
from replies.pages.progress_figures import (
    Column,
    Figure,
    Links,
    MinistryLine,
    OwedGroup,
    Teller,
    Told,
    columns_of,
    figures_of,
    lines_of,
    owed_of,
)
from replies.pages.progress_words import sentence_of
from replies.progress.history import History, history_of
from replies.progress.lengths import Lengths, lengths_of
from replies.progress.ministries import ministries_of
from replies.progress.news import SHOWN, News, Since, Talk, news_of, since_of, talk_of
from replies.progress.tiles import STATES, Tile, tiles_of
from replies.progress_forms import SortForm
from replies.requested import Requested, Whole

# The chart goes back so far at most, for a list that stays open for years.
LONGEST = timedelta(days=750)


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page shows of the rows that pass the filters.

    `days` are the days left and the working days left, None without a date or past it; `legend` is each state
    of tiles with its name and number; `all_news` is the address of the page with all of the news.
    """

    rows: Sequence[Requested]
    all: int
    today: date
    sentence: str
    days: tuple[int, int] | None
    figures: Sequence[Figure]
    late: Figure
    chart: Chart | None
    forecast: Forecast
    tiles: Sequence[Tile]
    legend: Sequence[tuple[str, str, int]]
    leaderless: int
    lengths: Lengths
    columns: Sequence[Column]
    ministries: Sequence[MinistryLine]
    owed: Sequence[OwedGroup]
    talk: Talk
    comments: Sequence[Told]
    news: News
    all_news: str
    happened: Sequence[tuple[str, list[Told]]]

    @property
    def is_part(self) -> bool:
        return len(self.rows) < self.all

    @property
    def counted(self) -> str:
        """How much of the list is shown."""
        said = ngettext("%(n)d of %(all)d data point", "%(n)d of %(all)d data points", self.all)
        return said % {"n": len(self.rows), "all": self.all}

    @property
    def at_risk(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.risks]


def progress_of(
    stored: ListOfIssues, user: User, whole: Whole, filters: Filters, sort: SortForm, since: Since
) -> Progress:
    """The page; two queries beside those of `whole`, two more on the first look of a day."""
    today, calendar = whole.today, whole.calendar
    rows, history = narrowed(whole.rows, filters, today), history_of(stored)
    done = series_of(stored, whole, rows, history)
    found = forecast(done, len(rows), done[0].day, target_of(stored), calendar)
    path, links = reverse("replies:progress", args=[stored.pk]), Links.at(stored.get_absolute_url(), filters)
    plan = planned(len(rows), done[0].day, stored.drafts_due, [today], calendar)
    *figures, late = figures_of(rows, done[-1], plan[0] if plan else None, links)
    led = {reply.assignment.issue_id for reply in whole.replies if reply.assignment.is_lead}
    tiles = tiles_of(rows, led, calendar, today)
    dates, lines = (stored.drafts_due, stored.due_date), ministries_of(rows, history.moves, sort.order)
    return Progress(
        rows=rows,
        all=len(whole.rows),
        today=today,
        sentence=sentence_of(stored, calendar, done[-1], len(rows), found),
        days=_days(stored.due_date, whole),
        figures=figures,
        late=late,
        chart=chart_of(done, len(rows), found, dates, calendar) if rows else None,
        forecast=found,
        tiles=tiles,
        legend=_legend(tiles),
        leaderless=sum(tile.issue.pk not in led for tile in tiles),
        lengths=lengths_of(stored, rows, is_part=len(rows) < len(whole.rows)),
        columns=list(columns_of(path, filters, sort.order)),
        ministries=list(lines_of(lines, links, ZoneInfo(stored.time_zone), today)),
        owed=list(owed_of(rows, today, links)),
        all_news=_all_news(path, filters, sort),
        **_told(stored, user, whole, rows, history, since, shown=None if sort.tells_all else SHOWN),
    )


def _told(
    stored: ListOfIssues,
    user: User,
    whole: Whole,
    rows: Sequence[Requested],
    history: History,
    since: Since,
    *,
    shown: int | None,
) -> dict[str, Any]:
    """What is said about the replies, and what happened to them since the person's last visit."""
    replies = {row.reply.pk: row.reply for row in rows if row.reply}
    talk = talk_of(replies.values(), user, since.at)
    news = news_of(replies, history.moves, talk, user, since, shown=shown)
    numbers = {issue.pk: issue.number for issue in whole.issues}
    teller = Teller(replies, numbers, ZoneInfo(stored.time_zone), whole.today)
    return {
        "talk": talk,
        "comments": list(teller.comments(talk.open)),
        "news": news,
        "happened": list(teller.news(news.groups)),
    }


def last_visit(stored: ListOfIssues, user: User) -> Since:
    """The person's last visit of the list before this one."""
    return since_of(Visit.objects.filter(list_of_issues=stored, user=user).first(), timezone.now())


def _all_news(path: str, filters: Filters, sort: SortForm) -> str:
    return f"{path}?{filters.query(**dict(sort.kept), news='all')}#news"


def target_of(stored: ListOfIssues) -> date | None:
    """The day by which all is to be accepted: the end of the coordination review, else what follows it."""
    return stored.review_due or stored.submission_due or stored.due_date


def series_of(stored: ListOfIssues, whole: Whole, rows: Sequence[Requested], history: History) -> list[Done]:
    """Where the rows stood day by day since the work began; today as they stand now."""
    kept = stored_dates(stored)
    begun = start_of(
        stored.document_date,
        stored.due_date,
        kept.steps if kept else None,
        shares_of(stored),
        whole.calendar,
        whole.today,
    )
    start = min(max(begun, whole.today - LONGEST), whole.today)
    pieces = [(row.reply.pk, row.point.pk if row.point else None) for row in rows if row.reply]
    steps = history.steps(ZoneInfo(stored.time_zone))
    past = days_between(start, whole.today - DAY)
    return [*done_by_day(pieces, steps, history.written, past), done_now(rows, whole.today)]


def _days(due: date | None, whole: Whole) -> tuple[int, int] | None:
    if due is None or due < whole.today:
        return None
    return (due - whole.today).days, whole.calendar.distance(whole.today, due)


def _legend(tiles: Sequence[Tile]) -> list[tuple[str, str, int]]:
    counted = Counter(tile.state for tile in tiles)
    return [(state, str(name), counted[state]) for state, name in STATES.items() if counted[state]]
