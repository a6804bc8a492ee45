"""What the page of the schedule shows: the steps, what is wrong with them, and what moving them does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.forms import BoundField, Form
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import Assignment, Issue, ListOfIssues
from issues.schedule import (
    DEFAULT_SHARES,
    STEPS,
    Calendar,
    Flaw,
    Plan,
    ScheduleTooTight,
    Shares,
    plan,
    start_of,
    warnings_of,
)
from replies.deadlines import pace_for
from replies.effects import Effect, Move, Proposed, effects_of, mark_of
from replies.ladder import OWNERS, step_due
from replies.models import Reply
from replies.pages.schedule_drawing import NAMES, Timeline, timeline_of
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a schedule, stored or typed."""

    due: date
    steps: Plan
    shares: Shares


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, before it is saved; `seen` marks exactly this."""

    moves: tuple[Move, ...]
    effects: tuple[Effect, ...]
    seen: str

    @property
    def is_empty(self) -> bool:
        return not self.moves

    @property
    def sentence(self) -> str:
        """Who is affected, in words."""
        if self.is_empty:
            return _("Nothing is changed yet.")
        n = len(self.effects)
        if not n:
            return _("Nobody's next step moves.")
        ministries = len({effect.reply.assignment.ministry_id for effect in self.effects})
        said = ngettext(
            "The next step of %(n)d reply moves, in %(where)s.",
            "The next step of %(n)d replies moves, in %(where)s.",
            n,
        ) % {"n": n, "where": ngettext("%d ministry", "%d ministries", ministries) % ministries}
        if late := sum(effect.is_overdue for effect in self.effects):
            more = ngettext("%d of them is overdue at once.", "%d of them are overdue at once.", late) % late
            said = f"{said} {more}"
        return said


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as it is shown; without dates nothing is planned yet."""

    stored: ListOfIssues
    dates: Dates | None
    timeline: Timeline | None
    warnings: tuple[tuple[str, str], ...]
    is_stored: bool
    sentence: str


def _sentence(stored: ListOfIssues, kept: Dates | None, flawed: int, calendar: Calendar) -> str:
    """What comes next, and how many steps need attention."""
    if kept is None:
        if stored.due_date is None:
            return _("Nothing is planned yet: set when the replies are due in Geneva.")
        return _("Nothing is planned yet: look at the steps proposed, and set them.")
    said = _next_words(kept, calendar, stored.today)
    if not flawed:
        return said
    more = ngettext("%d step needs attention.", "%d steps need attention.", flawed) % flawed
    return f"{said} {more}"


def _next_words(dates: Dates, calendar: Calendar, today: date) -> str:
    """The next step, and the working days until its last day."""
    for step, end in dates.steps.ends.items():
        if end >= today:
            n = calendar.distance(today, end)
            said = ngettext("%(step)s: %(n)d working day left.", "%(step)s: %(n)d working days left.", n)
            return said % {"step": NAMES[step], "n": n}
    return _("All steps of the schedule are over.")


def stored_dates(stored: ListOfIssues) -> Dates | None:
    """The schedule that is stored, once it is there as a whole."""
    ends = [getattr(stored, f"{step}_due") for step in STEPS]
    if stored.due_date is None or None in ends:
        return None
    return Dates(stored.due_date, Plan(*ends), shares_of(stored))


def shares_of(stored: ListOfIssues) -> Shares:
    return Shares(*stored.shares) if stored.shares else DEFAULT_SHARES


def proposed_dates(stored: ListOfIssues, calendar: Calendar) -> Dates | None:
    """The schedule that is stored, else one planned backwards, where there is room for it."""
    if (found := stored_dates(stored)) or stored.due_date is None:
        return found
    try:
        return planned(stored, stored.due_date, shares_of(stored), calendar)
    except ScheduleTooTight:
        return None


def planned(stored: ListOfIssues, due: date, shares: Shares, calendar: Calendar) -> Dates:
    """The steps planned backwards from `due`. Raises ScheduleTooTight."""
    kept = stored_dates(stored)
    start = start_of(stored.document_date, due, kept.steps if kept else None, shares, calendar, stored.today)
    return Dates(due, plan(start, due, calendar, shares), shares)


def initial_of(stored: ListOfIssues, dates: Dates | None) -> dict[str, Any]:
    """What the fields of the schedule's form hold at first."""
    shares = dates.shares if dates else shares_of(stored)
    values: dict[str, Any] = {"due": dates.due if dates else stored.due_date, "time_zone": stored.time_zone}
    values |= {f"share_{step}": part for step, part in zip(STEPS, shares.parts, strict=True)}
    return values | (dates.steps.ends if dates else {})


