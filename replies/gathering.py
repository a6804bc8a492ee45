"""What people are told at once: gathered for some minutes into one mail a person, then sent once.

Nothing goes out on a day off of the State, or before seven in the morning there: what happens then waits,
and goes out as one mail on the next working day at the person's hour of the daily mail.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from accounts.audit import recorded
from accounts.deputies import stand_ins
from accounts.models import AtOnce
from issues.models import CalendarDay, ListOfIssues
from replies.delivery import Outbox, claimed, deliver, move
from replies.ladder import OWNERS
from replies.models import Bundle, News, Reply
from replies.news_mails import news_message, with_all
from replies.workflow import Status

FIRST_HOUR = 7
LEFT = "The person may not sign in any more."
AWAY = "The person is away, and nobody stands in for them."
AWAY_BY_HAND = "The person is away: remind their deputy, or whoever does their work."
HANDED_ON = "The person is away: their deputy is told instead."
SETTLED = "Nothing of it was true or wanted any more when it was to be sent."

_UNDER_WAY = (Bundle.Status.DUE, Bundle.Status.SENDING)
# In which statuses of its reply news is still true.
_TRUE_IN: dict[str, Collection[str]] = {
    AtOnce.RETURNED: {Status.RETURNED, Status.DRAFTING},
    AtOnce.CLEARED: {Status.CLEARED, Status.ACCEPTED},
    AtOnce.ACCEPTED: {Status.ACCEPTED},
    AtOnce.MENTIONED: set(Status),
    News.REMINDED: set(Status) - {Status.ACCEPTED},
}


def gather(now: datetime) -> None:
    """Put the news of everyone whose oldest has waited long enough into one mail each; six queries at most.

    May run at any time, twice, or at once in two processes: news is gathered once. It joins a mail that waits
    and that no worker has touched; while another is being tried, it waits until that one is settled.
    """
    with recorded(None, "news gathered"):
        people = _ripe(now)
        # Who waited here for another process finds gathered what that one took.
        waiting = News.objects.filter(bundle__isnull=True, user__in=people).select_for_update()
        rows = list(waiting.order_by("pk").values_list("pk", "user")) if people else []
        if not rows:
            return
        bundles = _open_bundles({user for _pk, user in rows}, now)
        own = Bundle.objects.filter(pk__in=bundles, user=OuterRef("user")).order_by("pk").values("pk")[:1]
        News.objects.filter(pk__in=[pk for pk, _user in rows]).update(bundle=Subquery(own))


def _ripe(now: datetime) -> list[int]:
    """The people whose oldest news has waited long enough, without those who have a mail under way."""
    tried = Bundle.objects.filter(
        user=OuterRef("user"), sender__isnull=True, status__in=_UNDER_WAY, attempts__gt=0
    )
    waiting = News.objects.filter(~Exists(tried), bundle__isnull=True).order_by()
    oldest = waiting.values("user").annotate(oldest=Min("at"))
    ripe = oldest.filter(oldest__lte=now - timedelta(minutes=settings.NEWS_WINDOW))
    return list(ripe.values_list("user", flat=True))


def _open_bundles(people: set[int], now: datetime) -> list[int]:
    """The mails of these people that no worker has touched, made where there is none; locked."""
    fresh = Bundle.objects.filter(
        user__in=people, sender__isnull=True, status=Bundle.Status.DUE, attempts=0
    ).select_for_update()
    found = dict(fresh.order_by("pk").values_list("user", "pk"))
    made = Bundle.objects.bulk_create(
        [Bundle(user_id=user, created_at=now, next_attempt_at=now) for user in sorted(people - found.keys())]
    )
    return [*found.values(), *(bundle.pk for bundle in made)]


def claim_next(now: datetime) -> Bundle | None:
    """Take the next mail that may go out at this moment for this process alone; None when none is ready.

    One of today goes out from seven on, one that waited for the day from the hour of its person on.
    """
    ready = Q()
    for state, zone, day in _working_now(now):
        hour, midnight = now.astimezone(zone).hour, datetime.combine(day, time.min, zone)
        about = Exists(
            News.objects.filter(
                bundle=OuterRef("pk"), list_of_issues__state=state, list_of_issues__time_zone=zone.key
            )
        )
        ready |= Q(about) & Q(Q(created_at__gte=midnight) | Q(from_hour__lte=hour))
    if not ready:
        return None
    own_hour = Coalesce("user__digest_hour", Value(settings.DIGEST_HOUR))
    rows = Bundle.objects.annotate(from_hour=Greatest(own_hour, Value(FIRST_HOUR)))
    return claimed(rows.filter(ready).select_related("sender"), now)


def _working_now(now: datetime) -> list[tuple[str, ZoneInfo, date]]:
    """Where it is a working day, from seven on, of the States and zones that mails wait for; two queries."""
    waiting = News.objects.filter(bundle__status__in=_UNDER_WAY).order_by()
    places = set(waiting.values_list("list_of_issues__state", "list_of_issues__time_zone").distinct())
    calendars = CalendarDay.objects.calendars(state for state, _zone in places) if places else {}
    found = []
    for state, name in sorted(places):
        local = now.astimezone(ZoneInfo(name))
        if local.hour >= FIRST_HOUR and calendars[state].is_working(local.date()):
            found.append((state, ZoneInfo(name), local.date()))
    return found


def send(bundle: Bundle, now: datetime, *, outbox: Outbox | None = None) -> None:
    """Send a claimed mail without what is true or wanted no more; on failure set the next attempt."""
    news = list(with_all(bundle))
    if not bundle.user.is_active:
        move(bundle, Bundle.Status.DROPPED, error=LEFT)
    elif not news:
        move(bundle, Bundle.Status.DROPPED, error=SETTLED)
    elif bundle.user_id in (away := stand_ins(_day_of(news[0].list_of_issues, now))):
        _hand_on(bundle, away[bundle.user_id])
    elif kept := _still_true(bundle, news):
        if len(kept) < len(news):
            _leave_out(bundle, kept)
        deliver(bundle, lambda: news_message(bundle, kept), now, outbox=outbox)
    else:
        move(bundle, Bundle.Status.DROPPED, error=SETTLED)


def _day_of(stored: ListOfIssues, now: datetime) -> date:
    return now.astimezone(ZoneInfo(stored.time_zone)).date()


def _hand_on(bundle: Bundle, deputy: int | None) -> None:
    """Drop the mail of who went away since, and let their deputy be told.

    A reminder by hand is not passed on: its sender sees that it was not sent, and chooses again to whom.
    """
    if deputy is None or bundle.sender_id is not None:
        move(bundle, Bundle.Status.DROPPED, error=AWAY if bundle.sender_id is None else AWAY_BY_HAND)
        return
    with recorded(None, "news handed on to a deputy"):
        if move(bundle, Bundle.Status.DROPPED, error=HANDED_ON):
            others = bundle.news.exclude(by=deputy)
            others.update(user_id=deputy, deputy_of=Coalesce("deputy_of", F("user")), bundle=None)


def _still_true(bundle: Bundle, news: list[News]) -> list[News]:
    """The news that its person may see, has not switched off, and that nothing has overtaken; two queries."""
    user = bundle.user
    replies = _keys(Reply.objects.visible_to(user).filter(news__in=news))
    lists = _keys(ListOfIssues.objects.visible_to(user).exclude(status=ListOfIssues.Status.ARCHIVED))
    return [
        found
        for found in news
        if found.kind not in user.switched_off
        and found.list_of_issues_id in lists
        and (found.reply is not None or _outlives_its_reply(found))
        and (found.reply is None or _is_true(found, found.reply, replies))
    ]


def _outlives_its_reply(news: News) -> bool:
    """Whether it is still to be told once the assignment was taken back: news of the list, or of that."""
    is_end = news.kind == AtOnce.ASSIGNED and news.facts.get("change") in {"taken", "agreed"}
    return news.kind not in _TRUE_IN and (news.ministry_id is None or is_end)


def _keys(rows: "QuerySet[Reply] | QuerySet[ListOfIssues]") -> set[int]:
    return set(rows.values_list("pk", flat=True))


def _is_true(news: News, reply: Reply, visible: set[int]) -> bool:
    if news.kind == News.REMINDED and not _is_asked(news, reply):
        return False  # who was asked has done it
    if news.facts.get("change") == "declined" and reply.assignment.response != "declined":
        return False  # it is decided by now
    return reply.pk in visible and reply.status in _TRUE_IN.get(news.kind, set(Status))


def _is_asked(news: News, reply: Reply) -> bool:
    """Whether the next step is still that of who was reminded of it by hand."""
    now, then = Status(reply.status), Status(news.facts.get("status", reply.status))
    return OWNERS.get(now) == OWNERS.get(then)


def _leave_out(bundle: Bundle, kept: list[News]) -> None:
    """Delete the news that the mail does not tell, so that what is stored as told was told."""
    with recorded(None, "left out of a mail of news"):
        bundle.news.exclude(pk__in=[found.pk for found in kept]).delete()
