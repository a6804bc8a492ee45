"""What the settings page of a person shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.absences import days_of
from accounts.models import Absence, AtOnce, User


@dataclass(frozen=True, slots=True)
class Away:
    """One absence, in words; it has begun or is still to come."""

    absence: Absence
    days: str
    has_begun: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen: their absences from today on, and those of the people they stand in for."""

    sentence: str
    own: tuple[Away, ...]
    others: tuple[Away, ...]


def settings_of(user: User, today: date) -> Settings:
    """What the person has chosen; one query."""
    concerned = Absence.objects.filter(Q(user=user) | Q(deputy=user)).exclude(last_day__lt=today)
    away = [
        Away(found, days_of(found), found.first_day <= today)
        for found in concerned.select_related("user", "deputy")
    ]
    own = tuple(found for found in away if found.absence.user_id == user.pk)
    others = tuple(found for found in away if found.absence.user_id != user.pk)
    return Settings(" ".join(_sentences(user, own)), own, others)


def _sentences(user: User, own: tuple[Away, ...]) -> Iterator[str]:
    now = next((found.absence for found in own if found.has_begun), None)
    if now is not None:
        yield _away(now)
        return
    hour = settings.DIGEST_HOUR if user.digest_hour is None else user.digest_hour
    yield _("Your daily mail comes from %(hour)s on.") % {"hour": time_format(time(hour))}
    n = len(set(AtOnce.values) - set(user.switched_off))
    if n == len(AtOnce.values):
        yield _("You are told of everything at once.")
    elif n:
        text = ngettext(
            "You are told of %(n)d of %(all)d things at once.",
            "You are told of %(n)d of %(all)d things at once.",
            n,
        )
        yield text % {"n": n, "all": len(AtOnce.values)}
    else:
        yield _("You are told of nothing at once.")


def _away(absence: Absence) -> str:
    if absence.last_day is None:
        until = _("You are away until further notice.")
    else:
        until = _("You are away until %(day)s.") % {"day": date_format(absence.last_day)}
    if absence.deputy is None:
        return until + " " + _("Nobody gets your mail.")
    return until + " " + _("%(name)s gets your mail.") % {"name": absence.deputy.name}