def schedule_of(stored: ListOfIssues, dates: Dates | None, calendar: Calendar) -> Schedule:
    """The schedule with these dates, drawn, and what is wrong with it."""
    kept = stored_dates(stored)
    if dates is None:
        return Schedule(
            stored, None, None, (), is_stored=False, sentence=_sentence(stored, None, 0, calendar)
        )
    start = start_of(
        stored.document_date, dates.due, (kept or dates).steps, dates.shares, calendar, stored.today
    )
    ends = kept.steps.ends if kept else {}
    flaws = [
        flaw
        for flaw in warnings_of(start, dates.steps, dates.due, calendar, stored.today, dates.shares)
        # A step that is over as it was planned is no mistake.
        if flaw.kind != "past" or ends.get(flaw.step) != dates.steps.ends[flaw.step]
    ]
    said = tuple((flaw.step, _words(flaw, dates, calendar)) for flaw in flaws)
    drawn = timeline_of(start, dates.steps, dates.due, calendar, stored.today, dict(said))
    sentence = _sentence(stored, kept, len(dict(said)), calendar)
    return Schedule(stored, dates, drawn, said, is_stored=kept is not None, sentence=sentence)


def _words(flaw: Flaw, dates: Dates, calendar: Calendar) -> str:
    """What is wrong with a step, and what to do."""
    end = dates.steps.ends[flaw.step]
    following = STEPS[(STEPS.index(flaw.step) + 1) % len(STEPS)]
    values = {
        "step": NAMES[flaw.step],
        "date": date_format(end),
        "next": NAMES[following],
        "next_date": date_format(dates.steps.ends[following]),
        "working": date_format(calendar.previous_working(end)),
        "due": date_format(dates.due),
        "has": flaw.has,
        "needed": flaw.needed,
    }
    text = {
        "after_due": _("%(step)s: %(date)s is after the replies are due in Geneva, %(due)s."),
        "order": _("%(step)s: %(date)s is after the next step ends (%(next)s, %(next_date)s)."),
        "day_off": _("%(step)s: %(date)s is a day off; the last working day before it is %(working)s."),
        "short": ngettext(
            "%(step)s: %(has)d working day is little; its share would be %(needed)d.",
            "%(step)s: %(has)d working days are little; its share would be %(needed)d.",
            flaw.has,
        ),
        "past": _("%(step)s: %(date)s is over."),
    }[flaw.kind]
    return text % values


def preview_of_schedule(stored: ListOfIssues, dates: Dates, time_zone: str, calendar: Calendar) -> Preview:
    """What setting the schedule would change."""
    pairs = [(_("Replies due in Geneva"), stored.due_date, dates.due)]
    pairs += [(str(NAMES[s]), getattr(stored, f"{s}_due"), end) for s, end in dates.steps.ends.items()]
    moves = [Move(*pair) for pair in pairs if pair[1] != pair[2]]
    if [*dates.shares.parts] != stored.shares:
        moves.append(Move(_("Shares of the steps"), None, None))
    if time_zone != stored.time_zone:
        moves.append(Move(_("Time zone"), None, None))
    effects = effects_of(stored, Proposed(due=dates.due, steps=dates.steps), calendar)
    return _preview(moves, effects, time_zone, dates)


def preview_of_own(
    stored: ListOfIssues, proposed: Proposed, rows: Iterable[Move], calendar: Calendar
) -> Preview:
    """What setting own dates of issues and assignments would change."""
    return _preview(list(rows), effects_of(stored, proposed, calendar), proposed)


def _preview(moves: list[Move], effects: list[Effect], *asked: object) -> Preview:
    shown = [(effect.reply.pk, effect.before, effect.after) for effect in effects]
    return Preview(tuple(moves), tuple(effects), mark_of(moves, shown, asked))


@dataclass(frozen=True, slots=True)
class Deadline:
    """An issue, or one of its assignments, with its own date and when its reply's next step is due."""

    name: str
    issue: Issue
    assignment: Assignment | None
    own: date | None
    field: BoundField | None
    role: str = ""
    next: date | None = None
    is_late: bool = False

    @property
    def section(self) -> Any:
        return self.issue.section


def issues_of(stored: ListOfIssues) -> list[Issue]:
    """The issues with their sections and assignments; two queries."""
    given = Prefetch("assignments", Assignment.objects.select_related("ministry"))
    return list(stored.issues.select_related("section").prefetch_related(given).order_by("number"))


def deadlines_of(
    stored: ListOfIssues, issues: Iterable[Issue], user: User, calendar: Calendar, form: Form | None
) -> Iterator[Deadline]:
    """The deadlines of all issues; when the next step is due only where the person may see the reply."""
    seen = Reply.objects.visible_to(user).filter(assignment__issue__list_of_issues=stored).with_due_date()
    replies: Mapping[int, Reply] = {reply.assignment_id: reply for reply in seen}
    pace, today = pace_for(stored, calendar), stored.today
    for issue in issues:
        name = f"issue-{issue.pk}"
        yield Deadline(name, issue, None, issue.due_date, form[name] if form else None)
        for found in issue.assignments.all():
            name, reply = f"assignment-{found.pk}", replies.get(found.pk)
            field = form[name] if form else None
            if reply is None or not reply.due or reply.status == Status.ACCEPTED:
                yield Deadline(name, issue, found, found.due_date, field)
                continue
            status = Status(reply.status)
            day = step_due(status, reply.due, calendar, pace)
            role = str(OWNERS[status].label)
            yield Deadline(name, issue, found, found.due_date, field, role, day, day < today)
