"""Changing the calendar of a State: what is stored, who is told, what is refused."""

from datetime import date

import pytest

from accounts.models import User
from issues.models import CalendarDay
from replies import services
from replies.models import News
from tests import factories

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, SATURDAY = date(2023, 2, 20), date(2023, 2, 21), date(2023, 2, 25)


def entered() -> list[tuple[str, date, bool, str]]:
    return list(CalendarDay.objects.values_list("state", "day", "is_working", "name"))


def test_day_off_is_stored_and_whose_step_moves_is_told(administrator: User) -> None:
    reply = factories.make_reply_in("submitted")
    officer = factories.clearing_officer_of(reply)
    factories.make_reply_in("submitted", stored=factories.make_list(state="KAZ"))
    factories.make_reply(factories.make_list())
    News.objects.all().delete()

    found = services.set_calendar_day("RUR", MONDAY, is_working=False, name="A decree", by=administrator)

    told = [(news.kind, news.reply, news.facts, news.by) for news in News.objects.filter(user=officer)]
    facts = {"before": "2023-02-20", "after": "2023-02-21", "step": "clearance"}
    assert entered() == [("RUR", MONDAY, False, "A decree")]
    assert [effect.reply for effect in found.moved] == [reply]
    assert told == [("moved", reply, facts, administrator)]


def test_day_that_moves_nothing_tells_nobody(administrator: User) -> None:
    factories.make_coordinator(factories.make_list())

    services.set_calendar_day("RUR", SATURDAY, is_working=True, name="Moved", by=administrator)

    assert (entered(), News.objects.count()) == ([("RUR", SATURDAY, True, "Moved")], 0)


def test_closed_list_is_not_touched(administrator: User) -> None:
    stored = factories.make_list()
    factories.make_reply_in("submitted", stored=stored)
    stored.status = "submitted"
    stored.save()

    found = services.set_calendar_day("RUR", MONDAY, is_working=False, name="A decree", by=administrator)

    assert (list(found.on_it), list(found.moved)) == ([], [])


def test_day_is_named_anew(administrator: User) -> None:
    for name in ("A decree", "Mourning"):
        services.set_calendar_day("RUR", MONDAY, is_working=False, name=name, by=administrator)

    assert entered() == [("RUR", MONDAY, False, "Mourning")]


@pytest.mark.parametrize(
    ("day", "is_working", "why"),
    [
        (MONDAY, True, "20 February 2023 is a working day already: there is nothing to change."),
        (SATURDAY, False, "25 February 2023 is a day off already: there is nothing to change."),
        (TUESDAY, False, "21 February 2023 is a day off already: there is nothing to change."),
    ],
)
def test_day_that_is_so_already_is_refused(
    administrator: User, day: date, is_working: bool, why: str
) -> None:
    CalendarDay.objects.create(state="RUR", day=TUESDAY, is_working=False, name="A decree")

    with pytest.raises(services.Refused) as error:
        services.set_calendar_day("RUR", day, is_working=is_working, name="A decree", by=administrator)

    assert (str(error.value), len(entered())) == (why, 1)


def test_coordinator_is_refused() -> None:
    coordinator = factories.make_coordinator(factories.make_list())

    with pytest.raises(services.Refused, match="Only administrators change which days are worked"):
        services.set_calendar_day("RUR", MONDAY, is_working=False, name="A decree", by=coordinator)

    assert entered() == []
