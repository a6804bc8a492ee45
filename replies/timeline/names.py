"""What people, data points and ministries are called in a timeline."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Ministry, User
from issues.models import DataPoint
from replies.models import Reply
from replies.timeline.events import Event

# So many codes are named one by one; of more, the first of them and how many others.
NAMED = 6
PEOPLE = ("author", "cleared_by")
POINTS = ("data_point", "see", "answer_point", "source_point")
MINISTRIES = ("answer_ministry", "source_ministry", "proposed")


@dataclass(frozen=True, slots=True)
class Names:
    """Names by key; codes stand in the order of the list of issues."""

    reply: Reply
    people: dict[int, User]
    codes: dict[int, str]
    ministries: dict[int, Ministry]

    def who(self, event: Event) -> SafeString:
        """Who did it, to begin a sentence with."""
        if event.who is None:
            return SafeString(_("The system") if event.reason else _("Somebody with access to the database"))
        return self.person(event.who)

    def person(self, pk: int) -> SafeString:
        """A name; with the ministry or the role of who is not of the ministry whose reply this is."""
        user = self.people.get(pk)
        if user is None:
            return SafeString(_("Somebody"))
        name = format_html("<b>{}</b>", user.name)
        if user.ministry_id == self.reply.assignment.ministry_id:
            return name
        of = str(user.ministry or user.get_role_display())
        return name if of.casefold() in user.name.casefold() else format_html("{} ({})", name, of)

    def code(self, point: int | None) -> str:
        """The code of a data point; the issue's number for the issue as a whole."""
        whole = str(self.reply.assignment.issue.number)
        return whole if point is None else self.codes.get(point, whole)

    def list(self, points: Iterable[int | None]) -> str:
        """“6(a).1, 6(a).2 and 7”; of many the first ones and the number of the others."""
        order = {pk: place for place, pk in enumerate(self.codes)}
        wanted = sorted(set(points), key=lambda pk: -1 if pk is None else order.get(pk, -1))
        return joined([self.code(point) for point in wanted])


def joined(codes: list[str]) -> str:
    """Codes as an enumeration in words."""
    last = _("and")
    if len(codes) <= NAMED:
        return get_text_list(codes, last)
    others = len(codes) - NAMED + 1
    more = ngettext("%(n)d other data point", "%(n)d other data points", others) % {"n": others}
    return get_text_list([*codes[: NAMED - 1], more], last)


def names_for(reply: Reply, events: Iterable[Event]) -> Names:
    """The names of all that the events speak of, in three queries."""
    people, points, ministries = set(), set(), {reply.assignment.ministry_id}
    for event in events:
        values = event.values
        people |= {event.who, *(values[name] for name in PEOPLE if name in values)}
        points |= {values[name] for name in POINTS if name in values}
        ministries |= {values[name] for name in MINISTRIES if name in values}
    asked = DataPoint.objects.filter(pk__in=points - {None}).order_by("issue__number", "position")
    return Names(
        reply,
        User.objects.in_bulk(people - {None}),
        dict(asked.values_list("pk", "code")),
        Ministry.objects.in_bulk(ministries),
    )
