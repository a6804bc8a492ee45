"""When people are away and who stands in for them; who is told when they are late."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.models import Absence, Role, User

SUPERIORS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def possible_deputies(user: User) -> QuerySet[User]:
    """Who can do the person's work: the same role, in the same ministry where there is one."""
    same = User.objects.filter(is_active=True, role=user.role, ministry=user.ministry_id)
    return same.exclude(pk=user.pk).order_by("name", "pk")


def absence_refusal(
    user: User,
    first_day: date,
    last_day: date | None,
    deputy: User | None,
    *,
    today: date,
    own: int | None = None,
) -> str:
    """Why the person cannot be away then with this deputy; empty when they can. `own` is a stored absence."""
    if last_day is not None and last_day < first_day:
        return gettext("The absence ends before it starts: choose a last day from %(day)s on.") % {
            "day": date_format(first_day)
        }
    if last_day is not None and last_day < today:
        return gettext("These days are over: an absence counts from today on.")
    others = Absence.objects.filter(user=user)
    if own is not None:
        others = others.exclude(pk=own)
    if (overlap := _at_that_time(others, first_day, last_day)) is not None:
        return gettext(
            "You are entered as away %(days)s already: change the days, or end that one first."
        ) % {"days": days_of(overlap)}
    return _deputy_refusal(user, first_day, last_day, deputy) if deputy is not None else ""


def _deputy_refusal(user: User, first_day: date, last_day: date | None, deputy: User) -> str:
    if not possible_deputies(user).filter(pk=deputy.pk).exists():
        return gettext("%(name)s cannot stand in: choose somebody with the same work who may sign in.") % {
            "name": deputy.name
        }
    overlap = _at_that_time(Absence.objects.filter(user=deputy), first_day, last_day)
    if overlap is not None:
        return gettext("%(name)s is away %(days)s: choose another deputy, or other days.") % {
            "name": deputy.name,
            "days": days_of(overlap),
        }
    return ""


def _at_that_time(absences: QuerySet[Absence], first_day: date, last_day: date | None) -> Absence | None:
    before_its_end = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
    at_once = absences.filter(before_its_end)
    return (at_once if last_day is None else at_once.filter(first_day__lte=last_day)).first()


def days_of(absence: Absence) -> str:
    """From when to when, in words that follow “away”."""
    values = {"first": date_format(absence.first_day)}
    if absence.last_day is None:
        return gettext("from %(first)s until further notice") % values
    if absence.last_day == absence.first_day:
        return gettext("on %(first)s") % values
    return gettext("from %(first)s to %(last)s") % (values | {"last": date_format(absence.last_day)})


def superior_refusal(user: User, superior: User) -> str:
    """Why this person cannot be told when the other is late; empty when they can."""
    if superior.pk == user.pk:
        return gettext("Nobody is their own superior: choose another person, or none.")
    if superior.role not in SUPERIORS and superior.ministry_id != user.ministry_id:
        return gettext("Choose somebody of the same ministry, or a coordinator or an administrator.")
    if superior.role not in SUPERIORS and user.ministry_id is None:
        return gettext("Choose a coordinator or an administrator.")
    above, seen = superior, {superior.pk}
    while above.superior is not None and above.superior.pk not in seen:
        above = above.superior
        seen.add(above.pk)
    if user.pk in seen:
        return gettext("%(name)s stands below %(user)s already: that would be a circle.") % {
            "name": superior.name,
            "user": user.name,
        }
    return ""
