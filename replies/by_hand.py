"""Whom a reminder by hand reaches, and whom it does not and why. Reads only; the service writes it down.

It is asked of who owes the next step of each reply, the deputy where that person is away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.deadlines import calendars_for, due_of_next_step
from replies.emails import step_of
from replies.models import Bundle, Digest, News, Notice, Reply
from replies.recipients import Recipients, Step
from replies.workflow import Status

NOBODY: dict[Role, Promise] = {
    Role.FOCAL_POINT: gettext_lazy(
        "%(ministry)s has no focal point: ask an administrator to invite one, then remind again."
    ),
    Role.CLEARING_OFFICER: gettext_lazy(
        "%(ministry)s has no clearing officer: ask an administrator to invite one, then remind again."
    ),
    Role.COORDINATOR: gettext_lazy(
        "The list has no coordinator who could accept: ask an administrator to name one."
    ),
}
AWAY: dict[Role, Promise] = {
    Role.FOCAL_POINT: gettext_lazy(
        "The focal point of %(ministry)s is away, and nobody stands in: have an administrator enter a deputy."
    ),
    Role.CLEARING_OFFICER: gettext_lazy(
        "The clearing officer of %(ministry)s is away, and nobody stands in: have an administrator enter a "
        "deputy."
    ),
    Role.COORDINATOR: gettext_lazy(
        "The coordinator of the list is away, and nobody stands in: have an administrator enter a deputy "
        "who coordinates it, too."
    ),
}


class Asked(NamedTuple):
    """A reply whose next step is asked for, by when it is due, and in whose place the person is asked."""

    reply: Reply
    due: date | None
    deputy_of: User | None


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person who gets the reminder, and all that it asks of them."""

    user: User
    asked: list[Asked] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the issues, in their order, each once."""
        return sorted({asked.reply.assignment.issue.number for asked in self.asked})


class LeftOut(NamedTuple):
    """Why some of the selected replies are asked of nobody, or of one person fewer, and what to do."""

    why: str
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Plan:
    addressees: list[Addressee]
    left_out: list[LeftOut]


def plan_for(stored: ListOfIssues, replies: Sequence[Reply], *, by: User) -> Plan:
    """Who is asked for the next steps of these replies today; nine queries at most, however many they are.

    The replies come with their issue, their ministry and the annotation `due`.
    """
    calendars = calendars_for(replies)
    waiting = [reply for reply in replies if reply.status != Status.ACCEPTED]
    recipients = Recipients.around({stored.today}, [step_of(reply) for reply in waiting])
    left_out: defaultdict[str, set[int]] = defaultdict(set)
    asked: defaultdict[int, list[tuple[Reply, int | None]]] = defaultdict(list)
    for reply in replies:
        number = reply.assignment.issue.number
        if reply.status == Status.ACCEPTED:
            left_out[_("Accepted in the meantime: nothing is owed any more.")].add(number)
            continue
        owners = recipients.owners(step_of(reply), stored.today)
        if not owners:
            left_out[_why_nobody(reply, step_of(reply), recipients)].add(number)
        for user, deputy_of in owners.items():
            asked[user].append((reply, deputy_of))
    absent = {pk for rows in asked.values() for _reply, pk in rows if pk is not None}
    people: Mapping[int, User] = User.objects.in_bulk({*asked, *absent})
    bounced = bounced_of(asked)
    addressees = []
    for person in sorted((people[pk] for pk in asked), key=lambda person: (person.name, person.pk)):
        rows = [
            Asked(reply, due_of_next_step(reply, calendars), people[pk] if pk else None)
            for reply, pk in asked[person.pk]
        ]
        addressee = Addressee(person, rows)
        if why := _why_not(person, bounced, by):
            left_out[why].update(addressee.numbers)
        else:
            addressees.append(addressee)
    return Plan(addressees, [LeftOut(why, sorted(numbers)) for why, numbers in left_out.items()])


def _why_nobody(reply: Reply, step: Step, recipients: Recipients) -> str:
    sentences = AWAY if recipients.holders(step, step.owner) else NOBODY
    return str(sentences[step.owner]) % {"ministry": reply.assignment.ministry.name}


def _why_not(person: User, bounced: Mapping[int, str], by: User) -> str:
    """Why a person who owes something gets no mail, and what to do; empty when they do."""
    named = {"name": person.name}
    if person.pk == by.pk:
        return _("This step is yours: it is on your desk.")
    if not person.email:
        return _("%(name)s has no address: ask an administrator to enter one, then remind again.") % named
    if person.pk in bounced:
        return _(
            "The last mail to %(name)s came back (%(said)s): ask an administrator to correct the address "
            "and to take the bounce back, and tell the person in another way."
        ) % (named | {"said": bounced[person.pk]})
    return ""


def bounced_of(people: Iterable[int]) -> dict[int, str]:
    """Those of these people whose last mail came back, with what the mail server said; three queries."""
    last: dict[int, tuple[datetime, str | None]] = {}
    for model in (Digest, Bundle, Notice):
        sent = model.objects.filter(user__in=list(people), sent_at__isnull=False)
        rows = sent.order_by("user", "-sent_at").distinct("user")
        for user, at, bounced_at, said in rows.values_list("user", "sent_at", "bounced_at", "bounce"):
            if at is not None and (user not in last or at > last[user][0]):
                last[user] = (at, said if bounced_at else None)
    return {user: said for user, (_at, said) in last.items() if said is not None}


def bundle_for(addressee: Addressee, *, note: str, key: object, by: User, at: datetime) -> Bundle:
    """The mail to one person, not stored."""
    values = {"sender": by, "note": note, "key": key, "created_at": at, "next_attempt_at": at}
    return Bundle(user=addressee.user, **values)


def news_for(addressee: Addressee, *, bundle: Bundle | None, by: User, at: datetime) -> list[News]:
    """The lines of that mail, not stored; with the date that each step is due by now."""
    return [
        News(
            user=addressee.user,
            kind=News.REMINDED,
            list_of_issues=asked.reply.assignment.issue.list_of_issues,
            issue=asked.reply.assignment.issue,
            ministry=asked.reply.assignment.ministry,
            reply=asked.reply,
            facts={"due": asked.due.isoformat() if asked.due else "", "status": asked.reply.status},
            by=by,
            at=at,
            deputy_of=asked.deputy_of,
            bundle=bundle,
        )
        for asked in addressee.asked
    ]
