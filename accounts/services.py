"""What changes people; the only code outside Django's admin that does."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.absences import absence_refusal
from accounts.audit import recorded
from accounts.models import Absence, AtOnce, User
from accounts.refusing import Refused


def invite(user: User) -> None:
    """Send a person the link with which they choose their first password, in their language."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    with translation.override(user.language):
        values = {"user": user, "link": settings.SITE_URL + path}
        subject = render_to_string("emails/invitation-subject.txt", values).strip()
        body = render_to_string("emails/invitation-body.txt", values)
    EmailMessage(subject, body, to=[user.email]).send()


def change_preferences(
    user: User, *, digest_hour: int | None, switched_off: Collection[str], language: str, by: User
) -> None:
    """Store when the person gets the daily mail (None: at the usual hour), what they are not told at once,
    and in which language."""
    with recorded(by, "preferences"):
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        user.digest_hour, user.language = digest_hour, language
        user.switched_off = [kind for kind in AtOnce.values if kind in switched_off]
        user.save(update_fields=["digest_hour", "language", "switched_off"])


def switch_off(user: User, kinds: Collection[str], *, by: User) -> None:
    """Tell the person of these kinds at once no more; what was switched off before stays so."""
    with recorded(by, "unsubscribed"):
        found = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        wanted = {*found.switched_off, *kinds}
        found.switched_off = [kind for kind in AtOnce.values if kind in wanted]
        found.save(update_fields=["switched_off"])


def make_calendar_key(user: User, *, by: User) -> None:
    """Give the person's calendar a new secret address; the one before is worthless from now on."""
    with recorded(by, "calendar address made"):
        user.calendar_key = uuid4()
        user.save(update_fields=["calendar_key"])


def drop_calendar_key(user: User, *, by: User) -> None:
    """Stop the address of the person's calendar."""
    with recorded(by, "calendar address stopped"):
        user.calendar_key = None
        user.save(update_fields=["calendar_key"])


def add_absence(
    user: User, *, first_day: date, last_day: date | None, deputy: User | None, today: date, by: User
) -> Absence:
    """Store that the person is away, and who gets their mail; raises Refused as `absence_refusal` says."""
    with recorded(by, "absence added"):
        # People who enter days at the same moment, each other as deputy, are taken one after the other.
        keys = sorted({user.pk, deputy.pk} if deputy is not None else {user.pk})
        list(User.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
        if why := absence_refusal(user, first_day, last_day, deputy, today=today):
            raise Refused(why)
        return Absence.objects.create(user=user, first_day=first_day, last_day=last_day, deputy=deputy)


def end_absence(absence: Absence, *, today: date, by: User) -> None:
    """Have the person back from today on; an absence that has no day before today goes as a whole."""
    with recorded(by, "absence ended"):
        found = Absence.objects.select_for_update().filter(pk=absence.pk).first()
        if found is None:
            return
        if found.first_day >= today:
            found.delete()
        elif found.last_day is None or found.last_day >= today:
            found.last_day = today - timedelta(days=1)
            found.save(update_fields=["last_day"])
