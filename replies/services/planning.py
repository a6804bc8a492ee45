"""By when what is owed: the schedule of a list, the own dates of its issues and assignments.

Whose next step gets another day is told at once; coordinators are told of the dates of the list itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import AtOnce, Role, User
from issues import services as issues_services
from issues.models import Assignment, CalendarDay, Issue, ListOfIssues
from issues.schedule import Plan, Shares
from replies.effects import Effect, Proposed, effects_of
from replies.news import Told, coordinators_of, tell_all
from replies.permissions import planning_refusal
from replies.services.refusing import Refused

# The dates of a list that are nobody's next step: coordinators are told of them.
OF_THE_LIST = {"due": "due_date", "translation": "translation_due", "submission": "submission_due"}


def set_schedule(
    stored: ListOfIssues, due: date, steps: Plan, shares: Shares, time_zone: str, *, by: User | None
) -> list[Effect]:
    """Set when the replies are due in Geneva and the last day of each step before; what moved with it.

    Refused once the list was submitted, to who does not coordinate it, and for a new date that is over;
    a command of the machine's owner may set any.
    """
    with recorded(by, "dates set"):
        _check(stored, by)
        if by is not None and due != stored.due_date and due < stored.today:
            raise Refused(over(due))
        before = {step: getattr(stored, name) for step, name in OF_THE_LIST.items()}
        effects = _effects(stored, Proposed(due=due, steps=steps))
        issues_services.set_schedule(stored, due=due, steps=steps, shares=shares, time_zone=time_zone, by=by)
        tell_moved(stored, effects, before=before, by=by)
        return effects


def set_own_dates(
    stored: ListOfIssues,
    issues: Mapping[int, date | None],
    assignments: Mapping[int, date | None],
    *,
    by: User | None,
) -> list[Effect]:
    """Set, by their keys, when drafts of issues and single assignments are due; None: when the rest is.

    What moved with it. Refused as the schedule is, all or nothing.
    """
    with recorded(by, "dates set"):
        _check(stored, by)
        _check_dates(stored, issues, assignments)
        effects = _effects(stored, Proposed(issues=issues, assignments=assignments))
        issues_services.set_own_dates(stored, issues=issues, assignments=assignments, by=by)
        tell_moved(stored, effects, before={}, by=by)
        return effects


def set_issue_dates(
    stored: ListOfIssues, dates: Mapping[Issue, date | None], *, by: User | None
) -> list[Effect]:
    """Set when the drafts of issues are due. Refused as `set_own_dates` is."""
    return set_own_dates(stored, {issue.pk: due for issue, due in dates.items()}, {}, by=by)


def set_assignment_date(assignment: Assignment, due: date | None, *, by: User | None) -> list[Effect]:
    """Set when the draft of one ministry is due. Refused as `set_own_dates` is."""
    return set_own_dates(assignment.issue.list_of_issues, {}, {assignment.pk: due}, by=by)


def over(day: date) -> str:
    """Why a date that has passed cannot be due, and what to do."""
    return _("%(date)s is over: choose today or a later day.") % {"date": date_format(day)}


def _check(stored: ListOfIssues, by: User | None) -> None:
    """Lock the list, and refuse who may not move its dates now; a command of the machine's owner may."""
    issues_services.check_not_frozen(stored)
    if by is not None and (why := planning_refusal(by, stored)):
        raise Refused(why)


def _check_dates(
    stored: ListOfIssues, issues: Mapping[int, date | None], assignments: Mapping[int, date | None]
) -> None:
    """Refuse a new date that is over; one that stood there already may stay."""
    today = stored.today
    kept = dict(stored.issues.filter(pk__in=issues).values_list("pk", "due_date"))
    given = Assignment.objects.filter(issue__list_of_issues=stored, pk__in=assignments)
    kept_given = dict(given.values_list("pk", "due_date"))
    for dates, found in ((issues, kept), (assignments, kept_given)):
        for pk, due in dates.items():
            if due is not None and due < today and due != found.get(pk):
                raise Refused(over(due))


def _effects(stored: ListOfIssues, proposed: Proposed) -> list[Effect]:
    return effects_of(stored, proposed, CalendarDay.objects.calendar(stored.state))


def tell_moved(
    stored: ListOfIssues, effects: Sequence[Effect], *, before: Mapping[str, date | None], by: User | None
) -> None:
    """Note the news of all that moved; as many queries for one reply as for all. A command tells nobody."""
    if by is None:
        return
    coordinators = list(coordinators_of(stored))
    people = _people_of(effects)
    told = []
    for effect in effects:
        assignment = effect.reply.assignment
        is_theirs = effect.role == Role.COORDINATOR
        owners = coordinators if is_theirs else people[assignment.ministry_id, effect.role]
        told.append(Told(owners, assignment.issue, assignment.ministry, effect.reply, effect.facts))
    for step, old in before.items():
        new = getattr(stored, OF_THE_LIST[step])
        if old != new:
            facts = {"before": old.isoformat() if old else None, "after": new.isoformat(), "step": step}
            told.append(Told(coordinators, stored, facts=facts))
    tell_all(AtOnce.MOVED, told, stored=stored, by=by)


def _people_of(effects: Iterable[Effect]) -> Mapping[tuple[int, str], list[User]]:
    """The people of the ministries concerned, by ministry and role; one query."""
    ministries = {effect.reply.assignment.ministry_id for effect in effects}
    people: defaultdict[tuple[int, str], list[User]] = defaultdict(list)
    for person in User.objects.filter(is_active=True, ministry__in=ministries):
        people[person.ministry_id or 0, person.role].append(person)
    return people
